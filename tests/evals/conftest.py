"""What the evaluation tests share: the prepared catalogue, and Memora's files where they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tastekeeper.paths import Paths
from tastekeeper.recommenders.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A home with the default catalogue, prepared once for all tests here."""
    from tastekeeper.recommenders.data import ensure_prepared

    paths = Paths.resolve(tmp_path_factory.mktemp("prepared")).ensure()
    ensure_prepared(paths)
    return paths


@pytest.fixture(scope="session")
def catalog(prepared: Paths) -> Catalog:
    from tastekeeper.recommenders.data import load_catalog

    return load_catalog(prepared)


@pytest.fixture(scope="session")
def memora() -> Path:
    """The folder of Memora's files; the test is skipped where they are not."""
    shared = Path(os.environ.get("TASTEKEEPER_SHARED", ROOT.parent / "shared"))
    folder = shared / "data" / "memora"
    if not folder.is_dir():
        pytest.skip(f"Memora's files are not at {folder}; set TASTEKEEPER_SHARED to their folder")
    return folder
