"""Memora: conversations of weeks to a quarter, then questions on what holds now, judged without a model."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..fama.judge import MODES
from ..fama.judging import JUDGES, check, meaning_of, seat
from ..fama.report import Row, judge_samples
from ..memora import measure, report
from ..memora.erasing import erase_check
from ..memora.loading import load_all
from ..memora.play import Asked, Played, play
from ..memora.systems import SYSTEMS, opener
from ..memora.types import PersonaPeriod
from ..options import Options
from ..outcome import Outcome, Sample, Score, Stat
from ..reading import Skipped, summary

__all__ = ["JUDGES", "judge", "run"]

FIRST = "tastekeeper"
STRICT = "strict"


def run(options: Options) -> Outcome:
    """Play every persona-period to every system asked for, and judge the answers.

    The first system heads the report. What cannot be read, or fails inside a system, is named under `skipped`
    and the rest is scored. Raises `UsageError` without data.
    """
    name = check(options.judge or STRICT)
    systems = options.systems or (FIRST,)
    for system in systems:
        opener(system)
    cases, unread = load_all(_data(options), options.personas)
    if options.quick:
        # Without the sentence model, which takes longer to load than everything else takes to run.
        cases, options = (
            cases[:1],
            replace(options, semantic=options.semantic and "semantic" in options.passed),
        )
    played = [
        play(
            case,
            system,
            seed=options.seed,
            model=options.model,
            limit=options.limit,
            progress=options.progress,
        )
        for case in cases
        for system in systems
    ]
    samples = [_sample(one, asked, systems[0]) for one in played for asked in one.asked]
    outcome = judge(samples, name, options.seed, options)
    main = [one for one in played if one.system == systems[0]]
    stats, details = measure.of_system(main, samples, options.seed)
    replays = measure.replays(cases, options.progress)
    erased = erase_check(cases[0], vectors=not options.quick)
    wrong = sum(len(one.mismatches) + len(one.refused) for one in replays.values())
    stats["memora.gold_replay_mismatches"] = Stat(value=float(wrong), n=len(cases), method="count")
    stats["erase.residual_bytes"] = Stat(value=float(erased["residual_bytes"]), n=1, method="count")
    skipped = (
        *unread,
        *(s for case in cases for s in case.skipped),
        *(s for one in played for s in one.skipped),
    )
    return outcome.model_copy(
        update={
            "headline": {**outcome.headline, **_headline(stats)},
            "stats": {**outcome.stats, **stats},
            "details": {
                **outcome.details,
                **details,
                "gold_replay": {case: measure.replay_summary(one) for case, one in replays.items()},
                "erase": erased,
                "criteria": measure.criteria(cases),
                "skipped": summary(skipped, show=200),
                "cost": {
                    system: measure.cost([p for p in played if p.system == system]) for system in systems
                },
            },
            "timings": {f"{one.case.name}.{one.system}.ingest_seconds": sum(one.writes) for one in played},
            "model": options.model or "none: composed from facts",
            "note": _note(cases, skipped, options),
        }
    )


def judge(samples: Sequence[Sample], name: str, seed: int, options: Options | None = None) -> Outcome:
    """Score finished samples with one of the judges: a reading of the words, or a panel of models (`llm`)."""
    options = options or Options(seed=seed)
    seated = seat(samples, name, options)
    meaning, _ = meaning_of(options)
    first = str(samples[0].input["system"]) if samples else FIRST
    stats: dict[str, Stat] = {}
    by_system = _by_system(seated.rows)
    for system, rows in by_system.items():
        stats.update(report.figures(rows, seed, "memora" if system == first else f"memora[{system}]"))
    own = [sample for sample in samples if sample.input["system"] == first]
    for mode in MODES:
        if mode != name:
            stats.update(report.figures(judge_samples(own, mode, meaning), seed, f"memora_{mode}"))
    scores = {sample.id: _score(judged) for sample, _, judged in seated.rows}
    return Outcome(
        headline=_headline(stats),
        stats=stats,
        samples=tuple(s.model_copy(update={"scores": {name: scores.get(s.id, UNANSWERED)}}) for s in samples),
        details={"systems": _tables(samples, by_system, meaning), **seated.details},
        judge=name,
        judge_hash=seated.hash,
    )


UNANSWERED = Score(value=None, explanation="no answer was recorded")


def _headline(stats: Mapping[str, Stat]) -> dict[str, float]:
    """The names an outsider looks for: `memora.<period>.<task>` and the counts."""
    return {
        name: stat.value
        for name, stat in stats.items()
        if stat.value is not None
        and name.startswith(("memora.", "erase."))
        and not name.endswith((".mpa", ".faa", ".precision", ".recall", ".context_leaks"))
    }


def _data(options: Options) -> Path:
    """The folder of the benchmark: named, or where `TASTEKEEPER_SHARED` says."""
    if options.data is not None:
        return options.data
    if options.paths:
        return options.paths[0]
    shared = os.environ.get("TASTEKEEPER_SHARED")
    for folder in (Path(shared) / "memora", Path(shared) / "data" / "memora") if shared else ():
        if folder.is_dir():
            return folder
    raise UsageError(
        "Where is Memora's data?",
        hint="Give its folder: tastekeeper eval run memora --data FOLDER (with <period>/<persona> files).",
    )


def _sample(played: Played, asked: Asked, first: str) -> Sample:
    case, question = played.case, asked.question
    prefix = "" if played.system == first else f"{played.system}:"
    return Sample(
        id=f"{prefix}{case.persona}/{case.period}/{question.id}",
        input={
            "question": question.text,
            "at": question.at.isoformat(),
            "period": case.period,
            "task": question.task,
            "system": played.system,
        },
        target=question.model_dump(mode="json"),
        output=asked.answer.model_dump(mode="json"),
        group=case.persona,
        tags=(question.task, case.period, played.system),
        seconds=asked.seconds,
        error=asked.error,
    )


def _by_system(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row[0].input["system"])].append(row)
    return found


def _tables(samples: Sequence[Sample], by_system: Mapping[str, Any], meaning: Any) -> dict[str, Any]:
    return {
        system: {
            "what": SYSTEMS[system][1] if system in SYSTEMS else "",
            "cells": report.table([s for s in samples if s.input["system"] == system], meaning),
        }
        for system in by_system
    }


def _note(cases: Sequence[PersonaPeriod], skipped: Sequence[Skipped], options: Options) -> str:
    parts = [f"quick: {cases[0].name} only"] if options.quick else []
    if not options.semantic:
        parts.append("leaks in other words not looked for")
    if skipped:
        parts.append(f"{len(skipped)} lines or parts skipped or failed")
    return "; ".join(parts)


def _score(judged: Any) -> Score:
    score = judged.score
    failed = [v.criterion for v in judged.verdicts if v.satisfied is False]
    details = {
        **score.model_dump(mode="json"),
        "verdicts": [v.model_dump(mode="json") for v in judged.verdicts],
    }
    if score.bucket == "empty":
        return Score(value=None, explanation="no criterion could be judged", details=details)
    value = score.faa if score.bucket == "pure_forgetting" else score.fama
    return Score(value=value, explanation=f"failed {', '.join(failed) or 'none'}", details=details)
