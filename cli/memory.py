"""`tastekeeper memory`: what is remembered, and every way to change it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import DataError, UsageError
from .options import HELP, Json, User
from .output import dump, emit, say, table

if TYPE_CHECKING:
    from ..memory.reports import HistoryEntry
    from ..memory.types import WriteReport

app = typer.Typer(help="See and change what is remembered.", no_args_is_help=True, context_settings=HELP)
FactId = Annotated[str, typer.Argument(help="A fact id, or its first letters, from `memory list`.")]


@app.command("list")
def list_(user: User = None, as_json: Json = False) -> None:
    """What holds now, and what is contested."""
    from ..tui.wording import fact_kind, fact_text, span
    from .opening import opened

    with opened(user=user) as agent:
        facts, contested = agent.memory.facts(), agent.memory.contested()

    def show() -> None:
        if not facts and not contested:
            say("Nothing is remembered.")
            return
        rows = [(f.fact_id, fact_text(f), fact_kind(f) or "–", span(f)) for f in facts]
        rows += [
            (f.fact_id, f"? {fact_text(f)}", fact_kind(f) or "–", "contested, not used") for f in contested
        ]
        table(("id", "fact", "kind", "held"), rows)

    emit({"facts": dump(facts), "contested": dump(contested)}, as_json, show)


@app.command()
def history(
    user: User = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many lines.")] = 50,
    as_json: Json = False,
) -> None:
    """What was written, newest first; what no longer holds is labelled past."""
    from .opening import opened

    with opened(user=user) as agent:
        entries = agent.memory.history(limit=limit)
    rows = [_history_row(entry) for entry in entries]
    emit(
        {"history": dump(entries)},
        as_json,
        lambda: (
            table(("when", "what", "fact", "held", "why"), rows)
            if rows
            else say("Nothing was ever remembered.")
        ),
    )


@app.command()
def forget(fact_id: FactId, user: User = None, as_json: Json = False) -> None:
    """Stop using a fact; it stays in the history."""
    from .opening import opened

    with opened(user=user) as agent:
        report = agent.memory.forget(_full_id(agent.memory.facts(), fact_id))
    _report(report, as_json)


@app.command()
def restore(fact_id: FactId, user: User = None, as_json: Json = False) -> None:
    """Let a past fact hold again."""
    from ..tui.wording import past_facts
    from .opening import opened

    with opened(user=user) as agent:
        past = past_facts(agent.memory.history(limit=10_000))
        report = agent.memory.restore(_full_id(past, fact_id))
    _report(report, as_json)


@app.command()
def erase(
    fact_id: Annotated[str | None, typer.Argument(help="A fact id; or use --everything.")] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="All that is known about the user.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Remove from every store, and prove it with a scan of every file."""
    from ..tui.wording import past_facts, receipt_lines
    from .opening import opened

    if (fact_id is None) == (not everything):
        raise UsageError("Say what to erase", hint="Give a fact id from `memory list`, or --everything.")
    _confirm(yes, "everything that is known about you" if everything else f"fact {fact_id}")
    with opened(user=user) as agent:
        if fact_id is not None:
            known = [*agent.memory.facts(), *past_facts(agent.memory.history(limit=10_000))]
            fact_id = _full_id(known, fact_id)
        receipt = agent.memory.erase(fact_id, everything=everything)
    emit(dump(receipt), as_json, lambda: say("\n".join(receipt_lines(receipt))))
    if not receipt.clean:
        raise typer.Exit(1)


@app.command()
def undo(user: User = None, as_json: Json = False) -> None:
    """Take back what the latest message did to memory."""
    from .opening import opened

    with opened(user=user) as agent:
        report = agent.memory.undo()
    _report(report, as_json)


@app.command("export")
def export_(
    path: Annotated[Path | None, typer.Argument(help="A file; standard output when missing.")] = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Everything known about the user, as versioned JSON."""
    from .opening import opened

    with opened(user=user) as agent:
        payload = agent.memory.export()
    if path is None:
        emit(payload, True, lambda: None)
        return
    from ..tui.exporting import write_atomically

    place = path.expanduser().resolve()
    write_atomically(place, json.dumps(payload, ensure_ascii=False, indent=1, default=str))
    emit({"path": str(place)}, as_json, lambda: say(f"written to {place}"))


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="A file made by `memory export`; `-` reads standard input.")],
    user: User = None,
    as_json: Json = False,
) -> None:
    """Read an export back in: all of it, or nothing when any of it is wrong."""
    from .opening import opened

    payload = _read_json(path)
    with opened(user=user) as agent:
        report = agent.memory.import_(payload)
    _report(report, as_json)


def _read_json(path: Path) -> dict[str, Any]:
    hint = "Use a file made by `tastekeeper memory export`."
    try:
        text = sys.stdin.read() if str(path) == "-" else path.expanduser().read_text(encoding="utf-8")
        payload = json.loads(text)
    except OSError as error:
        raise DataError(
            f"Cannot read the file: {error.strerror or error}", where=str(path), hint=hint
        ) from error
    except ValueError as error:
        raise DataError(f"The file is not JSON: {error}", where=str(path), hint=hint) from error
    if not isinstance(payload, dict):
        raise DataError("The file holds no JSON object", where=str(path), hint=hint)
    return payload


def _confirm(yes: bool, what: str) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("Erasing needs a yes", hint="Add --yes when no one can be asked.")
    typer.confirm(f"Erase {what}? It cannot be brought back.", abort=True, err=True)


def _full_id(facts: Any, given: str) -> str:
    """The one fact id that starts with what was given. Raises `UsageError` when it is none or several."""
    found = sorted({fact.fact_id for fact in facts if fact.fact_id.startswith(given)}) if given else []
    if len(found) == 1:
        return str(found[0])
    what = f"No fact {given!r}" if not found else f"{given!r} could be any of {', '.join(found[:4])}"
    raise UsageError(what, hint="See `tastekeeper memory list` and `memory history` for ids.")


def _report(report: WriteReport, as_json: bool) -> None:
    from ..tui.wording import report_lines

    emit(dump(report), as_json, lambda: say("\n".join(report_lines(report))))


def _history_row(entry: HistoryEntry) -> tuple[object, ...]:
    from ..tui.wording import fact_text

    fact = entry.after or entry.before
    what = fact_text(fact) if fact else "(erased)"
    held = f"past: {entry.interval}" if entry.past else entry.interval
    operation = entry.operation
    return (f"{operation.time:%Y-%m-%d %H:%M}", operation.kind.value.lower(), what, held, operation.reason)
