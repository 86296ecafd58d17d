"""What is told of a life beyond tastes: things to do, appointments, sums, aims, documents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tastekeeper.memory.types import Cardinality, ClaimKind, ConflictPolicy, OpKind, Outcome, Status

USER = "ana"
LAUNCH = "document:project_proposal:q3 launch"
LETTER = "document:email:quarterly update"


@pytest.fixture
def task(like):
    return lambda value, **fields: like(value, "todo.task", **fields).model_copy(update={"polarity": 0})


@pytest.fixture
def spent(like):
    def make(amount, what="coffee", **fields):
        claim = like(
            f"${amount}", f"spending.{what}", norm=str(amount), number=float(amount), unit="$", **fields
        )
        return claim.model_copy(update={"polarity": 0})

    return make


@pytest.fixture
def meeting(like, clock):
    def make(value, days, **fields):
        day = clock.now().replace(hour=0) + timedelta(days=days)
        claim = like(value, "calendar.event", happens_at=day, expires_at=day + timedelta(days=1), **fields)
        return claim.model_copy(update={"polarity": 0})

    return make


@pytest.fixture
def field(like):
    return lambda name, value, subject=LAUNCH, **fields: like(
        value, f"document.{name}", subject=subject, **fields
    ).model_copy(update={"polarity": 0})


@pytest.fixture
def goal(like):
    def make(number, measure="spending.coffee", polarity=-1, **fields):
        claim = like(
            f"${number}", f"goal.{measure}", norm=str(number), number=float(number), unit="$/week", **fields
        )
        return claim.model_copy(update={"polarity": polarity})

    return make


def outcomes(report):
    return [entry.outcome for entry in report.entries]


def kinds(desk):
    return [op.kind for op in desk.memory.ledger(USER)]


def held(desk, attribute=None, subject=None):
    return [fact.value_text for fact in desk.memory.facts(USER, attribute=attribute, subject=subject)]


def ids(desk, attribute):
    return tuple(fact.fact_id for fact in desk.memory.facts(USER, attribute=attribute))


def ending(attribute, closes, text="that", **fields):
    from tastekeeper.memory.types import Claim

    return Claim(
        kind=ClaimKind.RETRACT, attribute=attribute, value_norm="", value_text=text, start=0, end=len(text),
        closes=tuple(closes), **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "cardinality", "policy", "value_type"),
    [
        ("todo.task", "list", "coexist", "text"),
        ("calendar.event", "event", "coexist", "text"),
        ("spending.coffee", "event", "append_only", "number"),
        ("activity.steps", "event", "append_only", "number"),
        ("goal.spending.coffee", "single", "replace", "number"),
        ("document.title", "single", "replace", "text"),
        ("document.objectives", "document_field", "element_edit", "text"),
        ("music.artist", "multi", "flip_on_opposite", "text"),
        ("movies.runtime_max", "single", "replace", "number"),
        ("hobby.kind", "multi", "flip_on_opposite", "text"),
    ],
)
def test_every_kind_of_thing_has_its_rules(desk, attribute, cardinality, policy, value_type):
    rules = desk.memory.schema()[attribute]
    assert (rules.cardinality, rules.conflict_policy) == (Cardinality(cardinality), ConflictPolicy(policy))
    assert rules.value_type == value_type


def test_declared_rules_win(desk, like):
    from tastekeeper.memory import AttributeSchema

    desk.memory.define(AttributeSchema(attribute="spending.rent", cardinality=Cardinality.SINGLE,
                                       conflict_policy=ConflictPolicy.REPLACE))  # fmt: skip
    for amount in (900, 950):
        desk.say(like(str(amount), "spending.rent", number=float(amount)).model_copy(update={"polarity": 0}))
    assert held(desk, "spending.rent") == ["950"]


def test_a_task_said_again_is_confirmed_and_added_again_after_it_was_done_is_new(desk, task, drop):
    desk.say(task("buy milk"))
    assert outcomes(desk.say(task("buy milk"))) == [Outcome.CONFIRMED]
    first = ids(desk, "todo.task")
    assert outcomes(desk.say(drop("buy milk", "todo.task"))) == [Outcome.COMPLETED]
    assert outcomes(desk.say(task("buy milk"))) == [Outcome.STORED]
    assert ids(desk, "todo.task") != first
    assert [fact.status for fact in desk.memory.closed(USER)] == [Status.COMPLETED]
    assert desk.memory.verify(USER).ok


def test_the_same_sum_twice_is_two_events_and_the_same_message_twice_is_one(desk, spent):
    desk.say(spent(3), message_id="one")
    desk.say(spent(3), message_id="two")
    desk.say(spent(3), message_id="two")
    assert desk.memory.total(USER, "spending.coffee").count == 2
    said = "coffee $3 and another one $3"
    both = [
        spent(3).model_copy(update={"start": 7, "end": 9}),
        spent(3).model_copy(update={"start": 26, "end": 28}),
    ]
    assert outcomes(desk.say(*both, text=said)) == [Outcome.STORED, Outcome.STORED]
    assert desk.memory.total(USER, "spending.coffee").sum == 12


def test_an_aim_gives_way_to_the_next(desk, goal):
    desk.say(goal(20))
    assert outcomes(desk.say(goal(20))) == [Outcome.CONFIRMED]
    assert outcomes(desk.say(goal(15))) == [Outcome.REPLACED]
    assert kinds(desk)[-1] is OpKind.REPLACE
    assert desk.memory.latest_goal(USER, "spending.coffee").number == 15
    # The same number the other way round is another aim, not a change of taste.
    desk.say(goal(15, polarity=1))
    assert kinds(desk)[-1] is OpKind.REPLACE
    desk.say(goal(15, measure="spending.lunch"))
    assert held(desk, "goal.*") == ["$15", "$15"]
    assert desk.memory.latest_goal(USER, "spending.rent") is None


def test_an_appointment_said_again_is_the_same_and_on_another_day_is_another(desk, meeting):
    desk.say(meeting("dentist", 3))
    assert outcomes(desk.say(meeting("dentist", 3))) == [Outcome.CONFIRMED]
    assert outcomes(desk.say(meeting("dentist", 9))) == [Outcome.STORED]
    assert len(held(desk, "calendar.event")) == 2


def test_appointments_run_out_by_the_clock(desk, meeting):
    desk.say(meeting("dentist", 1))
    desk.clock.advance(days=1)
    assert held(desk) == ["dentist"]
    desk.clock.advance(days=1)
    assert held(desk) == []
    assert outcomes(desk.memory.expire(USER)) == [Outcome.EXPIRED]
    assert kinds(desk)[-1] is OpKind.EXPIRE
    assert desk.memory.ledger(USER)[-1].actor == "clock"


def test_a_moved_appointment_takes_the_place_of_the_old(desk, meeting):
    desk.say(meeting("dentist", 3))
    report = desk.say(meeting("dentist", 5, closes=ids(desk, "calendar.event")))
    assert outcomes(report) == [Outcome.REPLACED]
    (fact,) = desk.memory.facts(USER)
    assert fact.happens_at == desk.clock.now().replace(hour=0) + timedelta(days=5)
    assert fact.supersedes == report.entries[0].previous.fact_id


def test_an_appointment_corrected_by_hand_still_runs_out(desk, meeting):
    desk.say(meeting("dentist", 3))
    (fact,) = desk.memory.facts(USER)
    desk.memory.edit(USER, fact.fact_id, "dental check")
    (fact,) = desk.memory.facts(USER)
    assert fact.expires_at == fact.happens_at + timedelta(days=1)
    desk.memory.edit(USER, fact.fact_id, happens_at=fact.happens_at + timedelta(days=2, hours=14))
    (moved,) = desk.memory.facts(USER)
    assert moved.expires_at == fact.expires_at + timedelta(days=2, hours=14)
    assert "event dental check, 2026-03-06 14:00 (since 2026-03-01)" in desk.memory.profile(USER).text
    desk.memory.forget(USER, [moved.fact_id])
    desk.memory.restore(USER, moved.fact_id)
    assert desk.memory.facts(USER)[0].expires_at == moved.expires_at
    desk.clock.advance(days=9)
    assert held(desk) == []


def test_a_corrected_sum_keeps_its_day(desk, spent):
    day = desk.clock.now() - timedelta(days=4)
    desk.say(spent(4, happens_at=day))
    desk.say(spent(3))
    first = desk.memory.facts(USER, attribute="spending.coffee")[0]
    desk.say(spent(5, closes=(first.fact_id,)))
    totals = desk.memory.by_period(USER, "spending.coffee", "day")
    assert [(total.start.date(), total.sum) for total in totals] == [
        (day.date(), 5.0),
        (desk.clock.now().date(), 3.0),
    ]
    # Restoring, too: what is stated anew happened when it happened.
    desk.memory.forget(USER, [desk.memory.facts(USER)[0].fact_id])
    desk.memory.restore(USER, first.fact_id)
    assert desk.memory.by_period(USER, "spending.coffee", "day")[0].start.date() == day.date()


def test_documents_do_not_meet(desk, field):
    desk.say(field("title", "Q3 Launch"), field("objectives", "grow"), field("objectives", "hire"))
    desk.say(field("title", "Quarterly update", LETTER), field("objectives", "grow", LETTER))
    assert held(desk, "document.objectives", LAUNCH) == ["grow", "hire"]
    assert held(desk, "document.*", LETTER) == ["grow", "Quarterly update"]
    assert held(desk, "document.*", "user") == []
    assert len(held(desk, "document.*", "*")) == 5
    # One value each where a field holds one, for each document.
    desk.say(field("title", "Q3 Start"))
    assert held(desk, "document.title", LAUNCH) == ["Q3 Start"]
    assert held(desk, "document.title", LETTER) == ["Quarterly update"]
    labels = {fact.label for fact in desk.memory.facts(USER, subject=LAUNCH)}
    assert "document objectives grow (project proposal: Q3 Launch)" in labels
    assert "document objectives grow (project proposal: Q3 Launch)" in desk.memory.profile(USER).text
    assert [f.subject for f, _ in desk.memory.search(USER, "launch proposal hire", k=1)] == [LAUNCH]


def test_a_retraction_reaches_its_subject(desk, field, drop):
    desk.say(field("objectives", "grow"), field("objectives", "hire"), field("objectives", "grow", LETTER))
    report = desk.say(drop("grow", "document.objectives", subject=LAUNCH))
    assert outcomes(report) == [Outcome.RETRACTED]
    assert kinds(desk)[-1] is OpKind.EDIT_ELEMENT
    assert held(desk, "document.*", LETTER) == ["grow"]
    assert outcomes(desk.say(drop("grow", "document.objectives"))) == [Outcome.SKIPPED]
    assert outcomes(desk.say(drop("grow", "document.objectives", subject="*"))) == [Outcome.RETRACTED]
    assert held(desk) == ["hire"]


def test_an_element_is_put_in_the_place_of_another(desk, field):
    desk.say(field("objectives", "grow"))
    report = desk.say(field("objectives", "grow fast", replaces=("grow",)))
    assert outcomes(report) == [Outcome.REPLACED]
    assert kinds(desk)[-1] is OpKind.EDIT_ELEMENT
    assert held(desk, subject=LAUNCH) == ["grow fast"]


def test_a_value_needs_one_subject(desk, field):
    report = desk.say(field("objectives", "grow", "*"), field("objectives", "grow", " "))
    assert [entry.reason for entry in report.entries] == ["a value needs one subject", "it names no subject"]


def test_the_eleven_operations_are_reached(desk, like, dislike, drop, task, meeting, field, goal):
    desk.say(like("western"), task("buy milk"), meeting("dentist", 1), field("objectives", "grow"), goal(20))
    desk.say(like("western"))
    desk.say(dislike("western"))
    desk.say(goal(15))
    desk.say(drop("buy milk", "todo.task"), drop("opera"))
    desk.memory.forget(USER, [desk.memory.facts(USER, attribute="movies.genre")[0].fact_id])
    desk.memory.undo(USER)
    desk.clock.advance(days=2)
    desk.memory.expire(USER)
    desk.memory.erase(USER, attribute="movies.*")
    assert set(kinds(desk)) == set(OpKind)
    check = desk.memory.verify(USER)
    assert check.ok, check.problems


@pytest.mark.parametrize(
    "kind", ["add", "confirm", "replace", "flip", "retract", "complete", "edit", "move", "many"]
)
def test_undo_takes_each_back(desk, like, dislike, drop, task, field, goal, meeting, kind):
    desk.say(like("western"), task("buy milk"), task("call Bo"), field("objectives", "grow"), goal(20),
             meeting("dentist", 3))  # fmt: skip
    before = shape(desk)
    tasks = ids(desk, "todo.task")
    said = {
        "add": task("buy bread"),
        "confirm": like("western"),
        "replace": goal(15),
        "flip": dislike("western"),
        "retract": drop("western"),
        "complete": ending("todo.task", tasks[:1]),
        "edit": field("objectives", "grow fast", replaces=("grow",)),
        "move": meeting("dentist", 8, closes=ids(desk, "calendar.event")),
        "many": task("shop and call", closes=tasks),
    }[kind]
    changed = desk.say(said).changed
    assert changed is (kind != "confirm")
    if changed:
        assert shape(desk) != before
        assert desk.memory.undo(USER).changed
    assert shape(desk) == before
    assert desk.memory.verify(USER).ok


def shape(desk):
    return sorted(
        (f.subject, f.attribute, f.value_norm, f.polarity, f.number or 0, str(f.happens_at), f.valid_from)
        for f in desk.memory.facts(USER)
    )
