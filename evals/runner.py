"""Running a suite to a log, and judging a finished log again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any, Literal

from ..clock import Clock, SystemClock
from ..errors import UsageError
from .log import EvalLog, Results, Scoring, Spec
from .options import Options
from .outcome import Outcome, Sample
from .provenance import commit_of, interpreter, package_versions
from .registry import Suite, get_suite


def run_suite(name: str, options: Options, *, clock: Clock | None = None) -> EvalLog:
    """Run a suite and give its log, not yet saved. Errors of the suite pass through."""
    suite = get_suite(name)
    started = (clock or SystemClock()).now()
    begin = time.perf_counter()
    if suite.catalogue:
        from ..recommenders.data import ensure_prepared

        ensure_prepared(options.where().ensure())
    outcome = _outcome(suite.module().run(options))
    seconds = time.perf_counter() - begin
    python, machine = interpreter()
    commit, dirty = commit_of()
    spec = Spec(
        suite=suite.name,
        suite_version=suite.version,
        args=options.args(),
        seed=options.seed,
        quick=options.quick,
        model=outcome.model,
        placement=outcome.placement,
        started=started,
        python=python,
        platform=machine,
        packages=package_versions(),
        commit=commit,
        dirty=dirty,
    )
    scorings: tuple[Scoring, ...] = ()
    if outcome.judge is not None:
        first = Scoring(judge=outcome.judge, judge_hash=outcome.judge_hash or "", at=started, mode="first")
        scorings = (first,)
    return EvalLog(
        id=f"{started:%Y%m%dT%H%M%S}-{suite.name}-{secrets.token_hex(3)}",
        spec=spec,
        samples=outcome.samples,
        results=Results(headline=outcome.headline, stats=outcome.stats, details=outcome.details),
        timings={**outcome.timings, "total_seconds": seconds},
        scorings=scorings,
        note=outcome.note,
    )


def _outcome(result: Outcome | Mapping[str, Any]) -> Outcome:
    """A suite may answer with a plain mapping; everything beside `headline` and `timings` is details."""
    if isinstance(result, Outcome):
        return result
    rest = dict(result)
    return Outcome(
        headline=rest.pop("headline"),
        timings=rest.pop("timings", {}),
        note=str(rest.pop("note", "")),
        details=rest,
    )


def rescore(
    log: EvalLog,
    judge: str,
    *,
    mode: Literal["append", "overwrite"] = "append",
    clock: Clock | None = None,
    options: Options | None = None,
) -> EvalLog:
    """The same answers under another judge. `append` keeps the earlier scores; nothing is run again.

    `options` say which models judge, for a judge that needs any. Raises `UsageError` when the suite has no such
    judge.
    """
    suite = get_suite(log.spec.suite)
    _check_judge(suite, judge)
    extra = {"options": options} if judge == "llm" else {}
    outcome: Outcome = suite.module().judge(log.samples, judge, log.spec.seed, **extra)
    samples = outcome.samples if mode == "overwrite" else _merge(log.samples, outcome.samples)
    scoring = Scoring(
        judge=judge, judge_hash=outcome.judge_hash or "", at=(clock or SystemClock()).now(), mode=mode
    )
    earlier = log.results
    results = Results(headline=outcome.headline, stats=outcome.stats, details=outcome.details)
    if mode == "append":
        renamed = {f"{judge}:{name}": stat for name, stat in outcome.stats.items()}
        results = Results(
            headline=earlier.headline,
            stats={**earlier.stats, **renamed},
            details={
                **earlier.details,
                f"{judge}:headline": outcome.headline,
                **({f"{judge}:votes": outcome.details["votes"]} if "votes" in outcome.details else {}),
            },
        )
    return log.model_copy(
        update={
            "samples": samples,
            "results": results,
            "scorings": (*(log.scorings if mode == "append" else ()), scoring),
        }
    )


def _check_judge(suite: Suite, judge: str) -> None:
    names = suite.judges()
    if judge not in names:
        raise UsageError(
            f"The suite {suite.name!r} has no judge {judge!r}",
            hint=f"Judges: {', '.join(names)}." if names else "Its scores are measurements, not judgements.",
        )


def _merge(before: tuple[Sample, ...], after: tuple[Sample, ...]) -> tuple[Sample, ...]:
    fresh = {sample.id: sample.scores for sample in after}
    return tuple(
        sample.model_copy(update={"scores": {**sample.scores, **fresh.get(sample.id, {})}})
        for sample in before
    )
