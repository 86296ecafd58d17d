"""Understanding of single messages: intents and slots against labels, by every engine that runs here."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...agent.planner.acts import Act, DialogueContext
from ..options import Options
from ..outcome import Outcome, Sample, Score
from ..planner.engines import Engine, Missing, embedded, local_model
from ..planner.levelling import Reading, match_topics, reading
from ..planner.scoring import Case, breakdown, figures
from ..planner.utterances import Utterance, utterances
from ..provenance import hash_files
from ..stats import percentile

JUDGES = ("levelled", "exact")
HEADLINE = ("planner.intent_accuracy", "planner.slot_f1", "planner.wrong_tool_rate")
QUICK = 120
MODEL_LIMIT = 60
"""How many utterances a model reads in a quick run: it takes seconds for each."""


def run(options: Options) -> Outcome:
    """Read the utterances of a split with the embedded planner, and with a local model if there is one."""
    limit = options.limit or (QUICK if options.quick else None)
    chosen = utterances(options.split, limit=limit)
    samples = ask(embedded(options), chosen, options)
    outcome = judge(samples, JUDGES[0], options.seed)
    times = [sample.seconds * 1000 for sample in samples if sample.seconds is not None]
    details = {**outcome.details, "split": options.split, "model": _beside(options)}
    note = f"quick: {len(chosen)} utterances of the {options.split} split" if options.quick else ""
    return outcome.model_copy(
        update={
            "details": details,
            "model": "embedded",
            "timings": {
                "p50_ms": percentile(times, 50, seed=options.seed).value or 0.0,
                "p95_ms": percentile(times, 95, seed=options.seed).value or 0.0,
            },
            "note": note,
        }
    )


def ask(engine: Engine, chosen: Sequence[Utterance], options: Options) -> tuple[Sample, ...]:
    """Every utterance read by one engine, in order."""
    samples: list[Sample] = []
    for done, utterance in enumerate(chosen):
        options.progress(f"planner: {engine.name}", done, len(chosen))
        begin = time.perf_counter()
        acts = engine.read(utterance.text, utterance.context)
        seconds = time.perf_counter() - begin
        samples.append(
            Sample(
                id=utterance.id,
                input={"text": utterance.text, "context": _dump_context(utterance.context)},
                target=[_dump_act(act) for act in utterance.acts],
                output=[_dump_act(act) for act in acts],
                tags=utterance.tags,
                seconds=seconds,
            )
        )
    return tuple(samples)


def judge(samples: Sequence[Sample], name: str, seed: int) -> Outcome:
    """Score finished samples. `levelled` takes out differences that change nothing, `exact` does not."""
    cases = [_case(sample, level=name == "levelled") for sample in samples]
    stats = figures(cases, seed)
    scored = tuple(
        sample.model_copy(update={"scores": {name: _score(case)}})
        for sample, case in zip(samples, cases, strict=True)
    )
    headline = {key: stats[key].value for key in HEADLINE}
    return Outcome(
        headline={key: value for key, value in headline.items() if value is not None},
        stats=stats,
        samples=scored,
        details=breakdown(cases, seed),
        judge=name,
        judge_hash=hash_files((Path(__file__).parent.parent / "planner").glob("*.py")),
    )


def _beside(options: Options) -> dict[str, Any]:
    """The local model's figures over the same rules, or why there are none."""
    engine = local_model(options)
    if isinstance(engine, Missing):
        return {"status": "not installed", "engine": engine.name, "reason": engine.reason}
    limit = options.limit or (MODEL_LIMIT if options.quick else None)
    outcome = judge(ask(engine, utterances(options.split, limit=limit), options), JUDGES[0], options.seed)
    stats = {name: stat.model_dump(mode="json") for name, stat in outcome.stats.items()}
    return {"status": "measured", "engine": engine.name, "n": len(outcome.samples), "stats": stats}


def _case(sample: Sample, *, level: bool) -> Case:
    gold = reading(_acts(sample.target), level=level)
    found = reading(_acts(sample.output), level=level)
    return Case(sample.id, gold, match_topics(gold, found) if level else found, sample.tags)


def _score(case: Case) -> Score:
    if case.right and case.gold.triples == case.found.triples:
        return Score(value=1.0)
    return Score(value=float(case.right), explanation=_difference(case.gold, case.found))


def _difference(gold: Reading, found: Reading) -> str:
    parts = [f"missed {'.'.join(t)}" for t in sorted(gold.triples - found.triples)]
    parts += [f"extra {'.'.join(t)}" for t in sorted(found.triples - gold.triples)]
    if gold.intents != found.intents:
        parts.insert(0, f"{'+'.join(sorted(gold.intents))} read as {'+'.join(sorted(found.intents))}")
    return "; ".join(parts)


def _acts(value: Any) -> tuple[Act, ...]:
    return tuple(Act.model_validate(act) for act in value or ())


def _dump_act(act: Act) -> dict[str, Any]:
    return {"intent": str(act.intent), "slots": {name: list(values) for name, values in act.slots.items()}}


def _dump_context(context: DialogueContext | None) -> dict[str, Any] | None:
    return None if context is None else context.model_dump(mode="json", exclude_none=True)
