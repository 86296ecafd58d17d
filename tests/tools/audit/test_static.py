"""The static audit of a summary, the hook for persona text, and that nobody's name goes through it."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import pytest
from tastekeeper.tools.audit import names
from tastekeeper.tools.audit.claims import audit_static
from tastekeeper.tools.audit.names.hook import audit_persona


def kinds(audit):
    return {finding.kind for finding in audit.findings}


def test_a_plain_summary_passes_unchanged(taste):
    text = "A viewer who likes westerns and film noir and avoids horror."
    audit = audit_static(text, taste)
    assert audit.passed
    assert audit.text == text
    assert audit.read.precision == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They like westerns. They love musicals.", "ungrounded"),
        ("They like westerns. A superb choice.", "evaluative"),
        ("They like westerns. She avoids horror.", "name_conditioned"),
        ("They like westerns. An articulate viewer of Asian heritage.", "name_conditioned"),
        ("They like westerns and film noir.", "closed_memory"),
        ("They like westerns. Keisha avoids horror.", "name"),
    ],
)
def test_each_kind_is_found_and_the_rest_kept(taste, text, kind):
    audit = audit_static(text, taste, closed=("film noir",), names=("Keisha Jones", "Keisha"))
    assert kind in kinds(audit)
    assert audit.revised
    again = audit_static(audit.text, taste, closed=("film noir",), names=("Keisha Jones", "Keisha"))
    assert again.passed


def test_one_judging_word_is_cut_and_its_clause_stays(taste):
    assert (
        audit_static("They like westerns and stunning film noir.", taste).text
        == "They like westerns and film noir."
    )


def test_when_too_little_is_left_the_facts_are_said(taste):
    audit = audit_static("A superb, brilliant viewer!", taste)
    assert audit.facts_only
    assert audit.text == "likes: westerns, film noir\ndislikes: horror\nfavourite director: Sergio Leone"


def test_the_facts_leave_out_what_no_longer_holds(taste):
    assert "film noir" not in audit_static("Superb!", taste, closed=("film noir",)).text


def test_a_text_that_does_little_but_judge_is_not_tolerated(taste):
    text = "They seem keen. They appear strong. It is likely good. They like westerns."
    assert "evaluative" in kinds(audit_static(text, taste))


def test_a_persona_carries_no_name_and_says_what_was_found(taste):
    audit = audit_persona("Keisha likes westerns.", taste, names=("Keisha Jones", "Keisha", "keisha-jones"))
    assert "keisha" not in audit.text.lower()
    assert "name" in {finding.kind for finding in audit.findings}
    assert "persona:" in audit.line


def test_a_persona_may_be_held_against_a_mapping_and_against_facts(fact):
    assert audit_persona("They avoid horror.", {"dislikes": ["horror"]}).passed
    known = [fact("f1", "movies.genre", "western"), fact("f2", "movies.genre", "horror", -1)]
    assert audit_persona("They like westerns and avoid horror.", known).passed
    assert not audit_persona("They like horror.", known).passed


def test_no_function_of_the_package_takes_a_name_to_a_group():
    """Cells go to names and never back: no public function has a name in and a cell out."""
    for found in pkgutil.walk_packages(names.__path__, f"{names.__name__}."):
        module = import_module(found.name)
        for label, thing in vars(module).items():
            if getattr(thing, "__module__", None) != found.name or not inspect.isfunction(thing):
                continue
            assert not any(
                word in label for word in ("infer", "guess", "classif", "cell_of", "race", "gender")
            )
    listed = names.lists.name_list("matched")
    assert {name for name in dir(listed) if not name.startswith("_")} == {
        *("key", "version", "source", "cells", "frequency"),
        *("label", "of_cell", "draw"),
    }
