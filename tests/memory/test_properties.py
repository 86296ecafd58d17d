"""Random lives of a memory: whatever happens, what must always hold does."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tastekeeper.clock import FixedClock
from tastekeeper.memory import BruteForceIndex, Memory, Schema, SemanticIndex
from tastekeeper.memory.facts import valid_facts
from tastekeeper.memory.resolver import resolve
from tastekeeper.memory.types import Claim, ClaimKind, Outcome

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "ana"
VALUES = ("western", "drama", "heist")
TASTES = ("movies.genre", "movies.director", "movies.title")
ages = st.sampled_from((None, None, None, -40, -3, 2))


class LetterEmbedder:
    """Counts of letters: enough to be told apart."""

    name, dimension, loaded = "letters", 26, True

    def encode(self, texts):
        counts = np.array([[t.lower().count(chr(97 + i)) + 0.01 for i in range(26)] for t in texts])
        return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


@st.composite
def claims(draw, retractions: bool = True):
    retract = retractions and draw(st.integers(0, 3)) == 0
    single = draw(st.integers(0, 4)) == 0
    attribute = "movies.year_min" if single else draw(st.sampled_from(TASTES))
    if retract and draw(st.integers(0, 3)) == 0:
        attribute = draw(st.sampled_from(("movies.*", "movies.person")))
    value = draw(st.sampled_from(("1990", "2000") if single else VALUES))
    norm = "" if retract and draw(st.integers(0, 4)) == 0 else value
    age = draw(ages)
    return Claim(
        kind=ClaimKind.RETRACT if retract else ClaimKind.ASSERT,
        attribute=attribute,
        value_norm=norm,
        value_text=value,
        start=0,
        end=len(value),
        polarity=0 if single else draw(st.sampled_from((1, -1, 0) if retract else (1, -1))),
        number=float(value) if single and not retract else None,
        ref=f"id-{value}" if attribute == "movies.title" and draw(st.booleans()) else None,
        replaces=(draw(st.sampled_from(VALUES)),) if draw(st.integers(0, 5)) == 0 else (),
        valid_from=None if age is None else START + timedelta(days=age),
        expires_at=START + timedelta(days=30) if draw(st.integers(0, 7)) == 0 else None,
        confidence=draw(st.sampled_from((1.0, 1.0, 0.3))),
        rule="computed: test",
    )


class Life(RuleBasedStateMachine):
    """Messages, corrections, the clock and undo in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(START)
        self.path = Path(self.folder.name) / "memory.db"
        self.index = SemanticIndex(LetterEmbedder(), BruteForceIndex())
        self.memory = Memory.open(self.path, clock=self.clock, index=self.index)
        self.other = Memory.open(self.path, clock=self.clock)
        self.versions = [0]
        self.snapshots: list[tuple[frozenset, str]] = []
        self.messages = 0

    def teardown(self) -> None:
        if hasattr(self, "memory"):
            self.memory.close()
            self.other.close()
            self.folder.cleanup()

    def live(self) -> frozenset:
        return frozenset((f.attribute, f.value_norm, f.polarity, f.number) for f in self.memory.facts(USER))

    @rule(said=st.lists(claims(), min_size=1, max_size=3), elsewhere=st.booleans())
    def say(self, said, elsewhere) -> None:
        self.messages += 1
        text = "western drama heist 1990 2000"
        memory = self.other if elsewhere else self.memory
        memory.apply(USER, f"m{self.messages}", text, [c.model_copy(update={"end": len(text)}) for c in said])

    @rule(days=st.sampled_from((0, 1, 5, 31)))
    def wait(self, days) -> None:
        self.clock.advance(days=days, minutes=1)

    @rule(pick=st.integers(0, 50))
    def restore(self, pick) -> None:
        past = [e.fact for e in self.memory.history(USER) if e.fact is not None]
        if past:
            self.memory.restore(USER, past[pick % len(past)].fact_id)

    @precondition(lambda self: self.memory.facts(USER))
    @rule(pick=st.integers(0, 50), how=st.integers(0, 2))
    def correct(self, pick, how) -> None:
        facts = self.memory.facts(USER)
        fact = facts[pick % len(facts)]
        if how == 0:
            self.memory.forget(USER, [fact.fact_id], reason="x")
        elif how == 1 and fact.polarity:
            self.memory.edit(USER, fact.fact_id, polarity=-fact.polarity)
        elif fact.number is None:
            self.memory.edit(USER, fact.fact_id, VALUES[pick % len(VALUES)])

    @precondition(lambda self: self.memory.contested(USER))
    @rule(pick=st.integers(0, 50), keep=st.booleans())
    def answer(self, pick, keep) -> None:
        facts = self.memory.contested(USER)
        self.memory.settle_contested(USER, facts[pick % len(facts)].fact_id, keep)

    @rule()
    def undo(self) -> None:
        self.memory.undo(USER)

    @rule()
    def settle(self) -> None:
        self.memory.settle(USER)
        active = {f.fact_id for f in self.memory.facts(USER)}
        assert active <= set(self.index.vectors.get(USER))

    @rule(pick=st.integers(0, 50))
    def erase(self, pick) -> None:
        facts = self.memory.facts(USER)
        if facts and pick % 5 == 0:
            fact = facts[pick % len(facts)]
            receipt = self.memory.erase(USER, fact_ids=[fact.fact_id])
            assert not [f for f in self.memory.facts(USER) if f.fact_id == fact.fact_id]
            assert receipt.removed["facts"] >= 1
            assert receipt.clean, receipt.remains

    @invariant()
    def nothing_closed_is_served(self) -> None:
        if not hasattr(self, "memory"):
            return
        facts = self.memory.facts(USER)
        with self.memory._store.reading() as connection:
            direct = valid_facts(connection, USER, self.clock.now(), None, None)
        assert facts == direct == self.other.facts(USER) == self.memory.facts(USER, at=self.clock.now())
        for back in (timedelta(days=2), timedelta(seconds=1)):
            with self.memory._store.reading() as connection:
                then = valid_facts(connection, USER, self.clock.now() - back, None, None)
            assert self.memory.facts(USER, at=self.clock.now() - back) == then
        with sqlite3.connect(self.path) as connection:
            closed = {
                row[0]
                for row in connection.execute(
                    "SELECT fact_id FROM fact WHERE closed_at IS NOT NULL OR status <> 'active'"
                )
            }
        connection.close()
        served = {f.fact_id for f in facts}
        served |= {f.fact_id for f, _ in self.memory.search(USER, "western drama heist 1990 2000", k=50)}
        served |= {line.fact_id for line in self.memory.profile(USER).lines}
        assert not served & closed

    @invariant()
    def one_live_row_a_key(self) -> None:
        if hasattr(self, "memory"):
            keys = [
                (f.attribute, "" if f.attribute == "movies.year_min" else f.ref or f.value_norm)
                for f in self.memory.facts(USER)
            ]
            assert len(keys) == len(set(keys))

    @invariant()
    def the_ledger_folds_to_the_state(self) -> None:
        if hasattr(self, "memory"):
            check = self.memory.verify(USER)
            assert check.ok, check.problems

    @invariant()
    def versions_only_rise_and_move_with_every_change(self) -> None:
        if hasattr(self, "memory"):
            version, live = self.memory.profile_version(USER), self.live()
            assert version >= self.versions[-1]
            if self.snapshots and self.snapshots[-1][0] != live:
                assert version > self.versions[-1]
            self.versions.append(version)
            self.snapshots.append((live, ""))


Life.TestCase.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(claims(), min_size=1, max_size=3), min_size=1, max_size=6))
def test_undo_is_the_inverse(messages) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(START)
        with Memory.open(Path(folder) / "memory.db", clock=clock) as memory:
            text = "western drama heist 1990 2000"
            states = []
            for number, said in enumerate(messages):
                whole = [c.model_copy(update={"end": len(text), "expires_at": None}) for c in said]
                before = _state(memory)
                report = memory.apply(USER, f"m{number}", text, whole)
                if report.changed:
                    states.append(before)
            for state in reversed(states):
                report = memory.undo(USER)
                assert _state(memory) == state
            assert memory.undo(USER).entries[0].outcome is Outcome.SKIPPED
            assert memory.verify(USER).ok


def _state(memory: Memory) -> tuple:
    def shape(facts):
        return sorted((f.attribute, f.value_norm, f.polarity, f.number or 0, f.valid_from) for f in facts)

    return shape(memory.facts(USER)), shape(memory.contested(USER))


statements = st.tuples(st.sampled_from(VALUES), st.sampled_from((1, -1)), st.integers(1, 40))
news_items = st.lists(statements, min_size=1, max_size=6, unique_by=lambda item: item[2])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(news_items, st.randoms(use_true_random=False))
def test_news_in_any_order_leads_to_the_same_tastes(news, random) -> None:
    """Dated statements: what holds in the end does not depend on the order in which they arrive."""
    shuffled = list(news)
    random.shuffle(shuffled)
    assert _final(sorted(news, key=lambda n: -n[2])) == _final(shuffled)


def _final(news) -> set:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(START)
        with Memory.open(Path(folder) / "memory.db", clock=clock) as memory:
            for number, (value, polarity, age) in enumerate(news):
                claim = Claim(
                    kind=ClaimKind.ASSERT, attribute="movies.genre", value_norm=value, value_text=value,
                    start=0, end=len(value), polarity=polarity, valid_from=START - timedelta(days=age),
                )  # fmt: skip
                memory.apply(USER, f"m{number}", value, [claim])
            return {(f.value_norm, f.polarity) for f in memory.facts(USER)}


@settings(max_examples=100, deadline=None)
@given(st.lists(claims(retractions=False), max_size=8), claims())
def test_the_resolver_is_pure_and_decides_something(earlier, claim) -> None:
    live = []
    for number, item in enumerate(earlier):
        for decision in resolve(item, live, Schema(), START):
            gone = {decision.before.fact_id} if decision.before is not None else set()
            live = [f for f in live if f.fact_id not in gone]
            if decision.changed is not None:
                live.append(decision.changed)
            if decision.opened is not None:
                live.append(
                    decision.opened.model_copy(update={"fact_id": f"{decision.opened.fact_id}{number}"})
                )
    frozen = tuple(live)
    first = resolve(claim, frozen, Schema(), START)
    assert first
    assert first == resolve(claim, frozen, Schema(), START)
    for decision in first:
        if decision.outcome is Outcome.SKIPPED:
            assert decision.changed is decision.opened is None
