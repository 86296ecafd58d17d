"""What every agent over one catalogue shares: the catalogue, the fitted funnel, the lexicon. All immutable."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..paths import Paths

if TYPE_CHECKING:
    from ..recommenders import Catalog, Funnel
    from ..recommenders.search.lexicon import Lexicon

Progress = Callable[[str], None]
_KEPT = 4
_lock = threading.Lock()
_shelves: dict[tuple[str, str], Shelf] = {}


@dataclass(frozen=True)
class Shelf:
    """The loaded parts. `ids_by_label` maps folded labels to the best known item of that label."""

    catalog: Catalog
    funnel: Funnel
    lexicon: Lexicon
    ids_by_label: dict[str, str]


def open_shelf(paths: Paths, progress: Progress) -> Shelf:
    """The shelf of a prepared catalogue, loaded once a process; prepared and fitted now if it never was.

    Raises `DataError` and `StoreError` as preparing and fitting do.
    """
    from ..recommenders.data import ensure_prepared
    from ..recommenders.data.store import read_manifest

    with _lock:
        ensure_prepared(paths, progress=progress)
        key = (str(paths.catalog_dir.resolve()), str(read_manifest(paths).get("fingerprint")))
        if key not in _shelves:
            while len(_shelves) >= _KEPT:
                _shelves.pop(next(iter(_shelves)))
            _shelves[key] = _load(paths, progress)
        return _shelves[key]


def _load(paths: Paths, progress: Progress) -> Shelf:
    from ..recommenders import Funnel
    from ..recommenders.data import load_catalog
    from ..recommenders.search.lexicon import Lexicon

    catalog = load_catalog(paths)
    funnel = Funnel.load_or_fit(paths, progress, catalog=catalog)
    shelf = Shelf(catalog, funnel, Lexicon.from_catalog(catalog), _labels(catalog))
    # What was loaded stays: looking through it again and again for garbage would stop a turn for tenths
    # of a second.
    gc.collect()
    gc.freeze()
    return shelf


def _labels(catalog: Catalog) -> dict[str, str]:
    ids: dict[str, str] = {}
    # From the least to the best known, so that the best known of several namesakes stays.
    for row in catalog.popularity.argsort(kind="stable").tolist():
        ids[catalog.get(catalog.ids[row]).label.casefold()] = catalog.ids[row]
    return ids
