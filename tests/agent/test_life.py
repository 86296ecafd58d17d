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


def test_an_answer_of_few_words_picks_by_what_it_names(agent):
    agent.chat("Remind me to call the plumber about the sink")
    agent.chat("Remind me to call the plumber about the boiler")
    agent.chat("I called the plumber")
    agent.chat("the boiler one")
    (left,) = agent.memory.facts()
    assert "sink" in left.value_text


def test_what_is_beyond_the_catalogue_is_forgotten_and_erased_by_name(agent):
    agent.chat("I walked 11,340 steps today")
    agent.chat("Remind me to buy oat milk")
    agent.chat("forget that I walked 11,340 steps")
    assert live(agent) == {("todo.task", "Buy oat milk")}
    agent.chat("erase the oat milk task")
    reply = agent.chat("yes")
    assert reply.receipt is not None
    assert reply.receipt.clean
    assert live(agent) == set()


def test_a_film_asked_for_is_no_answer_about_a_document(agent):
    agent.chat("I need help with an email about the quarterly numbers")
    agent.chat("The main point is that revenue grew 12%")
    assert agent.chat("something like Alien but newer").cards


def test_erasing_everything_about_one_thing_is_no_order_to_erase_everything(agent):
    agent.chat("I did 10k steps today")
    agent.chat("I love jazz")
    asked = agent.chat("erase everything about my steps")
    assert "everything I know" not in asked.text
    agent.chat("yes")
    assert live(agent) == {("music.genre", "jazz")}
    assert "holidays" in agent.chat("erase everything about my holidays").text


@pytest.mark.parametrize(
    "order", ["erase everything", "delete all data you have stored about me", "wipe my whole memory please"]
)
def test_an_order_to_erase_everything_is_asked_about(agent, order):
    agent.chat("I love jazz")
    assert "everything I know about you" in agent.chat(order).text


def test_sums_are_said_as_written(agent):
    reply = agent.chat("Just grabbed lunch for $1,012.40 and did 10k steps")
    assert reply.audit.findings == ()
    assert "10,000 steps" in reply.text


def test_a_name_that_gave_way_is_not_looked_for(agent):
    reply = agent.chat("I used to be really into Kraftwerk, but lately I listen to a lot more Nils Frahm")
    assert "Nils Frahm" in reply.text
    assert "catalogue" not in reply.text


@pytest.mark.parametrize(
    "said", ["I used to love jazz but I'm over it", "I used to love techno, but I can't stand it any more"]
)
def test_a_pronoun_for_another_taste_asks_for_no_film(agent, said):
    assert "film" not in agent.chat(said).text


@pytest.mark.parametrize(
    "said", ["I meant 14.40", "no wait, it was $14.40", "make that 14.40", "hmm it was actually 14.40"]
)
def test_a_sum_put_right_takes_the_place_of_the_one_just_told(agent, said):
    agent.chat("Just grabbed lunch for $12.40")
    agent.chat(said)
    assert [f.number for f in agent.memory.facts() if f.attribute == "spending.lunch"] == [14.4]
    agent.chat("Another lunch, $9")
    assert sorted(f.number for f in agent.memory.facts() if f.attribute == "spending.lunch") == [9, 14.4]


def test_a_goal_and_a_task_put_right_keep_what_they_are(agent):
    agent.chat("my goal is 9,000 steps a day")
    reply = agent.chat("sorry, make that 10,000")
    assert "at least 10,000 steps a day;" in reply.text
    agent.chat("add buy milk to my todo list")
    agent.chat("oops I meant buy oat milk")
    assert {f.value_text for f in agent.memory.facts() if f.attribute == "todo.task"} == {"Buy oat milk"}


def test_a_document_is_told_and_changed_in_a_chat(agent):
    agent.chat(
        "I'm writing an email to Bob about the picnic. Purpose: agree on a date. It should go to Bob and Sue."
    )
    agent.chat("change the purpose to: find a place")
    agent.chat("swap Sue for Tim in the recipients")
    agent.chat("drop Bob")
    assert live(agent) == {("document.purpose", "Find a place"), ("document.recipients", "Tim")}


@pytest.mark.parametrize(
    "said",
    [
        "Actually, 3 of my friends are coming on Friday",
        "no, make it 2005",
        "no worries, thanks",
        "sorry I'm late, 20 minutes",
        "actually Friday works for a movie",
        "sorry, what can you do?",
    ],
)
def test_words_of_correction_that_correct_nothing_change_nothing(agent, said):
    agent.chat("I have a meeting on Thursday at 2")
    agent.chat("I spent 12 dollars on lunch")
    agent.chat("Recommend a film from 1999")
    agent.chat("something with Tom Hanks")
    before = live(agent)
    agent.chat(said)
    assert live(agent) == before
