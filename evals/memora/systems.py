"""What a memory system must do to be measured, and the systems there are.

A system is opened for one persona-period in an empty folder of its own, is given every dialogue once, in
order of time, and is then asked each question on its date. It never sees annotations or criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from ...clock import FixedClock
from ...errors import UsageError
from .types import Dialogue, PersonaPeriod


@dataclass(frozen=True, slots=True)
class SystemAnswer:
    """An answer with what it was made from.

    `cited` are ids of the memories the text names; `context_ids` of all that were at hand when it was written
    (the packed context), with their words in `context`. `stale_ids` are those of them that the system's own
    record knows to be closed; None where it keeps no such record. `rendered_by` says who wrote the text: a
    renderer, or the name of a model.
    """

    text: str
    cited: tuple[str, ...] = ()
    context_ids: tuple[str, ...] = ()
    rendered_by: str = ""
    context: tuple[str, ...] = ()
    stale_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """One change that a system made to its record, for measuring extraction.

    `kind` is `open`, `close`, `replace`, `flip` or `confirm`; `attribute` names the slot by the words of
    `memory/vocabulary.py`; `old` is the value that ended with it. `at` tells the dialogue it came from.
    """

    kind: str
    attribute: str
    value: str
    at: datetime
    subject: str = "user"
    polarity: int = 0
    number: float | None = None
    old: str = ""
    old_number: float | None = None
    happens_at: datetime | None = None


class MemorySystem(Protocol):
    """A memory under test. Only `ingest`, `ask` and `close` are needed."""

    def ingest(self, dialogue: Dialogue) -> None:
        """Take in one dialogue, held at `dialogue.at`; its annotations have been taken out."""
        ...

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        """Answer a question put at that moment. Called after every dialogue has been taken in."""
        ...

    def close(self) -> None:
        """Let go of files and models."""
        ...


@runtime_checkable
class Recording(Protocol):
    """A system whose changes can be read back, so that its extraction can be scored."""

    def written(self) -> tuple[Written, ...]:
        """Every change so far, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What a system is opened with. `case` is for systems that replay the answer key; no other may read it.

    `model` names a chat model for systems that use one (None: none). The clock is moved by the run.
    """

    folder: Path
    user: str
    clock: FixedClock
    case: PersonaPeriod
    seed: int = 0
    model: str | None = None


Opener = Callable[[Setting], MemorySystem]

SYSTEMS: Mapping[str, tuple[str, str]] = {
    "tastekeeper": ("ours:open_ours", "this memory: rules, ledger, validity as a predicate"),
    "gold": ("ours:open_gold", "this memory fed with the annotated operations: the ceiling of extraction"),
    "hybrid_no_validity": (
        "hybrid:open_hybrid",
        "this memory's facts, closed ones too, by words and vectors",
    ),
    "append_rag": ("append:open_rag", "every sentence of the user kept for ever, nearest ones recited"),
    "append_recency": ("append:open_recency", "the same, newer sentences first"),
    "mem0": (".peers.systems:open_mem0", "mem0 (extra peers): raw messages, or its extraction with --model"),
    "langmem": (
        ".peers.systems:open_langmem",
        "LangMem (extra peers): raw messages, or its manager with --model",
    ),
}
"""Name -> where its opener is (`module:function` beside this file) and what it is."""


def opener(name: str) -> Opener:
    """The opener of a system. Raises `UsageError` listing those that exist.

    A module may have `ready(name)`, which raises where its system cannot run here: before anything is played.
    """
    if name not in SYSTEMS:
        raise UsageError(f"There is no memory system {name!r}", hint=f"Systems: {', '.join(SYSTEMS)}.")
    module, _, function = SYSTEMS[name][0].partition(":")
    home: Any = import_module(f".{module}", __package__)
    if hasattr(home, "ready"):
        home.ready(name)
    open_: Opener = getattr(home, function)
    return open_
