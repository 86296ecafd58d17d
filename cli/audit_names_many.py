"""`tastekeeper audit names`, the parts that look at many audits: population, drift, simulations, lists of names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from .audit_inputs import about_of, audits_of
from .audit_views import short
from .eval_views import progress_bar
from .options import Json
from .output import dump, emit, say, table

Seed = Annotated[int, typer.Option("--seed", help="Seed of names, edits and sampling.")]
Placement = Annotated[str | None, typer.Option("--placement", help="Placement of the supernet.")]
Plot = Annotated[Path | None, typer.Option("--plot", help="Draw to this .png or .svg file.")]


def population(
    records: Annotated[
        Path | None, typer.Argument(help="A JSON-lines file of audits (from --json); else the store.")
    ] = None,
    feature: Annotated[str, typer.Option("--feature", help="The score that is compared.")] = "framing",
    model: Annotated[str | None, typer.Option("--model", "-m", help="Only audits of this model.")] = None,
    placement: Placement = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only audits of this kind: text or ranking.")
    ] = None,
    plot: Plot = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Many audits together: means, tails, spread, flips, and what each of them can see."""
    from ..tools.audit.names.population import audit_population, comparable, panel_of
    from ..tools.audit.names.population.population import Plan
    from ..tools.audit.names.population.text import lines

    found = (report for _, report in audits_of(records, model, placement) if report.arms)
    audits = [report for report in found if kind in (None, report.kind)]
    panel = panel_of(audits)
    default = "order" if "order" in panel.values and feature == "framing" else feature
    about = about_of(comparable(audits)[0])
    report = audit_population(panel, Plan(feature=default, seed=seed), **about)
    payload = {**dump(report), "line": report.line}
    if plot is not None:
        from ..tools.audit.names.plots import plot_population

        payload["plot"] = str(plot_population(report, panel, plot.expanduser().resolve()))
    emit(payload, as_json, lambda: say("\n".join(lines(report, panel))))


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


def simulate(
    kind: Annotated[str, typer.Argument(help="resume or taste.")] = "resume",
    plant: Annotated[
        str, typer.Option("--plant", help="What the writer does: tails, mean, none, …")
    ] = "tails",
    items: Annotated[int, typer.Option("--items", min=20, help="How many made-up people.")] = 200,
    seed: Seed = 0,
    plot: Plot = None,
    as_json: Json = False,
) -> None:
    """Who reads what, and what it does to decisions: names, facts alone, facts with framing."""
    from ..errors import UsageError
    from ..tools.audit.names.simulate import PLANTS, steady
    from ..tools.audit.names.simulate import simulate as run
    from ..tools.audit.names.subject import Served

    if kind not in ("resume", "taste") or plant not in PLANTS:
        raise UsageError("No such simulation", hint=f"Kinds: resume, taste. Plants: {', '.join(PLANTS)}.")
    with progress_bar(quiet=as_json) as progress:
        made = run(
            kind,  # type: ignore[arg-type]
            writer=steady(plant),
            served=Served(f"planted {plant}"),
            items=items,
            seed=seed,
            progress=progress,
        )
    payload: dict[str, Any] = {"kind": kind, "plant": plant, "items": items, "conditions": made.rows()}
    if plot is not None:
        from ..tools.audit.names.plots import plot_population

        last = made.conditions[-1]
        payload["plot"] = str(plot_population(last.report, last.panel, plot.expanduser().resolve()))

    def show() -> None:
        rows = made.rows()
        table(list(rows[0]), [[short(value) for value in row.values()] for row in rows])

    emit(payload, as_json, show)


def lists(as_json: Json = False) -> None:
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
