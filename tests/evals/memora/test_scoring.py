"""Extraction against annotations: what counts as the same, what as a mistake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tastekeeper.evals.memora.alike import same_name, same_text
from tastekeeper.evals.memora.extraction import Extraction, score
from tastekeeper.evals.memora.operations import GoldOp
from tastekeeper.evals.memora.systems import Written
from tastekeeper.evals.memora.types import Dialogue

START = datetime(2025, 6, 1, 8, tzinfo=UTC)
DIALOGUES = tuple(Dialogue(str(n), START + timedelta(hours=n), ()) for n in range(3))


def gold(kind: str, slot: str, value: str, dialogue: int = 0, **fields: object) -> GoldOp:
    body = {
        "dialogue": str(dialogue),
        "at": DIALOGUES[dialogue].at,
        "kind": kind,
        "slot": slot,
        "value": value,
    }
    return GoldOp.model_validate({**body, **fields})


def wrote(kind: str, attribute: str, value: str, dialogue: int = 0, **fields: object) -> Written:
    return Written(kind, attribute, value, DIALOGUES[dialogue].at + timedelta(minutes=1), **fields)  # type: ignore[arg-type]


def scored(wanted: list[GoldOp], read: list[Written]) -> Extraction:
    return score(wanted, read, DIALOGUES)


LIKED = gold("preference.add", "books.author", "Ali Smith", polarity=1)
SWAPPED = gold("preference.value_update", "books.topic", "ferns", polarity=1, old="moss")


FLIPPED = gold("preference.preference_update", "music.artist", "Can", polarity=-1)
DROPPED = gold("preference.delete", "music.artist", "Can", polarity=1)
PLACE = gold("preference.add", "travel.place", "Mont Ventoux, France", polarity=1)
CALL = gold("todo.add", "todo.task", "Call the plumber about the boiler")
RUN = gold("todo.add", "todo.task", "Exercise for 30 minutes")
DONE = gold("todo.delete", "todo.task", "Order seeds")
SHOW = gold("calendar.update", "calendar.event", "Flower show")
COFFEE = gold("food.add", "spending.coffee", "3.50", number=3.5)
GOAL = gold("goal.update", "goal.spending.coffee", "8", number=8)
BUDGET = gold("content.update", "document.budget", "95000", number=95000)
SAW = wrote("open", "books.title", "Ali Smith", polarity=0)
LOVED = wrote("open", "books.author", "Ali Smith", polarity=1)


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        (LIKED, [wrote("open", "books.author", "ali smith", polarity=1)]),
        (LIKED, [wrote("confirm", "books.author", "Ali Smith", polarity=1)]),
        (LIKED, [SAW, LOVED]),
        (SWAPPED, [wrote("replace", "books.topic", "ferns", polarity=1, old="moss")]),
        (SWAPPED, [wrote("close", "books.topic", "moss"), wrote("open", "books.topic", "ferns", polarity=1)]),
        (FLIPPED, [wrote("flip", "music.artist", "Can", polarity=-1, old="Can")]),
        (FLIPPED, [wrote("close", "music.artist", "Can"), wrote("open", "music.artist", "Can", polarity=-1)]),
        (DROPPED, [wrote("close", "music.artist", "Can", polarity=1)]),
        (PLACE, [wrote("open", "travel.place", "Mont Ventoux", polarity=1)]),
        (CALL, [wrote("open", "todo.task", "call plumber re the boiler")]),
        (DONE, [wrote("close", "todo.task", "order the seeds")]),
        (SHOW, [wrote("replace", "calendar.event", "flower show")]),
        (COFFEE, [wrote("open", "spending.coffee", "$3.50", number=3.5)]),
        (GOAL, [wrote("replace", "goal.spending.coffee", "8", number=8)]),
        (BUDGET, [wrote("replace", "document.budget", "$95,000", number=95000, subject="document:x")]),
    ],
)
def test_the_same_change(wanted: GoldOp, read: list[Written]) -> None:
    result = scored([wanted], read)
    assert result.counts == (1, 1, 1), result.mistakes
    assert result.mistakes == []


@pytest.mark.parametrize(
    ("wanted", "read"),
    [
        (LIKED, [wrote("open", "books.author", "Ali Smith", polarity=-1)]),
        (LIKED, [wrote("open", "books.author", "Zadie Smith", polarity=1)]),
        (LIKED, [wrote("open", "books.author", "Ali Smith", 1, polarity=1)]),
        (SWAPPED, [wrote("open", "books.topic", "ferns", polarity=1)]),
        (SWAPPED, [wrote("replace", "books.topic", "ferns", polarity=1, old="bees")]),
        (COFFEE, [wrote("open", "spending.lunch", "$3.50", number=3.5)]),
        (COFFEE, [wrote("open", "spending.coffee", "$3.05", number=3.05)]),
        (RUN, [wrote("open", "todo.task", "exercise for 45 minutes")]),
        (DONE, [wrote("confirm", "todo.task", "order seeds")]),
    ],
)  # fmt: skip
def test_another_change(wanted: GoldOp, read: list[Written]) -> None:
    right, _, annotated = scored([wanted], read).counts
    assert (right, annotated) == (0, 1)


def test_what_small_talk_writes_counts_against_precision() -> None:
    read = [wrote("open", "books.author", "Ali Smith", polarity=1), wrote("open", "todo.task", "rest", 1)]
    result = scored([LIKED], read)
    assert result.counts == (1, 2, 1)
    assert (result.small_talk, result.disturbed) == (2, 1)
    assert result.table()["todo.add"]["precision"] == 0.0
    assert result.table()["all"]["f1"] == pytest.approx(2 / 3)


def test_saying_again_what_holds_is_no_mistake() -> None:
    result = scored([], [wrote("confirm", "books.author", "Ali Smith", polarity=1)])
    assert result.counts == (0, 0, 0)
    assert result.disturbed == 0


def test_a_document_is_new_once() -> None:
    read = [
        wrote("open", "document.title", "Bees", subject="document:email:bees"),
        wrote("open", "document.points", "They sting", 1, subject="document:email:bees"),
    ]
    wanted = [
        gold("content.add", "document.title", "Bees", subject="email_1"),
        gold("content.update", "document.points", "They sting", 1, subject="email_1"),
    ]
    assert scored(wanted, read).counts == (2, 2, 2)


def test_slots_and_days_are_told_apart() -> None:
    moved = gold("calendar.add", "calendar.event", "Flower show", on="2025-06-20")
    read = [
        wrote("open", "books.topic", "Ali Smith", polarity=1),
        wrote("open", "calendar.event", "flower show", happens_at=datetime(2025, 6, 19, tzinfo=UTC)),
    ]
    result = scored([LIKED, moved], read)
    assert result.counts == (2, 2, 2)
    assert (result.slots, result.days) == ((0, 1), (0, 1))


def test_names_and_texts() -> None:
    assert same_name("The National", "national")
    assert same_name("Kubrick", "Kubrik")
    assert not same_name("2010s", "2000s")
    assert not same_name("", "anything")
    assert same_text(
        "Review Q3 Content Performance Metrics & Learnings", "review the Q3 content performance metrics"
    )
    assert not same_text(
        "Buy milk", "I went to the shop to buy milk and eggs and flour and a lot of other things today"
    )
