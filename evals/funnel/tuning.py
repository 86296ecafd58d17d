"""How the shipped configuration of the funnel is chosen: on validation windows, never on the test window.

Weights are found by coordinate ascent over scores computed once. Half of what is maximised (NDCG@10 plus
Recall@20) is how well whole histories are served, half how well a few likes are: a chat starts with few. Then
settings that need a new fit are tried one by one; last come stated preferences and diversity, which are given
as much weight as their purpose needs or their cost allows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ...recommenders.baselines import Content, ContentConfig
from ...recommenders.baselines.content import YEAR
from ...recommenders.catalog import Catalog
from ...recommenders.feedback import signed
from ...recommenders.funnel import Funnel, FunnelConfig
from ...recommenders.funnel.sources import PREFERENCE, Source, measured
from .cases import Window, stated_taste, taste_of
from .measure import joined, measure
from .rankers import FunnelRanker
from .tables import FIELD, STEPS, Table, ascend, table, worth

Progress = Callable[[str, int, int], None]
START = {"ease": 1.0, "popularity": 1.0, "freshness": 0.35, FIELD + "genre": 1.0}
# Settings that need new scores, tried in this order; paths into the configuration.
TRIALS: tuple[tuple[str, Any], ...] = (
    ("mass_power", 0.5),
    ("dislike", 0.6),
    ("ease.l2", 100.0),
    ("ease.l2", 400.0),
    ("ease.dropout", 10.0),
    ("ease.fade_years", 2.0),
    ("ease.fade_years", 6.0),
    ("popularity.fade_years", 1.0),
    ("popularity.fade_years", 4.0),
    ("fresh_years", 1.5),
    ("fresh_years", 6.0),
)
# Of the first ten places, how many must hold a value that was stated, on average.
_STATED_SHARE = 0.8
# What a trial has to gain to be kept.
_TRIAL_GAIN = 1e-3
DIVERSITY = (0.2, 0.15, 0.1, 0.05, 0.02)
# The share of the objective that diversity may cost.
_DIVERSITY_COST = 0.01


def choose(
    catalog: Catalog, windows: Sequence[Window], start: FunnelConfig, progress: Progress
) -> tuple[FunnelConfig, dict[str, Any]]:
    """The configuration that served the windows' people best, and a report of the choice."""
    total = len(TRIALS) + 3
    progress("choosing weights", 0, total)
    config = start
    weights, best = _ascended(catalog, windows, config, START, rounds=3)
    log = [{"tried": "start", "objective": round(best, 4)}]
    for done, (path, setting) in enumerate(TRIALS, 1):
        progress("choosing settings", done, total)
        trial = updated(config, path, setting)
        found, value = _ascended(catalog, windows, trial, weights, rounds=1)
        kept = value > best + _TRIAL_GAIN
        log.append({"tried": f"{path}={setting}", "objective": round(value, 4), "kept": kept})
        if kept:
            config, weights, best = trial, found, value
    progress("choosing settings", total - 2, total)
    weights, best = _ascended(catalog, windows, config, weights, rounds=3)
    config = _with_content(catalog, windows, config, weights)
    preference, stated = _preference(catalog, windows, config)
    config = config.model_copy(update={"weights": {**config.weights, PREFERENCE: preference}})
    progress("choosing diversity", total - 1, total)
    config, diversity = _diversified(catalog, windows, config)
    report = {
        "objective": round(best, 4),
        "weights": weights,
        "trials": log,
        "preference": stated,
        "diversity": diversity,
    }
    return config, report


def updated(config: FunnelConfig, path: str, value: Any) -> FunnelConfig:
    """A copy with one setting, at most one level down, changed."""
    head, _, rest = path.partition(".")
    if rest:
        value = getattr(config, head).model_copy(update={rest: value})
    return config.model_copy(update={head: value})


def _ascended(
    catalog: Catalog, windows: Sequence[Window], config: FunnelConfig, start: Mapping[str, float], rounds: int
) -> tuple[dict[str, float], float]:
    groups = _groups(catalog, windows, config)
    free = [name for name in groups[0][0].parts if name not in ("ease", "content", PREFERENCE)]
    return ascend(groups, start, free, rounds)


def _groups(
    catalog: Catalog, windows: Sequence[Window], config: FunnelConfig
) -> tuple[list[Table], list[Table]]:
    """Tables of whole histories and of a few likes."""
    full, few = [], []
    for window in windows:
        funnel = Funnel.fit(catalog, window.past, config)
        fields = _fields(catalog, window, config)
        cases = window.cases
        full.append(table(funnel, cases, [taste_of(case, window.scale) for case in cases], fields))
        fewer = [one for case in cases if (one := case.few(window.scale)).history]
        few.append(table(funnel, fewer, [taste_of(case, window.scale) for case in fewer], fields))
    return full, few


def _fields(catalog: Catalog, window: Window, config: FunnelConfig) -> list[Source]:
    """One content model a field."""
    past = signed(window.past, window.scale)
    names = (*catalog.schema.names(), YEAR)
    models = [Content(ContentConfig(fields={name: 1.0}, other=0.0)).fit(past, catalog) for name in names]
    return [Source(model, catalog, measured(model, config.mass_power)) for model in models]


def _with_content(
    catalog: Catalog, windows: Sequence[Window], config: FunnelConfig, weights: Mapping[str, float]
) -> FunnelConfig:
    """Fold the fields' weights into one content model, at the spreads they had in the windows on average."""
    spreads: dict[str, list[float]] = {}
    for window in windows:
        for source in _fields(catalog, window, config):
            spreads.setdefault(next(iter(source.model.config.fields)), []).append(source.spread)
    raw = {name: weights.get(FIELD + name, 0.0) / float(np.mean(found)) for name, found in spreads.items()}
    largest = max(raw.values()) or 1.0
    fields = {name: round(value / largest, 4) for name, value in raw.items()}
    content = config.content.model_copy(update={"fields": fields})
    blended = []
    for window in windows:
        model = Content(content).fit(signed(window.past, window.scale), catalog)
        blended.append(measured(model, config.mass_power))
    kept = {name: weight for name, weight in weights.items() if not name.startswith(FIELD)}
    kept["content"] = round(largest * float(np.mean(blended)), 4)
    return config.model_copy(update={"content": content, "weights": kept})


def _preference(
    catalog: Catalog, windows: Sequence[Window], config: FunnelConfig
) -> tuple[float, dict[str, dict[str, float]]]:
    """The least weight with which stating a taste shows in the list, and what each weight gives.

    What people like most often is a weak hint of what they will like next, so ranking measures alone would
    have stated values hardly matter. Who says "I like Kubrick" expects Kubrick: most places must hold a
    stated value.
    """
    weights = {**config.weights, PREFERENCE: 1.0}
    tables = []
    for window in windows:
        funnel = Funnel.fit(catalog, window.past, config.model_copy(update={"weights": weights}))
        tastes = [stated_taste(case, window.scale, catalog) for case in window.cases]
        tables.append(table(funnel, window.cases, tastes))
    found: dict[str, dict[str, float]] = {}
    for step in STEPS:
        trial = {**weights, PREFERENCE: step}
        shown = float(np.concatenate([one.holding(trial, PREFERENCE) for one in tables]).mean())
        found[str(step)] = {
            "objective": round(worth([tables], trial), 4),
            "places holding a value": round(shown, 3),
        }
        if shown >= _STATED_SHARE:
            return step, found
    return STEPS[-1], found


def _diversified(
    catalog: Catalog, windows: Sequence[Window], config: FunnelConfig
) -> tuple[FunnelConfig, dict[str, float]]:
    """The most diversity that costs no more than a hundredth, measured on the product's own lists."""
    found: dict[str, float] = {}
    for strength in (0.0, *DIVERSITY):
        trial = config.model_copy(update={"diversity": strength})
        found[str(strength)] = round(_objective(catalog, windows, trial), 4)
        if strength and found[str(strength)] >= (1 - _DIVERSITY_COST) * found["0.0"]:
            return trial, found
    return config.model_copy(update={"diversity": 0.0}), found


def _objective(catalog: Catalog, windows: Sequence[Window], config: FunnelConfig) -> float:
    parts = [measure(FunnelRanker(config).fit(w, catalog).lists(w.cases), w.cases) for w in windows]
    return joined(parts).objective
