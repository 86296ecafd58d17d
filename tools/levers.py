"""Everything that can keep an item out of a list, each with a way to lift it and nothing else.

Used to say what empties a list, and what drops one item. Preferences that only move scores are no levers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..recommenders.types import CatalogSchema, Taste, Wish
from .taste import LIMITS, TasteView

Lift = Callable[[Taste, Wish], tuple[Taste, Wish]]


@dataclass(frozen=True, slots=True)
class Lever:
    """One constraint. `source` is `limit` (a remembered bound) or `wish` (this request alone).

    `name` says which field it is, `label` names it to a person, `unit_id` is the fact behind it, if any.
    """

    source: Literal["limit", "wish"]
    name: str
    label: str
    lift: Lift
    unit_id: str | None = None


def levers(view: TasteView, wish: Wish, schema: CatalogSchema) -> tuple[Lever, ...]:
    """The constraints in force: remembered bounds first, then what this request asks for."""
    return (*_limits(view), *_bounds(wish), *_values(wish, schema), *_rest(wish))


def bound_label(name: str, value: float) -> str:
    """`year_min`, 1990 -> `year from 1990`; `runtime_max`, 120 -> `runtime up to 120 min`."""
    what, end = name.rsplit("_", 1)
    unit = " min" if what == "runtime" else ""
    return f"{what} {'from' if end == 'min' else 'up to'} {value:g}{unit}"


def _limits(view: TasteView) -> list[Lever]:
    found = []
    for name in LIMITS:
        value = getattr(view.taste, name)
        if value is not None:
            fact = view.limits.get(name)
            unit = fact.fact_id if fact is not None else None
            found.append(Lever("limit", name, bound_label(name, value), _taste_field(name), unit))
    return found


def _bounds(wish: Wish) -> list[Lever]:
    values = ((name, getattr(wish, name)) for name in LIMITS)
    return [
        Lever("wish", name, bound_label(name, value), _wish_field(name, None))
        for name, value in values
        if value is not None
    ]


def _values(wish: Wish, schema: CatalogSchema) -> list[Lever]:
    """One lever for each required attribute (each value, where all must match) and each excluded value."""
    labels = {spec.name: spec.label.lower() for spec in schema.attributes}
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for attribute, value in wish.require:
        key = (attribute, value if attribute in wish.match_all else "")
        groups.setdefault(key, []).append((attribute, value))
    found = []
    for (attribute, _), pairs in groups.items():
        label = f"{labels.get(attribute, attribute)} {' or '.join(value for _, value in pairs)}"
        found.append(Lever("wish", f"require:{attribute}", label, _drop("require", tuple(pairs))))
    for pair in wish.exclude:
        label = f"no {labels.get(pair[0], pair[0])} {pair[1]}"
        found.append(Lever("wish", f"exclude:{pair[0]}", label, _drop("exclude", (pair,))))
    return found


def _rest(wish: Wish) -> list[Lever]:
    found = []
    if wish.popularity is not None:
        found.append(Lever("wish", "popularity", wish.popularity, _wish_field("popularity", None)))
    if wish.query:
        found.append(Lever("wish", "query", f"the words {wish.query!r}", _wish_field("query", "")))
    if wish.exclude_items:
        label = "what was shown or ruled out before"
        found.append(Lever("wish", "exclude_items", label, _wish_field("exclude_items", ())))
    if wish.like:
        found.append(Lever("wish", "like", "what it should be similar to", _wish_field("like", ())))
    return found


def _taste_field(name: str) -> Lift:
    change: dict[str, Any] = {name: None}
    return lambda taste, wish: (replace(taste, **change), wish)


def _wish_field(name: str, empty: object) -> Lift:
    change: dict[str, Any] = {name: empty}
    return lambda taste, wish: (taste, replace(wish, **change))


def _drop(name: str, pairs: tuple[tuple[str, str], ...]) -> Lift:
    """Take these pairs out of the wish as it then is, so that levers can be lifted one after another."""

    def lift(taste: Taste, wish: Wish) -> tuple[Taste, Wish]:
        kept: dict[str, Any] = {name: tuple(pair for pair in getattr(wish, name) if pair not in pairs)}
        return taste, replace(wish, **kept)

    return lift
