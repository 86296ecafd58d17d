"""Remembering and forgetting over dated transcripts: replay, ask, and judge without a model."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from ...errors import DataError, UsageError
from ..fama.answers import Key, read_answers
from ..fama.floors import FLOORS, floor_answer
from ..fama.judge import MODES
from ..fama.judging import JUDGES, check, meaning_of, seat
from ..fama.replay import replay
from ..fama.report import Row, figures, judge_samples, leaks, parts, table, unguarded
from ..fama.transcript import read_transcripts
from ..fama.types import Answer, Question, Transcript
from ..options import Options
from ..outcome import Outcome, Sample, Score, Stat
from ..reading import Skipped, summary

__all__ = ["JUDGES", "judge", "run"]

QUICK_QUESTIONS = 6


def run(options: Options) -> Outcome:
    """Play the transcripts (or take a floor's or recorded answers) and judge every answer four ways.

    Lines that break the format are skipped; `details.skipped` names them. Raises `DataError` where nothing that
    can be scored is left.
    """
    if options.floor and options.answers:
        raise UsageError("A floor and recorded answers cannot be judged in one run")
    name = check(options.judge or MODES[0])
    loaded = read_transcripts(options.paths)
    transcripts, unplayable = _playable(loaded.transcripts, options)
    if options.quick:
        transcripts = transcripts[:1]
    samples, timings, model, unread = _samples(transcripts, options)
    skipped = (*loaded.skipped, *unplayable, *unread)
    outcome = judge(samples, name, options.seed, options)
    stats = dict(outcome.stats)
    meaning, missing = meaning_of(options)
    for mode in MODES:
        if mode != name:
            stats.update(figures(judge_samples(samples, mode, meaning), options.seed, f"fama_{mode}"))
    before, revised = unguarded(samples)
    stats.update(figures(judge_samples(before, MODES[0]), options.seed, "fama_preguard"))
    details = {
        **outcome.details,
        "revised_by_the_guard": revised,
        "floors": _floors(samples, options.seed),
        "skipped": summary(skipped),
        "paraphrases": missing or "looked for by the strict judge",
    }
    quick = f"quick: {transcripts[0].name} only, {len(samples)} questions" if options.quick else ""
    broken = f"{len(skipped)} lines or parts skipped" if skipped else ""
    return outcome.model_copy(
        update={
            "stats": stats,
            "details": details,
            "timings": timings,
            "model": model,
            "note": "; ".join(filter(None, (quick, broken))),
        }
    )


def judge(samples: Sequence[Sample], name: str, seed: int, options: Options | None = None) -> Outcome:
    """Score finished samples with one of the judges: a reading of the words, or a panel of models (`llm`)."""
    seated = seat(samples, name, options or Options())
    rows = seated.rows
    unparsed = sum(len(question.unparsed) for _, question, _ in rows)
    stats = {**figures(rows, seed, unscored=unparsed), **parts(rows, seed)}
    scores = {sample.id: _score(question, judged) for sample, question, judged in rows}
    headline = {key: stat.value for key, stat in stats.items() if key in HEADLINE and stat.value is not None}
    return Outcome(
        headline=headline,
        stats=stats,
        samples=tuple(s.model_copy(update={"scores": {name: scores.get(s.id, UNANSWERED)}}) for s in samples),
        details={
            "table": table(rows),
            "leaks": leaks(rows),
            "unparsed": unparsed,
            "answers": _answers(rows),
            **seated.details,
        },
        judge=name,
        judge_hash=seated.hash,
    )


HEADLINE = frozenset(
    {"fama.remembering", "fama.recommending", "fama.reasoning", "fama.all", "fama.pure_forgetting"}
)
UNANSWERED = Score(value=None, explanation="no answer was recorded")


def _playable(
    transcripts: Sequence[Transcript], options: Options
) -> tuple[tuple[Transcript, ...], tuple[Skipped, ...]]:
    """The transcripts that something can be asked about, and the others. Sessions are needed for a replay only."""
    replayed = not (options.floor or options.answers)
    found: list[Transcript] = []
    skipped: list[Skipped] = []
    for one in transcripts:
        missing = "question" if not one.questions else "session" if replayed and not one.sessions else ""
        if missing:
            skipped.append(Skipped(file=one.name, reason=f"the transcript has no {missing} that can be used"))
        else:
            found.append(one)
    if not found:
        reason = skipped[0].reason if skipped else "there is no transcript"
        raise DataError(f"Nothing can be scored: {reason}", where=skipped[0].file if skipped else None)
    return tuple(found), tuple(skipped)


def _samples(
    transcripts: Sequence[Transcript], options: Options
) -> tuple[tuple[Sample, ...], dict[str, float], str, tuple[Skipped, ...]]:
    """The answered questions, timings, who answered, and what could not be read of recorded answers."""
    if options.floor:
        floor = options.floor
        answered = [_sample(t, q, floor_answer(floor, q)) for t in transcripts for q in _limited(t, options)]
        return tuple(answered), {}, f"floor:{floor}", ()
    if options.answers:
        known, unread = read_answers(options.answers)
        recorded = [_sample(t, q, known.get(_key(t, q))) for t in transcripts for q in _limited(t, options)]
        if all(sample.output is None for sample in recorded):
            raise UsageError(
                "None of the recorded answers belongs to these transcripts",
                where=str(options.answers),
                hint="persona, period and question_id must be those of the transcripts.",
            )
        return tuple(recorded), {}, "recorded answers", unread
    return (*_replayed(transcripts, options), ())


def _replayed(
    transcripts: Sequence[Transcript], options: Options
) -> tuple[tuple[Sample, ...], dict[str, float], str]:
    samples: list[Sample] = []
    timings: dict[str, float] = {}
    served: set[str] = set()
    for transcript in transcripts:
        played = replay(transcript, options, _limit(options))
        served |= {asked.served for asked in played.asked}
        timings[f"{transcript.name}.listen_seconds"] = played.listen_seconds
        timings[f"{transcript.name}.turns"] = played.turns
        timings[f"{transcript.name}.facts"] = played.facts
        samples += [
            _sample(transcript, one.question, one.answer, seconds=one.seconds) for one in played.asked
        ]
    return tuple(samples), timings, " + ".join(sorted(served))


def _limit(options: Options) -> int | None:
    return options.limit or (QUICK_QUESTIONS if options.quick else None)


def _limited(transcript: Transcript, options: Options) -> Iterator[Question]:
    yield from sorted(transcript.questions, key=lambda question: question.at)[: _limit(options)]


def _key(transcript: Transcript, question: Question) -> Key:
    return transcript.persona, transcript.period, question.id


def _sample(
    transcript: Transcript, question: Question, answer: Answer | None, *, seconds: float | None = None
) -> Sample:
    return Sample(
        id="/".join(_key(transcript, question)),
        input={"question": question.text, "at": question.at.isoformat(), "period": transcript.period},
        target=question.model_dump(mode="json"),
        output=None if answer is None else answer.model_dump(mode="json"),
        group=transcript.persona,
        tags=(question.task, transcript.period),
        seconds=seconds,
    )


def _score(question: Question, judged: Any) -> Score:
    score = judged.score
    failed = [v.criterion for v in judged.verdicts if v.satisfied is False]
    details = {
        **score.model_dump(mode="json"),
        "verdicts": [v.model_dump(mode="json") for v in judged.verdicts],
    }
    if score.bucket == "empty":
        return Score(value=None, explanation="no criterion could be judged", details=details)
    value = score.faa if score.bucket == "pure_forgetting" else score.fama
    return Score(
        value=value, explanation=f"{question.task}: failed {', '.join(failed) or 'none'}", details=details
    )


def _floors(samples: Sequence[Sample], seed: int) -> dict[str, dict[str, Any]]:
    """What the floors score on these very questions: the figures to read a result against."""
    found: dict[str, dict[str, Any]] = {}
    for name in FLOORS:
        answered = [
            s.model_copy(
                update={"output": floor_answer(name, Question.model_validate(s.target)).model_dump()}
            )
            for s in samples
        ]
        rows = judge_samples(answered, MODES[0])
        stats: dict[str, Stat] = figures(rows, seed)
        found[name] = {
            "figures": {key: stat.value for key, stat in stats.items()},
            "table": table(rows),
        }
    return found


def _answers(rows: Sequence[Row]) -> dict[str, float]:
    """How long the answers are: reciting everything is one way to score."""
    words = [len(sample.output["text"].split()) for sample, _, _ in rows]
    items = [len(sample.output["items"]) for sample, _, _ in rows]
    if not words:
        return {}
    return {
        "median_words": statistics.median(words),
        "max_words": max(words),
        "median_items": statistics.median(items),
    }
