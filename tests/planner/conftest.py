"""The real catalogue once for this folder, and the two states of talk that most tests need."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.agent.planner.acts import DialogueContext, Intent
from tastekeeper.recommenders.data.films import build_films
from tastekeeper.recommenders.search.lexicon import Lexicon

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.fixture(scope="session")
def lexicon():
    return Lexicon.from_catalog(build_films().catalog)


@pytest.fixture
def fresh():
    return DialogueContext(now=NOW)


@pytest.fixture
def listed():
    return DialogueContext(
        listed=("Heat (1995)", "Alien (1979)", "Amelie (2001)"),
        focus="Heat (1995)",
        last_intent=Intent.RECOMMEND,
        now=NOW,
    )
