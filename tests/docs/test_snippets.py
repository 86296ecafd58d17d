"""Every Python block of the README and the docs runs, in order within its page, in a home of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = [
    p for p in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if BLOCK.search(p.read_text())
]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_page_runs(page: Path, monkeypatch, tmp_path):
    monkeypatch.setenv("TASTEKEEPER_EMBEDDINGS", "false")
    monkeypatch.setenv("TASTEKEEPER_MODEL", "embedded")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": page.stem}
    for number, block in enumerate(BLOCK.findall(page.read_text()), 1):
        exec(compile(block, f"{page.name} block {number}", "exec"), names)
