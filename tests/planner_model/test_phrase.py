"""Phrasing: the composed facts stay as they are; the model may only connect them, and only harmlessly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.agent.planner_model import Phrased, phrase
from tastekeeper.agent.planner_model.guard import Guard
from tastekeeper.recommenders.search.lexicon import Lexicon

COMPOSED = ["Here are 2 Crime films.", "1. Heat (1995), directed by Michael Mann\n2. Fargo (1996)"]


@dataclass
class Draft:
    paragraphs: list[str] = field(default_factory=lambda: list(COMPOSED))
    names: set[str] = field(default_factory=lambda: {"Heat", "Fargo", "Michael Mann", "Crime"})


async def phrased(*answers: Any, draft: Draft | None = None, **more: Any) -> tuple[Phrased, ScriptedModel]:
    model = ScriptedModel(
        [{"text": {"opening": a[0], "closing": a[1]}} if isinstance(a, tuple) else a for a in answers]
    )
    return await phrase(model, draft or Draft(), message="any crime films?", **more), model


async def test_connecting_sentences_go_around_the_facts() -> None:
    result, _ = await phrased(
        ("Here is what I found for that.", "Tell me if you would rather go another way.")
    )
    assert result.paragraphs == (
        "Here is what I found for that.",
        *COMPOSED,
        "Tell me if you would rather go another way.",
    )
    assert result.by_model
    assert result.reason == "scripted connected the sentences"


async def test_empty_sentences_leave_the_template() -> None:
    result, _ = await phrased(("", " "))
    assert result.paragraphs == tuple(COMPOSED)
    assert not result.by_model


async def test_one_retry_with_the_complaint_then_the_template() -> None:
    result, model = await phrased(("A masterpiece awaits.", ""), ("Also see Casino.", ""))
    assert result.text == "\n\n".join(COMPOSED)
    assert not result.by_model
    assert "refused (the name 'Casino')" in result.reason
    assert "praise 'masterpiece'" in model.requests[1].messages[-1].content
    assert len(model.requests) == 2


async def test_a_better_second_try_is_taken() -> None:
    result, _ = await phrased(("Three great picks!", ""), ("Here you go.", ""))
    assert result.paragraphs[0] == "Here you go."
    assert result.rejected


@pytest.mark.parametrize("answer", ["no json", {"text": {"opening": "x"}}, {"error": "down"}])
async def test_a_failing_model_leaves_the_template_visibly(answer: Any) -> None:
    result, _ = await phrased(answer)
    assert result.paragraphs == tuple(COMPOSED)
    assert result.reason.startswith("template text, because the model failed: ")


async def test_a_further_check_can_refuse() -> None:
    seen: list[str] = []

    def check(text: str) -> list[str]:
        seen.append(text)
        return ["ungrounded"]

    result, _ = await phrased(("Here you go.", ""), ("Have a look.", ""), check=check)
    assert not result.by_model
    assert seen[0] == "\n\n".join(["Here you go.", *COMPOSED])


async def test_an_empty_draft_is_not_phrased() -> None:
    result, model = await phrased(draft=Draft(paragraphs=[]))
    assert (result.paragraphs, model.requests) == ((), [])


GUARD = Guard("\n".join(COMPOSED), {"Heat", "Fargo"}, message="any crime films tonight?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Here is what I found for that.",
        "These are the Crime films that match.",
        "Have a look at Heat, or at Fargo (1996).",
        "Tell me which one you would rather see tonight.",
        "I looked for crime films, and this is the list.",
    ],
)
def test_harmless_sentences_pass(text: str) -> None:
    assert GUARD.complaints(text) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("You could also try Casino.", "the name 'Casino'"),
        ("Scorsese made more of them.", "the name 'Scorsese'"),
        ("Here are 3 films.", "the number '3'"),
        ("Here are seven films.", "the number 'seven'"),
        ("Both come from 1997.", "the number '1997'"),
        ("These brilliant films match.", "praise 'brilliant'"),
        ("Sadly one of them is boring.", "doubt 'boring'"),
        ("This is definitely it.", "booster 'definitely'"),
        ("All of them won an award.", "a statement of fact with 'won'"),
        ("You have always liked crime.", "a claim about the person 'You have always liked'"),
        ("I know your taste.", "a claim about the person 'your taste'"),
        ("See **this** list.", "markup or a link"),
        ("I don't have enough information.", "a denial with 'don'"),
        ("I'm sorry about that.", "a denial with 'sorry'"),
        ("I have deleted it.", "a deed with 'deleted'"),
        ("Any crime films tonight?", "a repetition of the message"),
        ("x " * 150, "longer than 200 characters"),
    ],
)
def test_harmful_sentences_are_refused(text: str, complaint: str) -> None:
    assert complaint in GUARD.complaints(text)


def test_names_in_small_letters_are_found_through_the_lexicon(lexicon: Lexicon) -> None:
    text = "There is also more by stanley kubrick."
    assert not [c for c in GUARD.complaints(text) if "kubrick" in c]
    knowing = Guard("\n".join(COMPOSED), lexicon=lexicon)
    assert "the name or value 'stanley kubrick'" in knowing.complaints(text)
    assert knowing.complaints("These crime films match.") == []
