"""The tables of a report: shares and form, whole or by segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .estimate import ShareEstimate
from .features import FEATURES, FeatureTable
from .likelihood import Floats
from .records import ReviewFile, segment_keys, segment_order
from .shifts import template_similarity

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report. Numbers are unrounded; None is a cell with nothing to say."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


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
