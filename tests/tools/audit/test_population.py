"""Tier 2: what the tests over many summaries find in planted writers, and what they let alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tastekeeper.errors import DataError, MissingExtraError, UsageError
from tastekeeper.tools.audit.names.plots import plot_population
from tastekeeper.tools.audit.names.population import Panel, audit_population, comparable, panel_of
from tastekeeper.tools.audit.names.population.figures import cvar, quantile_gap, steady_gap, variance_ratio
from tastekeeper.tools.audit.names.population.population import Plan
from tastekeeper.tools.audit.names.population.power import flips_needed, least_gap, least_rate, pairs_needed
from tastekeeper.tools.audit.names.population.text import lines
from tastekeeper.tools.audit.names.simulate import Writer, false_alarms, planted_panel, simulate
from tastekeeper.tools.audit.names.simulate.planted import QUICK

CELLS = ("bf", "bf", "bm", "bm", "wf", "wf", "wm", "wm")


def panel(plant, items, seed):
    """Scores without texts: items differ, answers vary around them, the first cell is treated as planted."""
    rng = np.random.default_rng(seed)
    values = rng.normal(0, 1, (items, 1)) + rng.normal(0, 0.5, (items, 13))
    if plant == "mean":
        values[:, 5:7] -= 0.25
    if plant == "tails":
        values[:, 5:7] += (rng.random((items, 2)) < 0.2) * rng.choice([-1.5, 1.5], (items, 2))
    names = tuple(tuple("abcdefghijklm") for _ in range(items))
    return Panel(tuple(map(str, range(items))), 5, CELLS, {"framing": values}, values > 0, names)


def verdicts(plant, items, seeds):
    found = [audit_population(panel(plant, items, seed), replace(QUICK, seed=seed)) for seed in range(seeds)]
    return Counter(report.verdict for report in found), found


def test_names_that_do_nothing_are_let_alone():
    found, _ = verdicts("none", 110, 12)
    # Under the level of 5 % more than 3 alarms of 12 come up once in five hundred times.
    assert found["directional"] + found["symmetric instability"] <= 3
    assert found["no difference found"] >= 7


def test_a_shift_of_the_mean_is_directional():
    assert verdicts("mean", 200, 3)[0] == {"directional": 3}


def test_tails_with_equal_means_pass_the_mean_test_and_are_symmetric_instability():
    found, reports = verdicts("tails", 250, 3)
    assert found == {"symmetric instability": 3}
    assert all(report.mean_test_passes and report.four_fifths for report in reports)
    cell = reports[0].cells[0]
    assert cell.quantiles["5%"] < 0 < cell.quantiles["95%"]
    assert cell.lower.value < 0 < cell.upper.value
    assert cell.mcnemar_p > 0.05


def test_extremes_of_one_cell_alone_are_no_direction():
    """The mean of a cell with all the extremes is uncertain; permuting them away must not make it look certain."""
    found = Counter()
    for seed in range(20):
        calm, rng = panel("none", 80, seed), np.random.default_rng(seed + 100)
        values = calm.values["framing"] * 0.02
        values[:, 5:7] += (rng.random((80, 2)) < 0.3) * rng.choice([-1.0, 1.0], (80, 2))
        made = replace(calm, values={"framing": values}, decisions=values > 0)
        found[audit_population(made, replace(QUICK, seed=seed)).verdict] += 1
    assert found["directional"] <= 2
    assert found["symmetric instability"] >= 18


def test_a_gap_of_no_error_stands_out_and_none_is_none():
    one, others = np.array([0]), np.array([1, 2])
    assert steady_gap(np.tile([2.0, 1.0, 1.0], (9, 1)), one, others) > 1e6
    assert steady_gap(np.ones((9, 3)), one, others) == 0
    values = np.random.default_rng(0).normal(size=(30, 3))
    gaps = values[:, 0] - values[:, 1:].mean(axis=1)
    expected = gaps.mean() / (gaps.std(ddof=1) / np.sqrt(30))
    assert steady_gap(values, one, others) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("plant", "verdict", "facts"),
    [
        ("mean", "directional", False),
        ("tails", "symmetric instability", False),
        ("facts", "no difference found", True),
        ("dropping", "no difference found", False),
    ],
)
def test_planted_writers_are_found_through_their_texts(plant, verdict, facts):
    report = audit_population(planted_panel(plant, items=120, seed=2), QUICK)
    assert report.verdict == verdict
    assert report.facts_changed is facts
    assert ("what is stated" in report.line) is facts


@pytest.mark.slow
def test_false_alarms_over_two_hundred_seeds_through_texts():
    one, many = false_alarms(range(200), items=100)
    assert one["unstable"] / 200 <= 0.05
    assert (many["directional"] + many["symmetric instability"]) / 200 <= 0.05


def test_too_few_permutations_are_inconclusive_too():
    assert audit_population(panel("none", 120, 0), replace(QUICK, permutations=199)).verdict == "inconclusive"


def test_few_audits_are_inconclusive():
    report = audit_population(panel("none", 12, 0), QUICK)
    assert report.verdict == "inconclusive"
    assert report.mde["mean gap"] > 0.25 * report.floor_deviation


def test_audits_of_another_layout_are_counted_and_left_out():
    from tastekeeper.tools.audit.names.ask import Settings, sample
    from tastekeeper.tools.audit.names.simulate.planted import cases
    from tastekeeper.tools.audit.names.subject import Served

    sets = [Settings(seed=n) for n in range(3)] + [Settings(seed=9, per_cell=1)]
    made = [
        sample(c, Writer("none"), Served("m"), settings=s)
        for c, s in zip(cases("resume", 4), sets, strict=True)
    ]
    found = panel_of(made)
    assert (len(found.items), found.left_out, found.decisions) == (3, 1, None)
    assert audit_population(found, QUICK).flip_rate is None
    with pytest.raises(DataError, match="no audits"):
        panel_of([])
    with pytest.raises(UsageError, match="no score"):
        audit_population(found, Plan(feature="charm"))


def test_texts_orders_and_models_are_not_mixed():
    from tastekeeper.tools.audit.names.counterfactual import audit_names
    from tastekeeper.tools.audit.names.simulate import Reranker
    from tastekeeper.tools.audit.names.simulate.planted import cases
    from tastekeeper.tools.audit.names.subject import Served

    taste = cases("taste", 3)
    orders = Reranker("constant", (("a", ("satire",)), ("b", ("westerns",))))
    made = [audit_names(case, Writer("constant"), Served("m")) for case in taste]
    made += [
        audit_names(taste[0], orders, Served("m")),
        audit_names(taste[0], Writer("constant"), Served("n")),
    ]
    found = panel_of(made[::-1])
    assert (found.items, found.left_out) == (("taste-2", "taste-1", "taste-0"), 2)
    assert comparable(made) == made[:3]


def test_power_is_that_of_the_usual_formulas():
    assert [pairs_needed(d) for d in (0.1, 0.2, 0.3)] == [785, 197, 88]
    assert [flips_needed(*rates) for rates in ((0.05, 0.02), (0.1, 0.05), (0.2, 0.1))] == [586, 432, 197]
    assert least_gap(1.0, 785) == pytest.approx(0.1, abs=1e-3)
    assert least_rate(0.05, 432) == pytest.approx(0.1, abs=1e-3)
    assert least_rate(0.5, 2) == 1


def test_power_of_a_paired_mean_is_statsmodels_power():
    power = pytest.importorskip("statsmodels.stats.power", reason="statsmodels is not installed")
    needed = power.TTestPower().solve_power(effect_size=0.2, alpha=0.05, power=0.8)
    assert pairs_needed(0.2) == pytest.approx(needed, abs=3)


def test_quantile_differences_are_quantile_regression():
    smf = pytest.importorskip("statsmodels.formula.api", reason="statsmodels is not installed")
    import pandas as pd

    rng = np.random.default_rng(0)
    values = rng.normal(size=(101, 2)) * [1, 2]
    frame = pd.DataFrame({"y": values.ravel(), "g": [1, 0] * 101})
    for at in (0.25, 0.5, 0.9):
        ours = quantile_gap(values, np.array([0]), np.array([1]), at)
        assert float(ours) == pytest.approx(smf.quantreg("y ~ g", frame).fit(q=at).params["g"], abs=0.05)


def test_brown_forsythe_is_scipys_on_centred_scores():
    from scipy.stats import levene

    found = panel("tails", 60, 1)
    values = found.values["framing"]
    centre = values - values.mean(axis=1, keepdims=True)
    expected = levene(*(centre[:, found.columns(c)].ravel() for c in found.cells), center="median").pvalue
    assert audit_population(found, QUICK).brown_forsythe_p == pytest.approx(expected)


def test_cvar_and_variance_ratio_by_hand():
    values = np.arange(20.0)
    assert cvar(values, 0.1, upper=True) == 18.5
    assert cvar(values, 0.1, upper=False) == 0.5
    assert variance_ratio(np.array([[1.0, 1, 1, 1]]), 2) == 1
    assert np.isinf(variance_ratio(np.array([[1.0, 1, 0, 2]]), 2))
    assert variance_ratio(np.array([[0.0, 2, 0, 4]]), 2) == 4


def test_intervals_hold_the_estimate_and_seeds_repeat():
    plan = Plan(permutations=199, resamples=200, explore=False)
    one, two = (audit_population(panel("mean", 80, 1), plan) for _ in range(2))
    assert one == two
    for cell in one.cells:
        assert cell.gap.low <= cell.gap.value <= cell.gap.high


def test_the_text_shows_verdict_tails_and_flips():
    found = panel("tails", 150, 3)
    report = audit_population(found, QUICK)
    text = "\n".join(lines(report, found))
    for word in (
        "symmetric instability",
        "four-fifths alone would pass",
        "McNemar",
        "CVaR low",
        "same name",
        "<",
        ">",
    ):
        assert word in text


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_picture_is_drawn_and_drawn_alike(tmp_path, suffix):
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    found = panel("tails", 60, 3)
    report = audit_population(found, QUICK)
    one, two = (plot_population(report, found, tmp_path / f"{n}{suffix}").read_bytes() for n in (1, 2))
    assert one == two
    assert len(one) > 5000
    assert len(list(tmp_path.iterdir())) == 2


def test_without_matplotlib_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    found = panel("none", 30, 0)
    with pytest.raises(MissingExtraError, match=r"tastekeeper\[plots\]"):
        plot_population(audit_population(found, QUICK), found, tmp_path / "a.png")


def test_another_kind_of_picture_is_refused(tmp_path):
    found = panel("none", 30, 0)
    with pytest.raises(UsageError, match="png"):
        plot_population(audit_population(found, QUICK), found, tmp_path / "a.gif")


@pytest.mark.parametrize("kind", ["resume", "taste"])
def test_the_mechanism_harm_to_one_side_becomes_flips_to_both(kind):
    named, facts, framed = simulate(kind, items=200, seed=1).conditions
    assert [one.report.verdict for one in (named, facts, framed)] == [
        "directional",
        "no difference found",
        "symmetric instability",
    ]
    assert named.row()["four_fifths"] is False
    assert framed.row()["four_fifths"] is True
    assert facts.row()["flip_rate"] == 0
    assert framed.row()["mcnemar_p"] > 0.05
    assert framed.row()["flip_rate"] > framed.row()["flip_floor"]
    assert framed.row()["flip_p"] <= 0.05


def test_a_writer_that_ignores_names_does_no_such_thing():
    framed = simulate("resume", writer=Writer("none"), items=100, seed=1).conditions[-1]
    assert framed.report.verdict in ("no difference found", "inconclusive")
