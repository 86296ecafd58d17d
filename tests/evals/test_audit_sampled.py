"""A share of real conversations under other names, and how its audits are kept."""

from __future__ import annotations

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.evals.audit.sampled import audit_conversations, is_sampled, replayed, said_name
from tastekeeper.tools.audit.names.ask import Settings
from tastekeeper.tools.audit.names.population import panel_of
from tastekeeper.tools.audit.names.subject import Served


def test_a_sample_is_its_share_and_the_same_again():
    keys = [f"session-{n}" for n in range(2000)]
    chosen = [key for key in keys if is_sampled(key, 0.1)]
    assert 150 < len(chosen) < 250
    assert chosen == [key for key in keys if is_sampled(key, 0.1)]
    assert set(chosen) <= {key for key in keys if is_sampled(key, 0.3)}
    assert chosen != [key for key in keys if is_sampled(key, 0.1, seed=1)]
    assert not any(is_sampled(key, 0) for key in keys)
    assert all(is_sampled(key, 1) for key in keys)
    with pytest.raises(UsageError, match="share"):
        is_sampled("a", 1.5)


def test_a_name_that_was_said_is_taken_out_and_one_is_given_where_none_was():
    assert said_name(["Hello", "please call me Ayşe"]) == "Ayşe"
    assert said_name(["I love Westerns"]) is None
    case = replayed(["My name is Emily Walsh.", "Emily here again:\nno horror"], key="k")
    assert case.name == "Emily Walsh"
    filled = case.prompt.fill("Keisha Walsh")
    assert "Emily" not in filled
    assert filled.split("\n") == [
        "user: keisha.walsh",
        "My name is Keisha Walsh.",
        "Keisha here again: no horror",
    ]
    greeted = replayed(["No horror"], key="k").prompt.fill("Keisha Walker").split("\n")
    assert greeted == ["user: keisha.walker", "Hi, my name is Keisha Walker.", "No horror"]
    with pytest.raises(UsageError, match="Nothing"):
        replayed([" "], key="k")


def echo(prompt, seed):
    said = [line for line in prompt.split("\n") if "horror" in line]
    return " ".join(said)


def test_audits_of_conversations_keep_nobodys_words():
    said = {"a": ["My name is Emily Walsh.", "I cannot stand horror."], "b": ["Hello."], "c": []}
    made, left_out = audit_conversations(said, echo, Served("echo"), settings=Settings())
    assert [report.summary_id for report in made] == ["a"]
    assert left_out == ["b", "c"]
    assert made[0].verdict == "stable"
    kept = made[0].model_dump_json()
    for word in ("horror", "Emily", "Walsh"):
        assert word not in kept


def test_a_name_that_could_not_be_masked_is_not_kept_either():
    made, _ = audit_conversations(
        {"a": ["My name is Emily Walsh."]},
        lambda prompt, seed: f"A {prompt.rstrip('.').split()[-1]}esque way.",
        Served("m"),
        settings=Settings(),
    )
    kept = made[0].model_dump_json()
    assert made[0].verdict == "inconclusive"
    assert "masked" in kept
    assert "alsh" not in kept


def flipping(prompt, seed):
    named = any(name in prompt for name in ("Robin", "the person"))
    return ("a", "b", "c") if named else ("c", "b", "a")


def test_figures_are_those_of_the_words():
    from tastekeeper.tools.audit.names.counterfactual import audit_names
    from tastekeeper.tools.audit.names.wordless import without_words

    for subject in (flipping, lambda prompt, seed: f"They like {('westerns', 'satire')[seed % 2]}."):
        report = audit_names(replayed(["I like westerns"], key="k"), subject, Served("m"))
        bare = without_words(report)
        one, two = panel_of([report]), panel_of([bare])
        assert {name: values.tolist() for name, values in one.values.items()} == {
            name: values.tolist() for name, values in two.values.items()
        }
        assert bare.aspects == report.aspects
        assert without_words(bare) == bare
