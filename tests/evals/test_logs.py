"""Logs on disk and side by side."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.errors import DataError, StoreError, UsageError
from tastekeeper.evals import Options, list_logs, load_log, run_suite, save_log
from tastekeeper.evals.checks import check_log, failed_samples, sample_by_id
from tastekeeper.evals.compare import compare
from tastekeeper.evals.log import EvalLog
from tastekeeper.evals.provenance import commit_of
from tastekeeper.evals.registry import SUITES, get_suite
from tastekeeper.paths import Paths


def made(floor: str, day: int = 1) -> EvalLog:
    clock = FixedClock(datetime(2026, 5, day, tzinfo=UTC))
    return run_suite("fama", Options(floor=floor, passed=frozenset({"floor"})), clock=clock)


@pytest.fixture
def paths() -> Paths:
    return Paths.resolve().ensure()


def test_round_trip(paths: Paths) -> None:
    log = made("oracle")
    place = save_log(log, paths)
    assert place.stat().st_mode & 0o077 == 0
    assert load_log(log.id, paths) == log
    assert load_log(place, paths) == log
    assert [file.name for file in paths.logs_dir.iterdir()] == [place.name]


def test_found_by_prefix_and_latest(paths: Paths) -> None:
    old, new = made("abstain", 1), made("oracle", 2)
    for log in (old, new):
        save_log(log, paths)
    assert load_log("latest", paths).id == new.id
    assert load_log("20260501", paths).id == old.id
    assert [log.id for log in list_logs(paths)[0]] == [new.id, old.id]
    with pytest.raises(UsageError, match="2 logs begin"):
        load_log("2026", paths)
    with pytest.raises(UsageError, match="no evaluation log"):
        load_log("nothing", paths)
    with pytest.raises(UsageError, match="no evaluation log"):
        load_log("", paths)


def test_broken_logs_are_named_and_do_not_hide_the_others(paths: Paths) -> None:
    log = made("oracle")
    place = save_log(log, paths)
    (paths.logs_dir / "z.eval.json").write_text("{")
    (paths.logs_dir / "y.eval.json").write_text(json.dumps({"version": 99}))
    body = json.loads(place.read_text())
    del body["spec"]
    (paths.logs_dir / "x.eval.json").write_text(json.dumps(body))
    logs, broken = list_logs(paths)
    assert [one.id for one in logs] == [log.id]
    said = " ".join(str(error) for error in broken)
    assert len(broken) == 3
    for part in ("not JSON", "version 99", "spec", "z.eval.json"):
        assert part in said
    with pytest.raises(DataError, match="version 99"):
        load_log("y", paths)


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file, not a folder")
    paths = Paths(tmp_path, tmp_path, blocked, tmp_path)
    with pytest.raises(StoreError, match="cannot be written"):
        save_log(made("oracle"), paths)


def test_passed_and_defaulted_arguments_are_told_apart() -> None:
    args = made("oracle").spec.args
    assert args["floor"] == {"value": "oracle", "source": "passed"}
    assert args["seed"] == {"value": 0, "source": "default"}


def test_checks_find_what_was_tampered_with() -> None:
    log = made("oracle")
    assert check_log(log) == []
    headline = {**log.results.headline, "fama.all": 12.0}
    forged = log.model_copy(update={"results": log.results.model_copy(update={"headline": headline})})
    assert any("fama.all" in problem for problem in check_log(forged))
    twice = log.model_copy(update={"samples": (*log.samples, log.samples[0])})
    assert any("twice" in problem for problem in check_log(twice))
    unjudged = log.model_copy(update={"scorings": ()})
    assert any("no scoring names" in problem for problem in check_log(unjudged))


def test_samples_are_found() -> None:
    log = made("abstain")
    assert {sample.id for sample in failed_samples(log)} >= {"ana/spring/ana-tastes"}
    assert sample_by_id(log, "ana/spring/ana-film").tags[0] == "recommending"
    with pytest.raises(UsageError, match="no sample"):
        sample_by_id(log, "nobody")


def test_side_by_side() -> None:
    before, after = made("abstain", 1), made("oracle", 2)
    result = compare(before, after)
    row = next(row for row in result["figures"] if row["name"] == "fama.remembering")
    assert (row["before"], row["after"], row["apart"]) == (0.0, 100.0, True)
    assert result["headline"]["fama.remembering.difference"] == 100.0
    assert result["differences"]["model"] == ["floor:abstain", "floor:oracle"]
    other = after.model_copy(update={"spec": after.spec.model_copy(update={"suite": "turn"})})
    with pytest.raises(UsageError, match="Cannot compare"):
        compare(before, other)


def test_suites_are_listed_and_unknown_ones_refused() -> None:
    assert set(SUITES) >= {"planner", "fama", "memora", "funnel", "turn"}
    with pytest.raises(UsageError, match=", ".join(SUITES)):
        get_suite("vibes")


def test_outside_a_checkout_there_is_no_commit(tmp_path: Path) -> None:
    assert commit_of(tmp_path) == (None, None)
