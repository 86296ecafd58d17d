"""`tastekeeper eval`: run suites, list and read their logs, judge them again, put two side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from .evals_convert import convert, probes
from .options import HELP, Json, Model

app = typer.Typer(
    help="Run and inspect evaluations.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=HELP,
)

JudgeModel = Annotated[
    list[str] | None,
    typer.Option("--judge-model", help="judge llm: a model as in --model; repeat for a panel of several."),
]
Semantic = Annotated[
    bool, typer.Option("--semantic/--no-semantic", help="judge strict: also look for leaks in other words.")
]
Log = Annotated[str, typer.Argument(help="A log: its file, its id, the beginning of its id, or `latest`.")]


@app.command()
def run(
    ctx: typer.Context,
    suite: Annotated[str, typer.Argument(help="planner, fama, memora, audit, funnel or turn.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="fama: transcripts, or folders of them; else the packaged ones."),
    ] = None,
    data: Annotated[Path | None, typer.Option("--data", help="memora: the folder of its files.")] = None,
    system: Annotated[
        list[str] | None,
        typer.Option(
            "--system", help="memora: what is measured; repeat for more, the first heads the report."
        ),
    ] = None,
    personas: Annotated[
        list[str] | None,
        typer.Option("--personas", help="memora: names, or PERIOD/NAME; repeat or separate by commas."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller, under a minute; the log says so.")] = False,
    seed: Annotated[int, typer.Option("--seed", help="Seed of sampling and intervals.")] = 0,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many samples.")] = None,
    split: Annotated[str, typer.Option("--split", help="planner: dev, test or all.")] = "test",
    answers: Annotated[Path | None, typer.Option("--answers", help="fama: judge recorded answers.")] = None,
    floor: Annotated[str | None, typer.Option("--floor", help="fama: abstain, recite or oracle.")] = None,
    judge: Annotated[
        str | None, typer.Option("--judge", help="fama, memora: literal, strict, lenient, current or llm.")
    ] = None,
    judge_model: JudgeModel = None,
    semantic: Semantic = True,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Run a suite, save its log and print the figures."""
    from ..evals import Options, run_suite, save_log
    from ..paths import Paths
    from .eval_views import progress_bar, show_log, warn_skipped
    from .output import emit

    given = frozenset(
        RENAMED.get(name, name)
        for name in PASSED
        if str(getattr(ctx.get_parameter_source(name), "name", "DEFAULT")) == "COMMANDLINE"
    )
    with progress_bar(quiet=as_json) as progress:
        options = Options(
            quick=quick,
            seed=seed,
            limit=limit,
            split=split,
            paths=tuple(paths or ()),
            answers=answers,
            floor=floor,
            judge=judge,
            judge_models=tuple(judge_model or ()),
            semantic=semantic,
            model=model,
            data=data,
            systems=_listed(system),
            personas=_listed(personas),
            passed=given,
            progress=progress,
        )
        log = run_suite(suite, options)
    place = save_log(log, Paths.resolve().ensure())
    emit({**log.brief(), "log": str(place)}, as_json, lambda: show_log(log, place))
    warn_skipped(log)


def _listed(values: list[str] | None) -> tuple[str, ...]:
    """Values given one by one or separated by commas, each once."""
    parts = [part.strip() for value in values or () for part in value.split(",")]
    return tuple(dict.fromkeys(part for part in parts if part))


PASSED = (
    "paths", "quick", "seed", "limit", "split", "answers", "floor", "judge", "model", "data", "system",
    "personas", "judge_model", "semantic",
)  # fmt: skip
RENAMED = {"system": "systems", "judge_model": "judge_models"}


@app.command("ls")
def list_(
    suites: Annotated[bool, typer.Option("--suites", help="The suites instead of the logs.")] = False,
    as_json: Json = False,
) -> None:
    """List the logs, newest first, or the suites."""
    from ..evals import list_logs
    from ..evals.registry import SUITES
    from ..paths import Paths
    from .eval_views import show_logs
    from .output import emit, table

    if suites:
        rows = [[one.name, one.summary, ", ".join(one.headline)] for one in SUITES.values()]
        listed = [
            {"name": name, "summary": summary, "headline": names.split(", ")} for name, summary, names in rows
        ]
        emit({"suites": listed}, as_json, lambda: table(("suite", "measures", "headline"), rows))
        return
    logs, broken = list_logs(Paths.resolve())
    payload = {
        "logs": [
            {"id": log.id, "suite": log.spec.suite, "quick": log.spec.quick, "headline": log.results.headline}
            for log in logs
        ],
        "broken": [str(error) for error in broken],
    }
    emit(payload, as_json, lambda: show_logs(logs, broken))


@app.command()
def validate(log: Log = "latest", as_json: Json = False) -> None:
    """Check that a log is whole; exits with 1 and says what is wrong when it is not."""
    from ..evals.checks import check_log
    from ..evals.logstore import find_log, read_log
    from ..paths import Paths
    from .output import emit, say

    file = find_log(log, Paths.resolve())
    found = read_log(file)
    problems = check_log(found)

    def text() -> None:
        say(f"{found.id}: " + ("valid" if not problems else "; ".join(problems)))

    emit({"id": found.id, "valid": not problems, "problems": problems}, as_json, text)
    if problems:
        raise typer.Exit(1)


@app.command()
def view(
    log: Log = "latest",
    failed: Annotated[bool, typer.Option("--failed", help="Show every sample that did not score 1.")] = False,
    sample: Annotated[str | None, typer.Option("--sample", help="Show one sample in full.")] = None,
    as_json: Json = False,
) -> None:
    """Show a log: figures with intervals, how it was made, samples on demand."""
    from ..evals import load_log
    from ..evals.checks import failed_samples, sample_by_id
    from ..paths import Paths
    from .eval_views import show_log, show_samples
    from .output import dump, emit

    found = load_log(log, Paths.resolve())
    chosen = [sample_by_id(found, sample)] if sample else failed_samples(found) if failed else []
    payload: dict[str, Any] = {**found.brief(), "shown": [dump(one) for one in chosen]}

    def text() -> None:
        show_log(found, None)
        show_samples(chosen, full=sample is not None)

    emit(payload, as_json, text)


@app.command()
def score(
    log: Log,
    judge: Annotated[
        str, typer.Option("--judge", help="Which judge; `eval view` names those that have scored.")
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the earlier scores.")] = False,
    judge_model: JudgeModel = None,
    as_json: Json = False,
) -> None:
    """Judge the answers of a finished log again, with another judge; nothing is run again."""
    from ..evals import Options, load_log, rescore, save_log
    from ..paths import Paths
    from .eval_views import progress_bar, show_log
    from .output import emit

    paths = Paths.resolve().ensure()
    with progress_bar(quiet=as_json) as progress:
        options = Options(judge_models=tuple(judge_model or ()), progress=progress)
        mode: Literal["append", "overwrite"] = "overwrite" if overwrite else "append"
        again = rescore(load_log(log, paths), judge, mode=mode, options=options)
    place = save_log(again, paths)
    emit({**again.brief(), "log": str(place)}, as_json, lambda: show_log(again, place))


@app.command()
def compare(before: Log, after: Log = "latest", as_json: Json = False) -> None:
    """Put two logs of one suite side by side, with everything that differs in how they were made."""
    from ..evals import load_log
    from ..evals.compare import compare as put_side_by_side
    from ..paths import Paths
    from .eval_views import show_comparison
    from .output import emit

    paths = Paths.resolve()
    result = put_side_by_side(load_log(before, paths), load_log(after, paths))
    emit(result, as_json, lambda: show_comparison(result))


app.command("convert")(convert)
app.command("probes")(probes)
