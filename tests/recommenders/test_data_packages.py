"""Source files: found without importing their package, refused when they are not the pinned ones."""

from __future__ import annotations

import io
import os
import pickle
import sys
from pathlib import Path

import pandas as pd
import pytest
from tastekeeper.errors import DataError
from tastekeeper.recommenders.data.packages import FILMS, RATINGS, PackagedFile
from tastekeeper.recommenders.data.unpickle import read_table


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackagedFile:
    """A package whose import would fail, with a data file in it."""
    folder = tmp_path / "fakedata"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise RuntimeError('must not be imported')")
    (folder / "table.bin").write_bytes(b"hello")
    monkeypatch.syspath_prepend(str(tmp_path))
    sha = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    return PackagedFile("fake-data", "fakedata", "table.bin", sha)


def test_a_pinned_file_is_read_without_importing_the_package(package: PackagedFile) -> None:
    assert package.read() == b"hello"
    assert "fakedata" not in sys.modules


def test_another_content_is_refused_with_the_mend(package: PackagedFile) -> None:
    package.locate().write_bytes(b"hello!")
    with pytest.raises(
        DataError, match=r"not the one this version was built for.*--force-reinstall fake-data"
    ):
        package.read()


def test_missing_packages_and_files_say_what_to_install() -> None:
    with pytest.raises(DataError, match="pip install nothing-here"):
        PackagedFile("nothing-here", "no_such_module_anywhere", "x", "").locate()
    with pytest.raises(DataError, match="holds no x/y"):
        PackagedFile("pytest", "pytest", "x/y", "").locate()


def test_pins_are_whole_hashes() -> None:
    assert all(len(source.sha256) == 64 for source in (RATINGS, FILMS))


class Evil:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.target}",)


def test_a_malicious_pickle_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    target = tmp_path / "touched"
    with pytest.raises(DataError, match="system, which no table needs"):
        read_table(pickle.dumps(Evil(target)), where="evil.pkl")
    assert not target.exists()


@pytest.mark.parametrize("value", [print, eval, getattr, pd.read_pickle, io.BytesIO(b"x")])
def test_names_that_no_table_needs_are_refused(value: object) -> None:
    with pytest.raises(DataError, match="which no table needs"):
        read_table(pickle.dumps(value), where="x")


def test_what_is_not_a_table_is_refused() -> None:
    with pytest.raises(DataError, match="holds a list"):
        read_table(pickle.dumps([1, 2]), where="x")
    with pytest.raises(DataError, match="not a plain table"):
        read_table(b"garbage", where="x")
