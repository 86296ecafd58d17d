"""Beyond the catalogue: tastes of any kind, things to do, appointments, sums, aims - kept, asked for, let go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tastekeeper.agent.models.scripted import ScriptedModel
from tastekeeper.agent.session import Agent


def live(agent: Agent) -> set[tuple[str, str]]:
    return {(fact.attribute, fact.value_text) for fact in agent.memory.facts()}


def test_a_task_is_kept_asked_for_and_done(agent):
    agent.chat("Remind me to buy oat milk and to water the plants")
    assert "Buy oat milk" in agent.chat("what's left on my to-do list?").text
    reply = agent.chat("I bought the oat milk")
    assert "off your list" in reply.text
    left = agent.chat("what's still on my to-do list?").text
    assert "oat milk" not in left.lower()
    assert "plants" in left


def test_money_is_added_up_and_held_against_an_aim(agent):
    agent.chat("my goal is to keep coffee under $20 a week")
    agent.chat("I spent $12.40 on coffee")
    agent.chat("another coffee for $9.10")
    reply = agent.chat("am I meeting my coffee budget?")
    assert "21.50" in reply.text
    assert "OVER BUDGET" in reply.text
    assert reply.intents == ("ask",)


def test_an_appointment_runs_out_with_the_clock(agent, clock):
    agent.chat("I have a dentist appointment tomorrow at 10")
    assert "ntist" in agent.chat("what's coming up in my calendar?").text
    clock.at = clock.now() + timedelta(days=3)
    assert "ntist" not in agent.chat("what's coming up in my calendar?").text
    assert live(agent) == set()


def test_a_taste_of_another_domain_stands_beside_one_of_the_catalogue(agent):
    reply = agent.chat("I love westerns, and I can't stand jazz music")
    kept = {(f.attribute, f.polarity) for f in agent.memory.facts()}
    assert kept == {("movies.genre", 1), ("music.genre", -1)}
    assert reply.audit.findings == ()
    assert all("jazz" not in card.reason for card in agent.chat("what shall I watch?").cards)


def test_asking_about_another_domain_answers_from_memory_alone(agent):
    agent.chat("I love the band Sigur Ros")
    assert "Sigur Ros" in agent.chat("what music would you recommend?").text
    agent.chat("I used to like Sigur Ros but not any more")
    assert "Sigur Ros" not in agent.chat("what music would you recommend?").text


@pytest.mark.parametrize(
    "said", ["my wife hates musicals", "the average person walks 4,000 steps a day", "coffee is a drug"]
)
def test_what_is_not_about_the_person_is_not_kept(agent, said):
    agent.chat(said)
    assert live(agent) == set()


def test_a_request_beside_a_note_is_answered(agent):
    reply = agent.chat("I spent $5 on lunch. What shall I watch tonight?")
    assert reply.cards
    assert ("spending.lunch", 5.0) in {(f.attribute, f.number) for f in agent.memory.facts()}


def test_which_task_was_meant_is_asked_once_and_settled(agent):
    agent.chat("Remind me to call the plumber about the sink")
    agent.chat("Remind me to call the plumber about the boiler")
    reply = agent.chat("I called the plumber")
    assert reply.stop_reason == "asked"
    assert len(agent.memory.contested()) == 2
    settled = agent.chat("the one about the boiler")
    assert settled.stop_reason == "done"
    assert agent.memory.contested() == ()
    (left,) = agent.memory.facts()
    assert "sink" in left.value_text


def test_neither_leaves_both_open(agent):
    agent.chat("Remind me to call the plumber about the sink")
    agent.chat("Remind me to call the plumber about the boiler")
    agent.chat("I called the plumber")
    agent.chat("neither, actually")
    assert agent.memory.contested() == ()
    assert len(agent.memory.facts()) == 2


def test_a_model_reads_after_the_reply_what_rules_cannot(opened):
    extraction = {
        "operations": [
            {
                "op": "ADD",
                "attribute": "music.artist",
                "value": "Nils Frahm",
                "stance": "like",
                "quote": "Nils Frahm undoes me",
                "closes": [],
            }
        ]
    }
    model = ScriptedModel(
        [{"text": extraction, "match": "keep a person's memory"}, {"text": "", "repeat": True}]
    )
    agent = opened(model=model)
    agent.chat("I must say Nils Frahm undoes me completely.")
    agent.settled()
    assert live(agent) == {("music.artist", "Nils Frahm")}
