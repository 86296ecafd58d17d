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
    owners = _Owners(scorer, mask)
    reasons = {name: _reasons(scorer, mask, name, history, rows, owners) for name in shares}
    found: list[tuple[Evidence, ...]] = []
    for place, row in enumerate(rows.tolist()):
        parts = [
            Evidence(name, round(float(part[0, row]), 6), reasons[name][place])
            for name, part in shares.items()
            if abs(part[0, row]) > 1e-9
        ]
        found.append(tuple(sorted(parts, key=lambda one: -one.score)))
    return found


def _reasons(
    scorer: Scorer, mask: Bools, name: str, history: Any, rows: Ints, owners: _Owners
) -> list[tuple[str, ...]]:
    if name == PREFERENCE:
        return _stated(scorer, mask, rows)
    if name == KIND or name in scorer.funnel.common_names or not len(history.indices) or not len(rows):
        return [()] * len(rows)
    shares = scorer.funnel.sources[name].contributions(history, rows)
    found = []
    for place, row in enumerate(rows.tolist()):
        top = _largest(shares[:, place])
        items = [int(history.indices[one]) for one in top]
        units = dict.fromkeys(unit for item in items for unit in owners.of(item))
        words = _shared(scorer, items, row) if scorer.funnel.is_content(name) else ()
        found.append((*units, *words))
    return found


def _largest(shares: Floats) -> list[int]:
    """Places of the largest positive shares, largest first."""
    order = np.argsort(-np.round(shares, 9), kind="stable")[:_REASONS]
    floor = max(float(shares.max(initial=0.0)) * _LEAST, 1e-12)
    return [int(place) for place in order if shares[place] >= floor]


class _Owners:
    """The units that are on and put an item in the history with a positive weight."""

    def __init__(self, scorer: Scorer, mask: Bools) -> None:
        units, weights = scorer.units.weighing
        cells = weights.tocoo()
        places = units[cells.row]
        chosen = np.flatnonzero((cells.data > 0) & np.append(mask, True)[places])
        order = chosen[np.lexsort((places[chosen], cells.col[chosen]))]
        self._scorer, self._rows, self._places = scorer, cells.col[order], places[order]

    def of(self, row: int) -> list[str]:
        """Ids for one catalogue row; its own id where the wish names it."""
        start, end = np.searchsorted(self._rows, (row, row + 1)).tolist()
        players, own = self._scorer.players, self._scorer.units.catalog.ids[row]
        return [players[at] if at < len(players) else own for at in self._places[start:end].tolist()]


def _stated(scorer: Scorer, mask: Bools, rows: Ints) -> list[tuple[str, ...]]:
    """The facts (or values) of the stated preferences that each row has."""
    values, places, _ = scorer.values_at(mask, rows)
    found: list[dict[str, None]] = [{} for _ in rows]
    order = np.argsort(values, kind="stable")
    for value, place in zip(values[order].tolist(), places[order].tolist(), strict=True):
        preference = scorer.units.told.stated(value)
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
