"""What the store answers with, besides facts and write reports."""

from __future__ import annotations

from collections.abc import Iterable

from .types import Fact, Frozen, Operation


class Evidence(Frozen):
    """The user's own words behind a fact. `start` and `end` are offsets into the message."""

    fact_id: str
    message_id: str
    start: int
    end: int
    text: str


class HistoryEntry(Frozen):
    """One operation with the facts before and after it.

    `past` says that the fact the operation left behind no longer holds; `interval` is the time it held, in
    ISO dates. Both facts are None for an operation whose content was erased.
    """

    operation: Operation
    before: Fact | None
    after: Fact | None
    past: bool
    interval: str

    @property
    def fact(self) -> Fact | None:
        """The fact the operation is about: the one it found, or else the one it made."""
        return self.before or self.after


class Verification(Frozen):
    """Whether the record is whole: the hash chain unbroken and the ledger's fold equal to the state."""

    user_id: str
    operations: int
    facts: int
    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing is amiss."""
        return not self.problems

    def __bool__(self) -> bool:
        return self.ok


class ProfileLine(Frozen):
    """One line of the profile page and the fact it stands on."""

    fact_id: str
    text: str


class Profile(Frozen):
    """A user's page, built from live facts only. `depends` lists each fact with its row version."""

    user_id: str
    profile_version: int
    lines: tuple[ProfileLine, ...]
    depends: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """The page as plain text, one fact a line."""
        return "\n".join(line.text for line in self.lines)


class Stats(Frozen):
    """Counts over the whole store. `pending` is index work not done yet; `file_bytes` the file's size."""

    users: int
    live: int
    contested: int
    closed: int
    operations: int
    evidence: int
    pending: int
    schema_version: int
    file_bytes: int


class SearchHits(list[tuple[Fact, float]]):
    """Live facts with their scores, best first, and how they were found.

    `mode` is `hybrid` (words and vectors) or `text` (words only); `note` says why vectors were left out.
    """

    def __init__(
        self, hits: Iterable[tuple[Fact, float]] = (), *, mode: str = "text", note: str = ""
    ) -> None:
        super().__init__(hits)
        self.mode = mode
        self.note = note
