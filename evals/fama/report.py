"""From judged questions to figures: per task, per period, the bounds, and the parts that FAMA is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..options import Progress, silent
from ..outcome import Sample, Stat
from ..stats import grouped_mean, mean
from .formula import Fama
from .judge import Judged, Mode, judge_answer
from .meaning import Meaning
from .types import TASKS, Answer, Question, Verdict

if TYPE_CHECKING:
    from .panel import Panel

Row = tuple[Sample, Question, Judged]


def judge_samples(samples: Sequence[Sample], mode: Mode, meaning: Meaning | None = None) -> list[Row]:
    """Judge every sample that has an answer."""
    return [
        (sample, question, judge_answer(question, answer, mode, meaning))
        for sample, question, answer in answered(samples)
    ]


def unguarded(samples: Sequence[Sample]) -> tuple[list[Sample], int]:
    """The samples with the texts from before the check of replies, and how many of them it changed."""
    found: list[Sample] = []
    changed = 0
    for sample in samples:
        before = (sample.output or {}).get("unguarded")
        changed += bool(before)
        found.append(
            sample.model_copy(update={"output": {**sample.output, "text": before}}) if before else sample
        )
    return found, changed


def answered(samples: Sequence[Sample]) -> Iterator[tuple[Sample, Question, Answer]]:
    """The samples that have an answer, with their question."""
    for sample in samples:
        if sample.output is not None:
            yield sample, Question.model_validate(sample.target), Answer.model_validate(sample.output)


def judge_by_panel(
    samples: Sequence[Sample], panel: Panel, progress: Progress = silent
) -> tuple[list[Row], dict[str, Any]]:
    """The same by language models, with what is to be said about the votes."""
    cases = list(answered(samples))
    sitting = panel.sit([(question, answer) for _, question, answer in cases], progress)
    rows = [(one[0], one[1], judged) for one, judged in zip(cases, sitting.judged, strict=True)]
    votes = {
        "panel": panel.name,
        "criteria": sitting.criteria,
        "votes": sitting.votes,
        "lost_votes": sitting.lost,
        "criteria_without_a_vote": sitting.failed,
        "criteria_split": sitting.split,
    }
    return rows, votes


def figures(rows: Sequence[Row], seed: int, prefix: str = "fama", *, unscored: int = 0) -> dict[str, Stat]:
    """FAMA per task and over all questions, times 100: means over personas, resampled by persona.

    Questions with nothing but forgetting criteria stay out and have figures of their own.
    """
    standard = [row for row in rows if row[2].score.bucket == "standard"]
    stats = {
        f"{prefix}.{task}": _percent([row for row in standard if row[1].task == task], seed, _fama)
        for task in TASKS
    }
    stats[f"{prefix}.all"] = _percent(standard, seed, _fama).model_copy(update={"unscored": unscored})
    return {name: stat for name, stat in stats.items() if stat.n}


def parts(rows: Sequence[Row], seed: int) -> dict[str, Stat]:
    """Presence and absence apart, presence by kind, pure forgetting, invention."""
    standard = [row for row in rows if row[2].score.bucket == "standard"]
    forgetting = [row for row in standard if row[2].score.forgetting]
    pure = [row for row in rows if row[2].score.bucket == "pure_forgetting"]
    stats = {
        "mpa.all": _percent(standard, seed, lambda score: score.mpa),
        "faa.all": _percent(forgetting, seed, lambda score: score.faa),
        "fama.pure_forgetting": _percent(pure, seed, lambda score: score.faa),
        "fama.no_invention": _share([not row[2].invented for row in rows if _asks_invention(row)], seed),
    }
    for kind in ("mention", "align", "avoid", "number", "status", "period"):
        verdicts = [
            v for _, _, judged in rows for v in judged.verdicts if v.kind == kind and v.expect == "presence"
        ]
        stats[f"mpa.{kind}"] = _share([bool(v.satisfied) for v in verdicts], seed)
    return {name: stat for name, stat in stats.items() if stat.n}


def table(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Period by task: FAMA as a mean over personas, with counts. The cells of the benchmark's own table."""
    cells: dict[tuple[str, str], dict[str, list[Fama]]] = defaultdict(lambda: defaultdict(list))
    for sample, question, judged in rows:
        if judged.score.bucket == "standard":
            period = str(sample.input["period"])
            cells[period, question.task][str(sample.group)].append(judged.score)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for (period, task), personas in sorted(cells.items()):
        means = [sum(s.fama for s in scores) / len(scores) for scores in personas.values()]
        flat = [score for scores in personas.values() for score in scores]
        found[period][task] = {
            "fama": round(100 * sum(means) / len(means), 2),
            "personas": len(personas),
            "questions": len(flat),
            "presence": sum(score.presence for score in flat),
            "forgetting": sum(score.forgetting for score in flat),
        }
    return dict(found)


def leaks(rows: Sequence[Row]) -> dict[str, Any]:
    """Forgotten values that came back: how often, how they were meant, and which."""
    stale: list[tuple[str, Verdict]] = [
        (sample.id, v) for sample, _, judged in rows for v in judged.verdicts if v.expect == "forgetting"
    ]
    return {
        "criteria": len(stale),
        "leaked": sum(v.satisfied is False for _, v in stale),
        "as_current": sum(v.reading == "current" for _, v in stale),
        "as_past": sum(v.reading == "past" for _, v in stale),
        "weak": sum(v.weak for _, v in stale),
        "where": [f"{sample}: {v.criterion}" for sample, v in stale if v.satisfied is False][:50],
    }


def _percent(rows: Sequence[Row], seed: int, read: Callable[[Fama], float]) -> Stat:
    values = [100 * read(judged.score) for _, _, judged in rows]
    return grouped_mean(values, [str(sample.group) for sample, _, _ in rows], seed=seed)


def _share(values: Sequence[bool], seed: int) -> Stat:
    return mean([100.0 * value for value in values], seed=seed)


def _fama(score: Fama) -> float:
    return score.fama


def _asks_invention(row: Row) -> bool:
    return any(verdict.expect == "invention" for verdict in row[2].verdicts)
