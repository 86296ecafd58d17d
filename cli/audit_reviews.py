"""`tastekeeper audit reviews`: what a set of reviews is made of. Sets only: nothing is said of one review."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import HELP, Json
from .output import console, dump, emit, say

if TYPE_CHECKING:
    from ..tools.audit.reviews.records import ReviewFile
    from ..tools.audit.reviews.table import ReferenceTable

app = typer.Typer(
    help="How much of a set of reviews a model may have written, and what the reviews cover.",
    no_args_is_help=True,
    context_settings=HELP,
)

File = Annotated[Path, typer.Argument(help="Reviews: .csv, .tsv, .jsonl or .parquet.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="The column of a field, e.g. text=body; repeatable."),
]
Table = Annotated[
    Path | None, typer.Option("--table", help="A table made by `fit` (default: the packaged one).")
]
By = Annotated[
    str | None,
    typer.Option("--by", help="Split by item, year, month, rating, confidence, decision, venue or length."),
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of sampling and intervals.")]
Replicates = Annotated[int, typer.Option("--replicates", min=100, max=20_000, help="Bootstrap replicates.")]


@app.command()
def fit(
    human: Annotated[Path, typer.Option("--human", help="Reviews that people wrote.")],
    model: Annotated[Path, typer.Option("--model", help="Reviews that a model wrote, of the same goods.")],
    out: Annotated[Path, typer.Option("--out", help="Where the table goes (.safetensors).")],
    domain: Annotated[str, typer.Option("--domain", help="What is reviewed, in words.")] = "",
    generator: Annotated[str, typer.Option("--generator", help="Which model, with which prompts.")] = "",
    min_count: Annotated[
        int, typer.Option("--min-count", min=1, help="Sentences that a word must be in.")
    ] = 8,
    smoothing: Annotated[float, typer.Option("--smoothing", help="Added to every count.")] = 0.5,
    columns: Columns = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Make a reference table from human and model-written reviews, calibrated on held-out blends."""
    from ..tools.audit.reviews.fitting import fit_table
    from .audit_review_views import show_table

    people, written = _read(human, columns, as_json), _read(model, columns, as_json)
    with _waiting("Fitting the table …", as_json):
        made = fit_table(
            people.texts,
            written.texts,
            seed=seed,
            domain=domain,
            generator=generator,
            min_count=min_count,
            smoothing=smoothing,
        )
    made.save(out)
    emit(_table_card(made, out), as_json, lambda: show_table(made, out))


@app.command()
def estimate(
    file: File,
    by: By = None,
    table: Table = None,
    columns: Columns = None,
    replicates: Replicates = 1000,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Estimate the share of sentences consistent with model-written text, for all reviews or by segment."""
    from ..tools.audit.reviews.corpus import make_corpus
    from ..tools.audit.reviews.estimate import estimate_share, shares_by
    from ..tools.audit.reviews.records import segment_keys
    from ..tools.audit.reviews.sections import share_section
    from .audit_review_views import show_section

    reviews, used = _read(file, columns, as_json), _table(table)
    with _waiting("Estimating …", as_json):
        found = {"all": estimate_share(make_corpus(reviews.texts), used, seed=seed, replicates=replicates)}
        if by is not None:
            keys = segment_keys(reviews.reviews, by)
            found = shares_by(reviews.texts, keys, used, seed=seed, replicates=replicates)
    whole = found.get("all")
    headline = {} if whole is None or whole.share is None else {"reviews.share": whole.share}
    title = "Share consistent with model-written text" + (f" by {by}" if by else "")
    card = {
        "file": reviews.name,
        "headline": headline,
        "estimates": dump(found),
        "problems": dump(reviews.problems),
    }
    emit(card, as_json, lambda: show_section(share_section("share", title, found)))


@app.command()
def features(
    file: File,
    by: By = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="A second file: shifts of form from it, with intervals.")
    ] = None,
    table: Table = None,
    columns: Columns = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Measure the form of reviews: length, frequency, diversity, readability, proxies of syntax."""
    from ..tools.audit.reviews.features import measure_features
    from ..tools.audit.reviews.sections import form_section
    from ..tools.audit.reviews.shifts import feature_shifts
    from .audit_review_views import shift_section, show_section

    reviews, used = _read(file, columns, as_json), _table(table)
    with _waiting("Measuring …", as_json):
        measured = measure_features(reviews.texts, used)
        sections = [form_section(reviews, measured, by)]
        if against is not None:
            other = measure_features(_read(against, columns, as_json).texts, used)
            sections.append(shift_section(feature_shifts(measured, other, seed=seed)))

    def show() -> None:
        for section in sections:
            show_section(section)

    emit({"file": reviews.name, "sections": dump(sections)}, as_json, show)


@app.command()
def aspects(
    file: File,
    by: By = None,
    columns: Columns = None,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Tag the eight aspects: shares, praise and blame; and how good the tagger was on labelled sentences."""
    from ..tools.audit.reviews.aspect_sections import aspect_sections
    from ..tools.audit.reviews.aspects import AspectTagger
    from .audit_review_views import show_quality, show_section

    reviews, tagger = _read(file, columns, as_json), AspectTagger.load()
    with _waiting("Tagging …", as_json):
        sections = aspect_sections(reviews, tagger, by, seed=seed)

    def show() -> None:
        for section in sections:
            show_section(section)
        show_quality(tagger.quality)

    emit({"file": reviews.name, "sections": dump(sections), "tagger": tagger.quality}, as_json, show)


@app.command()
def report(
    file: File,
    table: Table = None,
    columns: Columns = None,
    no_aspects: Annotated[
        bool, typer.Option("--no-aspects", help="Leave out what needs the tagger.")
    ] = False,
    replicates: Replicates = 1000,
    seed: Seed = 0,
    as_json: Json = False,
) -> None:
    """Every table at once: form, share, aspects, informativeness for rating or decision, excess words."""
    from ..tools.audit.reviews.aspects import AspectTagger
    from ..tools.audit.reviews.report import make_report
    from .audit_review_views import show_quality, show_report

    reviews, used = _read(file, columns, as_json), _table(table)
    tagger = None if no_aspects else AspectTagger.load()
    with _waiting("Reading the reviews …", as_json):
        made = make_report(reviews, used, tagger, seed=seed, replicates=replicates)

    def show() -> None:
        show_report(made)
        if tagger is not None:
            show_quality(tagger.quality)

    card = {**dump(made), "problems": dump(reviews.problems), "tagger": tagger.quality if tagger else None}
    emit(card, as_json, show)


@app.command()
def attach(file: File, columns: Columns = None, as_json: Json = False) -> None:
    """Attach reviews to the prepared catalogue, so that the agent's review_evidence can use them."""
    from ..paths import Paths
    from ..recommenders.data import load_catalog
    from ..tools.audit.reviews.attached import attach as write
    from ..tools.resolve import SURE

    reviews, paths = _read(file, columns, as_json), Paths.resolve()
    catalog = load_catalog(paths)

    def resolve(name: str) -> str | None:
        if name in catalog:
            return name
        hits = catalog.text_search.resolve_title(name, k=1)
        return hits[0][0] if hits and hits[0][1] >= SURE else None

    with _waiting("Matching items …", as_json):
        done = write(paths, reviews, resolve)

    def show() -> None:
        say(f"Attached {done.reviews:,} reviews of {done.items:,} items.")
        if done.unmatched:
            say(f"Not in the catalogue: {len(done.unmatched):,} items, e.g. {', '.join(done.unmatched[:5])}.")

    emit(dump(done), as_json, show)


@app.command()
def evidence(
    title: Annotated[str, typer.Argument(help='A title or id, e.g. "Heat (1995)".')],
    as_json: Json = False,
) -> None:
    """What the agent's tool review_evidence says of one item's attached reviews."""
    from .audit_review_views import show_evidence
    from .opening import opened

    with opened() as agent:
        found = agent.review_evidence(title)
    emit(dump(found), as_json, lambda: show_evidence(found))


def _read(file: Path, columns: list[str] | None, as_json: bool) -> ReviewFile:
    """Read a file; rows left out are named on stderr, the first ten of them one by one."""
    from ..errors import UsageError
    from ..tools.audit.reviews.reading import read_reviews

    pairs = [text.partition("=") for text in columns or ()]
    for field, sign, name in pairs:
        if not (field and sign and name):
            raise UsageError(
                f"{field!r} is not FIELD=NAME", where="--column", hint="Write --column text=body."
            )
    found = read_reviews(file, {field: name for field, _, name in pairs})
    if not as_json:
        for problem in found.problems[:10]:
            what = "left out" if problem.dropped else "cell left out"
            print(f"{found.name}, {found.unit} {problem.place}: {problem.what} ({what})", file=sys.stderr)
        if len(found.problems) > 10:
            print(f"… and {len(found.problems) - 10} more such rows", file=sys.stderr)
    return found


def _table(file: Path | None) -> ReferenceTable:
    from ..tools.audit.reviews.packaged import default_table
    from ..tools.audit.reviews.table import ReferenceTable

    return default_table() if file is None else ReferenceTable.load(file)


def _table_card(table: ReferenceTable, out: Path) -> dict[str, Any]:
    from ..tools.audit.reviews.calibration import BlendErrors

    errors = BlendErrors(**table.facts["blend_errors"])
    return {
        "table": str(out),
        "sha256": table.digest,
        "words": len(table.words),
        "headline": {"mle.blend_error_points": errors.worst, "mle.blend_mean_error_points": errors.mean},
        **dump(table.facts),
    }


def _waiting(text: str, as_json: bool) -> AbstractContextManager[Any]:
    """A spinner on a terminal, nothing elsewhere."""
    return console().status(text) if sys.stdout.isatty() and not as_json else nullcontext()
