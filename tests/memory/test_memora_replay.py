"""Memora's annotated operations, replayed as claims, must lead to Memora's own final state, exactly."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.memory import AttributeSchema, Memory, fold
from tastekeeper.memory.types import Cardinality, Claim, ClaimKind, ConflictPolicy, Outcome

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TASTEKEEPER_SHARED") or ROOT.parent / "shared" / "data")
FILES = sorted((SHARED / "memora").glob("*/*.sessions.jsonl.gz"))
NAMES = [f"{path.parent.name}/{path.name.split('.')[0]}" for path in FILES]
pytestmark = pytest.mark.skipif(
    not FILES, reason=f"the Memora files are not at {SHARED / 'memora'} (set TASTEKEEPER_SHARED)"
)
FILM_WORDS = r"\b(?:movie|film|cinema|watch|director)"
MUSIC_WORDS = r"\b(?:music|song|listen|album|track|playlist|artist|band)"
SIGNS = {"like": 1, "dislike": -1}


def sessions(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def questions(path: Path) -> dict:
    return json.loads(
        path.with_name(path.name.replace("sessions.jsonl.gz", "questions.json")).read_text("utf-8")
    )


def claim(kind: ClaimKind, attribute: str, value: str, polarity: int, start: int, **fields) -> Claim:
    return Claim(
        kind=kind, attribute=attribute, value_norm=fold(value), value_text=value, start=start,
        end=start + len(value), polarity=polarity, **fields,
    )  # fmt: skip


def slots_of(path: Path) -> dict[int, str]:
    """The slot of each preference session. Films and music both have genres: a genre belongs where the talk
    of all its sessions points."""
    votes: Counter[str] = Counter()
    told = [s for s in sessions(path) if s["session_type"] == "preference"]
    for session in told:
        talk = " ".join(turn["message"] for turn in session["conversation"]).lower()
        lead = len(re.findall(FILM_WORDS, talk)) - len(re.findall(MUSIC_WORDS, talk))
        for name in ("item", "old_item"):
            votes[session["operation_details"].get(name, "")] += lead
    slots = {}
    for session in told:
        details = session["operation_details"]
        genres = "genres of films" if votes[details["item"]] > 0 else "genres of music"
        slots[session["session_id"]] = (
            genres if details["subcategory"] == "genres" else details["subcategory"]
        )
    return slots


def claims_of(session: dict, slots: dict[int, str]) -> list[Claim]:
    details = session["operation_details"] or {}
    if session["session_type"] == "preference":
        attribute = f"taste.{slots[session['session_id']]}"
        polarity = SIGNS[details["preference"]]
        kind = ClaimKind.RETRACT if session["operation"] == "delete" else ClaimKind.ASSERT
        replaces = (fold(details["old_item"]),) if details.get("update_type") == "value_update" else ()
        return [claim(kind, attribute, details["item"], polarity, 0, replaces=replaces)]
    if details.get("category") == "todo_list":
        kind = ClaimKind.RETRACT if session["operation"] == "delete" else ClaimKind.ASSERT
        return [claim(kind, "todo.task", details["item"]["description"], 0, 0)]
    return []


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """Every persona-period in one store, each as a user of its own: name -> (memory, session file)."""
    clock = FixedClock(datetime(2025, 6, 1, tzinfo=UTC))
    memory = Memory.open(tmp_path_factory.mktemp("memora") / "memory.db", clock=clock)
    memory.define(
        AttributeSchema(
            attribute="todo.task", cardinality=Cardinality.LIST, conflict_policy=ConflictPolicy.COEXIST
        )
    )
    skipped = {}
    for name, path in zip(NAMES, FILES, strict=True):
        slots = slots_of(path)
        for session in sessions(path):
            clock.at = datetime.fromisoformat(session["date"]).replace(tzinfo=UTC)
            said = claims_of(session, slots)
            if not said:
                continue
            report = memory.apply(name, f"s{session['session_id']}", said[0].value_text, said)
            for entry in report.entries:
                if entry.outcome is Outcome.SKIPPED:
                    skipped.setdefault(name, []).append((session["session_id"], entry.reason))
    clock.at = datetime(2025, 9, 1, tzinfo=UTC)
    yield memory, skipped
    memory.close()


def gold_preferences(data: dict) -> tuple[set[str], set[tuple[str, str, int]]]:
    """What the questions say holds at the end: the slots they cover whole, and every value in these."""
    covered, gold = set(), set()
    for question in data["questions"]["recommending"]:
        slots = question["memory_evidence"].get("memory_items", {})
        genres = "genres of films" if "directors" in slots else "genres of music"
        for subcategory, sides in slots.items():
            slot = genres if subcategory == "genres" else subcategory
            covered.add(slot)
            for side, polarity in (("likes", 1), ("dislikes", -1)):
                gold |= {(slot, fold(item["item"]), polarity) for item in sides[side]}
    return covered, gold


@pytest.mark.parametrize(("name", "path"), zip(NAMES, FILES, strict=True), ids=NAMES)
def test_preferences_end_as_annotated(replayed, name, path):
    memory, skipped = replayed
    covered, gold = gold_preferences(questions(path))
    assert gold
    held = {
        (fact.attribute.removeprefix("taste."), fact.value_norm, fact.polarity)
        for fact in memory.facts(name, attribute="taste.*")
    }
    assert {item for item in held if item[0] in covered} == gold
    assert skipped.get(name, []) == []


@pytest.mark.parametrize(("name", "path"), zip(NAMES, FILES, strict=True), ids=NAMES)
def test_what_was_taken_back_is_gone(replayed, name, path):
    memory, _ = replayed
    held = {
        (f.attribute.removeprefix("taste."), f.value_norm) for f in memory.facts(name, attribute="taste.*")
    }
    slots = slots_of(path)
    checked = 0
    for question in questions(path)["questions"]["recommending"]:
        for item in (question.get("forgetting_evidence") or {}).get("forgotten_items", []):
            checked += 1
            assert (slots[item["session_id"]], fold(item["value"])) not in held, item
    assert checked


@pytest.mark.parametrize(("name", "path"), zip(NAMES, FILES, strict=True), ids=NAMES)
def test_lists_end_as_annotated(replayed, name, path):
    memory, _ = replayed
    lists = [
        question["memory_evidence"]["remaining_tasks"]
        for question in questions(path)["questions"]["remembering"]
        if "remaining_tasks" in question["memory_evidence"]
    ]
    if not lists:
        pytest.skip("this persona-period asks nothing about its list")
    held = sorted(fact.value_norm for fact in memory.facts(name, attribute="todo.task"))
    for gold in lists:
        assert held == sorted(fold(item["value"]) for item in gold)


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_whole(replayed, name):
    memory, _ = replayed
    check = memory.verify(name)
    assert check.ok, check.problems
    assert check.operations > 40
