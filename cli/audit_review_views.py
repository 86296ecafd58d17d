"""How the review audit is shown to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .output import say, table

if TYPE_CHECKING:
    from ..tools.audit.reviews.report import ReviewReport
    from ..tools.audit.reviews.sections import Section
    from ..tools.audit.reviews.shifts import Shift
    from ..tools.audit.reviews.table import ReferenceTable
    from ..tools.results import Reviewed

SHARES = frozenset(
    "share low high raw expected excess reviews_share positive negative explained added".split()
)
COUNTS = frozenset("reviews sentences".split())


def show_section(section: Section) -> None:
    """A title, the table and its notes. Columns without any value are left out."""
    say()
    say(section.title, "bold")
    kept = [
        at
        for at, _ in enumerate(section.columns)
        if not section.rows or any(row[at] not in (None, "") for row in section.rows)
    ]
    shown = [[_cell(section, section.columns[at], row[at]) for at in kept] for row in section.rows]
    table([section.columns[at].replace("_", " ") for at in kept], shown)
    for note in section.notes:
        say(note, "dim")


def _cell(section: Section, column: str, value: object) -> str | None:
    """Shares in per cent, whole numbers as they are, other numbers with three figures."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int):
        return f"{value:,}"
    percent = column in SHARES and section.name != "information"
    if percent or (column == "reviews" and isinstance(value, float)):
        return f"{float(str(value)):.1%}"
    return f"{float(str(value)):.3g}"


def show_report(report: ReviewReport) -> None:
    """Every section, then what the file could not give."""
    say(f"{report.file}: {report.reviews:,} {report.kind}", "bold")
    if report.problems:
        say(f"{report.problems:,} rows or cells could not be read (see the messages above).")
    for section in report.sections:
        show_section(section)
    if report.absent:
        say()
        say("Not in this report", "bold")
        for name, reason in report.absent.items():
            say(f"{name.replace('_', ' ')}: {reason}")


def show_quality(quality: Mapping[str, Any]) -> None:
    """The tagger's scores, which go with every aspect figure."""
    say(
        f"Aspect tagger: macro-F1 {quality['macro_f1']:.2f} "
        f"({quality['low']:.2f} to {quality['high']:.2f}) on {quality['sentences']} labelled sentences; "
        f"sign right in {quality['polarity_accuracy']:.0%}. On {quality['real']['sentences']} random sentences of "
        f"real food reviews micro-F1 is {quality['real']['micro_f1']:.2f}: read the mix as rough.",
        "dim",
    )


def show_table(made: ReferenceTable, out: Path) -> None:
    """A fitted table: its size, its errors on held-out blends, and whether it may be used."""
    say(f"Table {out}  sha256 {made.digest[:16]}…", "bold")
    say(
        f"{len(made.words):,} words from {made.human_sentences:,} human and "
        f"{made.model_sentences:,} model-written sentences"
    )
    errors = made.facts["blend_errors"]
    rows = [
        (f"{float(level):.1%}", f"{error:.2f}", f"{errors['bias'][level]:+.2f}")
        for level, error in errors["by_level"].items()
    ]
    table(("true share", "mean error (points)", "bias (points)"), rows)
    refused = made.facts["refused"]
    say(f"Not to be used: {refused}." if refused else "Held-out blends are recovered well enough for use.")


def shift_section(shifts: Iterable[Shift]) -> Section:
    """Shifts of form as a section."""
    from ..tools.audit.reviews.sections import Section

    rows = tuple(
        (s.feature, s.group, s.baseline, s.difference, s.low, s.high, s.effect, s.length_matched)
        for s in shifts
    )
    columns = ("feature", "here", "there", "difference", "from", "to", "effect", "same_length")
    note = (
        "`effect` is in standard deviations of the other file; `same length` compares within bands of length."
    )
    return Section("shifts", "Shifts of form from the other file", columns, rows, (note,))


def show_evidence(found: Reviewed) -> None:
    """What the tool says of one item."""
    say(found.item.label, "bold")
    if found.evidence is None:
        say(found.note)
        return
    one = found.evidence
    say(f"{one.reviews:,} reviews, {one.sentences:,} sentences")
    if one.share.share is not None:
        say(
            f"Share consistent with model-written text: {one.share.share:.1%} "
            f"({one.share.low:.1%} to {one.share.high:.1%})"
        )
    if one.rating is not None:
        say(f"Mean rating {one.rating:.2f}; with weights {one.weighted_rating:.2f}")
    if one.aspects:
        rows = [(m.aspect, f"{m.share:.0%}", f"{m.positive:.0%}", f"{m.negative:.0%}") for m in one.aspects]
        table(("aspect", "share", "praise", "blame"), rows)
    for shift in one.shifts:
        if shift.clear:
            say(f"{shift.feature.replace('_', ' ')}: {shift.group:.3g}, elsewhere {shift.baseline:.3g}")
    say(found.note, "dim")
