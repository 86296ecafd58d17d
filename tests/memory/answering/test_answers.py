"""Answers kind by kind: what they name, what they leave out, and how numbers read."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tastekeeper.memory.answering import AskedKind

from .conftest import USER

# Lists


def test_every_open_task_is_named(story):
    for task in ("paint fence", "call Bo", "file taxes"):
        story.tell("todo.task", task)
    story.tell("todo.task", "renew passport", happens_at=story.clock.at + timedelta(days=3))
    answered = story.ask("what's left to do this week?")
    assert answered.text.splitlines() == [
        "Open on your to-do list (4 tasks):", "- paint fence", "- call Bo", "- file taxes",
        "- renew passport (due Tuesday 1 July 2025 at 15:00)",
    ]  # fmt: skip
    line = answered.packed.lines[0]
    assert (line.value, line.kind) == ("paint fence", "task")
    assert line.fact_id in line.text
    assert "since 2025-06-28" in line.text


def test_appointments_come_by_date_inside_the_period_asked(story):
    story.plan("Dentist visit", "2025-07-02 09:30")
    story.plan("Team lunch", "2025-06-28 12:00")
    story.plan("Mom's birthday", "2025-07-20")
    story.tell("calendar.event", "Reunion")
    assert story.ask("upcoming events").text.splitlines()[1:] == [
        "- Team lunch: Saturday 28 June 2025 at 12:00",
        "- Reunion (no date said)",
        "- Dentist visit: Wednesday 2 July 2025 at 09:30",
        "- Mom's birthday: Sunday 20 July 2025",
    ]
    week = story.ask("what's on next week").text
    assert "Dentist" in week
    assert "birthday" not in week
    assert "Team lunch" not in week
    only = story.ask("when is my dentits appointment?").packed.lines
    assert [line.value for line in only] == ["Dentist visit"]
    assert "birthday" in story.ask("when is mum's birthday").text
    assert story.ask("when is my haircut?").text == 'Nothing called "haircut" is coming up in your calendar.'


def test_days_begin_in_the_zone_of_the_question(story):
    story.plan("Call with Oslo", "2025-06-29 02:00")
    story.spend("coffee", 4, "2025-06-28 02:00")
    here = story.clock.at.astimezone(ZoneInfo("America/New_York"))
    assert "Saturday 28 June 2025 at 22:00" in story.ask("upcoming events", here).text
    assert "$4.00" in story.ask("how much did I spend on coffee yesterday?", here).text
    assert "Nothing is recorded" in story.ask("how much did I spend on coffee yesterday?").text


# Documents


@pytest.fixture
def desk_of_documents(story):
    story.write(
        "project_proposal:harbour lights", title="Harbour Lights", description="New lamps.", budget=575000,
        timeline="14 months", lead="Ada Quist", stakeholders=["Port Office", "City Hall"],
        objectives=["Cut energy use by 25%"],
    )  # fmt: skip
    story.write("project_proposal:harbour dredging", title="Harbour Dredging", budget=90000)
    story.write("email:#1", purpose="Announce the harbour works to residents.", recipients=["Residents"])
    story.write(
        "meeting_notes:kickoff", title="Kickoff", attendees=["Ada Quist", "Bo"], action_items=["Bo to call"]
    )
    return story


def test_a_document_is_given_with_every_current_field(desk_of_documents):
    text = desk_of_documents.ask("Write a project proposal for 'Harbour Lights'").text
    assert text.splitlines() == [
        "Title: Harbour Lights", "Description: New lamps.", "Budget: $575,000 (575000)", "Timeline: 14 months",
        "Lead: Ada Quist", "Stakeholders:", "- Port Office", "- City Hall", "Objectives: Cut energy use by 25%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what's the budget of the harbour lights proposal?", "$575,000 (575000)"),
        ("who is the lead of the 'Harbour Lights' proposal", "Ada Quist"),
        ("who attended according to the kickoff meeting notes?", "Bo"),
        ("who are the recipients of the email about the harbour works?", "Residents"),
    ],
)
def test_one_field_is_given_alone(desk_of_documents, question, value):
    text = desk_of_documents.ask(question).text
    assert value in text
    assert "Title:" not in text
    assert "Timeline" not in text


def test_a_name_told_shorter_or_longer_than_it_is_held_is_recognised(story):
    story.write("email:#1", purpose="Invite residents to the lamp ceremony", recipients=["Residents"])
    story.write("email:#2", purpose="Ask suppliers for quotes on dredging", recipients=["Suppliers"])
    longer = "Write an email about: To invite all of the residents to our lamp ceremony at the pier and to thank them."
    assert "Recipients: Residents" in story.ask(longer).text
    vague = "Write an email about: quotes we want from the dredging company in Hull"
    assert "Recipients: Suppliers" in story.ask(vague).text
    assert story.ask("Write an email about: the annual budget").packed.lines == ()


def test_which_document_is_decided_by_words_then_kind_and_never_guessed(desk_of_documents):
    ask = desk_of_documents.ask
    both = ask("show me the harbour proposal")
    assert both.packed.lines == ()
    assert set(both.packed.candidates) == {"Harbour Lights", "Harbour Dredging"}
    assert "which one do you mean" in both.text
    assert "Announce the harbour works" in ask("draft the email about the harbour").text
    assert "Harbour Dredging" in ask("show the proposal on harbor dredgin").text
    assert "Ada Quist" in ask("show my meeting notes").text
    assert ask("write the proposal for the loyalty app").text == (
        'I hold no project proposal about "loyalty app".'
    )
    assert ask("what's the deadline of the 'Harbour Lights' proposal?").text == (
        'I hold no deadline for "Harbour Lights".'
    )


# Tastes


def test_a_suggestion_names_every_like_and_no_dislike(story):
    story.like("movies.genre", "film noir")
    story.like("movies.director", "Agnes Varda")
    story.dislike("movies.genre", "horror")
    story.like("books.author", "Ursula Le Guin")
    answered = story.ask("what should I watch tonight?")
    assert answered.text == "Going by what you like in films: Agnes Varda (director) and film noir (genre)."
    constraints = [line.value for line in answered.packed.lines if line.kind == "constraint"]
    assert constraints == ["horror"]
    likes, barred = answered.packed.text.split("Never suggest:")
    assert "horror" not in likes
    assert "horror" in barred
    assert "Varda" not in story.ask("suggest a movie in genres I like").text


def test_where_a_slot_holds_nothing_the_rest_of_the_domain_is_said_so(story):
    assert story.ask("suggest me a book").text == (
        "I hold nothing you like in books yet, so I have nothing to go by."
    )
    story.dislike("books.topic", "war")
    assert "war" not in story.ask("suggest me a book").text
    story.like("books.topic", "whales")
    text = story.ask("any book recommendations by authors I like?").text
    assert text.startswith("I hold no author you like in books.")
    assert "whales (topic)" in text


def test_likes_and_dislikes_by_name(story):
    story.like("music.genre", "ska")
    story.dislike("music.artist", "Blur")
    story.like("games.genre", "puzzle")
    assert story.ask("what music do I like?").text == "You like in music: ska (genre)."
    assert story.ask("which bands do I dislike?").text == "You dislike in music (artist): Blur (artist)."
    both = story.ask("what are my likes and dislikes in music?").text
    assert "ska" in both
    assert "You dislike in music: Blur" in both
    assert "puzzle (genre)" in story.ask("recommend me some games").text
    assert "ska" not in story.ask("recommend me some games").text


def test_looking_up_a_thing(story):
    story.like("travel.region", "Alaska")
    story.dislike("movies.genre", "horror")
    assert "you like Alaska (travel, region), since 28 June 2025" in story.ask("do I like Alaska?").text
    assert "you dislike horror" in story.ask("do I like horror films?").text
    assert story.ask("what did I say about badgers?").text == 'I hold nothing about "badgers".'
    everything = story.ask("what do you know about me?").text
    assert "You like: Alaska (travel, region)." in everything
    assert "You dislike: horror (films, genre)." in everything


# The past


def test_the_past_is_told_apart_and_labelled(story):
    story.at("2025-06-02 09:00").like("movies.genre", "noir")
    story.like("movies.genre", "heist")
    story.tell("todo.task", "paint fence")
    story.aim("spending.coffee", 50, "$/week", -1)
    story.at("2025-06-10 09:00").drop("movies.genre", "noir", polarity=0)
    story.drop("movies.genre", "heist", polarity=0)
    story.drop("todo.task", "paint fence")
    story.aim("spending.coffee", 30, "$/week", -1)
    story.at("2025-06-28 15:00").like("movies.genre", "heist")
    answered = story.ask("what films did I use to like?")
    assert answered.asked.kind is AskedKind.HISTORY
    assert (answered.packed.lines, answered.packed.figures) == ((), ())
    assert answered.text == "What no longer holds:\n- PAST: likes genre noir, 2025-06-02 to 2025-06-10"
    assert "paint fence" in story.ask("which tasks have I finished?").text
    goal = story.ask("what was my previous coffee budget?").text
    assert "50" in goal
    assert "30" not in goal.replace("2025-06", "")
    assert (
        story.ask("what music did I use to like?").text
        == "Nothing you liked or disliked has been taken back."
    )


# Unheard-of kinds


def test_kinds_of_the_users_own_are_read_by_name(story):
    story.spend("dog_food", 12.5)
    story.tell("activity.pushups", "40", number=40.0, unit="pushups", happens_at=story.clock.at)
    assert "$12.50" in story.ask("how much did I spend on dog food this week?").text
    assert "40 pushups" in story.ask("how many pushups did I do today?").text
    assert story.memory.attributes(USER) == ("activity.pushups", "spending.dog_food")
    assert story.ask("how much have I spent on stamps?").text == "Nothing is recorded for stamps in all."


def test_the_moment_asked_about_decides(story):
    start = datetime.fromisoformat("2025-06-01T10:00:00+00:00")
    story.clock.at = start
    story.spend("coffee", 3)
    story.at("2025-06-20 10:00").spend("coffee", 5)
    then = start + timedelta(days=1)
    assert "$3.00" in story.ask("how much did I spend on coffee?", then).text
    assert "$8.00" in story.ask("how much did I spend on coffee?").text
