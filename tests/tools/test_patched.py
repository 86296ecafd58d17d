"""What is patched from turn to turn is what would have been made anew."""

from __future__ import annotations

from dataclasses import replace as _replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tastekeeper.clock import FixedClock
from tastekeeper.tools.audit import AuditSources, FactWords, audit
from tastekeeper.tools.taste import current_taste

QUICK = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
KINDS = [
    ("movies.director", "Michael Mann", 1, {}),
    ("movies.director", "Ida Lupino", -1, {}),
    ("movies.genre", "Western", 1, {}),
    ("movies.genre", "Comedy", -1, {}),
    ("movies.runtime_max", "120", 0, {"number": 120.0}),
    ("movies.runtime_max", "90", 0, {"number": 90.0}),
    ("movies.seen", "Heat (1995)", 0, {"ref": "m1"}),
    ("movies.seen", "Alien (1979)", 0, {"ref": "m3"}),
    ("movies.title", "Heat (1995)", 1, {"ref": "m1"}),
    ("movies.title", "Ronin (1998)", -1, {"ref": "m2"}),
    ("books.genre", "Western", 1, {}),
]
held = st.sets(st.integers(0, len(KINDS) - 1)).map(sorted)
spoken = st.lists(st.sampled_from("michael mann the heat western 1995 120 lupino and".split()))


def _facts(fact):
    return [
        fact(f"f{n}", attribute, text, sign, **more) for n, (attribute, text, sign, more) in enumerate(KINDS)
    ]


@QUICK
@given(turns=st.lists(held, min_size=1, max_size=5))
def test_a_patched_taste_is_the_taste_made_anew(turns, fact, make_context, taste_of):
    facts, ctx = _facts(fact), make_context()
    for version, chosen in enumerate(turns):
        now = tuple(facts[n] for n in chosen)
        ctx.memory.all, ctx.memory.version = list(now), version
        assert current_taste(ctx) == _replace(taste_of(*now), version=version)


def test_a_taste_is_not_patched_past_the_end_of_a_fact(fact, make_context):
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    soon = fact("a", "movies.genre", "Western", 1, expires_at=now + timedelta(seconds=20))
    other = fact("b", "movies.genre", "Comedy", 1)
    clock = FixedClock(now)
    ctx = make_context(soon, clock=clock)
    assert set(current_taste(ctx).facts) == {"a"}
    clock.advance(seconds=30)
    ctx.memory.all, ctx.memory.version = [soon, other], 2
    assert set(current_taste(ctx).facts) == {"b"}


@QUICK
@given(turns=st.lists(held, min_size=1, max_size=5), words=spoken)
def test_words_that_follow_are_words_made_anew(turns, words, fact):
    facts = _facts(fact)
    for common in (True, False):
        kept = FactWords(common=common)
        for chosen in turns:
            now = tuple(facts[n] for n in chosen)
            fresh = FactWords(now, common=common)
            assert kept.follow(now).near(words) == fresh.near(words)
            assert set(kept.numbers) == set(fresh.numbers)
            assert set(kept.of_value("western")) == {one for one in now if one.value_norm == "western"}


def test_all_words_find_a_fact_and_telling_words_only_where_they_tell(fact):
    made = (
        fact("a", "movies.actor", "John Cleese", 1),
        fact("b", "movies.title", "The Fly (1986)", 1, ref="m1", value_norm="the fly 1986"),
        fact("c", "movies.title", "It (2017)", 1, ref="m2", value_norm="it 2017"),
    )
    every, telling = FactWords(made), FactWords(made, common=True)
    assert [one.fact_id for one in every.near(["john", "the"])] == ["a", "b"]
    assert telling.near(["john", "the", "1986"]) == ()
    assert [one.fact_id for one in telling.near(["cleese", "fly", "it"])] == ["a", "b", "c"]


def test_an_audit_with_kept_words_finds_what_one_without_finds(catalog, fact):
    live = tuple(_facts(fact)[:4])
    past = (fact("p", "movies.genre", "Horror", 1),)
    text = "Since you like horror and Michael Mann, Heat (1995) by Ida Lupino fits. You love westerns."
    plain = AuditSources(catalog, (catalog.get("m1"),), live, past)
    kept = _replace(plain, known=FactWords(live, common=True), past=FactWords(past))
    assert audit(text, kept) == audit(text, plain)
    assert {found.kind for found in audit(text, kept).findings} >= {"closed_memory"}
