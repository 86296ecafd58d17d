"""Wishes and bounds as boolean arrays over a catalogue."""

from __future__ import annotations

import numpy as np

from ..catalog import Catalog, Floats
from ..types import Wish
from ..valued import Bools


def within(values: Floats, low: int | None, high: int | None) -> Bools:
    """Where values lie between two inclusive bounds. An unknown value (nan) satisfies no bound."""
    mask = np.ones(len(values), dtype=np.bool_)
    if low is not None:
        mask &= values >= low
    if high is not None:
        mask &= values <= high
    return mask


def wish_masks(catalog: Catalog, wish: Wish) -> dict[str, Bools]:
    """For each part of a wish the items that satisfy it. Values of one attribute are alternatives."""
    masks: dict[str, Bools] = {}
    for attribute, value in wish.require:
        hit = catalog.has(attribute, value)
        masks[attribute] = masks[attribute] | hit if attribute in masks else hit
    for attribute, value in wish.exclude:
        masks[f"not {attribute} {value}"] = ~catalog.has(attribute, value)
    if wish.year_min is not None or wish.year_max is not None:
        masks["year"] = within(catalog.years, wish.year_min, wish.year_max)
    if wish.runtime_min is not None or wish.runtime_max is not None:
        masks["runtime"] = within(catalog.runtimes, wish.runtime_min, wish.runtime_max)
    if wish.exclude_items:
        rows = catalog.index_of(wish.exclude_items)
        masks["excluded"] = np.ones(len(catalog), dtype=np.bool_)
        masks["excluded"][rows[rows >= 0]] = False
    return masks
