"""Play the demonstration through the agent's own boundary and check every promise."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ...agent import Agent
from ...agent.events import Reply
from ...clock import FixedClock
from ...paths import Paths
from ..homes import fresh_home
from .probes import Probe, probe_of
from .promises import Scene, audited
from .script import SCRIPT, Conversation, Line

TURN_GAP_MINUTES = 1
USER = "demo"


@dataclass(frozen=True)
class Kept:
    """One promise and what is wrong with it, if anything."""

    text: str
    broken: str | None


@dataclass
class Played:
    """One message, its answer, and its promises."""

    at: str
    text: str
    reply: Reply
    promises: list[Kept] = field(default_factory=list)


@dataclass
class Demo:
    """The whole demonstration, measured."""

    turns: list[Played] = field(default_factory=list)
    probes: list[Probe] = field(default_factory=list)
    seconds: float = 0.0
    stale: int = 0

    @property
    def broken(self) -> list[Kept]:
        """Promises that were not kept."""
        return [kept for turn in self.turns for kept in turn.promises if kept.broken]

    @property
    def fama(self) -> float | None:
        """Mean FAMA x 100 over the probes of this transcript, judged deterministically; None without any."""
        return _mean([probe.fama for probe in self.probes if not probe.pure])

    def headline(self) -> dict[str, float]:
        """The figures, flat."""
        figures = {"demo.seconds": self.seconds, "demo.stale_recommendations": float(self.stale)}
        if self.fama is not None:
            figures["demo.fama"] = self.fama
            strict = _mean([probe.any_mention for probe in self.probes if not probe.pure])
            figures["demo.fama_any_mention"] = strict or 0.0
        return figures


def _mean(scores: list[float]) -> float | None:
    return 100 * sum(scores) / len(scores) if scores else None


Heard = Callable[[Played], None]


def play(
    paths: Paths, heard: Heard = lambda turn: None, progress: Callable[[str], None] | None = None
) -> Demo:
    """Two conversations in a home of their own. `heard` is called after each turn."""
    began = time.perf_counter()
    demo = Demo()
    with fresh_home(paths) as home:
        for conversation in SCRIPT:
            _converse(demo, conversation, home, heard, progress)
    demo.seconds = time.perf_counter() - began
    return demo


def _converse(
    demo: Demo, conversation: Conversation, home: Path, heard: Heard, progress: Callable[[str], None] | None
) -> None:
    clock = FixedClock(conversation.at)
    with Agent.open(USER, home=home, clock=clock, model="embedded", progress=progress) as agent:
        for line in conversation.lines:
            turn = _say(demo, agent, line, clock)
            heard(turn)
            clock.advance(minutes=TURN_GAP_MINUTES)


def _say(demo: Demo, agent: Agent, line: Line, clock: FixedClock) -> Played:
    reply = agent.chat(line.text)
    scene = Scene(agent, reply, [turn.reply for turn in demo.turns])
    turn = Played(clock.now().date().isoformat(), line.text, reply)
    turn.promises = [Kept(p.text, p.check(scene)) for p in (*line.promises, audited())]
    live = {fact.fact_id for fact in agent.memory.facts()}
    demo.stale += sum(not live.issuperset(card.because) for card in reply.cards)
    if line.probe is not None:
        demo.probes.append(probe_of(line, agent, reply))
    demo.turns.append(turn)
    return turn
