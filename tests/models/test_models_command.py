"""`tastekeeper models`, run as a command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.cli.models import app
from tastekeeper.errors import UsageError
from tastekeeper.paths import Paths
from tastekeeper.serving import assemble, find
from typer.testing import CliRunner


def run(*args: str) -> str:
    result = CliRunner().invoke(app, args)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def install(key: str) -> Path:
    path = find(key).path(Paths.resolve().weights_dir)
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(find(key).bytes)
    return path


def test_list_says_what_is_here() -> None:
    install("qwen-0.5b")
    models = {row["key"]: row for row in json.loads(run("list", "--json"))["models"]}
    assert models["qwen-0.5b"]["installed"] is True
    assert models["qwen-1.5b"]["installed"] is False
    assert models["qwen-1.5b"]["licence"] == "Apache-2.0"
    shown = run("list")
    assert "qwen-1.5b" in shown
    assert "1.12 GB" in shown


def test_path_of_a_model_that_is_and_is_not_here() -> None:
    with pytest.raises(UsageError, match=r"models pull qwen-1\.5b"):
        run("path")
    path = install("qwen-1.5b")
    assert run("path").strip() == str(path)
    assert json.loads(run("path", "--json"))["path"] == str(path)


def test_remove_frees_and_says_so() -> None:
    path = install("qwen-0.5b")
    assert json.loads(run("remove", "qwen-0.5b", "--json")) == {
        "key": "qwen-0.5b",
        "freed_bytes": find("qwen-0.5b").bytes,
    }
    assert not path.exists()
    assert "was not here" in run("remove", "qwen-0.5b")


def test_pull_shows_the_licence_and_where_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(model: Any, folder: Path, *, progress: Any) -> assemble.Assembled:
        for step in range(11):
            progress(model.bytes * step // 10, model.bytes, f"part {step}")
        return assemble.Assembled(model, model.path(folder), fresh=True, resumed_parts=3)

    monkeypatch.setattr(assemble, "pull", pulled)
    shown = run("pull", "qwen-0.5b")
    assert "Apache-2.0" in shown
    assert "part 10" in shown
    assert str(Paths.resolve().weights_dir) in shown
    assert json.loads(run("pull", "--json"))["resumed_parts"] == 3


def test_unknown_models_are_refused() -> None:
    with pytest.raises(UsageError, match="Known: qwen"):
        run("pull", "gpt-9")
