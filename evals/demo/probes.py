"""FAMA of the demonstration itself: criteria come from the ledger at the moment of the question, not from text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...agent import Agent
from ...agent.events import Reply
from ...memory.types import Fact
from ..fama.judge import judge_answer
from ..fama.types import Answer, AnswerItem, Criterion, Question

if TYPE_CHECKING:
    from .script import Line


@dataclass(frozen=True)
class Probe:
    """One judged question. `pure` says that nothing was to be present, so that FAA alone is its score.

    `fama` judges a list by its reasons and by what its items are; `any_mention` counts every word of the
    answer, so that a listed film's own genre is a leak when that genre was let go.
    """

    text: str
    fama: float
    any_mention: float
    mpa: float
    faa: float
    presence: int
    forgetting: int
    pure: bool


def probe_of(line: Line, agent: Agent, reply: Reply) -> Probe:
    """Judge one answer: what holds should show, what was closed should not.

    A remembering question is asked for every live fact; a recommending one for likes and dislikes of
    attribute values (that a list avoids what is disliked and leans on what is liked).
    """
    live = agent.memory.facts()
    held = {(fact.attribute, fact.value_norm) for fact in live}
    closed = {
        fact.fact_id: fact
        for entry in agent.memory.history(limit=500)
        for fact in (entry.before, entry.after)
        if fact is not None and fact.closed_at is not None and (fact.attribute, fact.value_norm) not in held
    }
    recommending = line.probe == "recommending"
    asked = [fact for fact in live if fact.ref is None or not recommending]
    criteria = [_present(fact, recommending) for fact in asked]
    criteria += [_absent(fact) for fact in closed.values() if fact.ref is None or not recommending]
    question = Question(
        id=reply.turn_id,
        task=line.probe or "remembering",
        text=line.text,
        at=agent.now(),
        criteria=tuple(criteria),
    )
    score = judge_answer(question, _answer(reply, _said(reply))).score
    strict = judge_answer(question, _answer(reply, reply.text)).score
    return Probe(
        line.text,
        score.fama,
        strict.fama,
        score.mpa,
        score.faa,
        score.presence,
        score.forgetting,
        not score.presence,
    )


def _present(fact: Fact, recommending: bool) -> Criterion:
    disliked = fact.polarity < 0
    kind = ("avoid" if disliked else "align") if recommending else "mention"
    return Criterion.model_validate(
        {
            "id": f"presence:{fact.fact_id}",
            "expect": "presence",
            "kind": kind,
            "target": fact.value_text,
            "slot": fact.attribute.rsplit(".", 1)[-1],
            "denied": disliked and not recommending,
        }
    )


def _absent(fact: Fact) -> Criterion:
    return Criterion(
        id=f"forgetting:{fact.fact_id}",
        expect="forgetting",
        kind="mention",
        target=fact.value_text,
        slot=fact.attribute.rsplit(".", 1)[-1],
    )


def _said(reply: Reply) -> str:
    """The answer without the catalogue's description of each item: what is said about the person."""
    text = reply.text
    for card in reply.cards:
        text = text.replace(card.facts.removeprefix(f"{card.year}, "), "")
    return text


def _answer(reply: Reply, text: str) -> Answer:
    items = tuple(
        AnswerItem(label=c.title, attributes={"facts": tuple(re.split(r", |/", c.facts))})
        for c in reply.cards
    )
    return Answer(text=text, items=items)
