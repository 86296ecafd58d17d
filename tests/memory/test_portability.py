"""Taking a memory along and reading it in again."""

from __future__ import annotations

import copy
import json
from datetime import timedelta

import pytest
from tastekeeper.errors import DataError
from tastekeeper.memory.types import Outcome, Status

USER = "ana"


@pytest.fixture
def lived(desk, like, dislike, drop, limit):
    desk.say(like("western"), like("drama"))
    desk.clock.advance(days=3)
    desk.say(dislike("western"), limit("year_min", 1990), like("Heat (1995)", "movies.title", ref="m1"))
    desk.say(drop("drama"))
    desk.say(like("musical"), dislike("musical"))
    return desk


def test_a_round_trip_through_json_keeps_everything(lived):
    payload = json.loads(json.dumps(lived.memory.export(USER)))
    lived.clock.advance(days=30)
    report = lived.memory.import_("bo", payload, message_id="i1")
    assert lived.live("bo") == lived.live()
    old, new = (lived.memory.facts(user) for user in (USER, "bo"))
    assert [(f.valid_from, f.ref, f.value_text) for f in old] == [
        (f.valid_from, f.ref, f.value_text) for f in new
    ]
    assert {f.fact_id for f in old}.isdisjoint(f.fact_id for f in new)
    assert len(lived.memory.contested("bo")) == len(lived.memory.contested(USER)) == 2
    past = [e.fact for e in report.entries if e.fact is not None and e.fact.closed_at is not None]
    assert sorted(f.status for f in past) == [Status.RETRACTED, Status.SUPERSEDED]
    heat = next(f for f in new if f.ref == "m1")
    assert [line.text for line in lived.memory.evidence("bo", heat.fact_id)] == ["Heat (1995)"]
    assert lived.memory.verify("bo").ok


def test_reading_in_twice_changes_nothing(lived):
    payload = lived.memory.export(USER)
    lived.memory.import_("bo", payload, message_id="i1")
    operations = lived.memory.ledger("bo")
    lived.memory.import_("bo", payload, message_id="i1")
    assert lived.memory.ledger("bo") == operations
    again = lived.memory.import_(USER, payload, message_id="i2")
    assert {entry.outcome for entry in again.entries} == {Outcome.SKIPPED}


def test_what_is_newer_here_stays(lived, like):
    payload = lived.memory.export(USER)
    lived.clock.advance(days=1)
    lived.say(like("western"), user="bo")
    lived.memory.import_("bo", payload, message_id="i1")
    assert ("movies.genre", "western", 1, None) in lived.live("bo")
    assert lived.memory.verify("bo").ok


def test_an_import_can_be_taken_back(lived):
    lived.memory.import_("bo", lived.memory.export(USER), message_id="i1")
    lived.memory.undo("bo")
    assert lived.live("bo") == set()
    assert lived.memory.verify("bo").ok


def broken(payload, where, value):
    damaged = copy.deepcopy(payload)
    target = damaged
    for key in where[:-1]:
        target = target[key]
    target[where[-1]] = value
    return damaged


@pytest.mark.parametrize(
    ("where", "value", "message"),
    [
        (("format",), "other", "not a memory export"),
        (("version",), 9, "version 9"),
        (("facts", 1, "polarity"), 5, "without a value or polarity"),
        (("facts", 1, "valid_from"), "yesterday", "damaged"),
        (("facts", 1, "status"), "active", "disagree"),
        (("facts", 1, "surprise"), 1, "damaged"),
        (("facts", 0, "fact_id"), "twice", "twice"),
        (("evidence", 0, "fact_id"), "unknown", "unknown fact"),
    ],
)
def test_a_damaged_export_is_refused_and_nothing_is_stored(lived, where, value, message):
    payload = lived.memory.export(USER)
    payload = broken(payload, where, value)
    if value == "twice":
        payload = broken(payload, ("facts", 1, "fact_id"), value)
    with pytest.raises(DataError, match=message):
        lived.memory.import_("bo", payload, message_id="i1")
    assert lived.memory.facts("bo") == ()
    assert "bo" not in lived.memory.users()


def test_not_an_object(desk):
    with pytest.raises(DataError):
        desk.memory.import_(USER, ["x"], message_id="i")


def test_what_has_run_out_meanwhile_is_not_revived(desk, like):
    desk.say(like("comedy", expires_at=desk.clock.now() + timedelta(days=1)))
    payload = desk.memory.export(USER)
    desk.clock.advance(days=2)
    desk.memory.import_("bo", payload, message_id="i")
    assert desk.memory.facts("bo") == ()
