"""From judged answers to figures and to the table of every persona, period and task."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..fama.floors import FLOORS, floor_answer
from ..fama.formula import Fama
from ..fama.judge import MODES, Mode, judge_answer
from ..fama.meaning import Meaning
from ..fama.report import Row, judge_samples
from ..fama.types import Answer, Question
from ..outcome import Sample, Stat
from ..peers.stale import stale_share
from ..stats import grouped_mean, ratio
from .extraction import Extraction

Cell = tuple[str, str, str]
"""Persona, period, task."""
_TOKEN = re.compile(r"\w+|[^\w\s]")


def cell_of(sample: Sample) -> Cell:
    """Which cell a sample counts in."""
    return str(sample.group), str(sample.input["period"]), str(sample.input["task"])


def figures(rows: Sequence[Row], seed: int, prefix: str = "memora") -> dict[str, Stat]:
    """FAMA, MPA and FAA by period and task: means over personas of each one's mean over questions, times 100.

    FAA is over the questions that have something to forget. Intervals resample personas.
    """
    found: dict[str, Stat] = {}
    for period, task in sorted({cell_of(sample)[1:] for sample, _, _ in rows}):
        mine = [row for row in rows if cell_of(row[0])[1:] == (period, task)]
        standard = [row for row in mine if row[2].score.bucket == "standard"]
        forgetting = [row for row in standard if row[2].score.forgetting]
        found[f"{prefix}.{period}.{task}"] = _percent(standard, seed, lambda score: score.fama)
        found[f"{prefix}.{period}.{task}.mpa"] = _percent(standard, seed, lambda score: score.mpa)
        found[f"{prefix}.{period}.{task}.faa"] = _percent(forgetting, seed, lambda score: score.faa)
    return {name: stat for name, stat in found.items() if stat.n}


def _percent(rows: Sequence[Row], seed: int, read: Callable[[Fama], float]) -> Stat:
    values = [100 * read(judged.score) for _, _, judged in rows]
    return grouped_mean(values, [str(sample.group) for sample, _, _ in rows], seed=seed)


def table(samples: Sequence[Sample], meaning: Meaning | None) -> list[dict[str, Any]]:
    """One line for every persona, period and task: the four readings, their parts, the floors, the context."""
    by_cell: dict[Cell, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_cell[cell_of(sample)].append(sample)
    return [_line(cell, by_cell[cell], meaning) for cell in sorted(by_cell, key=lambda c: (c[1], c[0], c[2]))]


def _line(cell: Cell, samples: Sequence[Sample], meaning: Meaning | None) -> dict[str, Any]:
    judged = {mode: judge_samples(samples, mode, meaning) for mode in MODES}
    scores = [row[2].score for row in judged["strict"]]
    forgetting = [score for score in scores if score.forgetting]
    return {
        "persona": cell[0],
        "period": cell[1],
        "task": cell[2],
        "questions": len(scores),
        "presence": sum(score.presence for score in scores),
        "forgetting": sum(score.forgetting for score in scores),
        "mpa": _mean([score.mpa for score in scores]),
        "faa": _mean([score.faa for score in forgetting]),
        **{mode: _mean([row[2].score.fama for row in rows]) for mode, rows in judged.items()},
        **{floor: _floor(floor, samples) for floor in FLOORS},
        **context(samples),
    }


def _floor(name: str, samples: Sequence[Sample], mode: Mode = "strict") -> float | None:
    """What a floor scores on these questions. It says values as they are: paraphrases need no search."""
    questions = [Question.model_validate(sample.target) for sample in samples]
    return _mean([judge_answer(q, floor_answer(name, q), mode).score.fama for q in questions])


def _mean(values: Sequence[float]) -> float | None:
    return round(100 * sum(values) / len(values), 2) if values else None


def context(samples: Sequence[Sample]) -> dict[str, Any]:
    """Invalid share of the packed context, how long answers are and how many memories they name."""
    answers = [Answer.model_validate(s.output) for s in samples if s.output is not None]
    lengths = [len(_TOKEN.findall(answer.text)) for answer in answers]
    cited = [answer.cited for answer in answers if answer.cited is not None]
    ids = sum(len(answer.context_ids) for answer in answers if answer.stale is not None)
    stale = sum(len(answer.stale) for answer in answers if answer.stale is not None)
    return {
        "context_ids": ids,
        "stale_ids": stale,
        "stale_share": stale / ids if ids else None,
        "stale_texts_share": stale_share(samples, 0).value,
        "answer_tokens": round(sum(lengths) / len(lengths), 1) if lengths else None,
        "cited": round(sum(cited) / len(cited), 1) if cited else None,
    }


def stale_in_context(samples: Sequence[Sample], seed: int) -> Stat:
    """Share of the ids in packed contexts that did not hold when the question was asked, by the ledger's fold."""
    answers = [Answer.model_validate(s.output) for s in samples if s.output is not None]
    kept = [answer for answer in answers if answer.stale is not None]
    return ratio([len(a.stale or ()) for a in kept], [len(a.context_ids) for a in kept], seed=seed)


def context_leaks(samples: Sequence[Sample], seed: int) -> Stat:
    """Share of forgetting criteria whose value stands in the packed context: needs no record of validity."""
    leaked: list[float] = []
    for sample in samples:
        answer = Answer.model_validate(sample.output) if sample.output else None
        if answer is None or not answer.context:
            continue
        question = Question.model_validate(sample.target)
        judged = judge_answer(question, Answer(text="\n".join(answer.context)), "literal")
        leaked += [float(v.satisfied is False) for v in judged.verdicts if v.expect == "forgetting"]
    return ratio(leaked, [1.0] * len(leaked), seed=seed)


def extraction_figures(found: Mapping[str, Extraction], seed: int) -> dict[str, Stat]:
    """Precision, recall and F1 over all kinds, pooled; intervals resample persona-periods."""
    counts = [one.counts for one in found.values()]
    right = [float(c[0]) for c in counts]
    read, wanted = [float(c[1]) for c in counts], [float(c[2]) for c in counts]
    both = [a + b for a, b in zip(read, wanted, strict=True)]
    return {
        "memora.extraction.f1": ratio([2 * value for value in right], both, seed=seed),
        "memora.extraction.precision": ratio(right, read, seed=seed),
        "memora.extraction.recall": ratio(right, wanted, seed=seed),
    }


def extraction_table(found: Mapping[str, Extraction]) -> dict[str, Any]:
    """By kind over everyone, small talk, agreement of slots and days, what was taken for what, every mistake."""
    pooled = Extraction()
    for one in found.values():
        pooled.add(one)
    mistakes = [f"{name}: {line}" for name, one in found.items() for line in one.mistakes]
    return {
        "kinds": pooled.table(),
        "small_talk": {"dialogues": pooled.small_talk, "written_to": pooled.disturbed},
        "slots_agreeing": {"right": pooled.slots[0], "of": pooled.slots[1]},
        "days_agreeing": {"right": pooled.days[0], "of": pooled.days[1]},
        "confused": dict(pooled.confused.most_common()),
        "mistakes": mistakes,
    }


def rendered_by(samples: Sequence[Sample]) -> dict[str, int]:
    """Who wrote the answers."""
    counts: dict[str, int] = defaultdict(int)
    for sample in samples:
        if sample.output is not None:
            counts[str(sample.output.get("rendered_by") or "unknown")] += 1
    return dict(counts)
