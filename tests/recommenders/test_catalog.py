"""The catalogue: lookups, columns, round trips."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tastekeeper.errors import DataError, UsageError
from tastekeeper.recommenders import Catalog
from tastekeeper.recommenders.data import make_world
from tastekeeper.recommenders.data.films import FILM_SCHEMA
from tastekeeper.recommenders.valued import ValueColumn


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return make_world(3, users=30, items=60).catalog


@pytest.fixture
def small() -> Catalog:
    frame = pd.DataFrame(
        {
            "item_id": ["a", "b", "c"],
            "title": ["Inception", "Amélie", "Nameless"],
            "year": [2010, 2001, None],
            "runtime": [148, 122, None],
            "popularity": [3, 2, 0],
            "aliases": [[], ["Le Fabuleux Destin"], []],
            "genre": [["Sci-Fi", "Thriller"], ["Comedy"], []],
            "director": [["Christopher Nolan"], ["Jean-Pierre Jeunet"], []],
            "actor": [["Elliot Page", "CHRISTOPHER NOLAN"], [], []],
        }
    )
    return Catalog.from_frame(frame, FILM_SCHEMA)


def test_items_carry_what_is_known(small: Catalog) -> None:
    item = small.get("a")
    assert (item.label, item.categories, item.runtime) == ("Inception (2010)", ("Sci-Fi", "Thriller"), 148)
    assert item.attributes["genre"] == item.categories
    assert "Directed by Christopher Nolan" in item.text
    assert small.aliases("b") == ("Le Fabuleux Destin",)
    assert small.get("c").year is None
    assert np.isnan(small.years[2])
    assert np.isnan(small.runtimes[2])


def test_a_sentence_is_made_of_facts_only(small: Catalog) -> None:
    assert small.sentence("a") == "2010, Sci-Fi/Thriller, directed by Christopher Nolan, 148 min"
    assert small.sentence("c") == ""


def test_unknown_ids_and_attributes_are_named(small: Catalog) -> None:
    with pytest.raises(DataError, match="no film with id 'zzz'"):
        small.get("zzz")
    with pytest.raises(UsageError, match=r"no attribute 'colour'.*person"):
        small.has("colour", "red")
    assert "zzz" not in small
    assert small.index_of(["c", "zzz", "a"]).tolist() == [2, -1, 0]


def test_values_are_compared_folded_and_person_spans_roles(small: Catalog) -> None:
    assert small.has("genre", "sci fi").tolist() == [True, False, False]
    assert small.has("person", "christopher nolan").tolist() == [True, False, False]
    assert small.has("director", "Elliot Page").sum() == 0
    assert small.has("genre", "Opera").sum() == 0
    assert set(small.values("genre")) == {"Sci-Fi", "Thriller", "Comedy"}
    assert small.column("person").row(0) == ("Christopher Nolan", "Elliot Page", "CHRISTOPHER NOLAN")


def test_matrices_agree_with_lookups(catalog: Catalog) -> None:
    for attribute in (*catalog.schema.names(), "person"):
        matrix, column = catalog.matrix(attribute), catalog.column(attribute)
        assert matrix.shape == (len(catalog), len(column.vocabulary))
        for code in range(0, len(column.vocabulary), 7):
            hit = np.asarray(matrix[:, [code]].todense()).ravel()
            assert (hit == catalog.has(attribute, column.vocabulary[code])).all()


def test_arrays_cannot_be_changed(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="read-only"):
        catalog.years[0] = 1


def test_saving_and_loading_keep_everything(small: Catalog, tmp_path: Path) -> None:
    small.save(tmp_path / "catalog")
    again = Catalog.load(tmp_path / "catalog")
    assert again.schema == small.schema
    assert list(again) == list(small)
    assert again.aliases("b") == small.aliases("b")
    assert again.popularity.tolist() == small.popularity.tolist()


def test_a_frame_and_back(catalog: Catalog) -> None:
    again = Catalog.from_frame(catalog.to_frame(), catalog.schema)
    assert list(again) == list(catalog)


def test_unsound_catalogues_are_refused() -> None:
    with pytest.raises(DataError, match="an item id twice"):
        Catalog.from_frame(pd.DataFrame({"item_id": ["a", "a"], "title": ["x", "y"]}), FILM_SCHEMA)
    with pytest.raises(DataError, match="no column 'title'"):
        Catalog.from_frame(pd.DataFrame({"item_id": ["a"]}), FILM_SCHEMA)


def test_merged_columns_keep_order_and_drop_repeats() -> None:
    first, second = ValueColumn.of([("a", "b"), ()]), ValueColumn.of([("b", "c"), ("a",)])
    assert ValueColumn.merged([first, second], 2).lists() == [("a", "b", "c"), ("a",)]
    assert ValueColumn.merged([], 2).lists() == [(), ()]
