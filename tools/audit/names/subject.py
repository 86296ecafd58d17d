"""What is audited: anything that takes a prompt and gives a text, or an order of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from ..claims import SourceRecord
from .swap import Template

Output = str | tuple[str, ...]
"""A text, or item ids in order."""


class Subject(Protocol):
    """The thing under audit. Equal seeds may give equal answers; different seeds must be independent draws."""

    def __call__(self, prompt: str, seed: int, /) -> str | Sequence[str]:
        """A text, or item ids best first."""
        ...


@dataclass(frozen=True)
class Served:
    """What answers: part of every cache key and of every record."""

    model: str
    placement: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """One summary or ranking to audit: the prompt without its name, the name it came with, and what is true.

    `surname` is put after every probe name, the same in all arms; empty when the prompt has first names only.
    """

    id: str
    prompt: Template
    name: str
    record: SourceRecord = field(default_factory=SourceRecord)
    top: int = 5

    @property
    def surname(self) -> str:
        """The last name that all arms share."""
        return self.name.partition(" ")[2]

    def named(self, first: str) -> str:
        """A probe's whole name."""
        return f"{first} {self.surname}".strip()


def as_output(answer: str | Sequence[str]) -> Output:
    """A subject's answer in its stored form."""
    return answer if isinstance(answer, str) else tuple(map(str, answer))
