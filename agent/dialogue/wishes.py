"""From the slots of a request to a wish, and from one wish to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from statistics import median

from ...recommenders.types import CatalogSchema, Item
from ..planner.acts import Act
from .state import WishState

BOUNDS = ("year_min", "year_max", "runtime_min", "runtime_max")
PERSON = "person"
_EITHER = re.compile(r"\b(or|either|any of)\b", re.IGNORECASE)

ResolveItem = Callable[[str], str | None]


def wish_from(act: Act, tool: str, schema: CatalogSchema, text: str, resolve: ResolveItem) -> WishState:
    """The wish one act states. Several values of one attribute must all hold unless the words say "or"."""
    names = (*schema.names(), PERSON)
    require = tuple((name, value) for name in names for value in act.slots.get(name, ()))
    exclude = tuple((name, value) for name in names for value in act.slots.get(f"not_{name}", ()))
    clause = text[act.start : act.end] or text
    several = {name for name in names if len(act.slots.get(name, ())) > 1}
    items = tuple(item for label in act.slots.get("item", ()) if (item := resolve(label)))
    return WishState(
        tool=tool,
        require=require,
        exclude=exclude,
        like=items,
        match_all=() if _EITHER.search(clause) else tuple(sorted(several)),
        count=number(act, "count"),
        query=" ".join(act.slots.get("text", ())),
        year_min=number(act, "year_min"),
        year_max=number(act, "year_max"),
        runtime_min=number(act, "runtime_min"),
        runtime_max=number(act, "runtime_max"),
    )


def number(act: Act, slot: str) -> int | None:
    """The first value of a slot as an integer, if it is one."""
    for value in act.slots.get(slot, ()):
        if value.lstrip("-").isdigit():
            return int(value)
    return None


def directed(wish: WishState, directions: Sequence[str], reference: Sequence[Item]) -> WishState:
    """Move the bounds of a wish relative to the items it is compared with (the median of a list).

    "newer" than films of 1979, 1986 and 1992 means from 1987 on; "shorter" than a median of 117 minutes
    means 116 at most. Without a known year or runtime to compare with, the bound stays as it is.
    """
    years = [item.year for item in reference if item.year]
    runtimes = [item.runtime for item in reference if item.runtime]
    change: dict[str, int | str] = {}
    for direction in directions:
        if direction == "newer" and years:
            change["year_min"] = int(median(years)) + 1
        elif direction == "older" and years:
            change["year_max"] = int(-(-median(years) // 1)) - 1
        elif direction == "shorter" and runtimes:
            change["runtime_max"] = int(-(-median(runtimes) // 1)) - 1
        elif direction == "longer" and runtimes:
            change["runtime_min"] = int(median(runtimes)) + 1
        elif direction in ("popular", "obscure"):
            change["popularity"] = direction
    return drop_empty_ranges(wish.model_copy(update=change), set(change))


def drop_empty_ranges(wish: WishState, fresh: set[str]) -> WishState:
    """An older bound that contradicts a fresh one gives way: "newer" after "from the 80s" leaves the 80s."""
    update: dict[str, None] = {}
    for kind in ("year", "runtime"):
        low, high = getattr(wish, f"{kind}_min"), getattr(wish, f"{kind}_max")
        if low is not None and high is not None and low > high:
            stale = f"{kind}_max" if f"{kind}_min" in fresh else f"{kind}_min"
            update[stale] = None
    return wish.model_copy(update=update)


def refined(base: WishState, change: WishState) -> WishState:
    """The last wish with what the new words add: new values of an attribute replace the old ones."""
    named = {name for name, _ in change.require}
    ruled_out = set(change.exclude)
    bounds = {bound: value for bound in BOUNDS if (value := getattr(change, bound)) is not None}
    merged = base.model_copy(
        update={
            "require": (
                *(p for p in base.require if p[0] not in named and p not in ruled_out),
                *change.require,
            ),
            "exclude": tuple(dict.fromkeys((*base.exclude, *change.exclude))),
            "like": change.like or base.like,
            "match_all": tuple(
                sorted({*base.match_all, *change.match_all} - (named - set(change.match_all)))
            ),
            "count": change.count or base.count,
            "popularity": change.popularity or base.popularity,
            **bounds,
        }
    )
    return drop_empty_ranges(merged, set(bounds))
