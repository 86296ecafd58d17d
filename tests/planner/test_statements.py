"""What a message states: acts with their slots, and claims that never say otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from tastekeeper.agent.planner import understand
from tastekeeper.agent.planner.acts import STATEMENTS
from tastekeeper.memory.types import ClaimKind

LINES = [
    tuple(part.strip() for part in line.split("||"))
    for line in (Path(__file__).parent / "statements.txt").read_text("utf-8").splitlines()
    if "||" in line
]
_POLARITY = {"like": 1, "dislike": -1}


def stated(read):
    """Intent, slot and value of every statement act."""
    return {
        (act.intent.value, slot, value)
        for act in read.acts
        if act.intent in STATEMENTS
        for slot, values in act.slots.items()
        for value in values
    }


def wanted_of(text):
    """The same triples from a line of the file: `like item=Heat (1995) | genre=War ; seen item=...`."""
    found = set()
    for act in text.split(" ; "):
        intent, _, rest = act.strip().partition(" ")
        for slot in filter(None, rest.split(" | ")):
            name, _, values = slot.partition("=")
            found |= {(intent, name, value) for value in values.split(" & ")}
    return {triple for triple in found if triple[0] in {intent.value for intent in STATEMENTS}}


@pytest.mark.parametrize(("said", "wanted"), LINES, ids=[said[:60] for said, _ in LINES])
def test_statements(said, wanted, lexicon, fresh, listed):
    read = understand(said.lstrip("@"), listed if said.startswith("@") else fresh, lexicon)
    assert stated(read) == wanted_of(wanted)
    intents = {part.split()[0] for part in wanted.split(" ; ")}
    assert {act.intent.value for act in read.acts} == intents


@pytest.mark.parametrize("said", [said for said, _ in LINES if not said.startswith("@")])
def test_claims_agree_with_acts(said, lexicon, fresh):
    read = understand(said, fresh, lexicon)
    told = stated(read)
    for claim in read.claims:
        if claim.kind is ClaimKind.RETRACT:
            assert any(intent == "retract" for intent, _, _ in told)
        elif claim.number is not None:
            name = claim.attribute.partition(".")[2]
            assert ("constrain", name, str(int(claim.number))) in told
        elif claim.attribute == "movies.seen":
            assert ("seen", "item", claim.value_text) in told
        else:
            same = {intent for intent, _, value in told if value == claim.value_text}
            assert {_POLARITY.get(intent) for intent in same} >= {claim.polarity}
    assert bool(read.claims) == bool(told)


def test_both_are_the_films_of_this_message(lexicon, listed):
    """ "Both" means the two films just named, not the list in view."""
    said = "I've seen Blade Runner and Contact, loved both. What shall I watch tonight?"
    read = understand(said, listed, lexicon)
    films = {"Blade Runner (1982)", "Contact (1997)"}
    assert [act.intent.value for act in read.acts] == ["seen", "like", "recommend"]
    assert all(set(act.slots["item"]) == films for act in read.acts[:2])
    assert read.question is None


SAYS_NOTHING = Path(__file__).parent.joinpath("no_statements.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("said", [line for line in SAYS_NOTHING if line.strip()])
def test_nothing_is_stated(said, lexicon, fresh, listed):
    """Questions, hearsay, facts, wishes and other people's tastes leave nothing, with or without a list."""
    for context in (fresh, listed):
        read = understand(said, context, lexicon)
        assert not read.claims
