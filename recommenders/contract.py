"""The contract every recommender fills: fit, score, recommend, similar, save and load, by external ids only.

Weights are signed. In interactions and in histories a positive weight says how much an item was liked (1 is a
plain like), zero says it was met without being liked, a negative one that it was disliked. `feedback.signed`
turns star ratings into such weights. Each model documents what it makes of dislikes.
"""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import NotFittedError, UsageError
from .columns import Columns
from .encoding import Encoded, encode

if TYPE_CHECKING:
    import pandas as pd

    from .catalog import Catalog

Floats = npt.NDArray[np.float64]
History = Sequence[str] | Mapping[str, float]
OnUnknown = Literal["raise", "warn", "ignore"]

RECOMMENDED = (Columns.USER, Columns.ITEM, Columns.SCORE, Columns.RANK)
SIMILAR = (Columns.ITEM, Columns.SIMILAR, Columns.SCORE, Columns.RANK)


class ModelConfig(BaseModel):
    """Hyperparameters of a model: immutable, unknown names refused, the same again through JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Recommender(ABC):
    """Base of every model. A subclass gives `name`, `Config`, `_fit`, `score_histories`, `_arrays`,
    `_restore`.

    `personal` is false for a model that answers everybody alike; `additive` is true for one whose score is a
    sum over the history's items, each weight times what the item gives (`contributions` are then exact).
    """

    name: ClassVar[str]
    Config: ClassVar[type[ModelConfig]]
    personal: ClassVar[bool] = True
    additive: ClassVar[bool] = False

    def __init__(self, config: ModelConfig | None = None, **options: Any) -> None:
        """A config object, or its fields by name. `UsageError` for an unknown or wrong field."""
        if config is not None and (options or not isinstance(config, self.Config)):
            raise UsageError(f"{self.name} takes one {self.Config.__qualname__} or its fields by name")
        self.config: Any = config or _configured(self.Config, self.name, options)
        self._data: Encoded | None = None
        self._index: dict[str, int] = {}

    # Fitting -----------------------------------------------------------------------------------------

    def fit(self, interactions: pd.DataFrame, catalog: Catalog) -> Self:
        """Learn from `user_id, item_id, weight[, datetime]`; anything learnt before is forgotten.

        Raises `DataError` for a table that lacks columns or holds weights that are not numbers.
        """
        data = encode(interactions, self._items(interactions, catalog))
        self._adopt(data)
        self._fit(data, catalog)
        return self

    def _items(self, interactions: pd.DataFrame, catalog: Catalog) -> Sequence[str] | None:
        """The vocabulary to use; None for the items that were interacted with."""
        return None

    @abstractmethod
    def _fit(self, data: Encoded, catalog: Catalog) -> None:
        """Learn from encoded interactions."""

    def _adopt(self, data: Encoded) -> None:
        self._data = data
        self._index = {item: place for place, item in enumerate(data.items)}

    @property
    def _known(self) -> Encoded:
        if self._data is None:
            raise NotFittedError(self.name)
        return self._data

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """Ids of the items this model can score, in the order of its arrays."""
        return self._known.items

    @property
    def users(self) -> tuple[str, ...]:
        """Ids of the users this model was fitted on."""
        return self._known.users

    def likes(self) -> Any:
        """What the fitted users liked, a sparse (users, items) array over `users` and `vocabulary`."""
        return self._known.likes

    # Scoring -----------------------------------------------------------------------------------------

    @abstractmethod
    def score_histories(self, histories: Any) -> Floats:
        """Scores of every vocabulary item for signed histories, both of shape (b, items).

        `histories` is a float or boolean array or a scipy sparse array over `vocabulary`. Rows are scored
        each on its own; an empty row of a personal model gives zeros. Nothing is filtered.
        """

    def score(self, query: str | History, items: Sequence[str]) -> Floats:
        """Scores of `items` for a fitted user's id or for a history, in the order and length of `items`.

        NaN where the model knows nothing: an item outside its vocabulary, or a query without a known item.
        Raises `UsageError` for a user id the model was not fitted on.
        """
        row = self._row_of_user(query) if isinstance(query, str) else self._row(query)
        places = np.array([self._index.get(item, -1) for item in items], dtype=np.int64)
        out = np.full(len(items), np.nan)
        if row is not None:
            out[places >= 0] = self._scored(row)[places[places >= 0]]
        return out

    def recommend(
        self,
        *,
        users: Sequence[str] | None = None,
        history: History | None = None,
        k: int = 10,
        filter_seen: bool = True,
        on_unknown: OnUnknown = "raise",
        label: str = "history",
    ) -> pd.DataFrame:
        """The `k` best items of each user, as `user_id, item_id, score, rank` (rank from 1), best first.

        Give fitted `users`, or one `history` of somebody unseen, who is called `label` in the answer.
        `on_unknown` says what to do about a user or a history item the model does not know. Who gives no
        known item gets no row from a personal model. Equal scores are ordered by the vocabulary.
        """
        if (users is None) == (history is None):
            raise UsageError("Give either users or a history")
        if k < 1:
            raise UsageError(f"Cannot recommend {k} items", hint="Ask for at least one.")
        import pandas as pd

        if history is not None:
            asked = [(label, self._row(history, on_unknown))]
        else:
            rows = [(user, self._row_of_user(user, on_unknown)) for user in users or ()]
            asked = [(user, row) for user, row in rows if row is not None]
        parts = [self._best(user, row, k, filter_seen) for user, row in asked if row is not None]
        columns = list(RECOMMENDED)
        return pd.concat(parts, ignore_index=True) if parts else _tidy(columns, [], [], [], [])

    def _best(self, user: str, row: Any, k: int, filter_seen: bool) -> pd.DataFrame:
        scores = self._scored(row)
        if filter_seen:
            scores[row.indices] = np.nan
        order = _top(scores, k)
        items = [self.vocabulary[place] for place in order]
        return _tidy(list(RECOMMENDED), [user] * len(items), items, scores[order], range(1, len(items) + 1))

    def similar(
        self, item_ids: Sequence[str], k: int = 10, *, on_unknown: OnUnknown = "raise"
    ) -> pd.DataFrame:
        """For each item those that its likers get, as `item_id, similar_id, score, rank`, itself left out.

        Raises `UsageError` from a model that answers everybody alike.
        """
        if not self.personal:
            raise UsageError(f"{self.name} knows no similar items")
        import pandas as pd

        columns = list(SIMILAR)
        parts = []
        for item in item_ids:
            if (row := self._row([item], on_unknown)) is not None:
                best = self._best(item, row, k, filter_seen=True)
                parts.append(best.set_axis(columns, axis=1))
        return pd.concat(parts, ignore_index=True) if parts else _tidy(columns, [], [], [], [])

    def contributions(self, history: Any, targets: npt.NDArray[np.int64]) -> Floats:
        """What each history item alone gives each target: shape (history items, targets).

        `history` is one sparse signed row over the vocabulary; the rows of the answer follow its indices.
        Exact shares for models linear in the history, else the score of that item as the whole history.
        """
        from scipy.sparse import csr_array

        count = len(history.indices)
        rows = (history.data, history.indices, np.arange(count + 1))
        return self.score_histories(csr_array(rows, shape=(count, len(self.vocabulary))))[:, targets]

    def _scored(self, row: Any) -> Floats:
        scores: Floats = self.score_histories(row)[0]
        return scores

    def _row(self, history: History, on_unknown: OnUnknown = "ignore") -> Any | None:
        """A history as one sparse row; None when a personal model finds nothing it knows in it."""
        self._known  # noqa: B018
        weights = dict(history) if isinstance(history, Mapping) else dict.fromkeys(history, 1.0)
        if unknown := [item for item in weights if item not in self._index]:
            _complain(on_unknown, f"{self.name} does not know the items {', '.join(map(repr, unknown[:5]))}")
        places = sorted(
            (self._index[item], weight) for item, weight in weights.items() if item in self._index
        )
        if self.personal and not any(weight for _, weight in places):
            return None
        return _sparse_row(places, len(self.vocabulary))

    def _row_of_user(self, user: str, on_unknown: OnUnknown = "raise") -> Any | None:
        data = self._known
        if (place := data.user_places.get(user)) is None:
            _complain(on_unknown, f"{self.name} was not fitted on user {user!r}")
            return None
        return data.matrix[[place]]

    # Files -------------------------------------------------------------------------------------------

    @abstractmethod
    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What was learnt, as named arrays."""

    @abstractmethod
    def _restore(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Take back what `_arrays` gave."""

    def save(self, folder: Path) -> None:
        """Write `model.safetensors` and `model.json` into `folder`, all or nothing. Raises `StoreError`."""
        from .files import write_model

        write_model(folder, self)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote. Raises `StoreError` for anything but a saved model of this class."""
        from .files import read_model

        return read_model(folder, cls)


def _configured(kind: type[ModelConfig], name: str, options: Mapping[str, Any]) -> ModelConfig:
    try:
        return kind(**options)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{name} cannot be configured so: {where}: {first['msg']}") from error


def _complain(policy: OnUnknown, message: str) -> None:
    if policy == "raise":
        raise UsageError(message, hint="Pass on_unknown='warn' or 'ignore' to leave out what is unknown.")
    if policy == "warn":
        warnings.warn(message, stacklevel=3)


def _sparse_row(places: Sequence[tuple[int, float]], width: int) -> Any:
    from scipy.sparse import csr_array

    indices = np.array([place for place, _ in places], dtype=np.int64)
    data = np.array([weight for _, weight in places], dtype=np.float64)
    return csr_array((data, indices, np.array([0, len(places)])), shape=(1, width))


def _top(scores: Floats, k: int) -> npt.NDArray[np.int64]:
    """Places of the k highest scores that are numbers, best first, ties in order of place."""
    usable = np.flatnonzero(~np.isnan(scores))
    return usable[np.argsort(-scores[usable], kind="stable")[:k]]


def _tidy(columns: list[str], left: Any, right: Any, scores: Any, ranks: Any) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(dict(zip(columns, (left, right, scores, ranks), strict=True)))
    return frame.astype({columns[0]: str, columns[1]: str, columns[2]: "float64", columns[3]: "int64"})
