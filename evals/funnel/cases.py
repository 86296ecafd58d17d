"""Who is asked about what: a moment cuts time for everybody, and nothing after it is learnt from.

At each cut the people active in the window after it are the cases. A returning person's history is what came
before the cut. A newcomer, whom the models have never met, shows the first half of what they did in the
window and is asked about the second half: that is somebody opening a chat and naming a few titles. Relevant
is what a person then liked (4 stars and more of 5); candidates are the whole catalogue less the person's
own history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...recommenders.catalog import Catalog
from ...recommenders.columns import Columns
from ...recommenders.feedback import Scale
from ...recommenders.types import Preference, Taste

if TYPE_CHECKING:
    import pandas as pd

RETURNING, NEWCOMER = "returning", "newcomer"
FEW = 5
_STATED_CATEGORIES, _STATED_PEOPLE = 2, 1


@dataclass(frozen=True, slots=True)
class Case:
    """One person at one cut. `history` is (item id, raw weight) oldest first; `relevant` what was liked
    later.

    `hidden` are items of theirs that models are not told, but that are no candidates either.
    """

    user: str
    kind: str
    history: tuple[tuple[str, float], ...]
    relevant: frozenset[str]
    hidden: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """Everything that is no candidate."""
        return (*(item for item, _ in self.history), *self.hidden)

    def few(self, scale: Scale) -> Case:
        """The same person having named only the last few titles they liked."""
        liked = [pair for pair in self.history if scale.liked([pair[1]])[0]]
        named = tuple(liked[-FEW:])
        hidden = tuple(pair[0] for pair in self.history if pair not in named)
        return Case(self.user, self.kind, named, self.relevant, hidden)


@dataclass(frozen=True)
class Window:
    """What may be learnt from (`past`, raw weights), and the cases after it; `left_out` counts people."""

    name: str
    past: pd.DataFrame
    cases: tuple[Case, ...]
    scale: Scale
    left_out: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Sizes, for the log."""
        kinds = Counter(case.kind for case in self.cases)
        return {
            "interactions before": len(self.past),
            "people": len(self.cases),
            **{kind: kinds[kind] for kind in (RETURNING, NEWCOMER)},
            **self.left_out,
        }


def window(interactions: pd.DataFrame, start: float, end: float) -> Window:
    """The window between two quantiles of time (`end` 1 for the rest)."""
    times = interactions[Columns.DATETIME]
    first = times.quantile(start, interpolation="lower")
    inside = times >= first
    if end < 1:
        inside &= times < times.quantile(end, interpolation="lower")
    past, later = interactions[times < first], interactions[inside]
    scale = Scale.of(interactions)
    left_out = {"without a like to find": 0, "without a history": 0}
    cases = []
    for case in _cases(past, later, scale):
        if not case.history:
            left_out["without a history"] += 1
        elif not case.relevant:
            left_out["without a like to find"] += 1
        else:
            cases.append(case)
    return Window(f"{start:.0%} to {end:.0%}", past, tuple(cases), scale, left_out)


def _cases(past: pd.DataFrame, later: pd.DataFrame, scale: Scale) -> Iterator[Case]:
    known = dict(iter(past.groupby(Columns.USER)))
    for user, part in later.groupby(Columns.USER):
        part = part.sort_values([Columns.DATETIME, Columns.ITEM], kind="stable")
        if user in known:
            kind, before, after = RETURNING, known[user], part
        else:
            kind, before, after = NEWCOMER, part.iloc[: len(part) // 2], part.iloc[len(part) // 2 :]
        history = tuple(zip(before[Columns.ITEM], before[Columns.WEIGHT].astype(float), strict=True))
        liked = after[Columns.ITEM][scale.liked(after[Columns.WEIGHT])]
        seen = {item for item, _ in history}
        yield Case(str(user), kind, history, frozenset(liked) - seen)


def taste_of(case: Case, scale: Scale) -> Taste:
    """A history as what a chat would know: titles liked, titles disliked, titles merely seen."""
    items = [item for item, _ in case.history]
    weights = [weight for _, weight in case.history]
    liked, disliked = scale.liked(weights), scale.disliked(weights)
    groups: dict[str, list[str]] = {"liked": [], "disliked": [], "seen": []}
    for item, is_liked, is_disliked in zip(items, liked.tolist(), disliked.tolist(), strict=True):
        groups["liked" if is_liked else "disliked" if is_disliked else "seen"].append(item)
    return Taste(tuple(groups["liked"]), tuple(groups["disliked"]), (*groups["seen"], *case.hidden))


def stated_taste(case: Case, scale: Scale, catalog: Catalog) -> Taste:
    """The same person naming no title, only what their liked titles have most often: two categories, a
    person.

    Everything of the history counts as seen, so that the candidates are the same as ever.
    """
    liked = [item for item, weight in case.history if scale.liked([weight])[0] and item in catalog]
    preferences = []
    for kind, most, least in (("category", _STATED_CATEGORIES, 1), ("person", _STATED_PEOPLE, 2)):
        counts: Counter[tuple[str, str]] = Counter()
        for item in liked:
            attributes = catalog.get(item).attributes
            counts.update(
                {(name, value) for name in catalog.schema.names(kind) for value in attributes[name]}
            )
        common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        preferences += [Preference(name, value, 1) for (name, value), count in common if count >= least]
    return Taste(seen=case.own, preferences=tuple(preferences))
