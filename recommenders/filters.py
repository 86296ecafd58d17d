"""Hard filters: what must never be recommended, with the reason. Vectorised over the catalogue.

A rule is (reason, mask of items it forbids). An unknown year or runtime fails a bound, and is counted as
unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import UsageError
from .catalog import Catalog
from .types import Taste, Wish

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rule:
    """`forbids[i]`: item i must not be recommended, for `reason`."""

    reason: str
    forbids: Bools


def of_items(catalog: Catalog, reason: str, ids: Iterable[str]) -> list[Rule]:
    """Forbid the given items; ids the catalogue does not have are of no effect."""
    rows = catalog.index_of(ids)
    rows = rows[rows >= 0]
    if not len(rows):
        return []
    forbids = np.zeros(len(catalog), dtype=np.bool_)
    forbids[rows] = True
    return [Rule(reason, forbids)]


def of_limits(catalog: Catalog, asked: Taste | Wish) -> list[Rule]:
    """Bounds on year and runtime, of a taste or of a wish."""
    years = _bounds(catalog.years, asked.year_min, asked.year_max, "year unknown", "before {}", "after {}")
    times = _bounds(
        catalog.runtimes,
        asked.runtime_min,
        asked.runtime_max,
        "runtime unknown",
        "shorter than {} min",
        "longer than {} min",
    )
    return years + times


def _bounds(
    values: Floats, low: int | None, high: int | None, unknown: str, below: str, above: str
) -> list[Rule]:
    rules = []
    if low is not None or high is not None:
        rules.append(Rule(unknown, np.isnan(values)))
    if low is not None:
        rules.append(Rule(below.format(low), values < low))
    if high is not None:
        rules.append(Rule(above.format(high), values > high))
    return rules


def of_wish(catalog: Catalog, wish: Wish) -> list[Rule]:
    """What the request itself forbids. Values required of one attribute: any of them will do, unless the wish
    names the attribute in `match_all`.

    Raises `UsageError` for an attribute the catalogue does not have.
    """
    rules = [
        *of_items(catalog, "asked about", wish.like),
        *of_items(catalog, "ruled out", wish.exclude_items),
        *of_limits(catalog, wish),
    ]
    wanted: dict[str, list[str]] = {}
    for attribute, value in wish.require:
        wanted.setdefault(attribute, []).append(value)
    for attribute, values in wanted.items():
        together = attribute in wish.match_all
        combine = np.logical_and if together else np.logical_or
        lacks = ~combine.reduce([catalog.has(attribute, value) for value in values])
        rules.append(Rule(f"not {attribute} {(' and ' if together else ' or ').join(values)}", lacks))
    for attribute, value in wish.exclude:
        rules.append(Rule(f"ruled out {attribute}: {value}", catalog.has(attribute, value)))
    return rules + of_popularity(catalog, wish.popularity)


def of_popularity(catalog: Catalog, asked: str | None) -> list[Rule]:
    """Split the catalogue at the middle of its interactions' weight: few items are better known, most are
    not.

    Items are ordered by popularity; the head that draws half of all interactions is `popular`. Raises
    `UsageError` for any other word.
    """
    if asked is None:
        return []
    if asked not in ("popular", "obscure"):
        raise UsageError(f"Popularity cannot be {asked!r}", hint="Use popular or obscure.")
    order = np.argsort(-catalog.popularity, kind="stable")
    known = np.zeros(len(catalog), dtype=np.bool_)
    known[order[np.cumsum(catalog.popularity[order]) <= catalog.popularity.sum() / 2]] = True
    return [Rule("less known", ~known)] if asked == "popular" else [Rule("well known", known)]


def forbidden(rules: Sequence[Rule], size: int) -> Bools:
    """Items any rule forbids, shape (size,)."""
    out = np.zeros(size, dtype=np.bool_)
    for rule in rules:
        out |= rule.forbids
    return out


def tally(rules: Sequence[Rule], left: Bools) -> dict[str, int]:
    """Items dropped by reason, of those that are `left` (items,). Each counts once, for the first rule."""
    counts: dict[str, int] = {}
    for rule in rules:
        hit = int((left & rule.forbids).sum())
        if hit:
            counts[rule.reason] = counts.get(rule.reason, 0) + hit
        left = left & ~rule.forbids
    return counts
