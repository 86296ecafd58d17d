"""Claims that name what they end, and the one question that is asked when that is not sure."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory import Memory
from tastekeeper.memory.types import Claim, ClaimKind, OpKind, Outcome, Status

USER = "ana"


def entry(value, attribute="todo.task", kind=ClaimKind.ASSERT, **fields):
    return Claim(
        kind=kind, attribute=attribute, value_norm=fields.pop("norm", value.lower()), value_text=value, start=0,
        end=len(value), **fields,
    )  # fmt: skip


def done(closes, text="the report", attribute="todo.task", **fields):
    return entry(text, attribute, ClaimKind.RETRACT, closes=tuple(closes), norm="", **fields)


@pytest.fixture
def tasks(desk):
    """Two things to do that one word could mean, and a third."""
    desk.say(entry("write the report"), entry("review the report"), entry("call Bo"))
    return [fact.fact_id for fact in desk.memory.facts(USER)]


def held(desk):
    return {fact.value_text for fact in desk.memory.facts(USER)}


def asked(desk):
    return {fact.value_text for fact in desk.memory.contested(USER)}


def outcomes(report):
    return [item.outcome for item in report.entries]


def test_exactly_what_is_named_ends(desk, tasks):
    report = desk.say(done([tasks[1], tasks[2]]))
    assert outcomes(report) == [Outcome.COMPLETED, Outcome.COMPLETED]
    assert held(desk) == {"write the report"}


def test_ending_cites_words(desk, tasks):
    report = desk.say(done(tasks[:1]).model_copy(update={"end": 0}), text="I am through")
    assert report.entries[0].reason == "it cites no words"


@pytest.mark.parametrize("how", ["unknown", "closed", "another's", "attribute", "subject", "domain", "newer"])
def test_what_may_not_be_named_refuses_the_whole_claim(desk, tasks, how):
    claim = done(tasks[:1])
    if how == "unknown":
        claim = done([tasks[0], "01HZZZZZZZZZZZZZZZZZZZZZZZ"])
    elif how == "closed":
        desk.memory.forget(USER, [tasks[1]])
        claim = done(tasks[:2])
    elif how == "another's":
        desk.say(entry("write the report"), user="bo")
        claim = done([tasks[0], desk.memory.facts("bo")[0].fact_id])
    elif how == "attribute":
        claim = done(tasks[:1], attribute="todo.errand")
    elif how == "subject":
        claim = done(tasks[:1], subject="document:email:x")
    elif how == "domain":
        claim = entry("the report", "calendar.event", closes=tuple(tasks[:1]))
    elif how == "newer":
        claim = done(tasks[:1], valid_from=desk.clock.now() - timedelta(days=2))
    before = held(desk)
    report = desk.say(claim)
    assert outcomes(report) == [Outcome.SKIPPED]
    assert desk.memory.ledger(USER)[-1].kind is OpKind.NOOP
    assert held(desk) == before
    assert not report.changed


def test_two_claims_cannot_end_one_thing(desk, tasks):
    report = desk.say(done(tasks[:1]), done(tasks[:1], text="that report"))
    assert outcomes(report) == [Outcome.COMPLETED, Outcome.SKIPPED]


def test_a_pattern_covers_what_it_names(desk, tasks):
    assert outcomes(desk.say(done(tasks[:1], attribute="todo.*"))) == [Outcome.COMPLETED]


def test_a_taste_turned_round_by_id_is_a_flip_and_another_a_replacement(desk, like, dislike):
    desk.say(like("western"), like("drama"))
    named = {fact.value_norm: fact.fact_id for fact in desk.memory.facts(USER)}
    assert desk.say(dislike("western", closes=(named["western"],))).changed
    assert desk.memory.ledger(USER)[-1].kind is OpKind.FLIP
    desk.say(like("heist", closes=(named["drama"],)))
    assert desk.memory.ledger(USER)[-1].kind is OpKind.REPLACE
    assert desk.live() == {("movies.genre", "western", -1, None), ("movies.genre", "heist", 1, None)}


def test_a_doubtful_ending_is_one_question(desk, tasks):
    report = desk.say(done(tasks[:2], confidence=0.4))
    (item,) = report.entries
    assert item.outcome is Outcome.CONTESTED
    assert [fact.label for fact in item.candidates] == ["task write the report", "task review the report"]
    assert (item.fact, item.previous) == (None, None)
    assert held(desk) == {"call Bo"}
    assert asked(desk) == {"write the report", "review the report"}
    assert desk.memory.search(USER, "report") == []
    assert "report" not in desk.memory.profile(USER).text
    assert outcomes(desk.say(done(tasks[:2], text="The report", confidence=0.4))) == [Outcome.SKIPPED]
    assert desk.memory.verify(USER).ok


def test_doubtful_claims_on_the_same_words_are_one_question(desk, tasks):
    report = desk.say(done(tasks[:1], confidence=0.4), done(tasks[1:2], confidence=0.3), text="finished the report",
                      )  # fmt: skip
    assert outcomes(report) == [Outcome.CONTESTED]
    assert len(report.entries[0].candidates) == 2


def test_doubtful_claims_on_other_words_are_questions_of_their_own(desk, tasks):
    report = desk.say(done(tasks[:1], confidence=0.4), done(tasks[2:3], text="Bo", confidence=0.4))
    assert outcomes(report) == [Outcome.CONTESTED, Outcome.CONTESTED]
    desk.memory.settle_contested(USER, tasks[0], keep=False)
    assert asked(desk) == {"call Bo"}


def test_the_one_meant_ends_and_the_other_holds_again(desk, tasks):
    desk.say(done(tasks[:2], confidence=0.4))
    report = desk.memory.settle_contested(USER, tasks[1], keep=False)
    assert outcomes(report) == [Outcome.COMPLETED, Outcome.RESTORED]
    assert held(desk) == {"write the report", "call Bo"}
    assert asked(desk) == set()
    assert [fact.status for fact in desk.memory.closed(USER)] == [Status.COMPLETED]
    with pytest.raises(UsageError):
        desk.memory.settle_contested(USER, tasks[1], keep=True)


def test_one_that_was_not_meant_holds_again_and_the_question_stays(desk, tasks):
    desk.say(done(tasks[:2], confidence=0.4))
    assert outcomes(desk.memory.settle_contested(USER, tasks[0], keep=True)) == [Outcome.RESTORED]
    assert held(desk) == {"write the report", "call Bo"}
    assert asked(desk) == {"review the report"}
    desk.memory.settle_contested(USER, tasks[1], keep=True)
    assert held(desk) == {"write the report", "review the report", "call Bo"}


def test_a_doubtful_move_waits_with_what_it_would_move(desk):
    days = [desk.clock.now() + timedelta(days=n) for n in (2, 4, 9)]
    desk.say(entry("dentist", "calendar.event", happens_at=days[0]))
    desk.say(entry("dentist", "calendar.event", happens_at=days[1]))
    both = [fact.fact_id for fact in desk.memory.facts(USER)]
    report = desk.say(
        entry("dentist", "calendar.event", happens_at=days[2], closes=tuple(both), confidence=0.4)
    )
    (item,) = report.entries
    assert item.fact is not None
    assert (item.fact.happens_at, item.fact.status) == (days[2], Status.CONTESTED)
    assert len(item.candidates) == 2
    assert held(desk) == set()
    report = desk.memory.settle_contested(USER, both[0], keep=False)
    assert [fact.happens_at for fact in desk.memory.facts(USER)] == [days[1], days[2]]
    assert report.entries[0].outcome is Outcome.REPLACED
    assert desk.memory.facts(USER)[1].supersedes == both[0]
    assert desk.memory.contested(USER) == ()


@pytest.mark.parametrize(("keep", "left"), [(True, {"new"}), (False, {"old"})])
def test_the_claimed_value_can_be_answered_for_itself(desk, keep, left):
    desk.say(entry("old", "calendar.event"))
    (old,) = desk.memory.facts(USER)
    report = desk.say(entry("new", "calendar.event", closes=(old.fact_id,), confidence=0.4))
    desk.memory.settle_contested(USER, report.entries[0].fact.fact_id, keep=keep)
    assert held(desk) == left
    assert desk.memory.contested(USER) == ()
    assert desk.memory.verify(USER).ok


def test_nothing_moved_means_both_hold(desk):
    desk.say(entry("old", "calendar.event"))
    (old,) = desk.memory.facts(USER)
    desk.say(entry("new", "calendar.event", closes=(old.fact_id,), confidence=0.4))
    desk.memory.settle_contested(USER, old.fact_id, keep=True)
    assert held(desk) == {"old", "new"}


def test_where_one_value_fits_the_kept_one_shuts_out_the_claimed(desk):
    goal = {"attribute": "goal.spending.coffee", "polarity": -1, "unit": "$/week"}
    desk.say(entry("$20", norm="20", number=20.0, **goal))
    (old,) = desk.memory.facts(USER)
    desk.say(entry("$15", norm="15", number=15.0, closes=(old.fact_id,), confidence=0.4, **goal))
    assert held(desk) == set()
    desk.memory.settle_contested(USER, old.fact_id, keep=True)
    assert held(desk) == {"$20"}
    assert desk.memory.contested(USER) == ()


def test_plain_words_settle_a_question_too(desk, tasks):
    desk.say(done(tasks[:2], confidence=0.4))
    desk.say(done(tasks[:1], text="writing the report"))
    assert asked(desk) == {"review the report"}
    desk.say(entry("review the report"))
    assert asked(desk) == set()
    assert held(desk) == {"review the report", "call Bo"}


def test_a_question_and_its_answer_can_be_undone(desk, tasks):
    before = held(desk)
    desk.say(done(tasks[:2], confidence=0.4))
    desk.memory.settle_contested(USER, tasks[0], keep=False)
    desk.memory.undo(USER)
    assert asked(desk) == {"write the report", "review the report"}
    # Still one question: an answer settles both.
    again = next(fact for fact in desk.memory.contested(USER) if fact.value_text == "write the report")
    assert again.fact_id != tasks[0]
    desk.memory.settle_contested(USER, again.fact_id, keep=False)
    assert held(desk) == {"review the report", "call Bo"}
    desk.memory.undo(USER)
    desk.memory.undo(USER)
    assert held(desk) == before
    assert desk.memory.contested(USER) == ()
    assert desk.memory.verify(USER).ok


def test_an_answer_is_undone_after_what_it_kept_was_taken_back_and_brought_back(desk):
    desk.say(entry("old", "calendar.event"))
    (old,) = desk.memory.facts(USER)
    desk.say(entry("new", "calendar.event", closes=(old.fact_id,), confidence=0.4))
    desk.memory.settle_contested(USER, old.fact_id, keep=False)
    desk.say(entry("that", "calendar.event", ClaimKind.RETRACT, norm=""))
    for expected in ({"new"}, set(), {"old"}, set()):
        desk.memory.undo(USER)
        assert held(desk) == expected
    assert asked(desk) == set()
    assert desk.memory.verify(USER).ok


def test_a_question_survives_erasure_of_what_was_claimed(desk):
    desk.say(entry("old one", "calendar.event"))
    (old,) = desk.memory.facts(USER)
    report = desk.say(entry("Zweiohrhase", "calendar.event", closes=(old.fact_id,), confidence=0.4))
    receipt = desk.memory.erase(USER, fact_ids=[report.entries[0].fact.fact_id])
    assert receipt.clean, receipt.remains
    (left,) = desk.memory.contested(USER)
    desk.memory.settle_contested(USER, left.fact_id, keep=True)
    assert held(desk) == {"old one"}
    assert desk.memory.verify(USER).ok


def test_a_question_travels(desk, tasks, tmp_path, clock):
    desk.say(done(tasks[:2], confidence=0.4))
    with Memory.open(tmp_path / "other.db", clock=clock) as other:
        other.import_(USER, desk.memory.export(USER), message_id="i1")
        waiting = other.contested(USER)
        assert {fact.value_text for fact in waiting} == {"write the report", "review the report"}
        other.settle_contested(USER, waiting[0].fact_id, keep=False)
        assert other.contested(USER) == ()
        assert len(other.facts(USER)) == 2
        assert other.verify(USER).ok


def test_the_same_message_again_asks_the_same(desk, tasks):
    first = desk.say(done(tasks[:2], confidence=0.4), message_id="same")
    again = desk.say(done(tasks[:2], confidence=0.4), message_id="same")
    assert again.entries[0].candidates == first.entries[0].candidates
    assert outcomes(again) == [Outcome.CONTESTED]
    assert again.entries[0].previous is None
