"""Sets that are kept between reads: the same objects while nothing changes, never a stale one."""

from __future__ import annotations

USER = "ana"


def test_an_unchanged_memory_hands_out_the_same_facts(desk, like):
    desk.say(like("Western"))
    desk.say(like("Drama"))
    first = desk.memory.facts(USER)
    assert desk.memory.facts(USER) is first
    desk.say(like("Comedy"))
    second = desk.memory.facts(USER)
    assert len(second) == 3
    # What did not change is handed out as it was.
    assert {id(fact) for fact in first} < {id(fact) for fact in second}


def test_the_closed_set_follows_forgetting_restoring_and_undoing(desk, like):
    desk.say(like("Western"))
    fact = desk.memory.facts(USER)[0]
    assert desk.memory.closed(USER) == ()
    desk.memory.forget(USER, [fact.fact_id])
    assert [one.value_text for one in desk.memory.closed(USER)] == ["Western"]
    assert desk.memory.closed(USER) is desk.memory.closed(USER)
    desk.memory.restore(USER, fact.fact_id)
    desk.say(like("Drama"))
    desk.memory.undo(USER)
    state = {one["fact_id"]: one for one in desk.memory.export(USER)["facts"]}
    closed = {one.fact_id for one in desk.memory.closed(USER)}
    assert closed == {fact_id for fact_id, one in state.items() if one["closed_at"] is not None}


def test_erasing_empties_the_closed_set(desk, like):
    desk.say(like("Western"))
    fact = desk.memory.facts(USER)[0]
    desk.memory.forget(USER, [fact.fact_id])
    assert desk.memory.closed(USER)
    desk.memory.erase(USER, everything=True)
    assert desk.memory.closed(USER) == ()
