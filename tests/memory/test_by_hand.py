"""Corrections by hand, the clock, undo, history, the profile page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory.types import OpKind, Outcome, Status

USER = "ana"


def test_forgetting_keeps_the_past_out_of_everything_else(desk, like):
    desk.say(like("western"))
    desk.memory.settle(USER)
    (fact,) = desk.memory.facts(USER)
    report = desk.memory.forget(USER, [fact.fact_id], message_id="f1", reason="asked to")
    assert report.entries[0].outcome is Outcome.RETRACTED
    assert desk.memory.facts(USER) == ()
    assert desk.memory.search(USER, "western") == []
    assert desk.memory.profile(USER).lines == ()
    entry = desk.memory.history(USER)[0]
    assert entry.past
    assert entry.before is not None
    assert entry.before.status is Status.RETRACTED
    assert entry.operation.reason == "asked to"
    again = desk.memory.forget(USER, [fact.fact_id], message_id="f2", reason="asked to")
    assert again.entries[0].outcome is Outcome.SKIPPED
    with pytest.raises(UsageError, match="No fact"):
        desk.memory.forget(USER, ["nonsense"], message_id="f3", reason="x")


def test_restoring_opens_a_new_row_and_closes_the_opposite(desk, like, dislike):
    desk.say(like("western"))
    old = desk.memory.facts(USER)[0]
    desk.say(dislike("western"))
    report = desk.memory.restore(USER, old.fact_id)
    assert report.entries[0].outcome is Outcome.RESTORED
    (fact,) = desk.memory.facts(USER)
    assert (fact.polarity, fact.supersedes) == (1, old.fact_id)
    assert fact.fact_id != old.fact_id
    assert desk.memory.restore(USER, old.fact_id).entries[0].outcome is Outcome.SKIPPED
    assert desk.memory.restore(USER, fact.fact_id).entries[0].outcome is Outcome.SKIPPED
    assert desk.memory.verify(USER).ok


def test_editing_replaces_and_keeps_the_old(desk, like):
    desk.say(like("western"), like("war"))
    fact = next(f for f in desk.memory.facts(USER) if f.value_norm == "western")
    report = desk.memory.edit(USER, fact.fact_id, "Neo-Western")
    assert report.entries[0].outcome is Outcome.REPLACED
    assert report.changed
    assert {norm for _, norm, _, _ in desk.live()} == {"neo western", "war"}
    new = next(f for f in desk.memory.facts(USER) if f.value_norm == "neo western")
    desk.memory.edit(USER, new.fact_id, polarity=-1)
    assert ("movies.genre", "neo western", -1, None) in desk.live()
    flipped = next(f for f in desk.memory.facts(USER) if f.polarity == -1)
    desk.memory.edit(USER, flipped.fact_id, "war", polarity=1)
    assert desk.live() == {("movies.genre", "war", 1, None)}
    assert desk.memory.verify(USER).ok
    with pytest.raises(UsageError):
        desk.memory.edit(USER, new.fact_id, "x")
    with pytest.raises(UsageError):
        desk.memory.edit(USER, desk.memory.facts(USER)[0].fact_id, " ")


def test_editing_a_limit(desk, limit):
    desk.say(limit("year_min", 1990))
    desk.memory.edit(USER, desk.memory.facts(USER)[0].fact_id, "1995", number=1995.0)
    assert desk.live() == {("movies.year_min", "1995", 0, 1995.0)}


def test_the_clock_ends_facts_before_and_after_it_is_told_to(desk, like):
    desk.say(like("comedy", expires_at=desk.clock.now() + timedelta(days=2)), like("drama"))
    version = desk.memory.profile_version(USER)
    assert desk.memory.expire(USER).entries == ()
    desk.clock.advance(days=1, hours=23)
    assert len(desk.memory.facts(USER)) == 2
    desk.clock.advance(hours=1)
    assert {norm for _, norm, _, _ in desk.live()} == {"drama"}
    assert desk.memory.search(USER, "comedy") == []
    report = desk.memory.expire(USER)
    assert [entry.outcome for entry in report.entries] == [Outcome.EXPIRED]
    assert report.profile_version > version
    assert desk.memory.ledger(USER)[-1].actor == "clock"
    assert desk.memory.verify(USER).ok


def test_the_version_moves_when_time_alone_changes_what_holds(desk, like):
    soon = desk.clock.now() + timedelta(days=1)
    desk.say(like("comedy", expires_at=soon), like("drama", valid_from=soon))
    version = desk.memory.profile_version(USER)
    assert {norm for _, norm, _, _ in desk.live()} == {"comedy"}
    desk.clock.advance(days=1)
    assert {norm for _, norm, _, _ in desk.live()} == {"drama"}
    assert desk.memory.profile_version(USER) > version


def test_a_change_announced_for_later(desk, limit):
    later = desk.clock.now() + timedelta(days=7)
    desk.say(limit("year_min", 1990))
    desk.say(limit("year_min", 2000, valid_from=later))
    assert {n for *_, n in desk.live()} == {1990.0}
    desk.clock.advance(days=7)
    assert {n for *_, n in desk.live()} == {2000.0}
    desk.memory.expire(USER)
    assert {n for *_, n in desk.live()} == {2000.0}
    assert desk.memory.verify(USER).ok


def test_a_change_announced_for_later_can_be_overtaken(desk, limit):
    desk.say(limit("year_min", 1990))
    desk.say(limit("year_min", 2000, valid_from=desk.clock.now() + timedelta(days=7)))
    desk.clock.advance(days=1)
    desk.say(limit("year_min", 1980))
    assert {n for *_, n in desk.live()} == {1980.0}
    desk.clock.advance(days=30)
    desk.memory.expire(USER)
    assert {n for *_, n in desk.live()} == {1980.0}
    assert desk.memory.verify(USER).ok


def test_what_was_believed_then(desk, like, dislike):
    desk.say(like("western"))
    first = desk.clock.now()
    desk.clock.advance(days=10)
    desk.say(dislike("western"), like("drama"))
    desk.clock.advance(days=10)
    then = desk.memory.facts(USER, as_known_at=first)
    assert [(f.value_norm, f.polarity) for f in then] == [("western", 1)]
    assert desk.memory.facts(USER, as_known_at=first - timedelta(days=1)) == ()
    assert len(desk.memory.facts(USER, as_known_at=desk.clock.now())) == 2
    assert desk.memory.facts(USER, as_known_at=first, attribute="books.*") == ()
    # The past as seen from now never brings back what is closed.
    assert desk.memory.facts(USER, at=first) == ()


def test_undo_walks_back_message_by_message(desk, like, dislike, drop, limit):
    states = [desk.live()]
    desk.say(like("western"), like("drama"))
    states.append(desk.live())
    desk.say(dislike("western"), limit("year_min", 1990))
    states.append(desk.live())
    desk.say(like("drama"))  # confirms only: nothing to take back
    desk.say(drop("", "movies.*"))
    assert desk.live() == set()
    for state in reversed(states):
        desk.clock.advance(minutes=1)
        report = desk.memory.undo(USER)
        assert report.changed
        assert desk.live() == state
        assert desk.memory.verify(USER).ok
    last = desk.memory.undo(USER)
    assert [entry.outcome for entry in last.entries] == [Outcome.SKIPPED]
    assert last.entries[0].reason == "there is nothing left to take back"


def test_undo_takes_back_corrections_and_goes_on_after_new_words(desk, like):
    desk.say(like("western"))
    fact = desk.memory.facts(USER)[0]
    desk.memory.forget(USER, [fact.fact_id], message_id="f", reason="x")
    desk.memory.undo(USER)
    assert {norm for _, norm, _, _ in desk.live()} == {"western"}
    desk.say(like("drama"))
    desk.memory.undo(USER)
    assert {norm for _, norm, _, _ in desk.live()} == {"western"}
    desk.memory.undo(USER)
    assert desk.live() == set()


def test_undo_restores_a_contradiction_and_a_settling(desk, like, dislike):
    desk.say(like("western"))
    desk.say(like("western"), dislike("western"))
    chosen = next(f for f in desk.memory.contested(USER) if f.polarity == -1)
    desk.memory.settle_contested(USER, chosen.fact_id, True)
    assert desk.live() == {("movies.genre", "western", -1, None)}
    desk.memory.undo(USER)
    assert desk.live() == set()
    assert {f.polarity for f in desk.memory.contested(USER)} == {1, -1}
    desk.memory.undo(USER)
    assert desk.live() == {("movies.genre", "western", 1, None)}
    assert desk.memory.contested(USER) == ()
    assert desk.memory.verify(USER).ok


def test_undo_of_a_user_nobody_knows(desk):
    assert desk.memory.undo("nobody").entries[0].outcome is Outcome.SKIPPED


def test_history_tells_past_from_present(desk, like, dislike):
    desk.say(like("western"), like("Clint Eastwood", "movies.actor"))
    desk.clock.advance(days=30)
    desk.say(dislike("western"))
    entries = desk.memory.history(USER, attribute="movies.genre")
    assert [entry.operation.kind for entry in entries] == [OpKind.FLIP, OpKind.ADD]
    assert entries[0].interval == "2026-03-01 to 2026-03-31"
    assert [entry.past for entry in entries] == [False, True]
    assert entries[1].fact is not None
    assert entries[1].fact.closed_at == desk.clock.now()
    assert len(desk.memory.history(USER, limit=1)) == 1
    assert len(desk.memory.history(USER, value_norm="clint eastwood")) == 1
    assert len(desk.memory.history(USER, attribute="movies.*")) == 3


def test_the_page_is_built_from_live_facts_and_never_served_dirty(desk, like, dislike, path):
    desk.say(like("western"), like("drama"))
    page = desk.memory.profile(USER)
    assert page.text == "likes genre western (since 2026-03-01)\nlikes genre drama (since 2026-03-01)"
    assert {fact_id for fact_id, _ in page.depends} == {f.fact_id for f in desk.memory.facts(USER)}
    assert desk.memory.profile(USER) == page
    desk.say(dislike("western"))
    changed = desk.memory.profile(USER)
    assert "likes genre western" not in changed.text.replace("dislikes", "no")
    assert changed.profile_version > page.profile_version
    desk.memory.forget(USER, [f.fact_id for f in desk.memory.facts(USER)], message_id="f", reason="x")
    assert desk.memory.profile(USER).text == ""


def test_the_page_runs_out_with_its_facts(desk, like):
    desk.say(like("comedy", expires_at=desk.clock.now() + timedelta(days=1)))
    assert desk.memory.profile(USER).lines
    desk.clock.advance(days=1)
    assert not desk.memory.profile(USER).lines


def test_counts(desk, like, dislike):
    desk.say(like("western"), like("drama"))
    desk.say(dislike("western"))
    stats = desk.memory.stats()
    assert (stats.users, stats.live, stats.closed, stats.operations, stats.contested) == (1, 2, 1, 3, 0)
    assert stats.pending > 0
    desk.memory.settle(USER)
    assert desk.memory.stats().pending == 0
    assert stats.file_bytes > 0
