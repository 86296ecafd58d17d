"""A home of its own for a measurement: fresh stores, with catalogue and fitted models borrowed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..paths import Paths


@contextmanager
def fresh_home(paths: Paths) -> Iterator[Path]:
    """A temporary home without any memory, removed afterwards.

    The catalogue is prepared under `paths` first, if it never was; the caches there are linked, so that
    nothing is prepared or fitted twice and no memory of the user is read or written.
    """
    from ..recommenders.data import ensure_prepared

    ensure_prepared(paths.ensure())
    root = Path(tempfile.mkdtemp(prefix="tastekeeper-eval-"))
    try:
        own = Paths.resolve(root).ensure()
        for source, target in ((paths.catalog_dir, own.catalog_dir), (paths.models_dir, own.models_dir)):
            source.mkdir(parents=True, exist_ok=True)
            target.symlink_to(source.resolve(), target_is_directory=True)
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)
