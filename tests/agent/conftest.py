"""An agent over the real catalogue, prepared once for all tests of this folder; stores are each test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.agent.session import Agent
from tastekeeper.agent.settings import Settings
from tastekeeper.clock import FixedClock
from tastekeeper.paths import Paths
from tastekeeper.recommenders import Funnel
from tastekeeper.recommenders.data import ensure_prepared

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    paths = Paths.resolve(tmp_path_factory.mktemp("prepared")).ensure()
    ensure_prepared(paths)
    Funnel.load_or_fit(paths)
    return paths


@pytest.fixture
def home(tmp_path: Path, prepared: Paths) -> Path:
    root = tmp_path / "home"
    own = Paths.resolve(root).ensure()
    own.catalog_dir.symlink_to(prepared.catalog_dir, target_is_directory=True)
    own.models_dir.symlink_to(prepared.models_dir, target_is_directory=True)
    return root


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def opened(home: Path, clock: FixedClock) -> Iterator[Callable[..., Agent]]:
    """`opened(user=…, model=…, session=…)`: an agent without vectors, closed at the end."""
    agents: list[Agent] = []

    def start(**options) -> Agent:
        settings = Settings.resolve(embeddings=False, model="embedded")
        options.setdefault("model", "embedded")
        options.setdefault("clock", clock)
        agents.append(Agent.open(options.pop("user", "ann"), home=home, settings=settings, **options))
        return agents[-1]

    yield start
    for agent in agents:
        agent.close()


@pytest.fixture
def agent(opened: Callable[..., Agent]) -> Agent:
    return opened()
