"""Every model passes the published kit."""

from __future__ import annotations

from tastekeeper.recommenders.baselines import EASE, IALS, Content, ItemKNN, Popularity
from tastekeeper.recommenders.testing import RecommenderContract


class TestPopularity(RecommenderContract):
    oracle = False

    def build(self):
        return Popularity(fade_years=2.0)


class TestItemKNN(RecommenderContract):
    def build(self):
        return ItemKNN(neighbours=50, shrinkage=1.0)


class TestEASEOverUsers(RecommenderContract):
    def build(self):
        return EASE(l2=5.0, dropout=0.5, solver="users")


class TestEASEOverItems(RecommenderContract):
    def build(self):
        return EASE(l2=5.0, dropout=0.5, solver="items", fade_years=None)


class TestIALS(RecommenderContract):
    def build(self):
        return IALS(embedding_size=4, reg=1.0, epochs=8)


class TestContent(RecommenderContract):
    # Every tile of one parity looks alike to it, the withheld one and the one nobody met.
    oracle = False

    def build(self):
        return Content()
