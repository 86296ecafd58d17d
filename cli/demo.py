"""`tastekeeper demo`: two dated conversations on the real catalogue, checked promise by promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from .options import HELP, Json
from .output import emit, say

if TYPE_CHECKING:
    from ..evals.demo.run import Demo, Played

app = typer.Typer(
    name="demo",
    help="A scripted conversation on the real catalogue, checked promise by promise.",
    rich_markup_mode=None,
    add_completion=False,
    context_settings=HELP,
)


@app.callback(invoke_without_command=True)
def demo(as_json: Json = False) -> None:
    """Play two dated conversations in a home of their own; exit with 1 if any promise is broken."""
    import sys

    from ..evals.demo.run import play
    from ..paths import Paths

    quiet = as_json
    note = (lambda message: print(message, file=sys.stderr)) if not quiet else None
    played = play(Paths.resolve(), heard=(lambda turn: None) if quiet else _show, progress=note)
    emit(_payload(played), as_json, lambda: _close(played))
    raise typer.Exit(1 if played.broken else 0)


def _show(turn: Played) -> None:
    say()
    say(f"{turn.at}  you: {turn.text}", style="bold cyan")
    for line in turn.reply.text.splitlines():
        say(f"            {line}")
    for entry in turn.reply.report.entries if turn.reply.report else ():
        fact = entry.fact or entry.previous
        what = fact.label if fact else entry.text
        say(f"            memory: {entry.outcome.value}: {what} ({entry.reason})", style="dim")
    say(f"            {turn.reply.audit.line}; {turn.reply.seconds * 1000:.0f} ms", style="dim")
    for kept in turn.promises:
        mark = "✗" if kept.broken else "✓"
        say(
            f"            {mark} {kept.text}{f': {kept.broken}' if kept.broken else ''}",
            style="red" if kept.broken else "green",
        )


def _close(played: Demo) -> None:
    say()
    for probe in played.probes:
        say(
            f"FAMA of “{probe.text}”: {100 * probe.fama:.0f}, with any mention counted as a leak"
            f" {100 * probe.any_mention:.0f} (presence {probe.presence}, forgetting {probe.forgetting},"
            f" MPA {probe.mpa:.2f}, FAA {probe.faa:.2f})"
        )
    kept = sum(1 for turn in played.turns for promise in turn.promises if not promise.broken)
    fama = "–" if played.fama is None else f"{played.fama:.0f}"
    say(
        f"{kept} promises kept, {len(played.broken)} broken; FAMA of this transcript {fama}; "
        f"{played.stale} stale recommendations; {played.seconds:.1f} s"
    )


def _payload(played: Demo) -> dict[str, object]:
    return {
        "headline": played.headline(),
        "broken": [kept.__dict__ for kept in played.broken],
        "probes": [probe.__dict__ for probe in played.probes],
        "turns": [
            {
                "at": turn.at,
                "text": turn.text,
                "reply": turn.reply.model_dump(mode="json"),
                "promises": [kept.__dict__ for kept in turn.promises],
            }
            for turn in played.turns
        ],
    }
