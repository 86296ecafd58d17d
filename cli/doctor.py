"""`tastekeeper doctor`: is everything in order, and if not, what to do."""

from __future__ import annotations

import typer

from .options import HELP, Json
from .output import dump, emit, say

app = typer.Typer(context_settings=HELP)
_MARKS = {"ok": ("ok  ", "green"), "note": ("note", "yellow"), "bad": ("BAD ", "red")}


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check versions, folders, stores, data, models and the endpoint. Exits with 1 when something is bad."""
    from ..paths import Paths
    from .checks import run

    found = list(run(Paths.resolve()))
    sound = all(check.state != "bad" for check in found)

    def show() -> None:
        for check in found:
            mark, colour = _MARKS[check.state]
            say(f"{mark}  {check.name}: {check.detail}", colour if check.state != "ok" else "")
            if check.mend:
                say(f"      → {check.mend}", "dim")

    emit({"ok": sound, "checks": dump(found)}, as_json, show)
    if not sound:
        raise typer.Exit(1)
