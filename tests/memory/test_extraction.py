"""Claims from statements, with a linker of a dozen names: extraction needs no catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from tastekeeper.memory.extraction import extract
from tastekeeper.memory.types import ClaimKind

NOW = datetime(2026, 11, 20, 21, tzinfo=UTC)


@dataclass(frozen=True)
class Name:
    attribute: str
    value: str
    ref: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    text: str
    kind: str
    readings: tuple[Name, ...] = ()
    also: tuple[Name, ...] = ()
    low: int | None = None
    high: int | None = None
    bound: str = ""
    refs: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True)
class Spec:
    name: str
    kind: str


@dataclass(frozen=True)
class Books:
    domain: str = "books"
    noun: str = "book"
    noun_plural: str = "books"
    attributes: tuple[Spec, ...] = field(default=(Spec("genre", "category"), Spec("author", "person")))
    verb: str = "read"
    verb_past: str = "read"


LE_GUIN = Name("person", "Ursula K. Le Guin", roles=("author",))
NAMES = {
    "crime novels": ("category", Name("genre", "Crime")),
    "westerns": ("category", Name("genre", "Western")),
    "horror": ("category", Name("genre", "Horror")),
    "poetry": ("category", Name("genre", "Poetry")),
    "le guin": ("person", LE_GUIN),
    "dune": ("item", Name("title", "Dune (1965)", "b1")),
    "emma": ("item", Name("title", "Emma (1815)", "b2")),
}


class Linker:
    def link(self, text, prefer=()):
        found = [
            Found(m.start(), m.end(), m.group(), kind, (name,))
            for word, (kind, name) in NAMES.items()
            for m in re.finditer(word, text, re.I)
        ]
        found += [
            Found(m.start(), m.end(), m.group(), "year", high=int(m[1]) - 1, bound="open")
            for m in re.finditer(r"before (\d{4})", text)
        ]
        return sorted(found, key=lambda mention: mention.start)

    def is_word(self, word):
        return True


def claims(text):
    return extract(text, Linker(), Books(), NOW)


def brief(text):
    return [
        (c.kind.value, c.attribute.removeprefix("books."), c.value_norm, c.polarity) for c in claims(text)
    ]


LIKES = [
    "I love westerns",
    "westerns are my favourite",
    "big fan of westerns",
    "i'm really into westerns tbh",
    "I can't get enough of westerns",
    "I guess I kind of like westerns",
    "my wife and I love westerns",
    "remember that I like westerns",
    "i luv westerns!!",
    "Westerns? Love them.",
]
DISLIKES = [
    "I hate westerns",
    "not a fan of westerns",
    "westerns bore me",
    "I can't stand westerns",
    "no westerns please",
    "I don't like westerns",
    "never been into westerns",
    "please stop recommending westerns",
    "westerns aren't for me",
    "I never read westerns",
    "spare me the westerns",
]
RETRACTED = [
    "I'm over westerns",
    "I no longer like westerns",
    "not into westerns any more",
    "I used to love westerns",
    "I changed my mind about westerns",
    "scratch that about westerns",
    "I've gone off westerns",
    "I don't like westerns anymore",
    "I've outgrown westerns",
]
NOTHING = [
    "do I like westerns?",
    "my wife hates westerns",
    "my brother loves westerns",
    "if I liked westerns",
    "what if I hated westerns?",
    "you said I like westerns",
    "everyone loves westerns",
    "I want a western with horror",
    "recommend me some westerns",
    "forget that I like westerns",
    "hello there",
    "I wish I liked westerns",
    "what do you know about westerns",
    "I'd love to read westerns",
    "I don't hate westerns",
    "",
]


@pytest.mark.parametrize("text", LIKES)
def test_likes(text):
    assert brief(text) == [("assert", "genre", "western", 1)]


@pytest.mark.parametrize("text", DISLIKES)
def test_dislikes(text):
    assert brief(text) == [("assert", "genre", "western", -1)]


@pytest.mark.parametrize("text", RETRACTED)
def test_retractions(text):
    assert brief(text) == [("retract", "genre", "western", 0)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(text):
    assert brief(text) == []


def test_negation_has_a_scope():
    assert brief("I love crime novels and poetry but not horror") == [
        ("assert", "genre", "crime", 1),
        ("assert", "genre", "poetry", 1),
        ("assert", "genre", "horror", -1),
    ]
    assert brief("I like everything except horror") == [("assert", "genre", "horror", -1)]


def test_used_to_but_now():
    assert brief("I used to love westerns but now I prefer crime novels") == [
        ("retract", "genre", "western", 0),
        ("assert", "genre", "crime", 1),
    ]


def test_instead_of_replaces():
    (claim,) = claims("I like crime novels instead of westerns")
    assert claim.replaces == ("western",)


def test_seen_with_a_verdict():
    assert brief("I finished Dune last week, loved it") == [
        ("assert", "seen", "dune 1965", 0),
        ("assert", "title", "dune 1965", 1),
    ]
    assert [claim.ref for claim in claims("I loved Dune and Emma")] == ["b1", "b2"]


def test_correction_in_one_turn():
    assert brief("I love westerns, no wait, I mean horror") == [("assert", "genre", "horror", 1)]


def test_limit_turns_round():
    (claim,) = claims("I never read anything written before 1950")
    assert (claim.attribute, claim.number, claim.unit) == ("books.year_min", 1950.0, "year")


def test_moods_end():
    (tonight,) = claims("not in the mood for horror tonight")
    assert tonight.expires_at == datetime(2026, 11, 21, tzinfo=UTC)
    (weekend,) = claims("no horror this weekend")
    assert weekend.expires_at == datetime(2026, 11, 23, tzinfo=UTC)
    (standing,) = claims("I hate horror")
    assert standing.expires_at is None


def test_people_and_roles():
    assert brief("I adore Le Guin") == [("assert", "person", "ursula k le guin", 1)]
    assert brief("I love books by Le Guin") == [("assert", "author", "ursula k le guin", 1)]


def test_hedges_lower_confidence():
    (sure,) = claims("I like horror")
    (unsure,) = claims("maybe I like horror")
    assert unsure.confidence < sure.confidence == 1.0


def test_spans_and_kinds():
    text = "Well, I'm over Westerns."
    (claim,) = claims(text)
    assert text[claim.start : claim.end] == "Westerns"
    assert claim.kind is ClaimKind.RETRACT
