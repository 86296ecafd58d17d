"""Reads case files: what is said, and what a reader shall make of it, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tastekeeper.fold import fold
from tastekeeper.memory.extraction.life.heard import Focus, Heard, LifeReader, Said
from tastekeeper.memory.extraction.life.language.stems import likeness
from tastekeeper.memory.types import Claim, Fact, Status

FOLDER = Path(__file__).parent / "cases"
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
"""A Wednesday."""


@dataclass(frozen=True)
class Case:
    """A message, what it shall give, what is open when it is heard, and what was said before it."""

    said: str
    wanted: tuple[str, ...]
    live: tuple[str, ...]
    before: tuple[Said, ...]
    place: str
    document: str = ""

    def __str__(self) -> str:
        return f"{self.place} {self.said[:60]}"


def cases(name: str) -> list[Case]:
    """The cases of `cases/NAME_*.txt`. A line `# live:` sets what is open from there on, `# doc:` the document
    in hand; lines of `A:` and `U:` are turns before."""
    return [case for path in sorted(FOLDER.glob(f"{name}_*.txt")) for case in _of(path)]


def _of(path: Path) -> Iterator[Case]:
    live: tuple[str, ...] = ()
    document = ""
    before: list[Said] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.startswith("# live:"):
            live = tuple(part.strip() for part in line.removeprefix("# live:").split(";") if part.strip())
        elif line.startswith("# doc:"):
            document = line.removeprefix("# doc:").strip()
        elif line.startswith(("A: ", "U: ")):
            before.append(Said("assistant" if line[0] == "A" else "user", line[3:]))
        elif "::" in line and not line.startswith("#"):
            said, _, wanted = line.rpartition("::")
            parts = tuple(part.strip() for part in wanted.split(" | ") if part.strip())
            yield Case(
                said.strip().replace("\\n", "\n"),
                parts,
                live,
                tuple(before),
                f"{path.stem}:{number}",
                document,
            )
            before = []


def fact(attribute: str, value: str, position: int, **more: object) -> Fact:
    """An open fact as memory would hand it to a reader."""
    at = NOW - timedelta(days=1) + timedelta(seconds=position)
    fields = {
        "fact_id": f"F{position:03}", "user_id": "ana", "subject": "user", "attribute": attribute,
        "value_norm": fold(value), "value_text": value, "polarity": 0, "ref": None, "number": None, "unit": None,
        "valid_from": at, "valid_to": None, "recorded_at": at, "closed_at": None, "expires_at": None,
        "status": Status.ACTIVE, "closed_by_op": None, "supersedes": None, "source_kind": "stated",
        "confidence": 1.0, "message_id": None, "span_start": None, "span_end": None, "extractor": "life/1",
        "last_confirmed": at, "times_confirmed": 0,
    }  # fmt: skip
    return Fact.model_validate({**fields, **more})


def read(reader: LifeReader, case: Case, live: Sequence[Fact]) -> tuple[Claim, ...]:
    """What a reader makes of a case."""
    return reader(Heard(case.said, NOW, case.before, live, Focus(document=case.document))).claims


def check(found: Sequence[str], wanted: Sequence[str], same: Callable[[str, str], bool]) -> list[str]:
    """What is missing and what is too much; empty when both sides agree."""
    rest = list(found)
    wrong = []
    for one in wanted:
        match = next((other for other in rest if same(one, other)), None)
        if match is None:
            wrong.append(f"missed {one!r}")
        else:
            rest.remove(match)
    return [*wrong, *(f"unasked {other!r}" for other in rest)]


def alike(one: str, other: str) -> bool:
    """Whether two values name the same thing in nearly the same words."""
    return fold(one) == fold(other) or likeness(one, other) >= 0.8


def every(name: str) -> pytest.MarkDecorator:
    """Parametrises a test over the cases of a file."""
    return pytest.mark.parametrize("case", cases(name), ids=str)
