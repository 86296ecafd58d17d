"""What a turn costs with ten thousand memories and the whole catalogue, beyond any model call."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ...clock import FixedClock
from ..homes import fresh_home
from ..options import Options
from ..outcome import Outcome, Sample
from ..stats import percentile
from ..turns import MESSAGES, large_memory, rounds

if TYPE_CHECKING:
    from ...agent import Agent

FACTS = 10_000
TURNS, QUICK_TURNS = 15 * len(MESSAGES), 3 * len(MESSAGES)
NOW = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)
USER = "eval"


def run(options: Options) -> Outcome:
    """Time every message of a scripted mix through the agent's boundary, the embedded planner serving."""
    from ...agent import Agent
    from ...agent.settings import Settings
    from ...recommenders.data import load_catalog

    turns = options.limit or (QUICK_TURNS if options.quick else TURNS)
    with fresh_home(options.where()) as home:
        payload = large_memory(load_catalog(options.where()), USER, FACTS, NOW, options.seed)
        clock = FixedClock(NOW)
        # The quick run does without the vector index: filling it takes a minute and happens between turns.
        settings = Settings.resolve(embeddings=not options.quick, model="embedded")
        with Agent.open(user=USER, home=home, clock=clock, settings=settings, seed=options.seed) as agent:
            options.progress("turn: loading", 0, turns)
            begin = time.perf_counter()
            agent.warm()
            warm = time.perf_counter() - begin
            begin = time.perf_counter()
            agent.memory.import_(payload)
            imported = time.perf_counter() - begin
            facts = len(agent.memory.facts())
            samples = _talk(agent, clock, turns, options)
    return _outcome(samples, options, {"warm_seconds": warm, "import_seconds": imported}, facts)


def _talk(agent: Agent, clock: FixedClock, turns: int, options: Options) -> tuple[Sample, ...]:
    samples: list[Sample] = []
    for number, text in enumerate(rounds(turns)):
        options.progress("turn: talking", number, turns)
        clock.advance(seconds=30)
        begin = time.perf_counter()
        reply = agent.chat(text)
        seconds = time.perf_counter() - begin
        # Index upkeep runs off the user's clock; waiting keeps it out of the next turn's time.
        agent.settled()
        samples.append(
            Sample(
                id=f"{number:04d}",
                input=text,
                target=None,
                output={"intents": list(reply.intents), "stop_reason": reply.stop_reason},
                seconds=seconds,
                error=reply.text if reply.stop_reason == "failed" else None,
            )
        )
    return tuple(samples)


def _outcome(samples: tuple[Sample, ...], options: Options, timings: dict[str, float], facts: int) -> Outcome:
    times = [1000 * (sample.seconds or 0.0) for sample in samples]
    stats = {f"turn.p{q}_ms": percentile(times, q, seed=options.seed) for q in (50, 95, 99)}
    by_message: dict[str, list[float]] = defaultdict(list)
    for sample, took in zip(samples, times, strict=True):
        by_message[str(sample.input)].append(took)
    details: dict[str, Any] = {
        "facts": facts,
        "turns": len(samples),
        "failed": sum(sample.error is not None for sample in samples),
        "slowest_ms": max(times, default=0.0),
        "per_message_p50_ms": {
            text: round(percentile(took, 50, seed=options.seed).value or 0.0, 2)
            for text, took in by_message.items()
        },
    }
    return Outcome(
        headline={name: stat.value for name, stat in stats.items() if stat.value is not None},
        stats=stats,
        samples=samples,
        details=details,
        timings=timings,
        model="embedded",
        note=f"quick: {len(samples)} turns, no vector index" if options.quick else "",
    )
