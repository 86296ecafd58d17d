"""Chat logs of the past: later words win, what is over is history, nothing is read twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory.types import Outcome, Status

from .conftest import NOW, user


def values(facts):
    return sorted((fact.attribute, fact.value_text.lower()) for fact in facts)


def test_later_words_win_whatever_the_order_of_the_file(memory, read):
    read(
        [user("I don't like westerns any more", "2026-03-10T10:00:00Z")],
        [user("I love westerns and jazz music", "2026-03-01T10:00:00Z")],
    )
    assert values(memory.facts("ana")) == [("music.genre", "jazz")]
    (past,) = memory.closed("ana")
    assert (past.status, past.valid_from.day, past.valid_to.day) == (Status.RETRACTED, 1, 10)
    assert past.recorded_at == NOW
    assert memory.verify("ana").ok


def test_a_conversation_taken_up_again_is_heard_between_the_others(memory, read):
    read(
        [
            user("I love jazz music", "2026-03-01T10:00:00Z"),
            user("I no longer like opera", "2026-03-20T10:00Z"),
        ],
        [user("I love opera music", "2026-03-10T10:00:00Z")],
    )
    assert [text for _, text in values(memory.facts("ana"))] == ["jazz"]


def test_the_same_file_again_changes_nothing_and_a_grown_one_adds_what_is_new(memory, read):
    spent = user("I spent $12.40 on lunch", "2026-03-05T10:00:20Z")
    first = read([spent])
    before = memory.export("ana")
    again = read([spent])
    assert (first.known, again.known, again.outcomes) == (0, 1, {})
    assert memory.export("ana") == before
    grown = read([spent, user("and $4 on coffee", "2026-03-05T10:01:00Z")])
    assert (grown.known, grown.messages) == (1, 2)
    assert memory.total("ana", "spending.*").sum == pytest.approx(16.4)


def test_equal_words_of_two_conversations_are_two_events(memory, read):
    report = read([user("I spent $5 on coffee")], [user("I spent $5 on coffee")])
    assert (report.conversations, report.undated) == (2, 2)
    assert memory.total("ana", "spending.coffee").sum == 10
    assert read([user("I spent $5 on coffee")], [user("I spent $5 on coffee")]).known == 2
    assert memory.total("ana", "spending.coffee").sum == 10


def test_an_appointment_that_is_over_comes_in_as_history_and_can_be_moved_on_the_way(memory, read):
    report = read(
        [
            user("I have a dentist appointment next Tuesday at 10", "2026-03-05T10:00:00Z"),
            user("Moved the dentist to Friday at 3", "2026-03-08T10:01:00Z"),
        ]
    )
    assert memory.facts("ana") == ()
    assert report.over == 1
    moved, kept = memory.closed("ana")
    assert (moved.status, moved.happens_at.day) == (Status.SUPERSEDED, 10)
    assert kept.status is Status.EXPIRED
    assert kept.happens_at.isoweekday() == 5


def test_what_is_over_is_live_at_no_moment_of_the_reading(memory, read):
    seen = []
    said = [
        user("I have a dentist appointment next Tuesday at 10", "2026-03-05T10:00:00Z"),
        user("Remind me to buy oat milk", "2026-03-05T10:02:00Z"),
    ]
    read(said, progress=lambda done, of: seen.append(values(memory.facts("ana"))))
    assert seen == [[], [("todo.task", "buy oat milk")]]


def test_the_assistants_words_are_context_only(memory, read):
    read([{"role": "assistant", "content": "I love horror films"}, user("I love jazz music")])
    assert [text for _, text in values(memory.facts("ana"))] == ["jazz"]


def test_what_memory_knows_better_stays(memory, read):
    read([user("I hate jazz music", "2026-05-01T10:00:00Z")])
    read([user("I love jazz music", "2026-03-01T10:00:00Z")])
    (fact,) = memory.facts("ana")
    assert fact.polarity == -1
    assert memory.closed("ana")[0].polarity == 1


def test_what_was_taken_back_since_is_not_brought_back(memory, read):
    read([user("I love jazz music", "2026-04-01T10:00:00Z")])
    memory.forget("ana", [memory.facts("ana")[0].fact_id])
    older = read([user("I really love jazz music", "2026-03-01T10:00:00Z")])
    within = read([user("Love jazz music!", "2026-04-20T10:00:00Z")])
    assert memory.facts("ana") == ()
    assert "taken back since" in older.reports[0].entries[0].reason
    assert within.outcomes == {Outcome.SKIPPED: 1}
    assert memory.verify("ana").ok


def test_what_was_taken_back_before_may_be_taken_up_again(memory, read):
    read([user("I love jazz music", "2026-01-01T10:00Z"), user("I no longer like jazz", "2026-02-01T10:00Z")])
    read([user("I love jazz music again", "2026-03-01T10:00:00Z")])
    (fact,) = memory.facts("ana")
    assert fact.valid_from == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_words_dated_ahead_are_taken_as_said_now(memory, read):
    read([user("I love jazz music", "2031-01-01T10:00:00Z")])
    assert memory.facts("ana")[0].valid_from == NOW


def test_undated_chats_are_placed_by_their_neighbours_or_by_hand(memory, read):
    read([user("I love jazz music", "2026-03-01T10:00:00Z")], [user("I love opera music")])
    assert {fact.valid_from.month for fact in memory.facts("ana")} == {3}
    read([user("I love noir films")], undated=datetime(2025, 2, 1, tzinfo=UTC))
    assert memory.facts("ana", attribute="movies.*")[0].valid_from.year == 2025
    with pytest.raises(UsageError, match="no zone"):
        read([user("hi")], undated=datetime(2025, 2, 1))
