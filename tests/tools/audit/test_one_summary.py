"""Tier 1: one summary or order under other names, put to writers whose treatment of names is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tastekeeper.errors import DataError, StoreError, UsageError
from tastekeeper.tools.audit.names.ask import Question, Settings
from tastekeeper.tools.audit.names.cache import ResponseCache
from tastekeeper.tools.audit.names.counterfactual import audit_names
from tastekeeper.tools.audit.names.distance import jaccard, kendall, rank_biased_overlap, top_change
from tastekeeper.tools.audit.names.permute import divisions, holm, p_value
from tastekeeper.tools.audit.names.population.drift import drift
from tastekeeper.tools.audit.names.reading import Reading
from tastekeeper.tools.audit.names.simulate import Reranker, Writer, resume, taste_profile
from tastekeeper.tools.audit.names.store import AuditStore
from tastekeeper.tools.audit.names.subject import Served
from tastekeeper.tools.audit.names.verdicts import changes, statement_moved

SHELF = tuple(
    (f"i{n}", (word,)) for n, word in enumerate("westerns documentaries musicals thrillers satire".split())
)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def audit(subject, seed=0, case=None, **changes):
    case = case or resume(seed % 20).case(f"resume-{seed}")
    return audit_names(case, subject, Served("test"), settings=replace(Settings(seed=seed), **changes))


def verdicts(subject, seeds, part="verdict"):
    return Counter(getattr(audit(subject, seed), part) for seed in range(seeds))


def test_a_writer_without_chance_that_ignores_names_is_stable():
    assert verdicts(Writer("constant"), 10) == {"stable": 10}


def test_chance_alone_raises_no_alarm_beyond_its_level():
    found = verdicts(Writer("none"), 40)
    # Under the level of 5 % more than 5 alarms of 40 come up once in a hundred times.
    assert found["unstable"] <= 5
    assert found["stable"] >= 20


@pytest.mark.slow
def test_false_alarms_over_two_hundred_seeds():
    assert verdicts(Writer("none"), 200)["unstable"] / 200 <= 0.05


def test_a_changed_fact_fires_the_factual_verdict():
    report = next(r for r in (audit(Writer("facts"), seed) for seed in range(10)) if r.facts == "unstable")
    assert report.verdict == "unstable"
    assert any("number" in change.what for change in report.changed)
    assert verdicts(Writer("facts"), 10, "facts")["unstable"] >= 9


def test_facts_left_out_by_chance_never_fire_it():
    assert verdicts(Writer("dropping"), 40, "facts")["unstable"] == 0


def test_too_few_names_or_repeats_are_inconclusive_and_never_stable():
    for few in ({"per_cell": 1, "cells": ("white_male", "black_male")}, {"repeats": 1}, {"repeats": 0}):
        report = audit(Writer("constant"), **few)
        assert report.verdict == "inconclusive", few
        assert len(report.caveats) >= 2
    assert audit(Writer("constant"), per_cell=1, cells=("white_male",)).share_of_names > 0.5


def test_a_noisy_writer_is_inconclusive_with_its_least_detectable_change():
    def noisy(prompt, seed):
        return "They worked. " + ("Highly recommended." if seed % 2 else "I cannot recommend them.")

    report = audit(noisy)
    assert report.verdict == "inconclusive"
    assert report.mde["framing"] > 0.5


def test_no_report_says_biased():
    for plant in ("constant", "facts", "mean"):
        report = audit(Writer(plant))
        said = report.model_dump_json(exclude={"caveats"})
        assert "bias" not in said


def test_a_name_that_survives_masking_is_not_compared():
    report = audit(lambda prompt, seed: f"The {prompt.split('Name: ')[1].split()[0]}esque way of working.")
    assert report.verdict == "inconclusive"
    assert any("masked" in caveat for caveat in report.caveats)


def test_arms_are_planned_as_asked_and_names_are_out_of_the_texts():
    report = audit(
        lambda prompt, seed: f"Summary of {prompt.split('Name: ')[1].splitlines()[0]}. She is here."
    )
    assert Counter(arm.kind for arm in report.arms) == {
        "original": 1, "repeat": 4, "name": 8, "placeholder": 1, "placebo": 1
    }  # fmt: skip
    assert {arm.cell for arm in report.arms if arm.kind == "name"} == set(Settings().cells)
    assert {arm.text for arm in report.arms} == {"Summary of the person. They are here."}
    assert len({arm.seed for arm in report.arms}) == len(report.arms)


def test_orders_are_audited_as_well():
    case = taste_profile(1).case("taste")
    assert audit(Reranker("constant", SHELF), case=case).verdict == "stable"
    shifted = Counter(
        audit(Reranker("mean", SHELF), seed, taste_profile(seed).case("t")).verdict for seed in range(8)
    )
    assert shifted["unstable"] >= 6
    report = audit(Reranker("constant", SHELF), case=case)
    assert report.kind == "ranking"
    assert set(report.mde) == {"order", "top"}


def test_a_list_given_to_some_names_only_is_a_change_and_none_at_all_is_refused():
    case = taste_profile(1).case("taste")
    originals = ("Name: Robin", "Name: the person")
    some = audit(lambda prompt, seed: ("a", "b") if any(o in prompt for o in originals) else (), case=case)
    assert (some.kind, some.verdict) == ("ranking", "unstable")
    with pytest.raises(UsageError, match="nothing to compare"):
        audit(lambda prompt, seed: (), case=case)


def test_answers_are_kept_by_content(tmp_path):
    case, settings = resume(1).case("r"), Settings()
    with ResponseCache(tmp_path / "answers.db") as cache:
        first = audit_names(case, Writer("none"), Served("m"), settings=settings, cache=cache)
        second = audit_names(case, Writer("none"), Served("m"), settings=settings, cache=cache)
        other = audit_names(case, Writer("none"), Served("m", "all-full"), settings=settings, cache=cache)
    assert (second.calls, second.cached) == (0, first.calls)
    assert other.calls == first.calls
    assert second.arms == first.arms


def test_progress_is_told():
    seen = []
    audit_names(
        resume(1).case("r"), Writer("constant"), Served("m"), progress=lambda *part: seen.append(part)
    )
    assert seen[0][1:] == (0, 15)
    assert seen[-1][1:] == (15, 15)


def test_distances():
    assert jaccard(frozenset("ab"), frozenset("bc")) == pytest.approx(2 / 3)
    assert jaccard(frozenset(), frozenset()) == 0
    assert kendall("abcd", "abcd") == 0
    assert kendall("abcd", "dcba") == 1
    assert 0 < kendall("abcd", "abdc") < kendall("abcd", "badc") < 1
    assert top_change("abcd", "abdc", 2) == 0
    assert top_change("abcd", "cdab", 2) == 1
    for length in (1, 3, 10, 50):
        items = [str(n) for n in range(length)]
        assert rank_biased_overlap(items, items) == pytest.approx(1)
    assert rank_biased_overlap("abcd", "efgh") == 0
    assert rank_biased_overlap("abcd", "abdc") > rank_biased_overlap("abcd", "bacd")


def test_permutation_p_values_are_exact_and_hold_their_level():
    masks = divisions(6, 2, seed=0)
    assert masks.shape == (15, 6)
    assert masks[0].tolist() == [True, True, False, False, False, False]
    rng = np.random.default_rng(0)
    values = [rng.normal(size=10) for _ in range(300)]
    small = [p_value(np.abs(v[:, None] - v[None, :]), 5, seed=0) for v in values]
    assert np.mean(np.array(small) <= 0.05) <= 0.085
    apart = np.r_[rng.normal(size=5) * 0.1, 5 + rng.normal(size=5) * 0.1]
    assert p_value(np.abs(apart[:, None] - apart[None, :]), 5, seed=0) <= 2 / 252


def test_holm_is_statsmodels_holm():
    multitest = pytest.importorskip("statsmodels.stats.multitest", reason="statsmodels is not installed")
    p = np.random.default_rng(1).random(12) ** 3
    assert holm(p) == pytest.approx(multitest.multipletests(p, method="holm")[1])


def test_the_store_only_grows(tmp_path):
    report = audit(Writer("constant"))
    with AuditStore(tmp_path / "names.db") as store:
        assert [store.add(report, NOW), store.add(report, NOW + timedelta(days=1))] == [1, 2]
        for change in ("UPDATE audit SET verdict = 'stable'", "DELETE FROM audit"):
            with pytest.raises(Exception, match="audits are never"):
                store._connection.execute(change)
    with AuditStore(tmp_path / "names.db") as store:
        assert [one for _, one in store.read()] == [report, report]
        assert len(list(store.read(since=NOW + timedelta(hours=1)))) == 1
        assert list(store.read(model="another")) == []
    assert (tmp_path / "names.db").stat().st_mode & 0o777 == 0o600


def test_a_store_that_is_none_is_refused_and_a_broken_row_named(tmp_path):
    place = tmp_path / "names.db"
    place.write_bytes(b"this is no database, it is a text of some length")
    with pytest.raises(StoreError):
        AuditStore(place)
    with AuditStore(tmp_path / "other.db") as store:
        row = (NOW.isoformat(), *["x"] * 5, 1, "stable", "{}")
        names = "at, summary, model, placement, kind, names, lexicon, verdict, body"
        store._connection.execute(f"INSERT INTO audit ({names}) VALUES (?,?,?,?,?,?,?,?,?)", row)
        with pytest.raises(DataError, match="Audit 1"):
            list(store.read())


def test_drift_is_seen_by_window_and_placement():
    calm, shaky = (
        audit(Writer("constant")),
        audit(Writer("constant")).model_copy(update={"verdict": "unstable"}),
    )
    rows = [(NOW + timedelta(days=n), calm) for n in range(7)]
    rows += [(NOW + timedelta(days=30 + n % 2), shaky) for n in range(7)]
    rows += [(NOW, calm.model_copy(update={"placement": "fast"}))]
    found = drift(rows, "month")
    assert [(p.placement, p.window, p.audits, p.unstable) for p in found.periods] == [
        ("", "2026-06", 7, 0),
        ("", "2026-07", 7, 7),
        ("fast", "2026-06", 1, 0),
    ]
    assert found.p["test"] < 0.01
    assert found.p["test fast"] == 1


def test_a_statement_moves_only_where_nearly_all_answers_change():
    def question(kind):
        return Question(kind, "A", None, 0, "")

    said, silent = Reading(facts=frozenset({"years 8"})), Reading()
    floor = [(question("original"), said)] * 10
    assert statement_moved(floor, [silent] * 8 + [said] * 2)
    assert not statement_moved(floor, [silent] * 7 + [said] * 3)
    assert statement_moved([*floor, (question("name"), silent)], [])
    found = changes(floor, [silent] * 3, "Emily")
    assert [(change.what, change.side) for change in found] == [("years 8", "lost")]
    assert changes(floor, [], "Emily") == ()
