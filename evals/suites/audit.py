"""The audits put to known truths: names in summaries and orders, model-written shares and aspects of reviews."""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import Any

from ..audit.product import agent_audits, static_cost
from ..audit.truths import Size, alarms, mechanisms, populations, singles
from ..options import Options
from ..outcome import Outcome, Sample
from ..stats import percentile

REVIEWS = ("...tools.audit.reviews", ".suite_measures")
HEADLINE = ("mle.error_points.synthetic", "mle.coverage", "mle.blend_error_points", "aspects.macro_f1")


def run(options: Options) -> Outcome:
    """Planted truths first, then the product itself, then the review measures."""
    size = Size.of(options)
    timings: dict[str, float] = {}
    begin = time.perf_counter()
    first, rates = alarms(size, options)
    planted = list(populations(size, options))
    samples: list[Sample] = [first, *(sample for sample, _ in planted)]
    samples += [*singles(size, options), *mechanisms(size, options)]
    timings["names_seconds"] = time.perf_counter() - begin
    cost = static_cost(options)
    samples += agent_audits(options)
    timings["tier1_seconds"] = max(s.seconds or 0.0 for s in samples)
    reviews = _reviews(options)
    symmetric = next(share for sample, share in planted if sample.id == "population: tails")
    headline = {
        "audit.false_alarm_rate": max(rates["one_summary"], rates["population"]),
        "audit.symmetric_found": float(symmetric >= 0.8),
        **{name: reviews[name] for name in HEADLINE if name in reviews},
        "static.ms_per_turn": sum(cost) / len(cost),
    }
    return Outcome(
        headline=headline,
        stats={"static.p95_ms": percentile(cost, 95, seed=options.seed)},
        samples=tuple(samples),
        details={
            "false_alarms": {**rates, "seeds": size.alarms},
            "found": {sample.id: share for sample, share in planted},
            "static_ms": {"max": max(cost), "turns": len(cost)},
            "right": {sample.id: sample.scores["right"].value for sample in samples},
            "mechanism": {s.id: s.output for s in samples if s.id.startswith("mechanism")},
            "reviews": reviews,
        },
        timings=timings,
        model="embedded",
        note=_note(size, options, reviews),
    )


def _reviews(options: Options) -> dict[str, Any]:
    """The measures of the review part, where it is installed."""
    from importlib import import_module

    package, module = REVIEWS
    if find_spec(package, __package__) is None:
        return {}
    options.progress("audit: reviews", 0, 1)
    measured: dict[str, float] = import_module(package + module, __package__).measure(
        options.seed, options.quick
    )
    return measured


def _note(size: Size, options: Options, reviews: dict[str, Any]) -> str:
    parts = [f"quick: {size.alarms} seeds for alarms, {size.planted} for plants"] if options.quick else []
    parts += [] if reviews else ["no review measures"]
    return "; ".join(parts)
