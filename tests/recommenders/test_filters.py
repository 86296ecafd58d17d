"""What a wish forbids: all or any of several values, and the two halves of popularity."""

from __future__ import annotations

import numpy as np
import pytest
from tastekeeper.errors import UsageError
from tastekeeper.recommenders.data import make_world
from tastekeeper.recommenders.filters import forbidden, of_popularity, of_wish
from tastekeeper.recommenders.types import Wish


@pytest.fixture(scope="module")
def catalog():
    return make_world(seed=3, users=40, items=80).catalog


def allowed(catalog, wish):
    return ~forbidden(of_wish(catalog, wish), len(catalog))


def test_match_all_needs_every_value_and_the_default_any(catalog):
    pair = next(item.categories[:2] for item in catalog if len(item.categories) > 1)
    require = tuple((catalog.category, value) for value in pair)
    one, other = (catalog.has(catalog.category, value) for value in pair)
    assert (allowed(catalog, Wish(require=require)) == (one | other)).all()
    both = allowed(catalog, Wish(require=require, match_all=(catalog.category,)))
    assert (both == (one & other)).all()
    assert 0 < both.sum() < (one | other).sum()


def test_popular_and_obscure_part_the_catalogue(catalog):
    popular, obscure = (allowed(catalog, Wish(popularity=half)) for half in ("popular", "obscure"))
    assert (popular ^ obscure).all()
    assert popular.any()
    assert catalog.popularity[popular].min() >= np.sort(catalog.popularity[obscure])[-1]


def test_another_popularity_is_refused(catalog):
    with pytest.raises(UsageError, match="popular"):
        of_popularity(catalog, "sideways")
