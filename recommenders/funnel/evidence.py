"""Why a title is in the list: each source's share of its score, and what that share leaned on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..types import Evidence
from .sources import KIND, PREFERENCE

if TYPE_CHECKING:
    from .scorer import Scorer

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# So many reasons a source, none smaller than this share of the source's largest one.
_REASONS, _LEAST = 3, 0.15


def evidence(
    scorer: Scorer, mask: Bools, rows: Ints, shares: Mapping[str, Floats]
) -> list[tuple[Evidence, ...]]:
    """For each row its evidence, the largest share first. `shares` are what the scores were summed from.

    `because` holds unit ids (fact ids; item ids where no fact is known or where the wish named the item),
    then the attribute values at work. What everybody gets, popularity and freshness, leans on nothing.
    """
    history = scorer.histories(mask[None, :])
    reasons = {name: _reasons(scorer, mask, name, history, rows) for name in shares}
    found: list[tuple[Evidence, ...]] = []
    for place, row in enumerate(rows.tolist()):
        parts = [
            Evidence(name, round(float(part[0, row]), 6), reasons[name][place])
            for name, part in shares.items()
            if abs(part[0, row]) > 1e-9
        ]
        found.append(tuple(sorted(parts, key=lambda one: -one.score)))
    return found


def _reasons(scorer: Scorer, mask: Bools, name: str, history: Any, rows: Ints) -> list[tuple[str, ...]]:
    if name == PREFERENCE:
        return _stated(scorer, mask, rows)
    if name == KIND or name in scorer.funnel.common_names or not len(history.indices) or not len(rows):
        return [()] * len(rows)
    shares = scorer.funnel.sources[name].contributions(history, rows)
    owners = _owners(scorer, mask)
    found = []
    for place, row in enumerate(rows.tolist()):
        top = _largest(shares[:, place])
        items = [int(history.indices[one]) for one in top]
        units = dict.fromkeys(unit for item in items for unit in owners.get(item, ()))
        words = _shared(scorer, items, row) if scorer.funnel.is_content(name) else ()
        found.append((*units, *words))
    return found


def _largest(shares: Floats) -> list[int]:
    """Places of the largest positive shares, largest first."""
    order = np.argsort(-np.round(shares, 9), kind="stable")[:_REASONS]
    floor = max(float(shares.max(initial=0.0)) * _LEAST, 1e-12)
    return [int(place) for place in order if shares[place] >= floor]


def _owners(scorer: Scorer, mask: Bools) -> dict[int, tuple[str, ...]]:
    """Catalogue row -> the units that are on and put it in the history with a positive weight."""
    units, weights = scorer.units.weighing
    on, last = np.append(mask, True), len(scorer.players)
    lines = weights.tocoo()
    chosen = np.flatnonzero((lines.data > 0) & on[units[lines.row]])
    owners: dict[int, tuple[str, ...]] = {}
    for place, row in zip(units[lines.row[chosen]].tolist(), lines.col[chosen].tolist(), strict=True):
        unit = scorer.units.catalog.ids[row] if place == last else scorer.players[place]
        owners[row] = (*owners.get(row, ()), unit)
    return owners


def _stated(scorer: Scorer, mask: Bools, rows: Ints) -> list[tuple[str, ...]]:
    """The facts (or values) of the stated preferences that each row has."""
    values, places, _ = scorer.values_at(mask, rows)
    found: list[dict[str, None]] = [{} for _ in rows]
    order = np.argsort(values, kind="stable")
    for value, place in zip(values[order].tolist(), places[order].tolist(), strict=True):
        preference = scorer.units.told.stated[value]
        found[place][preference.fact_id or preference.value] = None
    return [tuple(names) for names in found]


def _shared(scorer: Scorer, items: list[int], row: int) -> tuple[str, ...]:
    """People and categories that a title shares with the liked ones it leans on, people first."""
    catalog = scorer.units.catalog
    words: dict[str, None] = {}
    kinds = (("person", 2), ("category", 2))
    for kind, most in kinds:
        for name in catalog.schema.names(kind):
            column = catalog.column(name)
            liked = {value for item in items for value in column.row(item)}
            words |= dict.fromkeys([value for value in column.row(row) if value in liked][:most])
    return tuple(words)
