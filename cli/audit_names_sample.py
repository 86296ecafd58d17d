"""`tastekeeper audit names sample`: a share of one's own conversations, held again under other names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .audit_inputs import settings_of, subject_of
from .audit_views import short
from .eval_views import progress_bar
from .opening import opened
from .options import Json
from .output import dump, emit, say, table

if TYPE_CHECKING:
    from ..tools.audit.names.report import AuditReport

COLUMNS = ("conversation", "verdict", "facts", "distance", "floor")


def sample(
    share: Annotated[float, typer.Option("--share", help="Share of the conversations, 0 to 1.")] = 0.1,
    user: Annotated[str | None, typer.Option("--user", "-u", help="Whose conversations.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="The name said there, if `my name is …` does not show it.")
    ] = None,
    ranking: Annotated[
        bool, typer.Option("--ranking", help="Compare the last list instead of words.")
    ] = False,
    per_cell: Annotated[int, typer.Option("--per-cell", min=1, help="Names of each cell.")] = 2,
    repeats: Annotated[int, typer.Option("--repeats", min=0, help="Answers more for the same name.")] = 4,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the sample, names and edits.")] = 0,
    store: Annotated[bool, typer.Option("--store/--no-store", help="Keep figures, no words.")] = True,
    as_json: Json = False,
) -> None:
    """Audit a share of your own conversations. They are replayed in homes of their own; memory is not touched."""
    from ..evals.audit.sampled import audit_conversations

    said, listed = _said(user, share, seed)
    options = settings_of("matched", "both", per_cell, repeats, seed)
    with (
        progress_bar(quiet=as_json) as progress,
        subject_of("embedded", None, False, ranking) as (subject, served, _),
    ):
        reports, left_out = audit_conversations(
            said, subject, served, settings=options, name=name, progress=progress
        )
    if store:
        _keep(reports)
    payload = {
        "headline": {
            "audit.sampled": len(reports),
            "audit.unstable": sum(report.verdict == "unstable" for report in reports),
        },
        "conversations": listed,
        "nothing_to_compare": left_out,
        "audits": dump(reports),
    }

    def show() -> None:
        say(f"{len(reports)} of {listed} conversations; {len(left_out)} more with nothing to compare")
        if reports:
            table(COLUMNS, [[short(value) for value in _row(report)] for report in reports])

    emit(payload, as_json, show)


def _said(user: str | None, share: float, seed: int) -> tuple[dict[str, list[str]], int]:
    """What the user wrote in the sampled conversations, and how many conversations there are."""
    from ..agent.sessions import ERASED
    from ..evals.audit.sampled import is_sampled

    with opened(user=user) as agent:
        listed = [one for one in agent.sessions.list() if one.turns]
        kept = {
            one.id: agent.sessions.transcript(one.id) for one in listed if is_sampled(one.id, share, seed)
        }
    found = {
        key: [text for role, text, _ in turns if role == "user" and text != ERASED]
        for key, turns in kept.items()
    }
    return found, len(listed)


def _keep(reports: list[AuditReport]) -> None:
    from ..clock import SystemClock
    from ..paths import Paths
    from ..tools.audit.names.store import AuditStore, audit_db

    with AuditStore(audit_db(Paths.resolve().ensure())) as audits:
        for report in reports:
            audits.add(report, SystemClock().now())


def _row(report: AuditReport) -> list[object]:
    distance = max((aspect.distance for aspect in report.aspects), default=0.0)
    floor = max((aspect.floor for aspect in report.aspects), default=0.0)
    return [report.summary_id, report.verdict, report.facts, distance, floor]
