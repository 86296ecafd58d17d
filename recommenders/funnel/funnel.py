"""The funnel: retrieve from several sources, filter without mercy, blend, diversify; each leaves a trail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from ..baselines import EASE, Content, Popularity
from ..catalog import Catalog
from ..contract import Recommender
from ..encoding import DAYS_IN_YEAR
from ..feedback import signed
from ..types import CandidateSet, Taste, Wish
from .config import FunnelConfig
from .scorer import Scorer
from .sources import FRESHNESS, PREFERENCE, Source, freshness, measured
from .told import Told, told
from .units import units_of
from .values import ValueRows

if TYPE_CHECKING:
    import pandas as pd

    from ...paths import Paths

Floats = npt.NDArray[np.float64]
Progress = Callable[[str], None]
_KEPT_TASTES = 8


class Funnel:
    """Recommends items of one catalogue from a taste and a wish. Immutable once built; safe to share."""

    def __init__(
        self,
        catalog: Catalog,
        models: Mapping[str, Recommender],
        config: FunnelConfig | None = None,
        *,
        spreads: Mapping[str, float] | None = None,
        now: float | None = None,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Fitted `models` by source name; `now` is the year (with its fraction) that freshness counts from.

        `spreads` are what models' scores are divided by, measured when they are not given. Raises
        `UsageError` for a weight that names no source.
        """
        self.catalog, self.config, self.timer = catalog, config or FunnelConfig.default(), timer
        known = {*models, FRESHNESS, PREFERENCE}
        if stray := sorted(set(self.config.weights) - known):
            raise UsageError(
                f"There is no source {', '.join(stray)} to weigh",
                hint=f"Sources: {', '.join(sorted(known))}.",
            )
        given = dict(spreads or {})
        for name, model in models.items():
            given.setdefault(name, measured(model, self.config.mass_power))
        self.spreads: Mapping[str, float] = given
        self.sources = {name: Source(model, catalog, given[name]) for name, model in models.items()}
        self.now = now if now is not None else float(np.nanmax(catalog.years, initial=0.0))
        self.fresh: Floats = freshness(catalog, self.now, self.config.fresh_years)
        self.values = ValueRows(catalog)
        self._common: dict[str, Floats] = {}
        self._tastes: tuple[tuple[Taste, Told], ...] = ()

    # Making ------------------------------------------------------------------------------------------

    @classmethod
    def fit(
        cls,
        catalog: Catalog,
        interactions: pd.DataFrame,
        config: FunnelConfig | None = None,
        *,
        progress: Progress | None = None,
    ) -> Self:
        """Fit every model of the configuration on interactions whose weights are ratings, counts or likes.

        Without interactions the popularity that the catalogue itself states takes their place.
        """
        chosen, say = config or FunnelConfig.default(), progress or (lambda _: None)
        if interactions.empty:
            say("no interactions: content and the catalogue's own popularity only")
            return cls(catalog, _without_interactions(catalog, chosen), chosen)
        table = signed(interactions)
        models: dict[str, Recommender] = {
            "ease": EASE(chosen.ease),
            "content": Content(chosen.content),
            "popularity": Popularity(chosen.popularity),
        }
        for place, (name, model) in enumerate(models.items(), 1):
            say(f"fitting {name} ({place} of {len(models)})")
            model.fit(table, catalog)
        return cls(catalog, models, chosen, now=_moment(interactions))

    @classmethod
    def load_or_fit(
        cls,
        paths: Paths,
        progress: Progress | None = None,
        *,
        catalog: Catalog | None = None,
        config: FunnelConfig | None = None,
        force: bool = False,
    ) -> Self:
        """The funnel for the prepared data, from the cache when it holds one for this data and configuration.

        Raises `DataError` when nothing is prepared and `StoreError` when the cache cannot be written.
        """
        from .store import load_or_fit

        return load_or_fit(cls, paths, progress, catalog=catalog, config=config, force=force)

    # Asking ------------------------------------------------------------------------------------------

    def recommend(
        self, taste: Taste, wish: Wish | None = None, k: int = 10, exclude_shown: Iterable[str] = ()
    ) -> CandidateSet:
        """The `k` best items for a taste within a wish, best first, fewer where not as many are allowed.

        What the taste or the wish forbids is never in it, and neither is anything of `exclude_shown`.
        """
        scorer = self._scorer(taste, wish or Wish(), tuple(exclude_shown))
        return scorer.rank(np.ones(len(scorer.players), dtype=np.bool_), k)

    def scorer(self, taste: Taste, wish: Wish | None = None) -> Scorer:
        """The same scoring, to be asked with parts of the taste switched off."""
        return self._scorer(taste, wish or Wish(), ())

    def _scorer(self, taste: Taste, wish: Wish, shown: tuple[str, ...]) -> Scorer:
        units = units_of(self.catalog, self.config, self._told(taste), wish, shown)
        return Scorer(self, units, alike=bool(wish.like))

    def forget(self) -> None:
        """Drop the tastes that were kept for speed."""
        self._tastes = ()

    def _told(self, taste: Taste) -> Told:
        """The taste as arrays. Those of the last few tastes are kept: one taste is asked many things."""
        for place, (known, parts) in enumerate(self._tastes):
            if known is taste:
                if place:
                    kept = (pair for pair in self._tastes if pair[0] is not taste)
                    self._tastes = ((taste, parts), *kept)
                return parts
        # Mostly the taste is one of those with something added or taken away: the one of most like size.
        size = len(taste.preferences)
        nearest = min(self._tastes, key=lambda pair: abs(len(pair[0].preferences) - size), default=None)
        before = nearest[1] if nearest is not None else None
        parts = told(self.catalog, self.config, self.values, taste, before)
        self._tastes = ((taste, parts), *self._tastes[: _KEPT_TASTES - 1])
        return parts

    # Parts -------------------------------------------------------------------------------------------

    @cached_property
    def active(self) -> tuple[str, ...]:
        """Names of the sources that weigh anything."""
        return tuple(
            name for name in (*self.sources, FRESHNESS, PREFERENCE) if self.config.weights.get(name, 0.0)
        )

    @cached_property
    def common_names(self) -> frozenset[str]:
        """Sources that give everybody the same."""
        models = (name for name, source in self.sources.items() if not source.model.personal)
        return frozenset((*models, FRESHNESS))

    @cached_property
    def content(self) -> Content | None:
        """The model that tells how alike two items are made, when it covers the whole catalogue."""
        for source in self.sources.values():
            if isinstance(source.model, Content) and source.aligned:
                return source.model
        return None

    def is_content(self, name: str) -> bool:
        """Whether a source leans on attribute values."""
        return name in self.sources and isinstance(self.sources[name].model, Content)

    def common(self, name: str) -> Floats:
        """Scores of a source that answers everybody alike, shape (items,)."""
        if name not in self._common:
            from scipy.sparse import csr_array

            self._common[name] = self.sources[name].scores(csr_array((1, len(self.catalog))))[0]
        return self._common[name]


def _moment(interactions: pd.DataFrame) -> float | None:
    """The year, with its fraction, of the last interaction; None where times are unknown."""
    from ..columns import Columns

    if Columns.DATETIME not in interactions.columns:
        return None
    last = interactions[Columns.DATETIME].max()
    return float(last.year + (last.day_of_year - 1) / DAYS_IN_YEAR)


def _without_interactions(catalog: Catalog, config: FunnelConfig) -> dict[str, Recommender]:
    """Content alone, and a popularity that repeats what the catalogue states."""
    import pandas as pd

    from ..columns import Columns

    stated = pd.DataFrame(
        {
            Columns.USER: "catalogue",
            Columns.ITEM: list(catalog.ids),
            Columns.WEIGHT: np.maximum(catalog.popularity, 0),
        }
    )
    empty = stated.iloc[:0]
    return {
        # EASE knows nothing here; it is fitted all the same so that the sources keep their names.
        "ease": EASE(config.ease).fit(empty, catalog),
        "content": Content(config.content).fit(empty, catalog),
        "popularity": Popularity(config.popularity).fit(stated, catalog),
    }
