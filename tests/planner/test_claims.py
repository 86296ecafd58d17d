"""The claims that go with the acts."""

from __future__ import annotations

from datetime import UTC, datetime

from tastekeeper.agent.planner import understand
from tastekeeper.memory.types import ClaimKind


def test_places_become_items(lexicon, listed):
    read = understand("I loved the second one but I've seen the first", listed, lexicon)
    assert [(c.attribute, c.polarity, c.value_text) for c in read.claims] == [
        ("movies.title", 1, "Alien (1979)"),
        ("movies.seen", 0, "Heat (1995)"),
    ]
    assert all(lexicon.label_of(claim.ref) == claim.value_text for claim in read.claims)


def test_instead_of(lexicon, fresh):
    (claim,) = understand("I like documentaries instead of westerns now", fresh, lexicon).claims
    assert (claim.attribute, claim.value_norm, claim.replaces) == (
        "movies.genre",
        "documentary",
        ("western",),
    )


def test_mood_expires_with_the_day(lexicon, fresh):
    (claim,) = understand("not in the mood for horror tonight", fresh, lexicon).claims
    assert claim.polarity == -1
    assert claim.expires_at == datetime(2026, 11, 23, tzinfo=UTC)


def test_limits(lexicon, fresh):
    (claim,) = understand("I never watch anything over two hours", fresh, lexicon).claims
    assert (claim.attribute, claim.number, claim.unit) == ("movies.runtime_max", 120.0, "min")


def test_correction_leaves_one_claim(lexicon, fresh):
    claims = understand("I love westerns, no wait, I mean war films", fresh, lexicon).claims
    assert [claim.value_norm for claim in claims] == ["war"]


def test_flip_in_one_message(lexicon, fresh):
    claims = understand("I used to hate musicals but now I love them", fresh, lexicon).claims
    assert [(claim.kind, claim.value_norm, claim.polarity) for claim in claims] == [
        (ClaimKind.ASSERT, "musical", 1)
    ]


def test_role_that_was_said(lexicon, fresh):
    (claim,) = understand("I like films directed by Clint Eastwood", fresh, lexicon).claims
    assert claim.attribute == "movies.director"
    (claim,) = understand("I like Clint Eastwood", fresh, lexicon).claims
    assert claim.attribute == "movies.person"


def test_spans_are_exact(lexicon, fresh):
    text = "Honestly, I adore Stanley Kubrick and hate rom-coms."
    spans = {text[claim.start : claim.end] for claim in understand(text, fresh, lexicon).claims}
    assert spans == {"Stanley Kubrick", "rom-coms"}
