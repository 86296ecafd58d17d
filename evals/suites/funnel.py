"""Ranking quality on a temporal split of the whole catalogue, beside popularity and a tuned ALS, and latency.

Protocol: `evals.funnel.cases` says who is asked about what. Everything is learnt from before the cut; every
setting, ours and the peers', is chosen on windows before the last tenth of time, which is the test and is
read once. All recommenders get the same histories, rank the whole catalogue and leave out what a person has
met.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ...recommenders.baselines import EASE, IALS, Content, ItemKNN, Popularity
from ...recommenders.catalog import Catalog
from ...recommenders.data import load
from ...recommenders.funnel import FunnelConfig
from ..funnel.cases import Case, Window, stated_taste, window
from ..funnel.latency import latency
from ..funnel.measure import Measured, against, joined, measure, summary
from ..funnel.peers import ALSRanker, tune_als
from ..funnel.rankers import FunnelRanker, ModelRanker, Ranker
from ..options import Options

# Validation: tenths of time before the test. The quick run validates on the last of them only.
VALIDATION = ((0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9))
TEST = (0.9, 1.0)
POPULARITY_FADES = (None, 1.0, 2.0, 5.0)
_RELEVANCE = "liked after the cut (4 stars and more of 5), not met before; all items are candidates"


def run(options: Options) -> dict[str, Any]:
    """Measure. Raises `DataError` when nothing is prepared and `MissingExtraError` without `implicit`."""
    began = time.perf_counter()
    catalog, interactions = load(options.where())
    spans = VALIDATION[-1:] if options.quick else VALIDATION
    frame = interactions.frame
    windows = [window(frame, *span) for span in spans]
    test = window(frame, *TEST)
    als, tried = tune_als(windows, catalog, quick=options.quick, seed=options.seed, progress=options.progress)
    fade = _tuned_fade(windows, catalog)
    rankers = _rankers(ALSRanker(als, options.seed), fade, quick=options.quick)
    found = _measured(rankers, test, catalog, options)
    slices = _slices(rankers, test, catalog, options.seed)
    funnel = rankers["funnel"]
    assert isinstance(funnel, FunnelRanker)
    assert funnel.funnel is not None
    speed = latency(funnel.funnel, calls=100 if options.quick else 400, seed=options.seed)
    return {
        "headline": _headline(found, speed),
        "quick": options.quick,
        "note": _note(options.quick, windows),
        "protocol": _protocol(windows, test),
        "test": {name: summary(m, test.cases, len(catalog), seed=options.seed) for name, m in found.items()},
        "funnel_minus_als": against(found["funnel"], found["als"], seed=options.seed),
        "funnel_minus_popularity": against(found["funnel"], found["popularity"], seed=options.seed),
        "slices": slices,
        "validation": _validation(windows, catalog, ALSRanker(als, options.seed)),
        "als": {"chosen": asdict(als), "tried": tried},
        "popularity_fade_years": fade,
        "funnel": {"config": FunnelConfig.default().model_dump(mode="json"), "latency": speed},
        "seconds": round(time.perf_counter() - began, 1),
    }


def _rankers(als: ALSRanker, fade: float | None, *, quick: bool) -> dict[str, Ranker]:
    """What is compared, by name. The quick run leaves out our single models."""
    config = FunnelConfig.default()
    rankers: dict[str, Ranker] = {
        "funnel": FunnelRanker(config),
        "als": als,
        "popularity": ModelRanker(Popularity(fade_years=fade)),
    }
    if not quick:
        rankers |= {
            "ease": ModelRanker(EASE(config.ease)),
            "itemknn": ModelRanker(ItemKNN()),
            "ials": ModelRanker(IALS()),
            "content": ModelRanker(Content(config.content)),
        }
    return rankers


def _tuned_fade(windows: Sequence[Window], catalog: Catalog) -> float | None:
    """The strongest popularity: how fast likes should fade, by validation."""

    def value(fade: float | None) -> float:
        fitted = (ModelRanker(Popularity(fade_years=fade)).fit(w, catalog) for w in windows)
        parts = [measure(ranker.lists(w.cases), w.cases) for ranker, w in zip(fitted, windows, strict=True)]
        return joined(parts).objective

    return max(POPULARITY_FADES, key=value)


def _measured(
    rankers: Mapping[str, Ranker], test: Window, catalog: Catalog, options: Options
) -> dict[str, Measured]:
    found = {}
    for done, (name, ranker) in enumerate(rankers.items()):
        options.progress(f"testing {name}", done, len(rankers))
        ranker.fit(test, catalog)
        found[name] = measure(ranker.lists(test.cases), test.cases)
    return found


def _slices(rankers: Mapping[str, Ranker], test: Window, catalog: Catalog, seed: int) -> dict[str, Any]:
    """The same people as a chat meets them: a few likes named, or no title at all but what they are like."""
    fewer: list[Case] = [few for case in test.cases if (few := case.few(test.scale)).history]
    served = {name: measure(ranker.lists(fewer), fewer) for name, ranker in rankers.items()}
    funnel = rankers["funnel"]
    assert isinstance(funnel, FunnelRanker)
    tastes = [stated_taste(case, test.scale, catalog) for case in test.cases]
    stated = measure(funnel.answers(tastes), test.cases)
    strangers = measure(rankers["popularity"].lists(test.cases), test.cases)
    return {
        "last five likes": {
            "people": len(fewer),
            **{name: summary(one, fewer, len(catalog), seed=seed) for name, one in served.items()},
            "funnel_minus_als": against(served["funnel"], served["als"], seed=seed),
        },
        "two categories and a person, no title": {
            "people": len(test.cases),
            "funnel": summary(stated, test.cases, len(catalog), seed=seed),
            "funnel_minus_popularity": against(stated, strangers, seed=seed),
        },
    }


def _validation(windows: Sequence[Window], catalog: Catalog, als: ALSRanker) -> dict[str, Any]:
    """The chosen settings on the windows they were chosen on: a comparison of many people, but not a test."""
    report = {}
    for name, ranker in (("funnel", FunnelRanker(FunnelConfig.default())), ("als", als)):
        parts = [measure(ranker.fit(w, catalog).lists(w.cases), w.cases) for w in windows]
        found = joined(parts)
        report[name] = {key: round(found.mean(key), 4) for key in found.values}
    return report


def _headline(found: Mapping[str, Measured], speed: Mapping[str, Any]) -> dict[str, float]:
    return {
        "funnel.ndcg10": round(found["funnel"].mean("ndcg10"), 4),
        "funnel.recall20": round(found["funnel"].mean("recall20"), 4),
        "funnel.p50_ms": speed["p50_ms"],
        "funnel.p99_ms": speed["p99_ms"],
        "popularity.ndcg10": round(found["popularity"].mean("ndcg10"), 4),
        "popularity.recall20": round(found["popularity"].mean("recall20"), 4),
        "als.ndcg10": round(found["als"].mean("ndcg10"), 4),
        "als.recall20": round(found["als"].mean("recall20"), 4),
    }


def _protocol(windows: Sequence[Window], test: Window) -> dict[str, Any]:
    return {
        "relevant": _RELEVANCE,
        "recall": "hits in the first 20 over all relevant items",
        "history": "returning people: everything before the cut; newcomers: half of what they did after it",
        "validation": {one.name: one.counts() for one in windows},
        "test": {test.name: test.counts()},
    }


def _note(quick: bool, windows: Sequence[Window]) -> str:
    if not quick:
        return ""
    return f"quick: ALS tuned over a small grid on {windows[-1].name} of time only, single models left out"
