"""What extraction needs from a catalogue, as protocols: memory knows nothing of recommenders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class Named(Protocol):
    """One thing a mention may stand for; `attribute` is `title` for items, whose id is `ref`."""

    @property
    def attribute(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def ref(self) -> str | None: ...
    @property
    def roles(self) -> tuple[str, ...]: ...


class Mentioned(Protocol):
    """A stretch of a message that names something: see `recommenders.search.lexicon.Mention`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def readings(self) -> Sequence[Named]: ...
    @property
    def also(self) -> Sequence[Named]: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def bound(self) -> str: ...
    @property
    def refs(self) -> tuple[str, ...]: ...
    @property
    def ambiguous(self) -> bool: ...


class Linker(Protocol):
    """Finds what a message names."""

    def link(self, text: str, prefer: Iterable[str] = ()) -> Sequence[Mentioned]:
        """Mentions in order, without overlaps."""
        ...

    def is_word(self, word: str) -> bool:
        """Whether a folded word is known, so that it is no slip of another one."""
        ...


class Described(Protocol):
    """One attribute of a domain."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Domain(Protocol):
    """What a domain is called and how its items are described: a `CatalogSchema` is one."""

    @property
    def domain(self) -> str: ...
    @property
    def noun(self) -> str: ...
    @property
    def noun_plural(self) -> str: ...
    @property
    def attributes(self) -> Sequence[Described]: ...
    @property
    def verb(self) -> str: ...
    @property
    def verb_past(self) -> str: ...
