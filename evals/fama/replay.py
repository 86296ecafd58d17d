"""Playing a transcript to a fresh memory through the agent's boundary, and asking its questions when due."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ...clock import FixedClock
from ...errors import UsageError
from ..homes import fresh_home
from ..options import Options
from ..text import fold
from .types import Answer, AnswerItem, Question, Transcript

if TYPE_CHECKING:
    from ...agent import Agent
    from ...agent.events import Card, Reply
    from ...recommenders.catalog import Catalog

TURN_GAP = timedelta(seconds=20)
"""Time between two messages of one conversation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer, who served it and how long it took, in seconds."""

    question: Question
    answer: Answer
    served: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Replay:
    """One transcript played: the answers, how many turns went in, how many memories held afterwards."""

    asked: tuple[Asked, ...]
    turns: int
    facts: int
    listen_seconds: float


def replay(transcript: Transcript, options: Options, limit: int | None = None) -> Replay:
    """Feed every user turn through the write path, then ask each question in a conversation of its own.

    `limit` caps the questions. Raises `UsageError` for a transcript without sessions or questions.
    """
    if not transcript.sessions or not transcript.questions:
        raise UsageError(f"The transcript {transcript.name} has no sessions or no questions")
    from ...recommenders.data import load_catalog

    with fresh_home(options.where()) as home:
        catalog = load_catalog(options.where())
        clock = FixedClock(transcript.sessions[0].at)
        turns, facts, seconds = feed(transcript, home, clock, options)
        questions = sorted(transcript.questions, key=lambda question: question.at)[:limit]
        asked: list[Asked] = []
        for done, question in enumerate(questions):
            options.progress(f"fama: {transcript.name}: asking", done, len(questions))
            clock.at = max(question.at, clock.at)
            asked.append(_ask(question, transcript.persona, home, clock, options, catalog))
    return Replay(tuple(asked), turns, facts, seconds)


def open_agent(persona: str, home: Path, clock: FixedClock, options: Options) -> Agent:
    from ...agent import Agent

    return Agent.open(
        user=persona, home=home, clock=clock, model=options.model or "embedded", seed=options.seed
    )


def feed(transcript: Transcript, home: Path, clock: FixedClock, options: Options) -> tuple[int, int, float]:
    """Feed the turns in order of time: how many, the facts that hold afterwards, and the seconds it took."""
    turns, facts, seconds = 0, 0, 0.0
    sessions = sorted(transcript.sessions, key=lambda session: session.at)
    # A dialogue with this agent is a conversation of its own; where the agent only listens, one will do.
    groups = [sessions] if transcript.play == "listen" else [[session] for session in sessions]
    for done, group in enumerate(groups):
        with open_agent(transcript.persona, home, clock, options) as agent:
            agent.warm()
            begin = time.perf_counter()
            for within, session in enumerate(group):
                options.progress(f"fama: {transcript.name}: listening", done + within, len(sessions))
                clock.at = max(session.at, clock.at)
                turns += _say(agent, transcript.play, session.turns, clock)
            seconds += time.perf_counter() - begin
            facts = len(agent.memory.facts())
    return turns, facts, seconds


def _say(agent: Agent, play: str, texts: Sequence[str], clock: FixedClock) -> int:
    spoken = [text for text in texts if text.strip()]
    for text in spoken:
        if play == "listen":
            agent.listen(text)
        else:
            agent.chat(text)
        clock.at += TURN_GAP
    return len(spoken)


def _ask(
    question: Question, persona: str, home: Path, clock: FixedClock, options: Options, catalog: Catalog
) -> Asked:
    with open_agent(persona, home, clock, options) as agent:
        agent.warm()
        begin = time.perf_counter()
        reply, unguarded = asyncio.run(_answered(agent, question.text))
        seconds = time.perf_counter() - begin
    answer = answer_of(reply, catalog)
    if unguarded:
        before = answer_of(reply.model_copy(update={"text": unguarded}), catalog)
        answer = answer.model_copy(update={"unguarded": before.text})
    return Asked(question, answer, reply.served.name, seconds)


async def _answered(agent: Agent, text: str) -> tuple[Reply, str]:
    """The reply, and its text before the check of replies where that revised it."""
    from ...agent.events import Audited, TurnEnded

    reply: Reply | None = None
    before = ""
    async for event in agent.astream(text):
        if isinstance(event, Audited):
            before = event.before
        elif isinstance(event, TurnEnded):
            reply = event.reply
    if reply is None:
        raise UsageError("The agent gave no reply", where=text[:80])
    return reply, before


def answer_of(reply: Reply, catalog: Catalog) -> Answer:
    """What a person sees of a reply: its text, what its cards say beyond that, and the items on them."""
    lines = [reply.text, *(line for card in reply.cards for line in _said(card, reply.text))]
    items = tuple(
        AnswerItem(label=item.label, attributes={k: tuple(v) for k, v in item.attributes.items()})
        for item in (catalog.get(card.item_id) for card in reply.cards)
    )
    return Answer(text="\n".join(lines), items=items)


def _said(card: Card, text: str) -> list[str]:
    label = f"{card.title} ({card.year})" if card.year else card.title
    said = fold(text)
    return [part for part in (label, card.facts, card.reason) if part and fold(part) not in said]
