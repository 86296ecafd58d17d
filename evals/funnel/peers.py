"""The peer: `implicit`'s AlternatingLeastSquares, tuned on the same validation windows as our own weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from ...errors import MissingExtraError
from ...recommenders.catalog import Catalog
from ...recommenders.encoding import encode
from ...recommenders.feedback import Scale, signed
from .cases import Case, Window
from .measure import Measured, joined, measure
from .rankers import Lists, histories, top_lists

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ALSOptions:
    """Hyperparameters by implicit's own names; `likes_only` gives it 1 for a like, else graded weights."""

    factors: int = 64
    regularization: float = 10.0
    alpha: float = 1.0
    iterations: int = 15
    likes_only: bool = True


def grid(quick: bool) -> list[ALSOptions]:
    """The options tried first. Quick: the corner of the full grid where the best ones lie."""
    if quick:
        sides: tuple[Any, ...] = ((64,), (10.0, 30.0), (1.0,), (15,), (True,))
    else:
        sides = ((16, 32, 64, 128), (1.0, 10.0, 30.0, 100.0), (1.0, 5.0), (15,), (True, False))
    return [ALSOptions(*choice) for choice in product(*sides)]


class ALSRanker:
    """implicit's ALS behind the interface of our own; users are folded in by its own method."""

    def __init__(self, options: ALSOptions, seed: int = 0) -> None:
        self.options, self.seed = options, seed
        self._model: Any = None
        self._items: tuple[str, ...] = ()
        self._scale: Scale | None = None

    def fit(self, window: Window, catalog: Catalog) -> ALSRanker:
        """Fit on the past. Raises `MissingExtraError` without implicit."""
        from scipy.sparse import csr_matrix

        self._scale = window.scale
        data = encode(signed(window.past, window.scale))
        likes = csr_matrix(data.likes)
        if self.options.likes_only:
            # Graded weights say "liked" from 4 stars on: 0.75 on this scale.
            likes.data = (likes.data >= 0.75 - 1e-9).astype(np.float64)
            likes.eliminate_zeros()
        self._items = data.items
        with _one_blas_thread():
            self._model = _als()(
                factors=self.options.factors,
                regularization=self.options.regularization,
                alpha=self.options.alpha,
                iterations=self.options.iterations,
                random_state=self.seed,
                num_threads=1,
            )
            self._model.fit(likes.astype(np.float32), show_progress=False)
        return self

    def lists(self, cases: Sequence[Case]) -> Lists:
        """Fold every history in and rank everything."""
        from scipy.sparse import csr_matrix

        assert self._scale is not None, "fit comes first"
        rows = histories(cases, self._items, self._scale, binary=self.options.likes_only)
        rows.data = np.maximum(rows.data, 0)
        rows.eliminate_zeros()
        with _one_blas_thread():
            people = self._model.recalculate_user(np.arange(len(cases)), csr_matrix(rows, dtype=np.float32))
        scores = (
            np.asarray(people, dtype=np.float64) @ np.asarray(self._model.item_factors, dtype=np.float64).T
        )
        return top_lists(scores, cases, self._items)


def tune_als(
    windows: Sequence[Window], catalog: Catalog, *, quick: bool, seed: int, progress: Progress
) -> tuple[ALSOptions, list[dict[str, Any]]]:
    """The best options over the windows, and what each gave. Raises `MissingExtraError` without implicit."""
    tried: list[tuple[float, ALSOptions, Measured]] = []

    def attempt(choices: Sequence[ALSOptions]) -> ALSOptions:
        for done, options in enumerate(choices):
            progress("tuning ALS", done, len(choices))
            parts = [
                measure(ALSRanker(options, seed).fit(w, catalog).lists(w.cases), w.cases) for w in windows
            ]
            found = joined(parts)
            tried.append((found.objective, options, found))
        return max(tried, key=lambda one: one[0])[1]

    chosen = attempt(grid(quick))
    if not quick:
        chosen = attempt([replace(chosen, iterations=number) for number in (5, 30)])
    table = [
        {**asdict(options), **{name: round(found.mean(name), 4) for name in ("ndcg10", "recall20")}}
        for _, options, found in tried
    ]
    return chosen, table


def _als() -> Any:
    try:
        from implicit.cpu.als import AlternatingLeastSquares
    except ImportError as error:
        raise MissingExtraError("The comparison with implicit's ALS", "bench") from error
    return AlternatingLeastSquares


def _one_blas_thread() -> AbstractContextManager[Any]:
    """implicit runs threads of its own and suffers from a threaded BLAS beneath them."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    limits: AbstractContextManager[Any] = threadpool_limits(1, "blas")
    return limits
