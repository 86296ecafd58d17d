"""`tastekeeper audit names`: one summary under other names, many audits together, and known truths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .audit_inputs import case_of, rows_of, settings_of, subject_of
from .audit_names_many import Placement, Seed, drift, lists, population, simulate
from .audit_names_sample import sample
from .audit_views import show_audit
from .eval_views import progress_bar
from .options import HELP, Json
from .output import dump, emit, say

if TYPE_CHECKING:
    from ..tools.audit.names.ask import Settings
    from ..tools.audit.names.subject import Case

app = typer.Typer(
    help="Does a name change what is written or ranked? Names are probes; nothing is inferred about a user.",
    no_args_is_help=True,
    context_settings=HELP,
)
Like = Annotated[list[str] | None, typer.Option("--like", help="Something the made-up person likes; repeat.")]
Dislike = Annotated[list[str] | None, typer.Option("--dislike", help="Something they cannot stand; repeat.")]
Names = Annotated[str, typer.Option("--names", help="Name list: matched or published.")]
Half = Annotated[str, typer.Option("--half", help="Half of the list: a, b or both (replicate on the other).")]
PerCell = Annotated[int, typer.Option("--per-cell", min=1, help="Names of each cell.")]
Repeats = Annotated[int, typer.Option("--repeats", min=0, help="More answers for the same name: the floor.")]
Store = Annotated[bool, typer.Option("--store/--no-store", help="Keep the audit for `population`.")]
Model = Annotated[
    str, typer.Option("--model", "-m", help="embedded (the agent), or packaged, openai:NAME, gguf:PATH.")
]


@app.command()
def text(
    like: Like = None,
    dislike: Dislike = None,
    prompt: Annotated[
        Path | None,
        typer.Option("--prompt", help="A file with the prompt, for a language model; needs --name."),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="The name as it stands in the prompt.")] = None,
    record: Annotated[
        Path | None, typer.Option("--record", help="JSON of what is true, for the prompt.")
    ] = None,
    model: Model = "embedded",
    placement: Placement = None,
    names: Names = "matched",
    half: Half = "both",
    per_cell: PerCell = 2,
    repeats: Repeats = 4,
    seed: Seed = 0,
    store: Store = True,
    as_json: Json = False,
) -> None:
    """Ask for one summary again with nothing but the name changed, and compare."""
    case = case_of(like, dislike, prompt, name, record, ranking=False)
    settings = settings_of(names, half, per_cell, repeats, seed)
    _audit(case, settings, model, placement, prompt is not None, ranking=False, store=store, as_json=as_json)


@app.command()
def rank(
    like: Like = None,
    dislike: Dislike = None,
    names: Names = "matched",
    half: Half = "both",
    per_cell: PerCell = 2,
    repeats: Repeats = 4,
    seed: Seed = 0,
    store: Store = True,
    as_json: Json = False,
) -> None:
    """Ask the agent for a list again with nothing but the name changed, and compare orders and tops."""
    case = case_of(like, dislike, None, None, None, ranking=True)
    settings = settings_of(names, half, per_cell, repeats, seed)
    _audit(case, settings, "embedded", None, False, ranking=True, store=store, as_json=as_json)


@app.command()
def static(
    file: Annotated[
        Path, typer.Argument(help='JSON lines: {"text": …, "record": {…}, "closed": […], "names": […]}.')
    ],
    as_json: Json = False,
) -> None:
    """Check summaries of a file against their records, without a model; say what may go out instead."""
    from ..errors import DataError
    from ..tools.audit.names.hook import audit_persona

    results = []
    for number, row in enumerate(rows_of(file), 1):
        if not isinstance(row.get("text"), str) or not isinstance(row.get("record"), dict):
            raise DataError(
                "A line needs `text` and `record`",
                where=f"{file}, line {number}",
                hint="See `audit names static -h`.",
            )
        results.append(
            audit_persona(
                row["text"], row["record"], closed=row.get("closed", ()), names=row.get("names", ())
            )
        )
    payload = {
        "headline": {"static.passed": sum(one.passed for one in results) / max(len(results), 1)},
        "summaries": dump(results),
    }

    def show() -> None:
        for number, one in enumerate(results, 1):
            say(f"{number}: {one.line}; {one.evaluative_share:.0%} of clauses judge")
            if not one.passed:
                say("   " + one.text.replace("\n", "; "))

    emit(payload, as_json, show)


for _command in (sample, population, drift, simulate, lists):
    app.command()(_command)


def _audit(
    case: Case,
    settings: Settings,
    model: str,
    placement: str | None,
    direct: bool,
    *,
    ranking: bool,
    store: bool,
    as_json: bool,
) -> None:
    from ..paths import Paths
    from ..tools.audit.names.cache import ResponseCache, response_db
    from ..tools.audit.names.counterfactual import audit_names

    paths = Paths.resolve().ensure()
    with (
        subject_of(model, placement, direct, ranking) as (subject, served, kept),
        ResponseCache(response_db(paths) if kept else None) as cache,
        progress_bar(quiet=as_json) as progress,
    ):
        report = audit_names(
            case, subject, served, settings=settings, cache=cache, progress=progress, decide=_decide
        )
    if store:
        from ..clock import SystemClock
        from ..tools.audit.names.store import AuditStore, audit_db

        with AuditStore(audit_db(paths)) as audits:
            audits.add(report, SystemClock().now())
    emit({**dump(report), "line": report.line}, as_json, lambda: show_audit(report))


def _decide(reading: Any) -> bool:
    """A reader who follows the judgement."""
    return bool(reading.framing > 0)
