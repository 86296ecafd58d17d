"""Transcripts played to the real agent, and the real planner measured."""

from __future__ import annotations

import pytest
from tastekeeper.evals import Options, run_suite
from tastekeeper.evals.checks import check_log
from tastekeeper.evals.fama.replay import answer_of
from tastekeeper.evals.fama.transcript import load_transcripts
from tastekeeper.evals.homes import fresh_home
from tastekeeper.paths import Paths
from tastekeeper.recommenders.catalog import Catalog


def test_a_fresh_home_borrows_the_catalogue_and_leaves_no_trace(prepared: Paths) -> None:
    with fresh_home(prepared) as home:
        own = Paths.resolve(home)
        assert own.catalog_dir.resolve() == prepared.catalog_dir.resolve()
        assert not own.memory_db.exists()
        own.memory_db.write_text("theirs")
    assert not home.exists()
    assert prepared.catalog_dir.is_dir()
    assert not prepared.memory_db.exists()


def test_an_answer_is_what_a_person_sees(catalog: Catalog) -> None:
    from tastekeeper.agent.events import Card, Reply, Served

    item_id = next(i for i in catalog.ids if catalog.get(i).label == "Heat (1995)")
    card = Card(
        index=1, item_id=item_id, title="Heat", year=1995, facts="Crime", reason="You like crime films."
    )
    reply = Reply(
        turn_id="t",
        session_id="s",
        text="For you: Heat (1995).",
        cards=(card,),
        served=Served(name="x", reason="y"),
    )
    answer = answer_of(reply, catalog)
    assert answer.text.splitlines() == ["For you: Heat (1995).", "Crime", "You like crime films."]
    assert answer.items[0].label == "Heat (1995)"
    assert "Crime" in answer.items[0].attributes["genre"]


@pytest.mark.slow
def test_the_packaged_transcripts_are_remembered_and_forgotten(prepared: Paths) -> None:
    log = run_suite("fama", Options(home=prepared.cache.parent))
    asked = sum(len(transcript.questions) for transcript in load_transcripts(()))
    assert check_log(log) == []
    assert len(log.samples) == asked
    assert all(sample.output is not None for sample in log.samples)
    floors = log.results.details["floors"]
    assert log.results.headline["fama.all"] > floors["recite"]["figures"]["fama.all"]
    assert log.results.details["leaks"]["as_current"] == 0


@pytest.mark.slow
def test_turns_are_timed_over_a_large_memory(prepared: Paths) -> None:
    log = run_suite("turn", Options(home=prepared.cache.parent, limit=4))
    assert log.results.details["facts"] == 10_000
    assert log.results.details["failed"] == 0
    assert log.results.headline["turn.p95_ms"] >= log.results.headline["turn.p50_ms"] > 0


def test_the_planner_suite_runs_on_the_embedded_planner(prepared: Paths) -> None:
    log = run_suite("planner", Options(home=prepared.cache.parent, split="dev", limit=40))
    assert check_log(log) == []
    assert len(log.samples) == 40
    assert log.spec.model == "embedded"
    assert log.results.details["model"]["status"] == "not installed"
    assert set(log.results.headline) >= {"planner.intent_accuracy", "planner.slot_f1"}
    assert 0.5 < log.results.headline["planner.intent_accuracy"] <= 1.0
