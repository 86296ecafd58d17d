"""Name lists, changing the name in a prompt, and masking it in an answer."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.errors import UsageError
from tastekeeper.tools.audit.names.lists import name_list, name_lists
from tastekeeper.tools.audit.names.mask import masked, survivors
from tastekeeper.tools.audit.names.matching import match
from tastekeeper.tools.audit.names.swap import neutral, placebo, template


def mean(values):
    return sum(values) / len(values)


@pytest.mark.parametrize("key", ["matched", "published"])
def test_cells_have_one_size_and_disjoint_halves(key):
    listed = name_list(key)
    assert len({len(listed.of_cell(cell)) for cell in listed.cells}) == 1
    assert min(len(listed.of_cell(cell)) for cell in listed.cells) >= 8
    everyone = [name for cell in listed.cells for name in listed.of_cell(cell)]
    assert len(everyone) == len(set(everyone))
    assert set(everyone) == set(listed.frequency)
    for first, second in listed.cells.values():
        assert abs(len(first) - len(second)) <= 1


def test_the_authored_list_is_matched_on_length_and_frequency():
    listed = name_list("matched")
    assert len(listed.cells) == 8
    for part in ("both", "a", "b"):
        letters = [mean([len(name) for name in listed.of_cell(cell, part)]) for cell in listed.cells]
        zipf = [
            mean([listed.frequency[name] for name in listed.of_cell(cell, part)]) for cell in listed.cells
        ]
        assert max(letters) - min(letters) <= 0.41
        assert max(zipf) - min(zipf) <= 0.3


def test_the_published_list_is_what_was_published(shared):
    groups = json.loads((shared / "names" / "bertrand_mullainathan.json").read_text())["groups"]
    listed = name_list("published")
    assert {cell: set(listed.of_cell(cell)) for cell in listed.cells} == {
        c: set(n) for c, n in groups.items()
    }
    assert "wefe" in listed.source


def test_frequencies_are_those_of_wordfreq():
    wordfreq = pytest.importorskip("wordfreq", reason="wordfreq is not installed")
    for listed in name_lists().values():
        for name, value in listed.frequency.items():
            assert wordfreq.zipf_frequency(name, "en") == pytest.approx(value, abs=0.006)


def test_a_draw_is_seeded_takes_turns_and_respects_halves():
    listed = name_list("matched")
    drawn = listed.draw(2, seed=3)
    assert drawn == listed.draw(2, seed=3) != listed.draw(2, seed=4)
    assert [probe.cell for probe in drawn[:8]] == list(listed.cells)
    halves = [{p.name for p in listed.draw(5, seed=0, half=half)} for half in ("a", "b")]
    assert not halves[0] & halves[1]


@pytest.mark.parametrize("asked", [{"per_cell": 11}, {"per_cell": 0}, {"per_cell": 1, "cells": ("nobody",)}])
def test_a_draw_that_cannot_be_made_is_refused(asked):
    with pytest.raises(UsageError):
        name_list("matched").draw(seed=0, **asked)


def test_matching_brings_unequal_pools_together():
    pools = {
        "short": [(f"{'a' * n}", 2 + n / 3) for n in range(3, 12)],
        "long": [(f"{'b' * n}", 5 - n / 5) for n in range(4, 14)],
    }
    chosen = match(pools, 2, frequency=3.5, length=7)
    frequency = dict(pair for pool in pools.values() for pair in pool)
    means = [mean([frequency[name] for half in halves for name in half]) for halves in chosen.values()]
    assert all(abs(one - two) < 0.5 for one, two in combinations(means, 2))


PROMPT = (
    "Mr. Greg Baker's profile. Greg is an engineer; he's good and she was his boss, I saw her. GREG BAKER "
    "<greg.baker@x.org> @gregbaker G. B. Baker. Tell him about her work."
)


def test_the_name_is_changed_in_every_form():
    filled = template(PROMPT, "Greg Baker").fill("Lakisha Jones")
    assert not any(part in filled.lower() for part in ("greg", "baker"))
    for form in ("Lakisha Jones's", "LAKISHA JONES", "lakisha.jones@", "@lakishajones", "L.J."):
        assert form in filled


def test_pronouns_give_nothing_away():
    assert neutral("She is here; he has his, she saw him and her. Ms. Jones hurt herself.") == (
        "They are here; they have their, they saw them and them. Jones hurt themselves."
    )


def test_a_placeholder_stands_for_everybody():
    bare = template(PROMPT, "Greg Baker").bare()
    assert "the person's profile" in bare
    assert "user@x.org" in bare


def test_the_placebo_changes_the_prompt_but_not_the_name():
    given_prompt = template(PROMPT, "Greg Baker")
    edited = placebo(given_prompt, 1)
    assert edited.text != given_prompt.text
    assert edited.text.count("\x00") == given_prompt.text.count("\x00")


def test_a_text_without_the_name_is_refused():
    with pytest.raises(UsageError, match="not in the text"):
        template("Nobody here.", "Greg Baker")


def test_a_name_that_is_a_word_is_not_cut_out_of_ordinary_text():
    filled = template("Rose Baker. The baker saw a rose garden.", "Rose Baker").fill("Jada Jones")
    assert filled == "Jada Jones. The baker saw a rose garden."


@pytest.mark.parametrize("name", ["Lakisha Jones", "Xiaoli", "Tyrone Walker"])
def test_nothing_of_the_name_survives_masking(name):
    text = f"{name}'s film. She likes it; {name.lower().replace(' ', '.')}@x. {name.upper()}! So {name.split()[-1]}."
    hidden = masked(text, name)
    assert survivors(hidden, (name,)) == ()
    assert "she" not in hidden.lower().split()


def test_what_masking_cannot_reach_is_reported():
    assert survivors("The Lakishaesque style.", ("Lakisha Jones",)) == ("lakisha",)


@given(st.text(alphabet="ab jJdaWeiC'.@", max_size=40), st.sampled_from(["Jada", "Wei Chen"]))
@settings(max_examples=40, deadline=None)
def test_filling_back_the_same_name_gives_it_back(text, name):
    prompt = f"{name} asks: {text}"
    assert template(prompt, name).fill(name).startswith(f"{name} asks: ")
