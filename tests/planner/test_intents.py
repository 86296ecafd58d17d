"""The set of intents of several hundred messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tastekeeper.agent.planner import understand

LINES = [
    line.split("||")
    for line in (Path(__file__).parent / "intents.txt").read_text("utf-8").splitlines()
    if "||" in line
]


@pytest.mark.parametrize(("said", "wanted"), LINES, ids=[said.strip()[:60] for said, _ in LINES])
def test_intents(said, wanted, lexicon, fresh, listed):
    said = said.strip()
    context = listed if said.startswith("@") else fresh
    read = understand(said.lstrip("@"), context, lexicon)
    assert {act.intent.value for act in read.acts} == set(wanted.split())


@pytest.mark.parametrize(
    "change",
    [str.lower, lambda s: s.replace(",", "").rstrip("?.!"), lambda s: f"um, {s}", lambda s: f"{s} :)"],
    ids=["lower", "bare", "filler", "smiley"],
)
def test_shape_does_not_matter(change, lexicon, fresh, listed):
    """Case, final punctuation and fillers change few readings: at most one in twenty of the set above."""
    wrong = []
    for said, wanted in LINES:
        said = said.strip()
        context = listed if said.startswith("@") else fresh
        read = understand(change(said.lstrip("@")), context, lexicon)
        if {act.intent.value for act in read.acts} != set(wanted.split()):
            wrong.append(said)
    assert len(wrong) <= 0.05 * len(LINES), wrong
