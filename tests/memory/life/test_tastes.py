"""Tastes read in open English: families of phrasings, silence where none is stated, and annotated conversations."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.fold import fold
from tastekeeper.memory.extraction.life.heard import Heard, Said
from tastekeeper.memory.extraction.life.tastes import read_tastes
from tastekeeper.memory.types import Claim, ClaimKind

from .memora_tastes import Score, score

HERE = Path(__file__).parent / "tastes"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """Words, what was said before them, and the tastes they state."""

    text: str
    before: tuple[Said, ...]
    wanted: tuple[str, ...]


def cases(name: str) -> Iterator[Case]:
    """The cases of a file."""
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        said, _, wanted = line.partition(" => ")
        *earlier, text = said.split(" | ")
        before = tuple(Said("user" if turn.startswith("U: ") else "assistant", turn[3:]) for turn in earlier)
        items = () if wanted.strip() in ("", "none") else tuple(w.strip() for w in wanted.split(";"))
        yield Case(text, before, items)


def read(case: Case) -> tuple[Claim, ...]:
    return read_tastes(Heard(case.text, NOON, case.before)).claims


def matches(wanted: str, claim: Claim) -> bool:
    """Whether a claim is what a case wants: kind and polarity, domain, value, and what it replaces."""
    sign, place, value = wanted.split(" ", 2)
    value, _, old = value.partition(" < ")
    shown = {"+": 1, "-": -1, "x": 0}[sign]
    kind = ClaimKind.RETRACT if sign == "x" else ClaimKind.ASSERT
    close = _near(claim.value_text, value) or (place.endswith("decade") and claim.value_norm == fold(value))
    replaced = not old or any(_near(r, old) for r in claim.replaces)
    domain = claim.attribute.split(".")[0] == place.split(".")[0]
    return claim.kind is kind and (sign == "x" or claim.polarity == shown) and close and replaced and domain


def _near(one: str, other: str) -> bool:
    a, b = fold(one).split(), fold(other).split()
    return a == b or (abs(len(a) - len(b)) <= 1 and (set(a) <= set(b) or set(b) <= set(a)))


def judge(case: Case) -> tuple[int, int, int]:
    """Right, wanted and claimed."""
    claims = read(case)
    right = sum(any(matches(wanted, claim) for claim in claims) for wanted in case.wanted)
    return right, len(case.wanted), len([c for c in claims if c.kind is ClaimKind.ASSERT or case.wanted])


@pytest.mark.parametrize("case", cases("families.txt"), ids=lambda case: case.text[:50])
def test_phrasings(case: Case) -> None:
    claims = read(case)
    right, wanted, claimed = judge(case)
    assert (right, claimed) == (wanted, wanted), claims


@pytest.mark.parametrize("case", cases("silence.txt"), ids=lambda case: case.text[:50])
def test_silence(case: Case) -> None:
    assert read(case) == ()


@pytest.fixture(scope="module")
def memora() -> Path:
    """The folder of Memora's weekly files; the test is skipped where they are not."""
    root = Path(__file__).resolve().parents[3]
    folder = Path(os.environ.get("TASTEKEEPER_SHARED", root.parent / "shared")) / "data" / "memora" / "weekly"
    if not folder.is_dir():
        pytest.skip(f"Memora's files are not at {folder}; set TASTEKEEPER_SHARED to their folder")
    return folder


def test_annotated_conversations(memora: Path, tmp_path: Path) -> None:
    total = Score()
    for name in ("software_engineer", "content_writer"):
        (tmp_path / name).mkdir()
        total.add(score(memora / f"{name}.sessions.jsonl.gz", tmp_path / name))
    assert total.precision() >= 0.97, total.wrong
    assert total.recall() >= 0.97, total.wrong
