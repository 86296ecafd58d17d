"""The source record that a text is held against: fields of a profile, a history, an item, a tool result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ....errors import DataError
from ..words import phrase
from .terms import lemma, lemmas, numbers_in

_AGAINST = re.compile(r"dislike|hate|avoid|never|exclude|not_|against", re.IGNORECASE)
_FOR = re.compile(r"like|love|prefer|favou?rite|enjoy|interest", re.IGNORECASE)
LONG = 12
"""A value of more words than this is running text: its words may be used, but it is no single fact."""


@dataclass(frozen=True)
class Field:
    """One fact of the record. `stance` is +1 liked, -1 disliked, 0 no matter of taste."""

    name: str
    value: str
    stance: int = 0

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The value's content words as lemmas, numbers left out."""
        return tuple(word for word in lemmas(self.value) if not word[:1].isdigit())

    @cached_property
    def about(self) -> frozenset[str]:
        """Lemmas of name and value together: what a number of this field may be said of."""
        return frozenset((*lemmas(self.name), *self.words))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the value."""
        return frozenset(numbers_in(self.value))


@dataclass(frozen=True)
class SourceRecord:
    """Facts, and texts whose words may be repeated without being facts that have to be covered."""

    fields: tuple[Field, ...] = ()
    texts: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Mapping[str, Any], texts: Sequence[str] = ()) -> SourceRecord:
        """Read a nested mapping: every leaf is a field, named by its key; the key tells likes from dislikes.

        Raises `DataError` for something that is no mapping.
        """
        if not isinstance(record, Mapping):
            raise DataError(
                f"A source record must be an object, not {type(record).__name__}",
                hint='Give for example {"likes": ["westerns"], "years_of_experience": 8}.',
            )
        found = list(_fields(record, "", 0))
        long = [field.value for field in found if len(field.value.split()) > LONG]
        return cls(tuple(f for f in found if len(f.value.split()) <= LONG), (*texts, *long))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """All numbers of the record."""
        own = (numbers_in(text) for text in self.texts)
        return frozenset().union(*(field.numbers for field in self.fields), *own)

    @cached_property
    def starts(self) -> dict[str, list[Field]]:
        """Fields by the first lemma of their value, those with most words first."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.words:
                found.setdefault(field.words[0], []).append(field)
        for fields in found.values():
            fields.sort(key=lambda field: -len(field.words))
        return found

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        """The lemmas of each field, and of each sentence-like text."""
        return tuple(field.about for field in self.fields) + tuple(
            frozenset(lemmas(text)) for text in self.texts
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every lemma of the record."""
        return frozenset().union(*self.sets) if self.sets else frozenset()

    @cached_property
    def _running(self) -> str:
        parts = (*self.texts, *(field.value for field in self.fields))
        return f" {' | '.join(' '.join(phrase(part)) for part in parts)} "

    def holds(self, words: Sequence[str]) -> bool:
        """Whether these folded words stand together in some value or text."""
        return f" {' '.join(words)} " in self._running


def _fields(value: object, name: str, stance: int) -> Iterator[Field]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _fields(inner, str(key), _stance(str(key)) or stance)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _fields(inner, name, stance)
    elif value is not None and str(value).strip():
        yield Field(name.replace("_", " "), str(value), stance)


def _stance(key: str) -> int:
    return -1 if _AGAINST.search(key) else int(bool(_FOR.search(key)))


def known_lemma(word: str, record: SourceRecord) -> bool:
    """Whether the record uses this folded word in any form."""
    return lemma(word) in record.vocabulary
