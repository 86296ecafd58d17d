"""What messages do to memory, through the facade."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory import AttributeSchema
from tastekeeper.memory.types import Cardinality, ConflictPolicy, OpKind, Outcome, Status

USER = "ana"


def outcomes(report):
    return [entry.outcome for entry in report.entries]


def test_a_taste_is_stored_with_the_words_behind_it(desk, like):
    report = desk.say(like("western").model_copy(update={"start": 7, "end": 15}), text="I love westerns.")
    (fact,) = desk.memory.facts(USER)
    assert outcomes(report) == [Outcome.STORED]
    assert report.changed
    assert (fact.attribute, fact.value_norm, fact.polarity) == ("movies.genre", "western", 1)
    (words,) = desk.memory.evidence(USER, fact.fact_id)
    assert (words.text, words.start, words.end) == ("westerns", 7, 15)
    assert desk.memory.verify(USER).ok


def test_saying_it_again_confirms(desk, like):
    desk.say(like("western"))
    version = desk.memory.profile_version(USER)
    desk.clock.advance(days=1)
    report = desk.say(like("western"))
    (fact,) = desk.memory.facts(USER)
    assert outcomes(report) == [Outcome.CONFIRMED]
    assert not report.changed
    assert fact.times_confirmed == 1
    assert fact.last_confirmed == desk.clock.now()
    assert desk.memory.profile_version(USER) == version


def test_the_opposite_flips(desk, like, dislike):
    desk.say(like("western"))
    old = desk.memory.facts(USER)[0]
    desk.clock.advance(days=2)
    report = desk.say(dislike("western"))
    (fact,) = desk.memory.facts(USER)
    assert fact.polarity == -1
    assert fact.supersedes == old.fact_id
    assert report.entries[0].outcome is Outcome.REPLACED
    previous = report.entries[0].previous
    assert previous is not None
    assert (previous.fact_id, previous.status, previous.valid_to) == (
        old.fact_id,
        Status.SUPERSEDED,
        desk.clock.now(),
    )
    assert desk.memory.ledger(USER)[-1].kind is OpKind.FLIP


def test_tastes_live_side_by_side(desk, like, dislike):
    desk.say(like("western"), dislike("horror"), like("Clint Eastwood", "movies.director"))
    assert len(desk.memory.facts(USER)) == 3
    assert len(desk.memory.facts(USER, attribute="movies.genre")) == 2
    assert len(desk.memory.facts(USER, attribute="movies.*", polarity=-1)) == 1
    assert desk.memory.facts(USER, attribute="books.*") == ()
    assert desk.memory.facts(USER, attribute="movies.gen") == ()


def test_a_value_takes_the_place_of_those_named(desk, like):
    desk.say(like("western"), like("musical"), like("drama"))
    report = desk.say(like("heist", replaces=("western", "musical")))
    assert {norm for _, norm, _, _ in desk.live()} == {"heist", "drama"}
    assert outcomes(report) == [Outcome.REPLACED, Outcome.REPLACED]
    assert all(entry.fact is not None and entry.fact.value_norm == "heist" for entry in report.entries)
    assert desk.memory.verify(USER).ok


def test_a_known_value_can_take_the_place_of_another(desk, like):
    desk.say(like("western"), like("drama"))
    report = desk.say(like("drama", replaces=("western",)))
    assert {norm for _, norm, _, _ in desk.live()} == {"drama"}
    assert report.changed


def test_a_limit_holds_one_number(desk, limit):
    desk.say(limit("year_min", 1990))
    report = desk.say(limit("year_min", 2000), limit("year_max", 2010))
    assert outcomes(report) == [Outcome.REPLACED, Outcome.STORED]
    assert {(name, number) for name, _, _, number in desk.live()} == {
        ("movies.year_min", 2000.0),
        ("movies.year_max", 2010.0),
    }


def test_unknown_limits_are_single_too(desk, limit):
    assert desk.memory.schema()["games.price_max"].cardinality is Cardinality.SINGLE
    assert desk.memory.schema()["games.studio"].conflict_policy is ConflictPolicy.FLIP_ON_OPPOSITE


def test_retracting_closes_and_says_so(desk, like, drop):
    desk.say(like("western"))
    report = desk.say(drop("western"))
    assert outcomes(report) == [Outcome.RETRACTED]
    assert desk.memory.facts(USER) == ()


def test_retracting_nothing_is_skipped_with_the_reason(desk, like, drop):
    desk.say(like("western"))
    report = desk.say(drop("opera"), drop("western", polarity=-1))
    assert outcomes(report) == [Outcome.SKIPPED, Outcome.SKIPPED]
    assert report.entries[0].reason == "nothing that holds matches"
    assert report.entries[1].reason == "held only the other way round"
    assert not report.changed
    assert len(desk.memory.facts(USER)) == 1
    assert desk.memory.ledger(USER)[-1].kind is OpKind.NOOP


def test_a_whole_attribute_and_a_whole_domain_can_be_retracted(desk, like, dislike, drop):
    desk.say(
        like("western"),
        dislike("horror"),
        like("Ann Leckie", "books.author"),
        like("Clint Eastwood", "movies.actor"),
    )
    assert len(desk.say(drop("")).entries) == 2
    assert {name for name, *_ in desk.live()} == {"books.author", "movies.actor"}
    desk.say(drop("", "movies.*"))
    assert {name for name, *_ in desk.live()} == {"books.author"}


def test_a_person_is_retracted_in_every_role(desk, like, drop):
    desk.say(
        like("Clint Eastwood", "movies.actor"),
        like("Clint Eastwood", "movies.director"),
        like("Clint Eastwood", "books.author"),
        like("Sergio Leone", "movies.director"),
    )
    desk.say(drop("Clint Eastwood", "movies.person"))
    assert {(name, norm) for name, norm, *_ in desk.live()} == {
        ("books.author", "clint eastwood"),
        ("movies.director", "sergio leone"),
    }


def test_items_are_told_apart_by_their_id(desk, like, dislike, drop):
    desk.say(
        like("Heat (1995)", "movies.title", ref="m1"),
        like("Hamlet (2000)", "movies.title", ref="m2"),
        like("Hamlet (2000)", "movies.title", ref="m3"),
    )
    assert len(desk.memory.facts(USER)) == 3
    desk.say(dislike("Heat, 1995", "movies.title", ref="m1", norm="heat"))
    assert [f.polarity for f in desk.memory.facts(USER) if f.ref == "m1"] == [-1]
    desk.say(drop("Hamlet (2000)", "movies.title", ref="m3"))
    assert {f.ref for f in desk.memory.facts(USER)} == {"m1", "m2"}
    assert desk.memory.verify(USER).ok


def test_seen_is_neutral_and_stands_beside_a_liking(desk, like):
    item = like("Heat (1995)", "movies.title", ref="m1")
    seen = item.model_copy(update={"attribute": "movies.seen", "polarity": 0})
    assert outcomes(desk.say(item, seen)) == [Outcome.STORED, Outcome.STORED]
    assert outcomes(desk.say(seen)) == [Outcome.CONFIRMED]


def test_late_news_is_kept_as_past(desk, like, dislike):
    desk.say(dislike("western"))
    now = desk.clock.now()
    report = desk.say(like("western", valid_from=now - timedelta(days=400)))
    assert desk.live() == {("movies.genre", "western", -1, None)}
    past = report.entries[0].fact
    assert past is not None
    assert (past.status, past.valid_to) == (Status.SUPERSEDED, now)
    assert desk.memory.facts(USER, at=now - timedelta(days=10)) == ()


def test_late_taking_back_leaves_what_is_newer(desk, like, drop):
    desk.say(like("western"))
    report = desk.say(drop("western", valid_from=desk.clock.now() - timedelta(days=9)))
    assert outcomes(report) == [Outcome.SKIPPED]
    assert len(desk.live()) == 1


def test_readopting_opens_a_new_row(desk, like, drop):
    desk.say(like("western"))
    first = desk.memory.facts(USER)[0]
    desk.say(drop("western"))
    desk.clock.advance(days=30)
    desk.say(like("western"))
    (again,) = desk.memory.facts(USER)
    assert again.fact_id != first.fact_id
    assert again.valid_from == desk.clock.now()
    closed = [entry.before for entry in desk.memory.history(USER) if entry.operation.kind is OpKind.RETRACT]
    assert closed[0] is not None
    assert closed[0].fact_id == first.fact_id


def test_a_contradiction_in_one_message_is_asked_about(desk, like, dislike):
    desk.say(like("western"))
    report = desk.say(like("western"), dislike("western"), like("drama"))
    assert outcomes(report) == [Outcome.CONTESTED, Outcome.CONTESTED, Outcome.STORED]
    assert desk.live() == {("movies.genre", "drama", 1, None)}
    contested = desk.memory.contested(USER)
    assert {fact.polarity for fact in contested} == {1, -1}
    assert desk.memory.search(USER, "western") == []
    bad = next(fact for fact in contested if fact.polarity == -1)
    report = desk.memory.settle_contested(USER, bad.fact_id, True)
    assert desk.live() == {("movies.genre", "drama", 1, None), ("movies.genre", "western", -1, None)}
    assert desk.memory.contested(USER) == ()
    assert desk.memory.verify(USER).ok
    with pytest.raises(UsageError):
        desk.memory.settle_contested(USER, bad.fact_id, True)


def test_a_contradiction_is_settled_by_plain_words_later(desk, like, dislike):
    desk.say(like("western"), dislike("western"))
    desk.say(like("western"))
    assert desk.live() == {("movies.genre", "western", 1, None)}
    assert desk.memory.contested(USER) == ()


def test_an_order_cue_makes_it_a_change_of_mind(desk, like, dislike, drop):
    earlier = desk.clock.now() - timedelta(days=1)
    desk.say(like("western", valid_from=earlier), dislike("western"))
    assert desk.live() == {("movies.genre", "western", -1, None)}
    desk.say(drop("western"), like("western"))
    assert desk.live() == {("movies.genre", "western", 1, None)}
    assert desk.memory.contested(USER) == ()


def test_a_shaky_claim_on_a_single_slot_is_asked_about(desk, limit):
    desk.say(limit("year_min", 1990))
    report = desk.say(limit("year_min", 2010, confidence=0.3))
    assert outcomes(report) == [Outcome.CONTESTED, Outcome.CONTESTED]
    assert desk.live() == set()
    keep = next(fact for fact in desk.memory.contested(USER) if fact.number == 2010)
    desk.memory.settle_contested(USER, keep.fact_id, keep=True)
    assert desk.live() == {("movies.year_min", "2010", 0, 2010.0)}


def test_dropping_one_side_leaves_the_other_in_question(desk, like, dislike):
    desk.say(like("western"), dislike("western"))
    desk.memory.settle_contested(USER, desk.memory.contested(USER)[0].fact_id, keep=False)
    assert len(desk.memory.contested(USER)) == 1
    assert desk.live() == set()


def test_lists_complete_and_events_add_up(desk, like, drop):
    rules = {"cardinality": Cardinality.EVENT, "conflict_policy": ConflictPolicy.APPEND_ONLY}
    desk.memory.define(AttributeSchema(attribute="food.coffee", value_type="number", **rules))
    task = like("buy groceries", "todo.task").model_copy(update={"polarity": 0})
    desk.say(task)
    coffee = like("3.50", "food.coffee", number=3.5).model_copy(update={"polarity": 0})
    desk.say(coffee)
    desk.say(coffee)
    assert len(desk.memory.facts(USER, attribute="food.coffee")) == 2
    assert outcomes(desk.say(drop("buy groceries", "todo.task"))) == [Outcome.COMPLETED]
    assert desk.memory.facts(USER, attribute="todo.task") == ()


def test_rules_of_an_attribute_in_use_do_not_change(desk, like):
    desk.say(like("western"))
    with pytest.raises(UsageError, match="holds facts"):
        desk.memory.define(AttributeSchema(attribute="movies.genre", cardinality=Cardinality.SINGLE))


@pytest.mark.parametrize(
    ("fields", "text", "reason"),
    [
        ({"start": 3, "end": 99}, "I love westerns", "outside the message"),
        ({"start": 5, "end": 2}, "I love westerns", "outside the message"),
        ({"start": 0, "end": 6}, "I love westerns", "not in the words cited"),
        ({"value_norm": "", "value_text": ""}, "I love westerns", "no value"),
        ({"attribute": "movies.*"}, "I love westerns", "not a pattern"),
        ({"polarity": 7}, "I love westerns", "polarity"),
        ({"attribute": ""}, "I love westerns", "no attribute"),
    ],
)
def test_what_the_words_do_not_carry_is_not_stored(desk, like, fields, text, reason):
    claim = like("western").model_copy(update={"start": 7, "end": 15, **fields})
    report = desk.say(claim, text=text)
    assert outcomes(report) == [Outcome.SKIPPED]
    assert reason in report.entries[0].reason
    assert desk.memory.facts(USER) == ()


def test_aliases_computed_values_and_items_are_traceable(desk, like, limit):
    sci = like("Science Fiction").model_copy(update={"start": 7, "end": 13})
    assert outcomes(desk.say(sci, text="I love sci-fi")) == [Outcome.SKIPPED]
    desk.memory.add_aliases({"science fiction": ["sci-fi", "scifi"]})
    assert outcomes(desk.say(sci, text="I love sci-fi")) == [Outcome.STORED]
    two_hours = limit("runtime_max", 120).model_copy(update={"start": 0, "end": 15})
    assert outcomes(desk.say(two_hours, text="under two hours")) == [Outcome.STORED]
    item = like("Heat (1995)", "movies.title", ref="m1").model_copy(update={"start": 0, "end": 14})
    assert outcomes(desk.say(item, text="the second one")) == [Outcome.STORED]
    mood = like("light", "movies.mood", rule="computed: tone").model_copy(update={"start": 0, "end": 14})
    assert outcomes(desk.say(mood, text="nothing gloomy")) == [Outcome.STORED]


def test_the_same_message_twice_changes_nothing(desk, like, dislike, drop):
    first = desk.say(like("western"), dislike("horror"), drop("opera"), message_id="same")
    before = desk.memory.ledger(USER)
    again = desk.say(like("western"), dislike("horror"), drop("opera"), message_id="same")
    assert desk.memory.ledger(USER) == before
    assert outcomes(again) == outcomes(first)
    assert [e.op_id for e in again.entries] == [e.op_id for e in first.entries]
    assert [e.fact for e in again.entries] == [e.fact for e in first.entries]
    # Another extractor may still have something to say about the same message.
    desk.say(like("drama"), message_id="same", extractor="model/1")
    assert len(desk.memory.facts(USER)) == 3


def test_a_claim_said_twice_in_one_message_counts_once(desk, like):
    report = desk.say(like("western"), like("western"))
    assert outcomes(report) == [Outcome.STORED, Outcome.SKIPPED]


def test_users_do_not_meet(desk, like, dislike):
    desk.say(like("western"))
    desk.say(dislike("western"), user="bo")
    assert desk.live() != desk.live("bo")
    assert desk.memory.users() == ("ana", "bo")
    with pytest.raises(UsageError):
        desk.memory.forget("bo", [desk.memory.facts(USER)[0].fact_id])


@pytest.mark.parametrize("user", ["", "  ", "a\x00b"])
def test_empty_names_are_refused(desk, like, user):
    with pytest.raises(UsageError):
        desk.say(like("western"), user=user)
    with pytest.raises(UsageError):
        desk.say(like("western"), message_id=user)
