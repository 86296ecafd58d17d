"""`tastekeeper audit names`: one summary under other names, many audits together, and known truths."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .audit_inputs import about_of, audits_of, case_of, rows_of, settings_of, subject_of
from .audit_views import short, show_audit
from .eval_views import progress_bar
from .options import HELP, Json
from .output import dump, emit, say, table

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
Seed = Annotated[int, typer.Option("--seed", help="Seed of names, edits and sampling.")]
Store = Annotated[bool, typer.Option("--store/--no-store", help="Keep the audit for `population`.")]
Model = Annotated[
    str, typer.Option("--model", "-m", help="embedded (the agent), or packaged, openai:NAME, gguf:PATH.")
]
Placement = Annotated[
    str | None, typer.Option("--placement", help="Placement of the supernet for this audit.")
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
def population(
    records: Annotated[
        Path | None, typer.Argument(help="A JSON-lines file of audits (from --json); else the store.")
    ] = None,
    feature: Annotated[str, typer.Option("--feature", help="The score that is compared.")] = "framing",
    model: Annotated[str | None, typer.Option("--model", "-m", help="Only audits of this model.")] = None,
    placement: Placement = None,
    plot: Annotated[Path | None, typer.Option("--plot", help="Draw to this .png or .svg file.")] = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Many audits together: means, tails, spread, flips, and what each of them can see."""
    from ..tools.audit.names.population import audit_population, panel_of
    from ..tools.audit.names.population.population import Plan
    from ..tools.audit.names.population.text import lines

    audits = [report for _, report in audits_of(records, model, placement) if report.arms]
    panel = panel_of(audits)
    first = audits[0] if audits else None
    about = about_of(first)
    default = "order" if "order" in panel.values and feature == "framing" else feature
    report = audit_population(panel, Plan(feature=default, seed=seed), **about)
    payload = {**dump(report), "line": report.line}
    if plot is not None:
        from ..tools.audit.names.plots import plot_population

        payload["plot"] = str(plot_population(report, panel, plot.expanduser().resolve()))
    emit(payload, as_json, lambda: say("\n".join(lines(report, panel))))


@app.command()
def drift(
    records: Annotated[
        Path | None, typer.Argument(help="A JSON-lines file of audits; else the store.")
    ] = None,
    by: Annotated[str, typer.Option("--by", help="day, week or month.")] = "week",
    as_json: Json = False,
) -> None:
    """Stored audits over time and by model placement."""
    from ..errors import UsageError
    from ..tools.audit.names.population.drift import drift as summed

    if by not in ("day", "week", "month"):
        raise UsageError(f"{by!r} is no window", hint="Choose day, week or month.")
    found = summed(audits_of(records, None, None), by)  # type: ignore[arg-type]
    columns = ("model", "placement", "window", "audits", "unstable", "inconclusive", "distance", "floor")

    def show() -> None:
        table(columns, [[getattr(period, name) for name in columns] for period in found.periods])
        for line, p in found.p.items():
            say(f"{line}: first against last window p {p:.3f}")

    emit(dump(found), as_json, show)


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


@app.command()
def simulate(
    kind: Annotated[str, typer.Argument(help="resume or taste.")] = "resume",
    plant: Annotated[
        str, typer.Option("--plant", help="What the writer does: tails, mean, none, …")
    ] = "tails",
    items: Annotated[int, typer.Option("--items", min=20, help="How many made-up people.")] = 200,
    seed: Seed = 0,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw the last condition to a .png or .svg.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Who reads what, and what it does to decisions: names, facts alone, facts with framing."""
    from ..errors import UsageError
    from ..tools.audit.names.simulate import PLANTS, Writer
    from ..tools.audit.names.simulate import simulate as run

    if kind not in ("resume", "taste") or plant not in PLANTS:
        raise UsageError("No such simulation", hint=f"Kinds: resume, taste. Plants: {', '.join(PLANTS)}.")
    with progress_bar(quiet=as_json) as progress:
        made = run(kind, writer=Writer(plant), items=items, seed=seed, progress=progress)  # type: ignore[arg-type]
    payload: dict[str, Any] = {"kind": kind, "plant": plant, "items": items, "conditions": made.rows()}
    if plot is not None:
        from ..tools.audit.names.plots import plot_population

        last = made.conditions[-1]
        payload["plot"] = str(plot_population(last.report, last.panel, plot.expanduser().resolve()))

    def show() -> None:
        rows = made.rows()
        table(list(rows[0]), [[short(value) for value in row.values()] for row in rows])

    emit(payload, as_json, show)


@app.command("lists")
def lists_(as_json: Json = False) -> None:
    """The packaged name lists, their sources, and how well their cells match."""
    from ..tools.audit.names.lists import name_lists

    rows = []
    for one in name_lists().values():
        for cell in one.cells:
            found = one.of_cell(cell)
            rows.append(
                {
                    "list": one.label,
                    "cell": cell,
                    "names": len(found),
                    "letters": round(sum(map(len, found)) / len(found), 2),
                    "zipf": round(sum(one.frequency[name] for name in found) / len(found), 2),
                }
            )
    sources = {one.label: one.source for one in name_lists().values()}

    def show() -> None:
        table(("list", "cell", "names", "letters", "zipf"), [list(row.values()) for row in rows])
        for label, source in sources.items():
            say(f"{label}: {source}")

    emit({"lists": rows, "sources": sources}, as_json, show)


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
