"""The answer key: every kind of annotation read, folded, and replayed through the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tastekeeper.evals.memora.loading import load_all
from tastekeeper.evals.memora.operations import KINDS, operations
from tastekeeper.evals.memora.replay import replay
from tastekeeper.evals.memora.slots import Domains
from tastekeeper.evals.memora.state import against_evidence, fold_operations

Pack = Callable[..., Path]


def test_every_kind_is_read(tiny: Path) -> None:
    (case,), _ = load_all(tiny)
    found, skipped = operations(case.dialogues, Domains(case.dialogues))
    assert skipped == ()
    assert set(KINDS) - {one.kind for one in found} == {"calendar.delete"}
    moved = next(one for one in found if one.kind == "calendar.update")
    assert (moved.value, str(moved.on)) == ("Flower show", "2025-06-20")
    swap = next(one for one in found if one.kind == "preference.value_update")
    assert (swap.slot, swap.old, swap.value, swap.polarity) == ("books.topic", "moss", "ferns", 1)


@pytest.mark.parametrize(
    ("place", "change", "reason"),
    [
        (0, {"preference": "loves"}, "loves"),
        (0, {"item": None, "subcategory": None}, ""),
        (15, {"update_type": "rename"}, "rename"),
        (3, {"category": "moods"}, "moods"),
        (3, {"item": "text"}, "no object"),
        (12, {"content_data": None}, "shape"),
        (8, {"actual_operation": "halve"}, "halve"),
    ],
)
def test_an_unknown_annotation_is_named_and_the_rest_is_read(
    tmp_path: Path, told: Any, asked: Any, pack: Pack, place: int, change: dict[str, Any], reason: str
) -> None:
    told[place]["operation_details"] |= change
    (case,), _ = load_all(pack(tmp_path, told, asked))
    found, skipped = operations(case.dialogues, Domains(case.dialogues), "here")
    if reason:
        assert [one.line for one in skipped] == [place + 1]
        assert reason in skipped[0].reason
    assert len(found) >= 15


def test_an_unknown_subcategory_keeps_its_name(tmp_path: Path, told: Any, asked: Any, pack: Pack) -> None:
    told[0]["operation_details"]["subcategory"] = "board_games"
    (case,), _ = load_all(pack(tmp_path, told, asked))
    found, skipped = operations(case.dialogues, Domains(case.dialogues))
    assert (found[0].slot, skipped) == ("other.board_games", ())
    assert replay(case, tmp_path).refused == []


def test_genres_go_where_the_talk_points(tmp_path: Path, told: Any, asked: Any, pack: Pack) -> None:
    for place, word in ((0, "film to watch"), (2, "album to listen to")):
        told[place]["operation_details"] |= {"subcategory": "genres", "item": f"noir {place}"}
        told[place]["conversation"][1]["message"] = f"I'd like a noir {word}"
    (case,), _ = load_all(pack(tmp_path, told, asked))
    found, _ = operations(case.dialogues, Domains(case.dialogues))
    assert [one.slot for one in found[:2]] == ["movies.genre", "music.genre"]


def test_the_fold_is_the_record_and_so_is_the_store(tiny: Path, tmp_path: Path) -> None:
    (case,), _ = load_all(tiny)
    result = replay(case, tmp_path)
    assert (result.refused, result.mismatches) == ([], [])
    assert result.compared == 5
    assert result.operations == 23


def test_a_record_that_says_otherwise_is_a_mismatch(
    tmp_path: Path, told: Any, asked: Any, pack: Pack
) -> None:
    asked["questions"]["reasoning"][0]["memory_evidence"]["category_total"] = 8.0
    asked["questions"]["remembering"][0]["memory_evidence"]["remaining_tasks"] = []
    (case,), _ = load_all(pack(tmp_path, told, asked))
    assert len(replay(case, tmp_path).mismatches) == 2


def test_evidence_of_an_odd_shape_is_not_compared(tmp_path: Path, told: Any, asked: Any, pack: Pack) -> None:
    asked["questions"]["remembering"][0]["memory_evidence"]["remaining_tasks"] = [{"name": "x"}, 3]
    asked["questions"]["recommending"][0]["memory_evidence"]["memory_items"]["topics"]["likes"] = [7]
    (case,), _ = load_all(pack(tmp_path, told, asked))
    found, _ = operations(case.dialogues, Domains(case.dialogues))
    checked, wrong = against_evidence(fold_operations(found, case.questions[0].at.date()), case)
    assert wrong == []
    assert checked
