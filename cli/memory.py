"""`tastekeeper memory`: what is remembered, and every way to change it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import UsageError
from .options import HELP, Json, User
from .output import dump, emit, say, table

if TYPE_CHECKING:
    from ..memory.reports import HistoryEntry
    from ..memory.types import WriteReport

app = typer.Typer(help="See and change what is remembered.", no_args_is_help=True, context_settings=HELP)
FactId = Annotated[str, typer.Argument(help="A fact id, or its first letters, from `memory list`.")]


@app.command("list")
def list_(
    attribute: Annotated[
        str | None,
        typer.Option("--attribute", "-a", help="Only these: `todo.task`, or a prefix: `movies.*`."),
    ] = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """What holds now, section by section, and what is contested. Many sums of one kind are added up."""
    from ..memory.facts import is_about
    from .memory_views import show_facts
    from .opening import opened

    with opened(user=user) as agent:
        facts, contested = agent.memory.facts(attribute), agent.memory.contested()
    contested = tuple(fact for fact in contested if is_about(fact, attribute, None))
    emit(
        {"facts": dump(facts), "contested": dump(contested)},
        as_json,
        lambda: show_facts(facts, contested, attribute),
    )


@app.command()
def ask(
    question: Annotated[
        str, typer.Argument(help='Such as "what is left on my to-do list?"; `-` reads a pipe.')
    ],
    user: User = None,
    as_json: Json = False,
) -> None:
    """The answer to a question about what is remembered, from facts that hold, without a model."""
    from .opening import opened

    text = sys.stdin.read() if question == "-" else question
    if not text.strip():
        raise UsageError("The question is empty", hint='Try `tastekeeper memory ask "what is left to do?"`.')
    with opened(user=user) as agent:
        answered = agent.memory.answer(text)
    packed = answered.packed
    payload = {
        "text": answered.text,
        "fact_ids": dump(packed.fact_ids),
        "past_ids": [line.fact_id for line in packed.past],
        "rendered_by": answered.rendered_by,
        "kind": packed.kind,
        "note": packed.note,
    }
    emit(payload, as_json, lambda: say(answered.text))


@app.command()
def settle(
    fact_id: FactId,
    keep: Annotated[
        bool | None, typer.Option("--keep/--drop", help="Whether it holds; one of the two is needed.")
    ] = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Answer what is in question: with --keep the fact holds, with --drop it ends."""
    from .opening import opened

    if keep is None:
        raise UsageError("Say whether the fact holds", hint="Add --keep or --drop.")
    with opened(user=user) as agent:
        report = agent.memory.settle(_full_id(agent.memory.contested(), fact_id), keep=keep)
    _report(report, as_json)


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
    fact_id: Annotated[str | None, typer.Argument(help="A fact id; or use one of the options.")] = None,
    attribute: Annotated[
        str | None, typer.Option("--attribute", "-a", help="All of an attribute, or of a prefix: `todo.*`.")
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option("--subject", help="All about a document: its subject in `memory list --json`."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="All that is known about the user.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Remove from every store, what is past as well, and prove it with a scan of every file."""
    from ..tui.wording import past_facts, receipt_lines
    from .opening import opened

    _confirm(yes, _what_to_erase(fact_id, attribute, subject, everything))
    with opened(user=user) as agent:
        if fact_id is not None:
            past = past_facts(agent.memory.history(limit=10_000))
            fact_id = _full_id([*agent.memory.facts(), *agent.memory.contested(), *past], fact_id)
        receipt = agent.memory.erase(fact_id, attribute=attribute, subject=subject, everything=everything)
    emit(dump(receipt), as_json, lambda: say("\n".join(receipt_lines(receipt))))
    if not receipt.clean:
        raise typer.Exit(1)


def _what_to_erase(fact_id: str | None, attribute: str | None, subject: str | None, everything: bool) -> str:
    """What is about to go, in words. Raises `UsageError` unless it is one thing."""
    by_kind = attribute is not None or subject is not None
    if (fact_id is not None) + by_kind + everything != 1:
        hint = (
            "Give a fact id from `memory list`, --attribute and/or --subject, or --everything: one of these."
        )
        raise UsageError("Say what to erase", hint=hint)
    if fact_id is not None:
        return f"fact {fact_id}"
    if everything:
        return "everything that is known about you"
    return " of ".join(part for part in (attribute or "everything", subject) if part)


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
    path: Annotated[
        Path, typer.Argument(help="A file made by `memory export`, or a chat log; `-` reads standard input.")
    ],
    at: Annotated[
        str | None, typer.Option("--at", help="When chats without a time were held, as 2026-03-01; else now.")
    ] = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """Read in an export (all of it or nothing), or chats with another assistant (see the docs for the shapes)."""
    from .memory_import import export_in, import_log, source_of, time_of
    from .opening import opened

    source = source_of(path)
    payload, undated = export_in(source), time_of(at)
    if payload is None:
        import_log(source, undated, user, as_json)
        return
    with opened(user=user) as agent:
        report = agent.memory.import_(payload)
    _report(report, as_json)


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
