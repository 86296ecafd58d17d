"""Every example runs, in a home of its own, and prints something."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


@pytest.mark.parametrize("script", EXAMPLES, ids=lambda path: path.stem)
def test_example_runs(script: Path, monkeypatch, capsys):
    monkeypatch.setenv("TASTEKEEPER_EMBEDDINGS", "false")
    monkeypatch.setenv("TASTEKEEPER_MODEL", "embedded")
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out.strip()
