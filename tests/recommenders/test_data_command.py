"""`tastekeeper data` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tastekeeper.cli.data import app
from typer.testing import CliRunner

pytestmark = pytest.mark.usefixtures("guard")


def test_prepare_and_info_answer_with_one_object() -> None:
    run = CliRunner()
    first = json.loads(run.invoke(app, ["prepare", "--synthetic", "5", "--json"]).stdout)
    second = json.loads(run.invoke(app, ["prepare", "--synthetic", "5", "--json"]).stdout)
    assert (first["made"], second["made"]) == (True, False)
    card = json.loads(run.invoke(app, ["info", "--json"]).stdout)
    assert card["headline"]["data.items"] == card["items"] == 300
    assert set(card["files"]) == {"catalog.parquet", "interactions.parquet"}
    assert "Items         300" in run.invoke(app, ["info"]).stdout


def test_nothing_prepared_is_a_data_error() -> None:
    result = CliRunner().invoke(app, ["info"])
    assert "There is no prepared catalogue" in str(result.exception)


def test_loading_a_catalogue_imports_neither_pandas_nor_scipy(tmp_path: Path) -> None:
    CliRunner().invoke(app, ["prepare", "--synthetic", "5"])
    code = (
        "import sys; from tastekeeper.paths import Paths; from tastekeeper.recommenders import Catalog;"
        "assert len(Catalog.load(Paths.resolve())) == 300;"
        "assert not {'pandas', 'scipy', 'torch'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path)
