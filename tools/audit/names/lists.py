"""Probe names: versioned lists with cells of equal size, each in two disjoint halves for replication."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from ....errors import UsageError

Half = Literal["a", "b", "both"]


@dataclass(frozen=True, slots=True)
class Probe:
    """A name put into a prompt, and the cell of the list that it stands for there."""

    name: str
    cell: str


@dataclass(frozen=True)
class NameList:
    """One list. `cells` maps a cell to its two halves; `frequency` is on the Zipf scale (English)."""

    key: str
    version: int
    source: str
    cells: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    frequency: Mapping[str, float]

    @property
    def label(self) -> str:
        """Name and version, as reports carry them."""
        return f"{self.key}/{self.version}"

    def of_cell(self, cell: str, half: Half = "both") -> tuple[str, ...]:
        """The names of one cell, of one half or of both."""
        first, second = self.cells[cell]
        return {"a": first, "b": second, "both": first + second}[half]

    def draw(
        self, per_cell: int, *, seed: int, half: Half = "both", cells: Sequence[str] = ()
    ) -> tuple[Probe, ...]:
        """So many names of every cell (or of `cells`), drawn by the seed, cells taking turns.

        Raises `UsageError` where a cell has fewer names, or is not in the list.
        """
        chosen = tuple(cells) or tuple(self.cells)
        unknown = [cell for cell in chosen if cell not in self.cells]
        if unknown:
            raise UsageError(
                f"The list {self.key} has no cell {unknown[0]!r}", hint=f"Cells: {', '.join(self.cells)}."
            )
        least = min(len(self.of_cell(cell, half)) for cell in chosen)
        if not 1 <= per_cell <= least:
            raise UsageError(
                f"{per_cell} names a cell were asked for", hint=f"This list has from 1 to {least} in each."
            )
        # A generator of its own for each cell: leaving one cell out does not change another's names.
        drawn = {
            cell: random.Random(f"{seed}/{cell}").sample(self.of_cell(cell, half), per_cell)
            for cell in chosen
        }
        return tuple(Probe(drawn[cell][n], cell) for n in range(per_cell) for cell in chosen)


@lru_cache(maxsize=1)
def name_lists() -> Mapping[str, NameList]:
    """The packaged lists by key: `matched` (authored, matched on length and frequency) and `published`."""
    raw = json.loads(files(__package__).joinpath("lists.json").read_text(encoding="utf-8"))
    return {
        key: NameList(
            key=key,
            version=int(raw["version"]),
            source=one["source"],
            cells={cell: (tuple(half["a"]), tuple(half["b"])) for cell, half in one["cells"].items()},
            frequency=one["frequency"],
        )
        for key, one in raw["lists"].items()
    }


def name_list(key: str) -> NameList:
    """A packaged list. Raises `UsageError` naming those there are."""
    if key not in name_lists():
        raise UsageError(f"There is no name list {key!r}", hint=f"Lists: {', '.join(name_lists())}.")
    return name_lists()[key]
