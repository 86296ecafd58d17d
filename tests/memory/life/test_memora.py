"""The benchmark's dialogues, read by every reader but that of tastes, against its annotations.

Only the two persona-weeks that were read in writing this; what other people say is measured elsewhere.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.evals.memora import loading
from tastekeeper.evals.memora.extraction import score
from tastekeeper.evals.memora.ledgered import written
from tastekeeper.evals.memora.operations import operations
from tastekeeper.evals.memora.slots import Domains
from tastekeeper.memory import Memory
from tastekeeper.memory.extraction.life import readers
from tastekeeper.memory.extraction.life.heard import Said
from tastekeeper.memory.extraction.life.tastes import read_tastes
from tastekeeper.memory.ingest import ingest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("TASTEKEEPER_SHARED") or ROOT.parent / "shared" / "data") / "memora"
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the Memora files are not at {FOLDER} (set TASTEKEEPER_SHARED)"
)
FAMILIES = ("food", "steps", "goal", "todo", "calendar", "content")
EXACT = ("food", "steps", "goal")


@pytest.fixture(scope="module", params=("software_engineer", "content_writer"))
def figures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """Counts by kind of operation for one persona-week: wanted, read and right, and dialogues disturbed."""
    (place,) = [
        place for place in loading.find(FOLDER) if place.persona == request.param and place.period == "weekly"
    ]
    case = loading.load(place)
    clock = FixedClock(case.dialogues[0].at)
    chosen = [reader for reader in readers() if reader is not read_tastes]
    with Memory.open(tmp_path_factory.mktemp("memora") / "memory.db", clock=clock) as memory:
        for dialogue in case.dialogues:
            clock.at = max(clock.at, dialogue.at)
            turns = [Said(speaker, text) for speaker, text in dialogue.blind().spoken]
            ingest(memory, "ana", turns, conversation_id=f"dialogue-{dialogue.id}", readers=chosen)
        gold, _ = operations(case.dialogues, Domains(case.dialogues), case.name)
        return score(gold, written(memory, "ana"), case.dialogues)


def _sums(counts: Counter[str], families: tuple[str, ...]) -> int:
    return sum(count for kind, count in counts.items() if kind.partition(".")[0] in families)


def test_sums_counts_and_goals_are_all_read_and_nothing_else(figures) -> None:
    wanted, read, right = (_sums(counts, EXACT) for counts in (figures.wanted, figures.read, figures.right))
    assert wanted > 30
    assert wanted == read == right


def test_changes_are_read_as_annotated(figures) -> None:
    wanted, read, right = (
        _sums(counts, FAMILIES) for counts in (figures.wanted, figures.read, figures.right)
    )
    assert right / read >= 0.92
    assert right / wanted >= 0.92


def test_small_talk_writes_nothing(figures) -> None:
    assert figures.small_talk > 40
    assert figures.disturbed == 0
