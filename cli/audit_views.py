"""How audits of names look in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .output import say, table

if TYPE_CHECKING:
    from ..tools.audit.names.report import AuditReport


def short(value: object) -> object:
    """A number in three places, anything else as it is."""
    return f"{value:.3f}" if isinstance(value, float) else value


def show_audit(report: AuditReport) -> None:
    """Verdict, aspects, and the words gained and lost side by side."""
    say(report.line, "bold")
    columns = ("aspect", "same name", "other names", "edit", "p", "p again", "least seen")
    rows = [[a.name, a.floor, a.distance, a.placebo, a.p, a.confirm_p, a.mde] for a in report.aspects]
    table(columns, [[short(value) for value in row] for row in rows])
    if report.changed:
        gained = [change.what for change in report.changed if change.side == "gained"]
        lost = [change.what for change in report.changed if change.side == "lost"]
        height = max(len(gained), len(lost))
        pad = [[*side, *[""] * (height - len(side))] for side in (lost, gained)]
        table((f"not for {report.deviant}", f"only for {report.deviant}"), list(zip(*pad, strict=True)))
    for caveat in report.caveats:
        say(f"note: {caveat}")
    say(f"{report.calls} answers asked for, {report.cached} from the cache; names {report.name_list}")
