"""How evaluation logs look in a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import dump, say, table

if TYPE_CHECKING:
    from ..errors import DataError
    from ..evals.log import EvalLog
    from ..evals.options import Progress
    from ..evals.outcome import Sample, Stat


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Progress]:
    """A bar on stderr while a suite runs; nothing off a terminal or when asked to be quiet."""
    from ..evals.options import silent

    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def show_log(log: EvalLog, place: Path | None) -> None:
    """Figures first, then how they were made."""
    spec = log.spec
    say(f"{spec.suite}  {log.id}" + (f"  [{log.note}]" if log.note else ""), "bold")
    rows = [_figure(name, stat) for name, stat in log.results.stats.items()]
    known = set(log.results.stats)
    rows += [
        [name, _number(value), None, None, None]
        for name, value in log.results.headline.items()
        if name not in known
    ]
    table(("figure", "value", "95 % low", "high", "n"), rows)
    dirty = " with local changes" if spec.dirty else ""
    made = f"commit {spec.commit or 'none'}{dirty}; {spec.started:%Y-%m-%d %H:%M} UTC"
    say(f"model {spec.model or '-'}; seed {spec.seed}; {made}")
    passed = {name: arg["value"] for name, arg in spec.args.items() if arg["source"] == "passed"}
    if passed:
        say(f"asked for: {json.dumps(passed, ensure_ascii=False, default=str)}")
    for scoring in log.scorings:
        say(f"judge {scoring.judge} {scoring.judge_hash} ({scoring.mode})")
    missing = log.results.details.get("model")
    if isinstance(missing, dict) and missing.get("status") == "not installed":
        say(f"local model: not installed. {missing.get('reason', '')}")
    if spec.suite == "memora":
        show_memora(log)
    if place is not None:
        say(f"log: {place}")


def warn_skipped(log: EvalLog) -> None:
    """On stderr, so that a JSON answer stays one object: what could not be read and was left out."""
    skipped = log.results.details.get("skipped")
    if not isinstance(skipped, dict) or not skipped.get("count"):
        return
    print(f"skipped: {skipped['count']} lines or parts; the rest is scored", file=sys.stderr)
    for line in skipped["where"]:
        print(f"skipped: {line}", file=sys.stderr)


def show_memora(log: EvalLog) -> None:
    """Every persona, period and task of every system; then extraction by kind."""
    for system, part in (log.results.details.get("systems") or {}).items():
        say()
        say(f"{system}: {part['what']}", "bold")
        names = (
            "persona", "period", "task", "mpa", "faa", "strict", "lenient", "literal", "current", "abstain",
            "recite", "oracle", "stale_share", "answer_tokens", "cited",
        )  # fmt: skip
        table(names, [[_cell(cell[name]) for name in names] for cell in part["cells"]])
    extraction = log.results.details.get("extraction")
    if extraction:
        say()
        columns = ("annotated", "read", "right", "precision", "recall", "f1")
        rows = [[kind, *(_cell(row[name]) for name in columns)] for kind, row in extraction["kinds"].items()]
        table(("operation", *columns), rows)
        talk = extraction["small_talk"]
        say(
            f"small talk: {talk['written_to']} of {talk['dialogues']} dialogues without a change were written to"
        )


def _cell(value: object) -> object:
    return _number(value) if isinstance(value, float) else value


def _figure(name: str, stat: Stat) -> list[object]:
    unscored = f" (+{stat.unscored} unscored)" if stat.unscored else ""
    return [name, _number(stat.value), _number(stat.low), _number(stat.high), f"{stat.n}{unscored}"]


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}" if abs(value) < 1 else f"{value:.2f}"


def show_logs(logs: Sequence[EvalLog], broken: Sequence[DataError]) -> None:
    """One line a log."""
    if not logs:
        say("No evaluation logs yet. Run one: tastekeeper eval run planner --quick")
    else:
        rows = [
            [
                log.id,
                "quick" if log.spec.quick else "",
                "  ".join(f"{k}={_number(v)}" for k, v in log.results.headline.items()),
            ]
            for log in logs
        ]
        table(("log", "", "headline"), rows)
    for error in broken:
        say(f"unreadable: {error}")


def show_samples(samples: Sequence[Sample], *, full: bool) -> None:
    """Samples with their scores; `full` prints everything about them."""
    for sample in samples:
        say()
        if full:
            say(json.dumps(dump(sample), ensure_ascii=False, indent=1))
            continue
        say(f"{sample.id}: {json.dumps(sample.input, ensure_ascii=False)[:160]}")
        for name, score in sample.scores.items():
            say(f"  {name}: {'unscored' if score.unscored else _number(score.value)}  {score.explanation}")


def show_comparison(result: dict[str, Any]) -> None:
    """Both logs' figures, then what differs in how they were made."""
    say(f"{result['suite']}: {result['before']} → {result['after']}", "bold")
    rows = [
        [row["name"], _number(row["before"]), _number(row["after"]), _apart(row["apart"])]
        for row in result["figures"]
    ]
    table(("figure", "before", "after", "intervals"), rows)
    for name, (one, two) in result["differences"].items():
        say(f"differs: {name}: {one} → {two}")


def _apart(apart: bool | None) -> str | None:
    return None if apart is None else "apart" if apart else "overlap"
