"""Random lives with documents, lists, events, aims and questions: nothing closed is ever served, by any reader."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tastekeeper.clock import FixedClock
from tastekeeper.memory import BruteForceIndex, Memory, SemanticIndex
from tastekeeper.memory.schema import identity
from tastekeeper.memory.types import Claim, ClaimKind, Fact, Outcome, Status

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
USER = "ana"
WORDS = ("western", "milk", "dentist", "goals", "20", "30")
TEXT = " ".join(WORDS)
SUBJECTS = ("document:email:launch", "document:meeting_notes:standup")
SLOTS = (
    "movies.genre", "music.artist", "todo.task", "calendar.event", "spending.coffee", "activity.steps",
    "goal.spending.coffee", "document.title", "document.objectives",
)  # fmt: skip
QUESTIONS = (
    "What is still on my to-do list?", "Recommend a movie", "How much did I spend on coffee?", "Did I meet my goal?",
    "What is on my calendar?", "What are the objectives of the launch email?",
)  # fmt: skip


class LetterEmbedder:
    """Counts of letters: enough to be told apart."""

    name, dimension, loaded = "letters", 26, True

    def encode(self, texts):
        counts = np.array([[t.lower().count(chr(97 + i)) + 0.01 for i in range(26)] for t in texts])
        return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


def _indexed(memory: Memory) -> set[str]:
    memory.settle(USER)
    assert memory._index is not None
    return set(memory._index.vectors.get(USER))


def _counted(memory: Memory) -> set[str]:
    totals = [memory.total(USER, "*"), *memory.total(USER, "*").rest]
    parts = memory.by_period(USER, "*", "week")
    return {fact_id for one in (*totals, *parts) for fact_id in one.fact_ids}


READERS: list[Callable[[Memory], set[str]]] = [
    lambda memory: {fact.fact_id for fact in memory.facts(USER)},
    lambda memory: {fact.fact_id for name in SLOTS for fact in memory.facts(USER, attribute=name)},
    lambda memory: {fact.fact_id for name in SUBJECTS for fact in memory.facts(USER, subject=name)},
    lambda memory: {fact.fact_id for fact, _ in memory.search(USER, TEXT, k=100)},
    lambda memory: {line.fact_id for line in memory.profile(USER).lines},
    lambda memory: {fact_id for fact_id, _ in memory.profile(USER).depends},
    lambda memory: {fact_id for question in QUESTIONS for fact_id in memory.pack(USER, question).fact_ids},
    _counted,
    _indexed,
]
"""Everything that may be asked for facts to use, as the ids it gives. A new way to read belongs here."""


@st.composite
def claims(draw, live: list[Fact]):
    retract = draw(st.integers(0, 3)) == 0
    attribute = draw(st.sampled_from(SLOTS))
    subject = draw(st.sampled_from(SUBJECTS)) if attribute.startswith("document.") else "user"
    if retract and draw(st.integers(0, 4)) == 0:
        attribute, subject = draw(st.sampled_from(("todo.*", "document.*", "movies.person"))), "*"
    value = draw(st.sampled_from(WORDS[-2:] if "." in attribute[5:] or "spending" in attribute else WORDS))
    near = [f for f in live if f.attribute == attribute and f.subject == subject]
    closes = (
        draw(st.lists(st.sampled_from(near), max_size=2, unique=True)) if near and draw(st.booleans()) else []
    )
    numeric = attribute.split(".")[0] in ("spending", "activity", "goal")
    day = START + timedelta(days=draw(st.integers(-3, 40)))
    taste = attribute.split(".")[0] in ("movies", "music")
    age = draw(st.sampled_from((None, None, None, None, -2, 1)))
    return Claim(
        kind=ClaimKind.RETRACT if retract else ClaimKind.ASSERT,
        attribute=attribute,
        value_norm="" if retract and draw(st.integers(0, 3)) == 0 else value,
        value_text=value,
        start=0,
        end=len(TEXT),
        polarity=draw(st.sampled_from((1, -1))) if taste and not retract else 0,
        number=float(value) if numeric and not retract else None,
        unit=draw(st.sampled_from(("$", "€"))) if numeric else None,
        valid_from=None if age is None else START + timedelta(days=age),
        expires_at=day + timedelta(days=1) if attribute == "calendar.event" and day > START else None,
        happens_at=day if attribute in ("calendar.event", "spending.coffee") else None,
        confidence=draw(st.sampled_from((1.0, 1.0, 1.0, 0.3))),
        rule="computed: test",
        subject=subject,
        closes=tuple(fact.fact_id for fact in closes),
    )


class LifeOfAll(RuleBasedStateMachine):
    """Messages about everything, corrections, answers, the clock, undo and erasure in any order."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(START)
        self.path = Path(self.folder.name) / "memory.db"
        self.memory = Memory.open(
            self.path, clock=self.clock, index=SemanticIndex(LetterEmbedder(), BruteForceIndex())
        )
        self.other = Memory.open(self.path, clock=self.clock)
        self.messages = 0

    def teardown(self) -> None:
        if hasattr(self, "memory"):
            self.memory.close()
            self.other.close()
            self.folder.cleanup()

    def _open(self) -> list[Fact]:
        return [*self.memory.facts(USER), *self.memory.contested(USER)]

    @rule(data=st.data(), elsewhere=st.booleans(), again=st.integers(0, 6))
    def say(self, data, elsewhere, again) -> None:
        said = data.draw(st.lists(claims(self._open()), min_size=1, max_size=3))
        self.messages += 1
        memory = self.other if elsewhere else self.memory
        report = memory.apply(USER, f"m{self.messages}", TEXT, said)
        for claim in said:
            if claim.closes and not report.changed:
                assert {f.fact_id for f in self._open()} >= set(claim.closes)
        if again == 0:
            before = self.memory.ledger(USER)
            self.memory.apply(USER, f"m{self.messages}", TEXT, said)
            assert self.memory.ledger(USER) == before

    @rule(days=st.sampled_from((0, 1, 5, 31)))
    def wait(self, days) -> None:
        self.clock.advance(days=days, minutes=1)

    @rule(pick=st.integers(0, 50), how=st.integers(0, 2))
    def by_hand(self, pick, how) -> None:
        facts = self.memory.facts(USER)
        past = [*self.memory.closed(USER)]
        if how == 0 and facts:
            self.memory.forget(USER, [facts[pick % len(facts)].fact_id])
        elif how == 1 and past:
            self.memory.restore(USER, past[pick % len(past)].fact_id)
        elif how == 2 and facts:
            fact = facts[pick % len(facts)]
            value = WORDS[pick % len(WORDS)] if fact.number is None else None
            self.memory.edit(USER, fact.fact_id, value, number=None if fact.number is None else float(pick))

    @precondition(lambda self: self.memory.contested(USER))
    @rule(pick=st.integers(0, 50), keep=st.booleans())
    def answer(self, pick, keep) -> None:
        facts = self.memory.contested(USER)
        fact = facts[pick % len(facts)]
        self.memory.settle_contested(USER, fact.fact_id, keep)
        after = {f.fact_id: f for f in self._open()}
        still = after.get(fact.fact_id)
        assert (
            still is None or (keep and still.status is Status.ACTIVE) or still.valid_from > self.clock.now()
        )

    @rule()
    def undo(self) -> None:
        self.memory.undo(USER)

    @rule(pick=st.integers(0, 80), whole=st.booleans())
    def erase(self, pick, whole) -> None:
        facts = self._open()
        if facts and pick % 8 == 0:
            fact = facts[pick % len(facts)]
            scope = (
                {"subject": fact.subject}
                if whole and fact.subject != "user"
                else {"fact_ids": [fact.fact_id]}
            )
            receipt = self.memory.erase(USER, **scope)
            assert receipt.clean, receipt.remains
            assert receipt.residual_bytes == 0
            assert not [f for f in (*self._open(), *self.memory.closed(USER)) if f.fact_id == fact.fact_id]

    @invariant()
    def nothing_closed_is_served(self) -> None:
        if not hasattr(self, "memory"):
            return
        now = self.clock.now()
        with sqlite3.connect(self.path) as connection:
            rows = connection.execute("SELECT fact_id, closed_at, status FROM fact").fetchall()
        connection.close()
        barred = {row[0] for row in rows if row[1] is not None or row[2] != "active"}
        for reader in READERS:
            assert not reader(self.memory) & barred
        facts = self.memory.facts(USER)
        assert facts == self.other.facts(USER) == self.memory.facts(USER, at=now)
        assert {f.fact_id for f in facts} <= _indexed(self.memory)

    @invariant()
    def one_live_row_a_key(self) -> None:
        if hasattr(self, "memory"):
            schema = self.memory.schema()
            keys = [
                (
                    f.subject,
                    identity(schema[f.attribute], value_norm=f.value_norm, ref=f.ref, fact_id=f.fact_id),
                )
                for f in self.memory.facts(USER)
            ]
            assert len(keys) == len(set(keys))

    @invariant()
    def the_ledger_folds_to_the_state_and_its_chain_holds(self) -> None:
        if hasattr(self, "memory"):
            check = self.memory.verify(USER)
            assert check.ok, check.problems


LifeOfAll.TestCase.settings = settings(
    max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLifeOfAll = LifeOfAll.TestCase


def shape(memory: Memory) -> tuple:
    def of(facts):
        return sorted(
            (f.subject, f.attribute, f.value_norm, f.polarity, f.number or 0, str(f.happens_at), f.valid_from)
            for f in facts
        )

    return of(memory.facts(USER)), of(memory.contested(USER))


class Undoing(RuleBasedStateMachine):
    """Every message that changed something is taken back, last one first."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.memory = Memory.open(Path(self.folder.name) / "memory.db", clock=FixedClock(START))
        self.states: list[tuple] = []
        self.messages = 0

    @rule(data=st.data())
    def say(self, data) -> None:
        live = [*self.memory.facts(USER), *self.memory.contested(USER)]
        said = data.draw(st.lists(claims(live), min_size=1, max_size=3))
        said = [claim.model_copy(update={"expires_at": None}) for claim in said]
        self.messages += 1
        before = shape(self.memory)
        if self.memory.apply(USER, f"m{self.messages}", TEXT, said).changed:
            self.states.append(before)

    @precondition(lambda self: self.memory.contested(USER))
    @rule(pick=st.integers(0, 50), keep=st.booleans())
    def answer(self, pick, keep) -> None:
        before = shape(self.memory)
        facts = self.memory.contested(USER)
        self.memory.settle_contested(USER, facts[pick % len(facts)].fact_id, keep)
        self.states.append(before)

    def teardown(self) -> None:
        if hasattr(self, "memory"):
            for state in reversed(self.states):
                self.memory.undo(USER)
                assert shape(self.memory) == state
            assert self.memory.undo(USER).entries[0].outcome is Outcome.SKIPPED
            assert self.memory.verify(USER).ok
            self.memory.close()
            self.folder.cleanup()


Undoing.TestCase.settings = settings(
    max_examples=25, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
TestUndoing = Undoing.TestCase
