"""A model's operations become claims only where the words carry them and the facts they close are live."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.agent.extraction_model import extract, worth_asking
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.agent.planner.acts import Act, Intent, Understanding
from tastekeeper.clock import FixedClock
from tastekeeper.errors import ModelError
from tastekeeper.memory import Memory, fold
from tastekeeper.memory.types import Claim, ClaimKind, Fact

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
UNKNOWN = Understanding(acts=(Act(intent=Intent.UNKNOWN),))


def operation(**fields) -> dict:
    base = {"op": "ADD", "attribute": "music.artist", "value": "Nils Frahm", "stance": "like"}
    return {**base, "quote": "Nils Frahm gets me every time", "closes": [], **fields}


def model(*operations: dict) -> ScriptedModel:
    return ScriptedModel([json.dumps({"operations": list(operations)})])


@pytest.fixture
def memory(tmp_path: Path):
    with Memory.open(tmp_path / "memory.db", clock=FixedClock(NOON)) as opened:
        yield opened


def told(memory: Memory, artist: str) -> Fact:
    claim = Claim(
        kind=ClaimKind.ASSERT,
        attribute="music.artist",
        value_norm=fold(artist),
        value_text=artist,
        start=0,
        end=len(artist),
        polarity=1,
    )
    memory.apply("ann", f"told {artist}", artist, [claim])
    return memory.facts("ann", attribute="music.artist")[-1]


TEXT = "You know, Nils Frahm gets me every time."


async def test_words_that_carry_a_value_become_a_claim() -> None:
    found = await extract(model(operation()), TEXT, (), NOON)
    (claim,) = found.claims
    assert (claim.attribute, claim.value_text, claim.polarity) == ("music.artist", "Nils Frahm", 1)
    assert TEXT[claim.start : claim.end] == "Nils Frahm gets me every time"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"quote": "words never said"}, "quotes words"),
        ({"value": "Olafur Arnalds"}, "value that its quote does not carry"),
        ({"op": "REPLACE"}, "which live fact"),
        ({"op": "RETRACT"}, "which live fact"),
        ({"closes": ["F7"]}, "not live"),
        ({"attribute": "secrets.pin"}, "does not exist"),
        ({"attribute": "spending.other", "amount": 4.0}, "amount that its quote"),
        ({"attribute": "activity.other"}, "without a number"),
    ],
)
async def test_what_the_words_do_not_carry_is_dropped(fields: dict, why: str) -> None:
    found = await extract(model(operation(**fields)), TEXT, (), NOON)
    assert found.claims == ()
    assert why in found.dropped[0]


async def test_a_retraction_closes_the_live_fact_it_names(memory: Memory) -> None:
    fact = told(memory, "Nils Frahm")
    text = "Frahm leaves me cold nowadays."
    raw = operation(op="RETRACT", quote="Frahm leaves me cold nowadays", closes=["F1"])
    found = await extract(model(raw), text, (fact,), NOON)
    report = memory.apply("ann", "m2", text, found.claims, extractor="model/1")
    assert [entry.outcome.value for entry in report.entries] == ["retracted"]
    assert memory.facts("ann") == ()


async def test_a_fact_closed_meanwhile_is_not_closed_again(memory: Memory) -> None:
    fact = told(memory, "Nils Frahm")
    memory.forget("ann", [fact.fact_id])
    text = "Frahm leaves me cold nowadays."
    raw = operation(op="RETRACT", quote="Frahm leaves me cold nowadays", closes=["F1"])
    found = await extract(model(raw), text, (fact,), NOON)
    report = memory.apply("ann", "m2", text, found.claims, extractor="model/1")
    assert [entry.outcome.value for entry in report.entries] == ["skipped"]


async def test_the_live_facts_are_offered_by_label(memory: Memory) -> None:
    fact = told(memory, "Nils Frahm")
    asked = model()
    await extract(asked, TEXT, (fact,), NOON, asked="Which music do you like?")
    (request,) = asked.requests
    words = request.messages[-1].content
    assert "F1 likes artist Nils Frahm" in words
    assert "Which music do you like?" in words
    assert fact.fact_id not in words


async def test_an_answer_out_of_shape_is_an_error_that_says_where() -> None:
    with pytest.raises(ModelError, match="operations"):
        await extract(ScriptedModel(['{"facts": []}']), TEXT, (), NOON)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Frahm leaves me completely cold nowadays.", True),
        ("What shall I listen to tonight?", False),
        ("The moon is very far away from here.", False),
        ("I see.", False),
        (f"I {'really ' * 400}mean it, long as it is.", False),
    ],
)
def test_the_gate_lets_through_statements_about_oneself(text: str, wanted: bool) -> None:
    assert worth_asking(text, UNKNOWN) is wanted


def test_what_the_rules_have_read_is_not_read_again() -> None:
    read = Understanding(acts=(Act(intent=Intent.LIKE),))
    assert not worth_asking("I really do like westerns very much.", read)
