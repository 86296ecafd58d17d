"""What does not hold is in no context and in no answer, whatever is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory, fold
from tastekeeper.memory.answering import AskedKind, ContextLine, Packed, invalid_share
from tastekeeper.memory.types import Claim, ClaimKind

from .conftest import USER
from .test_understanding import ALL

QUESTIONS = (
    "what's left to do", "upcoming events", "write the proposal for 'Harbour'", "total coffee spending",
    "am I meeting my coffee budget?", "which week this month did I spend the most on coffee?",
    "in how many weeks did I meet my coffee budget?", "suggest me a movie", "what do I like?",
    "what do I dislike?", "what did I say about noir?", "what do you know about me?", "do I like noir?",
    "a movie in genres I like", "when is the quagga visit?", "who are the recipients of the email about Harbour",
)  # fmt: skip


def test_closed_values_are_nowhere(story):
    story.at("2025-06-02 09:00")
    story.like("movies.genre", "noir")
    story.like("movies.genre", "heist")
    story.tell("todo.task", "paint fence")
    story.plan("quagga visit", "2025-06-10")
    story.aim("spending.coffee", 77, "$/week", -1)
    story.write("project_proposal:harbour", title="Harbour", budget=123456, objectives=["dredge", "moor"])
    story.at("2025-06-03 09:00")
    story.drop("movies.genre", "noir", polarity=0)
    story.dislike("movies.genre", "heist")
    story.drop("todo.task", "paint fence")
    story.aim("spending.coffee", 30, "$/week", -1)
    story.write("project_proposal:harbour", budget=654321)
    story.drop("document.objectives", "dredge", subject="document:project_proposal:harbour")
    story.at("2025-06-28 15:00")
    held = {fact.fact_id for fact in story.memory.facts(USER)}
    for question in QUESTIONS:
        answered = story.ask(question)
        assert set(answered.packed.fact_ids) <= held, question
        assert invalid_share(answered.packed, story.memory, USER, story.clock.at) == 0.0
        asked = answered.asked.words
        for gone in ("noir", "paint fence", "quagga visit", "77", "123456", "123,456", "dredge"):
            assert gone not in answered.packed.text
            assert gone not in answered.text.replace(f'"{asked}"', ""), question
    assert "heist" not in story.ask("suggest me a movie").text
    assert "heist" in story.ask("what movies do I dislike?").text
    assert "654321" in story.ask("write the proposal for 'Harbour'").text


def test_the_title_a_document_had_is_not_told(story):
    story.write("project_proposal:quokka", title="Quokka", lead="Ada")
    story.write("project_proposal:quokka", title="Harbour")
    for question in (
        "write the proposal for 'Harbour'",
        "what did I say about Ada?",
        "show my proposals",
        "who am i",
    ):
        answered = story.ask(question)
        assert "Harbour" in answered.text + answered.packed.text, question
        assert "quokka" not in (answered.text + answered.packed.model_dump_json()).casefold(), question
    story.drop("document.title", "Harbour", subject="document:project_proposal:quokka")
    story.write("project_proposal:walrus", lead="Bo")
    answered = story.ask("show my proposals")
    assert answered.packed.candidates == ("a project proposal without a name",) * 2
    assert "quokka" not in answered.text.casefold()


def test_a_contested_value_is_used_by_nothing(story):
    claims = [
        Claim(
            kind=ClaimKind.ASSERT, attribute="movies.genre", value_norm="noir", value_text="noir", start=0, end=4,
            polarity=polarity,
        )
        for polarity in (1, -1)
    ]  # fmt: skip
    story.memory.apply(USER, "both", "noir", claims)
    assert story.memory.contested(USER)
    for question in QUESTIONS:
        packed = story.ask(question).packed
        assert (packed.lines, packed.past) == ((), ()), question
    assert "noir" not in story.ask("suggest me a movie").text


def test_the_clock_ends_what_is_due_even_if_nobody_wrote_since(story):
    story.plan("quagga visit", "2025-06-29")
    assert "quagga" in story.ask("upcoming events").text
    story.at("2025-06-30 00:30")
    assert story.ask("upcoming events").packed.lines == ()
    assert "quagga" in story.ask("what was on my calendar yesterday?").text
    assert story.ask("what was on my calendar yesterday?").packed.fact_ids == ()


def test_what_the_cache_gives_is_checked_again(story, monkeypatch):
    fact = story.like("movies.genre", "noir")
    stale = story.memory.facts(USER)
    story.drop("movies.genre", "noir", polarity=0)
    monkeypatch.setattr(type(story.memory), "facts", lambda *_args, **_kwargs: stale)
    assert fact in stale
    for question in ("suggest me a movie", "what do I like?", "what's left to do"):
        assert story.ask(question).packed.lines == ()


def test_of_another_user_nothing_is_said(story):
    story.like("movies.genre", "noir")
    for question in QUESTIONS:
        answered = story.ask(question, user="ben")
        assert answered.packed.fact_ids == ()
        assert answered.text


def test_the_share_of_invalid_ids_is_told_apart_from_the_packing(story):
    old = story.like("movies.genre", "noir")
    new = story.like("movies.genre", "western")
    now = story.clock.at
    story.drop("movies.genre", "noir", polarity=0)
    lines = tuple(
        ContextLine(fact_id=fact.fact_id, text="", value=fact.value_text, since=now, kind="like")
        for fact in (old, new)
    )
    packed = Packed(user_id=USER, at=now, kind=AskedKind.TASTES, lines=lines)
    assert invalid_share(packed, story.memory, USER, now + timedelta(seconds=1)) == 0.5
    unknown = packed.model_copy(update={"lines": (lines[1].model_copy(update={"fact_id": "nobody"}),)})
    assert invalid_share(unknown, story.memory, USER, now) == 1.0
    assert invalid_share(packed.model_copy(update={"lines": ()}), story.memory, USER, now) == 0.0


def test_an_empty_memory_answers_everything_with_nothing(story):
    for _, _, question in ALL:
        answered = story.ask(question)
        assert answered.text.strip()
        assert (answered.packed.fact_ids, answered.packed.past) == ((), ()), question


VALUES = tuple(f"qz{name}" for name in ("ant", "bee", "cow", "dog", "eel"))
PLACES = (
    "movies.genre",
    "books.author",
    "todo.task",
    "spending.coffee",
    "goal.spending.coffee",
    "calendar.event",
)
OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(range(5)), st.sampled_from([-1, 0, 1]), st.booleans(),
        st.integers(0, 3),
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(OPERATIONS)
def test_whatever_was_said_only_what_holds_is_packed(tmp_path_factory, operations):
    clock = FixedClock(datetime(2025, 6, 1, 8, tzinfo=UTC))
    with Memory.open(tmp_path_factory.mktemp("any") / "memory.db", clock=clock) as memory:
        for number, (attribute, which, polarity, retract, days) in enumerate(operations):
            clock.at += timedelta(days=days, hours=1)
            memory.apply(
                USER, f"m{number}", VALUES[which], [_claim(attribute, which, polarity, retract, clock.at)]
            )
        held = {fact.fact_id for fact in memory.facts(USER)}
        live = {fact.value_text for fact in memory.facts(USER)}
        for question in QUESTIONS:
            answered = memory.answer(USER, question)
            assert set(answered.packed.fact_ids) <= held
            assert invalid_share(answered.packed, memory, USER, clock.at) == 0.0
            for value in set(VALUES) - live:
                assert value not in answered.packed.text + answered.text


def _claim(attribute: str, which: int, polarity: int, retract: bool, at: datetime) -> Claim:
    value = VALUES[which]
    counted = attribute.startswith(("spending", "goal"))
    return Claim(
        kind=ClaimKind.RETRACT if retract else ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=fold(value),
        value_text=value,
        start=0,
        end=len(value),
        polarity=polarity if attribute in PLACES[:2] or retract is False else 0,
        number=float(which) + 1 if counted else None,
        unit="$/week" if attribute.startswith("goal") else "$" if counted else None,
        happens_at=at if counted or attribute == "calendar.event" else None,
        expires_at=at + timedelta(days=2) if attribute == "calendar.event" else None,
    )
