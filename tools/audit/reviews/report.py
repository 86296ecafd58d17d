"""One file of reviews, every table: share, form, aspects, informativeness, excess words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ....errors import UsageError
from .aspects.labelled import ASPECTS
from .corpus import make_corpus
from .estimate import REPLICATES, ShareEstimate, estimate_share, shares_by
from .excess import excess_words, trend
from .features import FEATURES, UNAVAILABLE, FeatureTable, measure_features
from .informativeness import Information, Nested, aspect_information, nested_regressions
from .likelihood import Floats
from .markers import style_markers
from .mix import AspectCounts, Tagger, aspect_mix, count_aspects
from .records import ReviewFile, segment_keys, segment_order
from .shifts import template_similarity
from .table import ReferenceTable

Cell = str | int | float | None
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report. Numbers are unrounded; None is a cell with nothing to say."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


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
    groups = ("year", "confidence", "rating") if file.is_peer else ("year", "rating", "length")
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
        sections.append(_mix_section(found, seed))
        sections += [_aspects_by(file, found, by) for by in groups if f"by_{by}" not in absent]
        sections += _information_sections(file, found, absent, seed)
    progress("excess words")
    sections += _excess_sections(file, absent, seed)
    kind = "peer reviews" if file.is_peer else "product reviews"
    return ReviewReport(file.name, kind, len(file.reviews), len(file.problems), tuple(sections), absent)


def share_section(name: str, title: str, found: dict[str, ShareEstimate]) -> Section:
    """Estimates as rows; a refused one says why."""
    rows = tuple(
        (key, one.reviews, one.sentences, one.share, one.low, one.high, one.raw, one.refused)
        for key, one in found.items()
    )
    # One note of each kind: those of other segments differ in their figures only.
    foreign = [one.warnings[0] for one in found.values() if one.lower_bound][:1]
    notes = dict.fromkeys((*foreign, *(one.warnings[-1] for one in found.values() if one.warnings)))
    columns = ("segment", "reviews", "sentences", "share", "low", "high", "raw", "refused")
    return Section(name, title, columns, rows, tuple(notes))


def form_section(file: ReviewFile, features: FeatureTable, by: str | None) -> Section:
    """Mean of each feature, over all reviews or by segment."""
    keys = ["all"] * len(file.reviews) if by is None else segment_keys(file.reviews, by)
    members: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key is not None:
            members.setdefault(key, []).append(place)
    rows = [
        (key, len(members[key]), *_means(features.values[members[key]]))
        for key in sorted(members, key=segment_order)
    ]
    notes = [f"Word frequency: {features.frequency_source}."]
    if by is None and (alike := template_similarity(file.texts)) is not None:
        notes.append(f"Mean likeness of two reviews' wording (TF-IDF cosine): {alike:.3f}.")
    name, title = ("form", "Form") if by is None else (f"form_by_{by}", f"Form by {by}")
    return Section(name, title, ("segment", "reviews", *FEATURES), tuple(rows), tuple(notes))


def _means(values: Floats) -> tuple[float | None, ...]:
    known = ~np.isnan(values)
    sums, counts = np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0)
    return tuple(float(total / count) if count else None for total, count in zip(sums, counts, strict=True))


def aspect_sections(
    file: ReviewFile, tagger: Tagger, by: str | None = None, *, seed: int = 0
) -> list[Section]:
    """The aspect mix, mentions by segment if `by` is given, and what aspects tell of rating or decision."""
    found = count_aspects(file.texts, tagger)
    made = [_mix_section(found, seed)]
    if by is not None:
        made.append(_aspects_by(file, found, by))
    return made + _information_sections(file, found, {}, seed)


def _mix_section(found: AspectCounts, seed: int) -> Section:
    columns = ("aspect", "share", "low", "high", "per_review", "reviews", "positive", "negative")
    rows = tuple(
        (m.aspect, m.share, m.low, m.high, m.per_review, m.reviews, m.positive, m.negative)
        for m in aspect_mix(found, seed=seed)
    )
    return Section("aspects", "Aspects", columns, rows)


def _aspects_by(file: ReviewFile, found: AspectCounts, by: str) -> Section:
    """Mentions of each aspect per review, sentences and words with an aspect, by segment."""
    members: dict[str, list[int]] = {}
    for place, key in enumerate(segment_keys(file.reviews, by)):
        if key is not None:
            members.setdefault(key, []).append(place)
    rows: list[tuple[Cell, ...]] = []
    for key in sorted(members, key=segment_order):
        part = found.part(members[key])
        means = part.counts.mean(axis=0)
        rows.append((key, len(members[key]), *map(float, means), float(part.words.mean())))
    columns = ("segment", "reviews", *ASPECTS, "words_with_aspect")
    return Section(f"aspects_by_{by}", f"Aspect mentions a review by {by}", columns, tuple(rows))


def outcome_of(file: ReviewFile) -> tuple[str, list[int], Floats] | None:
    """What aspects are to be informative for: the decision where most reviews have one, else the rating.

    Returns its name, the places of the reviews that have it, and its values (a decision is 1 for accept).
    """
    for name in ("decision", "rating"):
        values: list[tuple[int, float]] = []
        for place, review in enumerate(file.reviews):
            if name == "rating" and review.rating is not None:
                values.append((place, review.rating))
            elif name == "decision" and review.decision in ("accept", "reject"):
                values.append((place, float(review.decision == "accept")))
        if len({value for _, value in values}) > 1:
            return name, [place for place, _ in values], np.asarray([value for _, value in values])
    return None


def _information_sections(
    file: ReviewFile, found: AspectCounts, absent: dict[str, str], seed: int
) -> list[Section]:
    meant = outcome_of(file)
    if meant is None:
        absent["informativeness"] = "no rating or decision that differs between reviews"
        return []
    name, places, outcome = meant
    part = found.part(places)
    bits = aspect_information(part.signs(), outcome, ASPECTS, seed=seed)
    if not bits:
        absent["informativeness"] = f"{len(places)} reviews have a {name}; 100 are needed"
        return []
    steps: dict[str, Floats] = {"length": part.sentences.astype(np.float64)[:, None]}
    confidence = [file.reviews[place].confidence for place in places]
    if all(value is not None for value in confidence):
        steps["confidence"] = np.asarray(confidence, dtype=np.float64)[:, None]
    steps["aspects"] = part.counts.astype(np.float64)
    steps["praise and blame"] = np.hstack([part.positive, part.negative]).astype(np.float64)
    nested = nested_regressions(steps, outcome, seed=seed)
    return [_bits_section(name, bits), _nested_section(name, nested)]


def _bits_section(outcome: str, bits: Sequence[Information]) -> Section:
    rows = tuple((one.aspect, one.bits, one.low, one.high, one.chance) for one in bits)
    columns = ("aspect", "bits", "low", "high", "chance")
    note = "Bits below the column `chance` say nothing."
    return Section("information", f"What each aspect tells of the {outcome}", columns, rows, (note,))


def _nested_section(outcome: str, nested: Sequence[Nested]) -> Section:
    rows = tuple((one.step, one.explained, one.added, one.low, one.high) for one in nested)
    columns = ("step", "explained", "added", "low", "high")
    note = "Share of the variance explained in held-out reviews, all steps up to this one."
    return Section("nested", f"Explaining the {outcome}, step by step", columns, rows, (note,))


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
