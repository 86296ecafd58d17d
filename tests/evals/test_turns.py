"""The memory and the messages of the turn suite."""

from __future__ import annotations

from datetime import UTC, datetime

from tastekeeper.evals.turns import MESSAGES, large_memory, rounds
from tastekeeper.memory.portability import parse
from tastekeeper.recommenders.catalog import Catalog

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_ten_thousand_different_facts_that_memory_accepts(catalog: Catalog) -> None:
    payload = large_memory(catalog, "eval", 10_000, NOW, seed=0)
    facts = parse(payload).facts
    assert len({(f.attribute, f.value_norm) for f in facts}) == len(facts) == 10_000
    assert all(f.valid_from < NOW for f in facts)
    assert {f.polarity for f in facts} == {-1, 0, 1}


def test_the_seed_decides(catalog: Catalog) -> None:
    assert large_memory(catalog, "eval", 500, NOW, 1) == large_memory(catalog, "eval", 500, NOW, 1)
    assert large_memory(catalog, "eval", 500, NOW, 1) != large_memory(catalog, "eval", 500, NOW, 2)


def test_rounds() -> None:
    said = list(rounds(2 * len(MESSAGES) + 1))
    assert said[: len(MESSAGES)] == list(MESSAGES)
    assert said[-1] == MESSAGES[0]
