"""Sums by SQL: over what holds, by the time of the thing, never across units."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory.types import Claim, ClaimKind

USER = "ana"
MONDAY = datetime(2026, 2, 2, tzinfo=UTC)


def counted(number, attribute="spending.coffee", at=None, unit="$", **fields):
    text = f"{number}"
    return Claim(
        kind=ClaimKind.ASSERT, attribute=attribute, value_norm=text, value_text=text, start=0, end=len(text),
        number=float(number), unit=unit, happens_at=at, **fields,
    )  # fmt: skip


def test_a_sum_names_its_facts(desk):
    desk.say(counted(3), counted(4.5), counted(9, "spending.lunch"))
    total = desk.memory.total(USER, "spending.coffee")
    held = {fact.fact_id for fact in desk.memory.facts(USER, attribute="spending.coffee")}
    assert (total.sum, total.count, total.unit, total.mean) == (7.5, 2, "$", 3.75)
    assert set(total.fact_ids) == held
    assert desk.memory.total(USER, "spending.*").sum == 16.5
    assert desk.memory.total(USER, "*").count == 3
    nothing = desk.memory.total(USER, "activity.*")
    assert (nothing.sum, nothing.count, nothing.unit, nothing.fact_ids, nothing.mean) == (0, 0, None, (), 0)


def test_a_window_takes_in_its_start_and_leaves_out_its_end(desk):
    for day in range(10):
        desk.say(counted(day, at=MONDAY + timedelta(days=day)))
    window = desk.memory.total(
        USER, "spending.coffee", MONDAY + timedelta(days=2), MONDAY + timedelta(days=5)
    )
    assert window.sum == 2 + 3 + 4
    assert desk.memory.total(USER, "spending.*", since=MONDAY + timedelta(days=8)).sum == 17
    assert desk.memory.total(USER, "spending.*", until=MONDAY + timedelta(days=1)).sum == 0


def test_what_says_no_time_counts_when_it_was_said(desk):
    desk.say(counted(3))
    now = desk.clock.now()
    assert desk.memory.total(USER, "spending.coffee", now, now + timedelta(seconds=1)).sum == 3
    assert desk.memory.total(USER, "spending.coffee", now + timedelta(seconds=1)).sum == 0


def test_units_are_never_added_up(desk):
    desk.say(counted(3), counted(4), counted(5, unit="€"), counted(6, unit=None))
    total = desk.memory.total(USER, "spending.coffee")
    assert (total.sum, total.unit) == (7, "$")
    assert [(rest.sum, rest.unit, rest.count) for rest in total.rest] == [(6, None, 1), (5, "€", 1)]
    days = desk.memory.by_period(USER, "spending.coffee", "day")
    assert {(day.sum, day.unit) for day in days} == {(7, "$"), (5, "€"), (6, None)}


def test_only_what_holds_counts(desk):
    desk.say(counted(3), counted(4), counted(50, expires_at=desk.clock.now() + timedelta(days=1)),
             counted(700, valid_from=desk.clock.now() + timedelta(days=9)))  # fmt: skip
    assert desk.memory.total(USER, "spending.coffee").sum == 57
    desk.clock.advance(days=2)
    # Not expired by anyone yet: the predicate alone decides.
    assert desk.memory.total(USER, "spending.coffee").sum == 7
    assert desk.memory.total(USER, "spending.coffee", at=desk.clock.now() + timedelta(days=30)).sum == 707
    gone = next(fact for fact in desk.memory.facts(USER) if fact.number == 3)
    desk.memory.forget(USER, [gone.fact_id])
    total = desk.memory.total(USER, "spending.coffee")
    assert total.sum == 4
    assert gone.fact_id not in total.fact_ids
    assert desk.memory.total("bo", "spending.coffee").count == 0


def test_contested_sums_do_not_count(desk):
    desk.say(counted(3), counted(4))
    first = desk.memory.facts(USER)[0]
    desk.say(counted(5, closes=(first.fact_id,), confidence=0.3))
    assert desk.memory.total(USER, "spending.coffee").sum == 4


@pytest.mark.parametrize(("period", "starts"), [
    ("day", ["2026-01-31", "2026-02-01", "2026-02-02", "2026-02-28"]),
    ("week", ["2026-01-26", "2026-02-02", "2026-02-23"]),
    ("month", ["2026-01-01", "2026-02-01"]),
])  # fmt: skip
def test_periods_follow_the_calendar(desk, period, starts):
    for day in ("2026-01-31", "2026-02-01", "2026-02-02", "2026-02-28"):
        moment = datetime.fromisoformat(f"{day}T23:59:59+00:00")
        desk.say(counted(1, at=moment), counted(2, "spending.lunch", at=moment))
    found = desk.memory.by_period(USER, "spending.*", period)
    assert [one.start.date().isoformat() for one in found] == starts
    assert all(one.start < one.end and one.sum == one.count * 1.5 for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_a_month_ends_where_the_next_begins(desk):
    desk.say(counted(1, at=datetime(2026, 12, 31, tzinfo=UTC)))
    (december,) = desk.memory.by_period(USER, "spending.*", "month")
    assert (december.start, december.end) == (
        datetime(2026, 12, 1, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
    )


def test_another_zone_counts_by_utc(desk):
    from datetime import timezone

    late = datetime(2026, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    desk.say(counted(1, at=late))
    (day,) = desk.memory.by_period(USER, "spending.*")
    assert day.start == MONDAY


def test_an_unknown_period_is_refused(desk):
    with pytest.raises(UsageError, match="No period 'year'"):
        desk.memory.by_period(USER, "spending.*", "year")


def test_cents_add_up(desk):
    for _ in range(30):
        desk.say(counted(0.1))
    assert desk.memory.total(USER, "spending.coffee").sum == 3.0


def test_sums_equal_what_the_facts_add_up_to(desk):
    dice = random.Random(7)
    for _ in range(60):
        at = MONDAY + timedelta(hours=dice.randrange(24 * 40))
        desk.say(
            counted(
                dice.randrange(1, 90), f"spending.{dice.choice('abc')}", at=at, unit=dice.choice(("$", "€"))
            )
        )
        if dice.random() < 0.2:
            desk.memory.forget(USER, [dice.choice(desk.memory.facts(USER)).fact_id])
    facts = desk.memory.facts(USER)
    for period in ("day", "week", "month"):
        parts = desk.memory.by_period(USER, "spending.*", period)
        for part in parts:
            inside = [f for f in facts if part.start <= f.happens_at < part.end and f.unit == part.unit]
            assert (part.sum, part.count) == (sum(f.number for f in inside), len(inside))
            assert set(part.fact_ids) == {f.fact_id for f in inside}
        assert sum(part.count for part in parts) == len(facts)


def test_the_latest_aim_under_a_prefix(desk):
    aim = {"unit": "$/week", "polarity": -1}
    desk.say(counted(20, "goal.spending.coffee", **aim))
    desk.clock.advance(days=1)
    desk.say(counted(60, "goal.spending.lunch", **aim))
    assert desk.memory.latest_goal(USER, "goal.*").number == 60
    assert desk.memory.latest_goal(USER, "goal.spending.coffee").number == 20
    desk.say(counted(25, "goal.spending.coffee", **aim))
    assert desk.memory.latest_goal(USER, "spending.*").number == 25
    assert desk.memory.latest_goal(USER, "spending.coffee", at=desk.clock.now() - timedelta(hours=1)) is None
