"""The funnel's arrays against a plain reading of a taste, item by item; what-ifs about few against all."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from tastekeeper.errors import UsageError
from tastekeeper.recommenders.data.synthetic import make_world
from tastekeeper.recommenders.funnel import Funnel, FunnelConfig
from tastekeeper.recommenders.types import Preference, Taste, Wish

WORLD = make_world(5, users=80, items=160, per_user=20)
CATALOG = WORLD.catalog
ATTRIBUTES = ("genre", "director", "person")
SEEDS = range(12)


@pytest.fixture(scope="module")
def funnel():
    return Funnel.fit(CATALOG, WORLD.interactions, FunnelConfig.default(), progress=None)


def drawn(seed, most=12):
    """A taste and a wish with everything in them: repeated ids and values, shared facts, unknown names."""
    rng = np.random.default_rng(seed)
    names = [*CATALOG.ids, "no such item"]

    def some(count):
        return tuple(names[int(at)] for at in rng.integers(len(names), size=int(rng.integers(count))))

    liked, disliked, seen = some(most), some(most), some(most)
    facts = {item: f"f{int(rng.integers(9))}" for item in (*liked, *disliked, *seen) if rng.random() < 0.6}
    stated = []
    for _ in range(int(rng.integers(most))):
        attribute = ATTRIBUTES[int(rng.integers(3))]
        values = [*CATALOG.values(attribute)[:12], "nobody"]
        fact = f"f{int(rng.integers(20))}" if rng.random() < 0.8 else None
        value, sign = values[int(rng.integers(len(values)))], int(rng.choice([1, 1, -1]))
        stated.append(Preference(attribute, value, sign, fact))
    taste = Taste(liked, disliked, seen, tuple(stated), year_min=1960 if seed % 3 else None, facts=facts)
    wish = Wish(like=some(3) if seed % 4 == 0 else (), exclude_items=some(4), runtime_max=170)
    return taste, wish, rng


def values_of(item, attribute):
    names = CATALOG.schema.names("person") if attribute == "person" else (attribute,)
    return {value for name in names for value in item.attributes[name]}


def reasons(taste, wish, item):
    """Why an item is filtered, the first reason first."""
    for ids, reason in (
        (taste.disliked, "disliked"),
        (taste.liked, "liked already"),
        (taste.seen, "seen already"),
    ):
        if item.item_id in ids:
            yield reason
    for one in taste.preferences:
        if one.polarity < 0 and one.value in values_of(item, one.attribute):
            yield f"disliked {one.attribute}: {one.value}"
    if taste.year_min is not None and item.year < taste.year_min:
        yield f"before {taste.year_min}"
    if item.item_id in wish.like:
        yield "asked about"
    if item.item_id in wish.exclude_items:
        yield "ruled out"
    if wish.runtime_max is not None and item.runtime > wish.runtime_max:
        yield f"longer than {wish.runtime_max} min"


def plainly(funnel, taste, wish):
    """Scores of all items, summed up one by one; None where filtered."""
    config, likeness = funnel.config, bool(wish.like)
    near = config.background if likeness else 1.0
    history = Counter()
    for ids, weight in (
        (taste.liked, near),
        (taste.disliked, -config.dislike * near),
        (wish.like, 1.0),
    ):
        history.update({item: weight for item in dict.fromkeys(ids) if item in CATALOG})
    mass = max(sum(map(abs, history.values())), 1.0) ** config.mass_power
    weigh = funnel.scorer(taste, wish).weight
    stated = [one for one in taste.preferences if one.polarity > 0]
    total = np.zeros(len(CATALOG))
    for name, source in funnel.sources.items():
        known = dict(history) if source.model.personal else {CATALOG.ids[0]: 1.0}
        scores = np.nan_to_num(source.model.score(known, CATALOG.ids)) / source.spread if known else 0.0
        total = total + weigh(name) * scores / (mass if source.model.personal else 1.0)
    total = total + weigh("freshness") * funnel.fresh
    for row, item in enumerate(CATALOG):
        for one in stated:
            if one.value in values_of(item, one.attribute):
                held = sum(one.value in values_of(other, one.attribute) for other in CATALOG)
                rarity = max(np.log(len(CATALOG) / (1 + held)), 0.1) ** config.rarity_power
                total[row] += weigh("preference") * rarity / np.sqrt(len(stated))
        if likeness and any(one in CATALOG for one in wish.like):
            shared = [
                len({*item.categories} & {*other.categories})
                / np.sqrt(max(len(item.categories), 1) * max(len(other.categories), 1))
                for other in map(CATALOG.get, filter(CATALOG.__contains__, wish.like))
            ]
            total[row] += config.kind * max(shared)
    return [
        None if any(True for _ in reasons(taste, wish, item)) else score
        for item, score in zip(CATALOG, total.tolist(), strict=True)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_scores_and_drops_are_those_of_a_plain_reading(funnel, seed):
    taste, wish, _ = drawn(seed)
    if wish.like and not any(one in CATALOG for one in wish.like):
        wish = Wish(like=CATALOG.ids[:1])
    scorer = funnel.scorer(taste, wish)
    found = scorer.scores(np.ones((1, len(scorer.players)), dtype=bool))[0]
    expected = plainly(funnel, taste, wish)
    assert [bool(np.isfinite(score)) for score in found] == [score is not None for score in expected]
    kept = [row for row, score in enumerate(expected) if score is not None]
    np.testing.assert_allclose(found[kept], [expected[row] for row in kept], atol=1e-6)
    first = Counter(next(reasons(taste, wish, item), None) for item in CATALOG)
    dropped = funnel.recommend(taste, wish, 5).steps[1].dropped
    assert dict(dropped) == {reason: count for reason, count in first.items() if reason is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_taste_that_grew_out_of_another_is_read_as_if_alone(funnel, seed):
    taste, wish, rng = drawn(seed)
    funnel.recommend(taste, wish, 5)
    more = Preference("genre", CATALOG.values("genre")[int(rng.integers(5))], 1, "new")
    at = int(rng.integers(len(taste.preferences) + 1))
    grown = Taste(
        taste.liked,
        taste.disliked,
        taste.seen,
        (*taste.preferences[:at], more, *taste.preferences[at + 1 :]),
        facts=taste.facts,
    )
    fresh = Funnel(CATALOG, {n: s.model for n, s in funnel.sources.items()}, funnel.config, now=funnel.now)
    assert funnel.recommend(grown, wish, 8).candidates == fresh.recommend(grown, wish, 8).candidates


@pytest.mark.parametrize("seed", SEEDS)
def test_a_focus_ranks_as_the_whole_scorer_does(funnel, seed):
    taste, wish, rng = drawn(seed, most=30)
    scorer = funnel.scorer(taste, wish)
    count = len(scorer.players)
    columns = sorted(rng.choice(count, min(count, 7), replace=False).tolist()) if count else []
    focus = scorer.focused(columns)
    masks = rng.random((9, len(columns))) < 0.7
    masks[0] = True
    wide = np.ones((9, count), dtype=bool)
    wide[:, columns] = masks
    whole = scorer.scores(wide)
    np.testing.assert_array_equal(focus.scores(masks), whole)
    assert focus.lists(masks, 6) == scorer.lists(wide, 6)
    for target in rng.integers(len(CATALOG), size=4).tolist():
        rows, near = focus.near(masks, target, 5)
        assert (np.diff(rows) > 0).all()
        np.testing.assert_allclose(near, whole[:, rows], atol=2e-9)
        left = np.delete(whole, rows, axis=1)
        own = whole[:, [target]]
        # What was left out is filtered, or below the target and below the fifth best other.
        others = np.sort(np.delete(whole, target, axis=1), axis=1)[:, [-5]]
        assert ((left < own) | ~np.isfinite(own) | ~np.isfinite(left)).all()
        assert ((left < others) | ~np.isfinite(left)).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_moves_and_blockers_are_what_taking_each_away_does(funnel, seed):
    taste, wish, rng = drawn(seed, most=20)
    scorer = funnel.scorer(taste, wish)
    count = len(scorer.players)
    whole = scorer.scores(np.ones((1, count), dtype=bool))[0]
    less = scorer.scores(~np.eye(count, dtype=bool))
    alone = scorer.scores(np.vstack([np.eye(count, dtype=bool), np.zeros((1, count), dtype=bool)]))
    for row in rng.integers(len(CATALOG), size=12).tolist():
        found = scorer.moves(row)
        if np.isfinite(whole[row]):
            np.testing.assert_allclose(found, less[:, row] - whole[row], atol=5e-9)
        else:
            assert found.tolist() == np.where(np.isfinite(less[:, row]), np.inf, 0.0).tolist()
        columns, always = scorer.blockers(row)
        assert always == (not np.isfinite(alone[-1, row]))
        if not always:
            assert columns.tolist() == np.flatnonzero(~np.isfinite(alone[:-1, row])).tolist()


def test_a_model_that_is_no_sum_is_not_taken_apart(funnel):
    class Odd(type(funnel.sources["ease"].model)):
        additive = False

    models = {name: source.model for name, source in funnel.sources.items()}
    odd = Odd.__new__(Odd)
    odd.__dict__.update(models["ease"].__dict__)
    other = Funnel(CATALOG, {**models, "ease": odd}, funnel.config)
    scorer = other.scorer(Taste((CATALOG.ids[0],)), Wish())
    assert not scorer.additive
    for ask in (lambda: scorer.moves(3), lambda: scorer.focused([0])):
        with pytest.raises(UsageError, match="no sum"):
            ask()
