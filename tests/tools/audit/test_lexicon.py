"""The evaluative lexicon: large enough, clean, and blind to innocent words."""

from __future__ import annotations

import json

import pytest
from tastekeeper.tools.audit.claims import CLASSES, evaluative_lexicon


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind != "flattery"])
def test_every_class_has_forty_entries_or_more(kind):
    entries = evaluative_lexicon().stems[kind]
    assert len(set(entries)) == len(entries) >= 40


def test_it_is_versioned():
    assert evaluative_lexicon().version >= 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("brilliantly", "praise"),
        ("top notch", "praise"),
        ("lacks", "doubt"),
        ("would benefit from", "doubt"),
        ("probably", "hedge"),
        ("to some extent", "hedge"),
        ("undoubtedly", "booster"),
        ("without question", "booster"),
        ("ambitious", "agentic"),
        ("spearheaded", "agentic"),
        ("compassionate", "communal"),
        ("team player", "communal"),
        ("you will love", "flattery"),
    ],
)
def test_words_stems_and_phrases_are_found(words, kind):
    hits = evaluative_lexicon().hits(tuple(words.split()))
    assert [hit.kinds[0] for hit in hits] == [kind]
    assert (hits[0].first, hits[0].last) == (0, len(words.split()))


@pytest.mark.parametrize(
    "word",
    "richard lovell fundamental badge badminton finance finland greatcoat powerhouse goodyear strongbox mayor "
    "mighty needle minority warmonger weekend boldface limiter poorhouse driver devotee actor analyst decade".split(),
)
def test_stems_do_not_reach_into_innocent_words(word):
    assert evaluative_lexicon().hits((word,)) == []


def test_the_longest_entry_wins_and_hits_do_not_overlap():
    hits = evaluative_lexicon().hits(("needs", "improvement", "very", "strong"))
    assert [(hit.first, hit.last) for hit in hits] == [(0, 2), (2, 3), (3, 4)]


def test_tolerated_and_agentic_words_are_no_objection_in_a_reply():
    objections = evaluative_lexicon().objections
    assert objections(("superb",))
    assert not objections(("likely",))
    assert not objections(("independent",))


def test_it_agrees_with_published_lists_where_they_overlap(shared):
    """Words of Hu and Liu's lists that ours knows as praise or doubt have the same sign there."""
    signs = {}
    for name, kind in (("positive", "praise"), ("negative", "doubt")):
        for word in (shared / "lexicons" / f"huliu_{name}.txt").read_text("latin-1").split():
            signs[word.lower()] = kind
    known = {
        word: hit[0].kinds[0]
        for word in signs
        if (hit := evaluative_lexicon().hits((word,))) and hit[0].kinds[0] in ("praise", "doubt")
    }
    agree = sum(signs[word] == kind for word, kind in known.items())
    assert len(known) > 150
    assert agree / len(known) > 0.97


def test_agentic_and_communal_lean_as_the_published_stems_do(shared):
    stems = json.loads((shared / "lexicons" / "gender_coded_stems.json").read_text())
    for ours, theirs, other in (
        ("agentic", "masculine_coded_stems", "feminine_coded_stems"),
        ("communal", "feminine_coded_stems", "masculine_coded_stems"),
    ):
        entries = [entry.rstrip("*") for entry in evaluative_lexicon().stems[ours] if " " not in entry]
        with_us = sum(any(entry.startswith(stem) for stem in stems[theirs]) for entry in entries)
        against = sum(any(entry.startswith(stem) for stem in stems[other]) for entry in entries)
        assert with_us >= 10
        assert against <= 0.1 * with_us
