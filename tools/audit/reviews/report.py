"""One file of reviews, every table: share, form, aspects, informativeness, excess words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ....errors import UsageError
from .aspect_sections import aspects_by, information_sections, mix_section
from .corpus import make_corpus
from .estimate import REPLICATES, estimate_share, shares_by
from .excess import excess_words, trend
from .features import UNAVAILABLE, measure_features
from .markers import style_markers
from .mix import Tagger, count_aspects
from .records import ReviewFile, segment_keys
from .sections import Section, form_section, share_section
from .table import ReferenceTable

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """All sections, and what the file could not give."""

    file: str
    kind: str
    reviews: int
    problems: int
    sections: tuple[Section, ...]
    absent: dict[str, str] = field(default_factory=dict)

    def section(self, name: str) -> Section:
        """One section by name; `KeyError` when the file could not give it."""
        return {one.name: one for one in self.sections}[name]


def make_report(
    file: ReviewFile,
    table: ReferenceTable,
    tagger: Tagger | None,
    *,
    seed: int = 0,
    replicates: int = REPLICATES,
    progress: Progress = lambda stage: None,
) -> ReviewReport:
    """Every table that the file has the columns for; `tagger` None leaves out what needs aspects."""
    sections: list[Section] = []
    absent: dict[str, str] = dict(UNAVAILABLE)
    groups = ("year", "confidence", "decision", "rating") if file.is_peer else ("year", "rating", "length")
    progress("form")
    features = measure_features(file.texts, table)
    sections.append(form_section(file, features, None))
    progress("shares")
    whole = estimate_share(make_corpus(file.texts), table, seed=seed, replicates=replicates)
    sections.append(share_section("share", "Share consistent with model-written text", {"all": whole}))
    for by in groups:
        try:
            keys = segment_keys(file.reviews, by)
        except UsageError as error:
            absent[f"by_{by}"] = str(error)
            continue
        sections.append(form_section(file, features, by))
        shares = shares_by(file.texts, keys, table, seed=seed, replicates=replicates)
        sections.append(share_section(f"share_by_{by}", f"Share by {by}", shares))
    if tagger is not None:
        progress("aspects")
        found = count_aspects(file.texts, tagger)
        sections.append(mix_section(found, seed))
        sections += [aspects_by(file, found, by) for by in groups if f"by_{by}" not in absent]
        sections += information_sections(file, found, absent, seed)
    progress("excess words")
    sections += _excess_sections(file, absent, seed)
    kind = "peer reviews" if file.is_peer else "product reviews"
    return ReviewReport(file.name, kind, len(file.reviews), len(file.problems), tuple(sections), absent)


def _excess_sections(file: ReviewFile, absent: dict[str, str], seed: int) -> list[Section]:
    years = [review.date.year if review.date else None for review in file.reviews]
    try:
        found = trend(years, style_markers().marked(file.texts), seed=seed)
    except UsageError as error:
        absent["excess"] = str(error)
        return []
    rows = tuple(
        (str(o.year), o.reviews, o.share, o.expected, o.excess, o.low, o.high, "yes" if o.placebo else "")
        for o in found
    )
    columns = ("year", "reviews", "share", "expected", "excess", "low", "high", "placebo")
    note = "Excess over the line through two earlier years: a lower bound; placebo years should show none."
    made = [Section("excess", "Reviews with a style marker", columns, rows, (note,))]
    words = excess_words(file.texts, years)
    if words:
        found_rows = tuple((one.word, one.share, one.expected, one.excess, one.ratio) for one in words)
        made.append(
            Section(
                "excess_words",
                "Words that grew most",
                ("word", "share", "expected", "excess", "ratio"),
                found_rows,
            )
        )
    return made
