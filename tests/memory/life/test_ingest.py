"""Whole conversations fed to a memory, one after another, as days go by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tastekeeper.clock import FixedClock
from tastekeeper.errors import UsageError
from tastekeeper.memory import Memory
from tastekeeper.memory.extraction.life.heard import Said
from tastekeeper.memory.ingest import ingest


class Diary:
    """A memory that conversations are told to, on days of March 2026."""

    def __init__(self, memory: Memory, clock: FixedClock) -> None:
        self.memory, self.clock, self.count = memory, clock, 0

    def tell(self, day: int, *turns: str, name: str = "") -> None:
        """Turns beginning with `A: ` are the assistant's."""
        self.clock.at = max(datetime(2026, 3, day, 9, tzinfo=UTC), self.clock.at)
        self.clock.advance(minutes=1)
        self.count += 1
        said = [
            Said("assistant", turn[3:]) if turn.startswith("A: ") else Said("user", turn) for turn in turns
        ]
        ingest(self.memory, "ana", said, conversation_id=name or f"talk-{self.count}")

    def held(self, attribute: str) -> list[str]:
        return sorted(fact.value_text for fact in self.memory.facts("ana", attribute=attribute))


@pytest.fixture
def diary(tmp_path) -> Iterator[Diary]:
    clock = FixedClock(datetime(2026, 3, 1, 8, tzinfo=UTC))
    with Memory.open(tmp_path / "memory.db", clock=clock) as memory:
        yield Diary(memory, clock)


def test_a_task_is_taken_on_and_done(diary: Diary) -> None:
    diary.tell(2, "Hi!", "A: Hello!", "I need to call the plumber and I have to buy stamps.")
    assert diary.held("todo.task") == ["Buy stamps", "Call plumber"]
    diary.tell(3, "I called the plumber this morning.")
    assert diary.held("todo.task") == ["Buy stamps"]


def test_two_tasks_alike_are_asked_about(diary: Diary) -> None:
    diary.tell(2, "I need to paint the bedroom.", "I need to paint the bathroom.")
    diary.tell(3, "Painting is done.")
    assert diary.held("todo.task") == []
    assert len(diary.memory.contested("ana")) == 2


def test_an_appointment_moves_and_runs_out(diary: Diary) -> None:
    diary.tell(2, "I have a dentist appointment on Friday at 3 pm.")
    diary.tell(3, "The dentist was moved to Monday at 9:30.")
    (event,) = diary.memory.facts("ana", attribute="calendar.event")
    assert event.happens_at == datetime(2026, 3, 9, 9, 30, tzinfo=UTC)
    diary.tell(10, "Hello there!")
    assert diary.held("calendar.event") == []


def test_a_new_goal_takes_the_place_of_the_old(diary: Diary) -> None:
    diary.tell(2, "My goal is 8,000 steps a day.")
    diary.tell(4, "New goal: 9,500 steps a day!")
    (goal,) = diary.memory.facts("ana", attribute="goal.*")
    assert (goal.attribute, goal.number, goal.unit) == ("goal.activity.steps", 9500, "steps/day")


def test_events_add_up_and_corrections_replace(diary: Diary) -> None:
    diary.tell(2, "I spent $4 on coffee.")
    diary.tell(2, "I spent $4 on coffee.")
    diary.tell(3, "I walked 4,000 steps today.", "A: Well done!", "Sorry, it was 14,000 steps, not 4,000.")
    assert [fact.number for fact in diary.memory.facts("ana", attribute="spending.*")] == [4, 4]
    assert [fact.number for fact in diary.memory.facts("ana", attribute="activity.*")] == [14_000]


PROPOSAL = (
    "Hi! I need some help organising information for a new project proposal.",
    "A: Sure. What's the title of the proposal?",
    'The title is "Harbour Lights".',
    "A: What's the budget?",
    "It's $48,500.",
    "A: What are the objectives?",
    "To cut energy use by 60% and to train four apprentices.",
    "A: Is there anything else?",
    "No, that's all for now. Thanks!",
)


def test_a_document_is_filled_found_again_and_changed(diary: Diary) -> None:
    diary.tell(2, *PROPOSAL)
    diary.tell(
        4,
        "I need to update the project proposal titled 'Harbour Lights'.",
        "A: What should be changed?",
        "Please remove 'Train four apprentices' from the objectives.",
        "A: Done. Anything else?",
        "Change the budget from $48,500 to $52,000.",
    )
    assert diary.held("document.objectives") == ["Cut energy use by 60%"]
    assert diary.held("document.title") == ["Harbour Lights"]
    (budget,) = diary.memory.facts("ana", attribute="document.budget")
    assert (budget.number, budget.subject) == (52_000, "document:project_proposal:harbour lights")
    assert diary.held("todo.task") == []
    assert diary.held("goal.*") == []


def test_two_posts_without_a_title_stay_apart(diary: Diary) -> None:
    for day, platform, message in (
        (2, "Instagram", "our bakery opens on Sundays"),
        (3, "Mastodon", "we bake rye now"),
    ):
        diary.tell(
            day,
            "Can you help me organise information for a new social media post?",
            "A: Which platform is it for?",
            f"It's for {platform}.",
            "A: What's the main message?",
            f"The main message is that {message}.",
        )
    posts = diary.memory.facts("ana", attribute="document.platform")
    assert {fact.value_text for fact in posts} == {"Instagram", "Mastodon"}
    assert len({fact.subject for fact in posts}) == 2
    diary.tell(5, "I want to update the post about our bakery opening on Sundays.", "A: What should I change?",
               "Change the platform to Facebook.")  # fmt: skip
    assert diary.held("document.platform") == ["Facebook", "Mastodon"]


def test_a_draft_is_thrown_away(diary: Diary) -> None:
    diary.tell(2, *PROPOSAL)
    diary.tell(
        3,
        "I'd like to change the proposal 'Harbour Lights'.",
        "A: How?",
        "Actually, just delete the whole draft.",
    )
    assert diary.held("document.*") == []


def test_an_email_is_known_by_its_purpose_and_thrown_away(diary: Diary) -> None:
    diary.tell(
        2,
        "Let's write an email to the landlord.",
        "A: What's it about?",
        "The heating has been off for three days.",
        "A: Who gets it?",
        "Just Mr. Tan.",
    )
    assert diary.held("document.purpose") == ["The heating has been off for three days"]
    diary.tell(3, "Please scrap the email to the landlord, it's fixed now.")
    assert diary.held("document.*") == []


def test_the_assistant_is_never_a_source(diary: Diary) -> None:
    diary.tell(
        2,
        "How are you?",
        "A: You need to call the dentist. You spent $12 on lunch and walked 9,000 steps. Your meeting is tomorrow.",
        "That's interesting!",
    )
    assert diary.memory.facts("ana") == ()


SMALL_TALK = (
    "Hey there! How's it going today?",
    "A: Great! Did you know the average person walks 4,000 steps a day?",
    "Wow, I need to remember that. How do they even calculate those averages?",
    "A: With trackers. People spend $1,100 on coffee a year, too.",
    "I suppose continuous improvement is a goal for many. I should probably get going now.",
    "A: Take care!",
    "Thanks, I have to run. Talk to you tomorrow!",
)


def test_small_talk_leaves_no_trace(diary: Diary) -> None:
    diary.tell(2, *SMALL_TALK)
    assert diary.memory.facts("ana") == ()


def test_told_twice_is_told_once(diary: Diary) -> None:
    for _ in range(2):
        diary.tell(2, "I spent $4 on coffee.", "I need to buy stamps.", name="same")
    assert len(diary.memory.facts("ana")) == 2


def test_what_is_missing_is_said(diary: Diary) -> None:
    with pytest.raises(UsageError, match="no id"):
        ingest(diary.memory, "ana", [Said("user", "hi")], conversation_id=" ")
    with pytest.raises(UsageError, match="no zone"):
        ingest(diary.memory, "ana", [], conversation_id="x", at=datetime(2026, 3, 1))
