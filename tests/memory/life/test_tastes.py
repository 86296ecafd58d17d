"""Tastes read in open English: families of phrasings, silence where none is stated, and annotated conversations."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tastekeeper.clock import FixedClock
from tastekeeper.fold import fold
from tastekeeper.memory import Memory
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


# Words that a value may keep or lose: they name a domain or point.
FREE = frozenset(
    "the a an s movie movies film films book books novel novels music song songs show shows series stories track "
    "genre genres tv television fiction climate climates destination destinations places trips holidays "
    "comedies".split()
)


def _near(one: str, other: str) -> bool:
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a) and a ^ b <= FREE and bool(a & b)


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


# What was found on the first reading of each voice, before anything was mended for it, is in the file's head.
VOICES = tuple(f"round{number}.txt" for number in range(1, 17))


@pytest.mark.parametrize("name", VOICES)
def test_voices(name: str) -> None:
    counts = [judge(case) for case in cases(name)]
    right, wanted, claimed = (sum(column) for column in zip(*counts, strict=True))
    assert right / claimed >= 0.92
    assert right / wanted >= 0.85


def test_slots_are_mostly_right() -> None:
    found = [
        (w, c) for case in cases("families.txt") for w in case.wanted for c in read(case) if matches(w, c)
    ]
    same = sum(claim.attribute == wanted.split(" ")[1] for wanted, claim in found)
    assert same / len(found) >= 0.9


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db", clock=FixedClock(NOON)) as opened:
        yield opened


def say(memory: Memory, text: str, before: tuple[Said, ...] = ()) -> tuple[Claim, ...]:
    """Read a message against what is held, and write it down."""
    claims = read_tastes(Heard(text, NOON, before, memory.facts("u"))).claims
    memory.apply("u", text, text, claims)
    return claims


def held(memory: Memory) -> set[tuple[str, str, int]]:
    return {(fact.attribute, fact.value_norm, fact.polarity) for fact in memory.facts("u")}


def test_part_of_a_name_ends_the_fact(memory: Memory) -> None:
    say(memory, "I really enjoy Ann Patchett's novels.")
    assert held(memory) == {("books.author", "ann patchett", 1)}
    (claim,) = say(memory, "I've gone off Patchett's books.")
    assert claim.closes
    assert claim.value_norm == "ann patchett"
    assert claim.rule.startswith("computed:")
    assert held(memory) == set()


def test_a_slip_in_a_name_ends_the_fact(memory: Memory) -> None:
    say(memory, "I love the band Khruangbin.")
    say(memory, "I'm no longer into Khruangbn.")
    assert held(memory) == set()


def test_another_slot_is_closed_beside_the_new_value(memory: Memory) -> None:
    say(memory, "I love books about submarines.")
    say(memory, "I used to love books about submarines, but now I'm more into Eric Ambler's novels.")
    assert held(memory) == {("books.author", "eric ambler", 1)}


def test_replacement_and_flip(memory: Memory) -> None:
    say(memory, "I love salsa music.")
    say(memory, "I used to love salsa, but lately I'm more into tango.")
    assert held(memory) == {("music.genre", "tango", 1)}
    say(memory, "I used to love tango, but now I can't stand it.")
    assert held(memory) == {("music.genre", "tango", -1)}


def test_what_an_earlier_turn_named(memory: Memory) -> None:
    say(memory, "I love visiting Andalusia.")
    before = (Said("assistant", "Are you still so fond of Andalusia?"),)
    say(memory, "No, I've gone off it.", before)
    assert held(memory) == set()


def test_a_yes_to_forgetting(memory: Memory) -> None:
    say(memory, "I love surf rock music.")
    before = (Said("assistant", "Shall I remove surf rock from your favourites?"),)
    assert say(memory, "No, keep it.", before) == ()
    say(memory, "Yes, please remove it.", before)
    assert held(memory) == set()


def test_assistant_words_are_no_source(memory: Memory) -> None:
    before = (Said("assistant", "I love film noir, don't you?"),)
    assert say(memory, "Yes, it's great!", before) == ()


def test_decades_have_one_name(memory: Memory) -> None:
    say(memory, "I love 80s music.")
    assert held(memory) == {("music.decade", "1980s", 1)}
    say(memory, "I used to love music from the eighties, but not any more.")
    assert held(memory) == set()


ODD = (
    "",
    " ",
    "?!",
    "...",
    "and",
    "I love",
    "'",
    '""',
    "I love " + "x " * 400,
    "我爱爵士乐",
    "😍",
    "love\n\n\nhate",
)


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_survived(text: str) -> None:
    read_tastes(Heard(text, NOON))


@given(st.text(alphabet="abc Iloveshated'\",.?!-&used to not any more 80s", max_size=80))
def test_random_text_is_survived(text: str) -> None:
    for claim in read_tastes(Heard(text, NOON)).claims:
        assert 0 <= claim.start < claim.end <= len(text)


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
