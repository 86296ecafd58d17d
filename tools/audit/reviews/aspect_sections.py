"""The tables of a report that need aspects: mix, mentions by segment, what they tell of rating or decision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .aspects.labelled import ASPECTS
from .informativeness import Information, Nested, aspect_information, nested_regressions
from .likelihood import Floats
from .mix import AspectCounts, Tagger, aspect_mix, count_aspects
from .records import ReviewFile, segment_keys, segment_order
from .sections import Cell, Section


def aspect_sections(
    file: ReviewFile, tagger: Tagger, by: str | None = None, *, seed: int = 0
) -> list[Section]:
    """The aspect mix, mentions by segment if `by` is given, and what aspects tell of rating or decision."""
    found = count_aspects(file.texts, tagger)
    made = [mix_section(found, seed)]
    if by is not None:
        made.append(aspects_by(file, found, by))
    return made + information_sections(file, found, {}, seed)


def mix_section(found: AspectCounts, seed: int) -> Section:
    """The mix over all reviews, with intervals."""
    columns = ("aspect", "share", "low", "high", "per_review", "reviews", "positive", "negative")
    rows = tuple(
        (m.aspect, m.share, m.low, m.high, m.per_review, m.reviews, m.positive, m.negative)
        for m in aspect_mix(found, seed=seed)
    )
    return Section("aspects", "Aspects", columns, rows)


def aspects_by(file: ReviewFile, found: AspectCounts, by: str) -> Section:
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


def information_sections(
    file: ReviewFile, found: AspectCounts, absent: dict[str, str], seed: int
) -> list[Section]:
    """What aspects tell of the outcome; why there is nothing to tell goes into `absent`."""
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
