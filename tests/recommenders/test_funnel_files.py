"""What the funnel is built from and kept as: models of one's own, catalogues without ratings, the cache."""

from __future__ import annotations

import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.paths import Paths
from tastekeeper.recommenders.baselines import Popularity
from tastekeeper.recommenders.data import prepare
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.feedback import signed
from tastekeeper.recommenders.funnel import Funnel, FunnelConfig
from tastekeeper.recommenders.types import Preference, Taste, Wish

WORLD = make_world(5, users=80, items=120, per_user=20)
CATALOG = WORLD.catalog


def test_a_model_of_ones_own_takes_part():
    """Any recommender can be a source, whatever its vocabulary and order."""
    popular = Popularity().fit(signed(WORLD.interactions).iloc[:200], CATALOG)
    config = FunnelConfig.default().model_copy(update={"weights": {"mine": 1.0}})
    made = Funnel(CATALOG, {"mine": popular}, config).recommend(Taste(), Wish(), 5)
    best = popular.recommend(history=[], k=5)
    assert made.ids == tuple(best["item_id"])
    with pytest.raises(UsageError, match="no source stranger"):
        Funnel(CATALOG, {}, config.model_copy(update={"weights": {"stranger": 1.0}}))


def test_without_interactions_the_catalogue_s_own_popularity_counts():
    funnel = Funnel.fit(CATALOG, WORLD.interactions.iloc[:0])
    first = funnel.recommend(Taste(), Wish(year_max=1990), 1).ids[0]
    old = [item for item in CATALOG if item.year <= 1990]
    best = max(CATALOG.popularity[CATALOG.row(item.item_id)] for item in old)
    assert CATALOG.popularity[CATALOG.row(first)] == best
    taste = Taste((CATALOG.ids[0],))
    assert funnel.recommend(taste, Wish(), 5).ids != funnel.recommend(Taste(), Wish(), 5).ids


def test_the_configuration_round_trips():
    config = FunnelConfig.default()
    assert FunnelConfig.model_validate_json(config.model_dump_json()) == config
    assert "validation" in config.provenance


@pytest.fixture
def prepared(tmp_path):
    paths = Paths.resolve(tmp_path / "home")
    prepare(paths, synthetic=5)
    return paths


def _folders(paths):
    return sorted(folder.name for folder in (paths.models_dir / "funnel").iterdir())


def test_fitted_once_then_loaded(prepared):
    said = []
    fitted = Funnel.load_or_fit(prepared, said.append)
    assert any("fitting ease" in line for line in said)
    said.clear()
    loaded = Funnel.load_or_fit(prepared, said.append)
    assert not said
    taste = Taste(fitted.catalog.ids[5:9], preferences=(Preference("genre", "Drama", 1, "f"),))
    assert loaded.recommend(taste, Wish(), 10).candidates == fitted.recommend(taste, Wish(), 10).candidates


def test_other_data_or_settings_are_fitted_anew(prepared):
    Funnel.load_or_fit(prepared)
    first = _folders(prepared)
    Funnel.load_or_fit(prepared, config=FunnelConfig.default().model_copy(update={"mass_power": 0.3}))
    second = _folders(prepared)
    prepare(prepared, synthetic=6)
    Funnel.load_or_fit(prepared)
    # One at a time: what is stale is cleared away.
    assert len({*first, *second, *_folders(prepared)}) == 3
    assert len(_folders(prepared)) == 1


def test_a_damaged_cache_is_made_again(prepared):
    before = Funnel.load_or_fit(prepared).recommend(Taste(), Wish(), 5).ids
    broken = next((prepared.models_dir / "funnel").glob("*/ease/model.safetensors"))
    broken.write_bytes(b"")
    said = []
    assert Funnel.load_or_fit(prepared, said.append).recommend(Taste(), Wish(), 5).ids == before
    assert "unusable" in said[0]


def test_nothing_prepared_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match="data prepare"):
        Funnel.load_or_fit(Paths.resolve(tmp_path / "empty"))
