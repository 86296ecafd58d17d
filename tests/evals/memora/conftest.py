"""A made-up persona in Memora's form, small enough to know by heart, and a stand-in for the sentence model."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tastekeeper.evals.fama import meaning
from tastekeeper.memory.embedder import Vectors

Raw = dict[str, Any]


def session(number: int, day: int, kind: str, operation: str | None, details: Raw, *said: str) -> Raw:
    talk = [
        {"turn": 1, "speaker": "ai_agent", "message": "Hello! You love noir, right?", "share_memory": False}
    ]
    talk += [
        {"turn": n, "speaker": "user_agent", "message": text, "share_memory": operation is not None}
        for n, text in enumerate(said, 2)
    ]
    return {
        "session_id": number, "session_type": kind, "operation": operation, "operation_details": details,
        "date": f"2025-06-0{day}", "persona": "gardener", "conversation": talk,
    }  # fmt: skip


def taste(number: int, day: int, operation: str, said: str, **details: Any) -> Raw:
    return session(number, day, "preference", operation, {"preference": "like", **details}, said)


def activity(number: int, day: int, operation: str, category: str, said: str, **item: Any) -> Raw:
    item = {"created_at": f"2025-06-0{day}", **item}
    return session(number, day, "activity", operation, {"item": item, "category": category}, said)


def sessions() -> list[Raw]:
    post = {"platform": "LinkedIn", "main_message": "Compost is free.", "hashtags": ["#Soil", "#Worms"]}
    content = {"item": "social_media_post_1", "content_data": post}
    removed = {
        "memory_deletes": [{"field": "hashtags", "removed_item": "#Worms", "action": "removed_from_memory"}]
    }
    added = {"memory_updates": [{"field": "hashtags", "added_item": "#Beans", "action": "added"}]}
    return [
        taste(1, 1, "add", "I love reading Ali Smith.", item="Ali Smith", subcategory="authors"),
        session(2, 1, "no_memory", None, {}, "Nice weather today, isn't it?"),
        taste(3, 1, "add", "I like books about moss.", item="moss", subcategory="topics"),
        activity(4, 1, "add", "todo_list", "I have to prune the roses.", description="Prune the roses"),
        activity(5, 1, "add", "todo_list", "I need to order seeds.", description="Order seeds"),
        activity(6, 2, "add", "food_expenses", "I paid $3.50 for coffee.", expense_type="coffee", amount=3.5),
        activity(7, 2, "add", "food_expenses", "Coffee again, $4.25.", expense_type="coffee", amount=4.25),
        activity(8, 2, "add", "step_tracker", "I walked 9,000 steps today.", step_count=9000),
        session(9, 2, "goal", "add", {"subcategory": "coffee", "item": 5, "actual_operation": "add"},
                "My coffee budget is $5 a week."),
        activity(10, 3, "add", "calendar_event", "The flower show is in two days.",
                 event_name="Flower show", date="+2 days"),
        activity(11, 3, "add", "calendar_event", "There is a seed swap tomorrow.",
                 event_name="Seed swap", date="+1 days"),
        activity(12, 3, "update", "calendar_event", "The flower show was moved to the 20th.",
                 event_name="Flower show", date="+17 days", updated_at="2025-06-03"),
        session(13, 4, "activity", "add", content, "Let me note a LinkedIn post."),
        session(14, 4, "activity", "delete", {**content, **removed}, "Take #Worms out of the post."),
        session(15, 5, "activity", "update", {**content, **added}, "Add #Beans to it."),
        taste(16, 5, "update", "I've gone from moss to ferns in books.", item="ferns", subcategory="topics",
              update_type="value_update", old_item="moss", old_preference="like"),
        taste(17, 5, "update", "I can't stand Ali Smith any more.", item="Ali Smith", subcategory="authors",
              update_type="preference_update", preference="dislike", old_preference="like"),
        taste(18, 6, "add", "I also like books about bees.", item="bees", subcategory="topics"),
        taste(19, 6, "delete", "I'm no longer into bees.", item="bees", subcategory="topics"),
        activity(20, 6, "delete", "todo_list", "I pruned the roses.", description="Prune the roses"),
        session(21, 6, "goal", "add", {"subcategory": "coffee", "item": 8, "actual_operation": "update"},
                "My new coffee budget is $8 a week."),
    ]  # fmt: skip


def question(
    identity: str, text: str, evidence: Raw, presence: Sequence[str], forgetting: Sequence[str]
) -> Raw:
    asked = [(words, "memory_presence") for words in presence]
    asked += [(words, "forgetting_absence") for words in forgetting]
    return {
        "question_id": identity,
        "question": text,
        "question_date": "2025-06-07",
        "memory_evidence": evidence,
        "evaluation": {
            "evaluation_questions": [
                {
                    "evaluation_question_id": f"{identity}_{n}",
                    "evaluation_question": words,
                    "evaluation_type": kind,
                }
                for n, (words, kind) in enumerate(asked)
            ]
        },
    }


def questions() -> Raw:
    likes = {"topics": {"likes": [{"item": "ferns"}], "dislikes": []},
             "authors": {"likes": [], "dislikes": [{"item": "Ali Smith"}]}}  # fmt: skip
    remembering = [
        question("todos", "What tasks remain on my todo list this week?",
                 {"remaining_tasks": [{"value": "Order seeds"}]},
                 ["Does the response mention the task: Order seeds?"],
                 ["Does the response mention the deleted task: Prune the roses?"]),
        question("calendar", "What upcoming events do I have in my calendar?",
                 {"calendar_events": [{"value": "Flower show"}]},
                 ["Does the response mention the upcoming event: Flower show?"],
                 ["Does the response mention the past event: Seed swap?"]),
    ]  # fmt: skip
    recommending = [
        question("books", "What book would you recommend?", {"memory_items": likes},
                 ["Does the response reflect or align with the user's preference for ferns?",
                  "Does the response avoid recommending Ali Smith (which the user dislikes)?"],
                 ["Does the response reflect or mention the user's preference for moss?",
                  "Does the response reflect or mention the user's preference for bees?"]),
    ]  # fmt: skip
    reasoning = [
        question("coffee", "How much have I spent on coffee this week?",
                 {"category_total": 7.75, "expense_type": "coffee"},
                 ["Does the response mention the coffee spending amount of $7.75?"], []),
        question("goal", "Am I meeting my coffee budget goal?", {},
                 ["Does the response mention the coffee budget goal of $8?",
                  "Does the response indicate that spending is WITHIN BUDGET (actual: $7.75 vs budget: $8.00)?"],
                 []),
    ]  # fmt: skip
    return {
        "persona": "gardener",
        "date_range": {"start_date": "2025-06-01", "end_date": "2025-06-07"},
        "questions": {"remembering": remembering, "reasoning": reasoning, "recommending": recommending},
    }


def packed(folder: Path, told: Sequence[Raw], asked: Raw, persona: str = "gardener") -> Path:
    period = folder / "weekly"
    period.mkdir(parents=True, exist_ok=True)
    with gzip.open(period / f"{persona}.sessions.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(json.dumps(one) for one in told))
    (period / f"{persona}.questions.json").write_text(json.dumps(asked))
    return folder


@pytest.fixture
def told() -> list[Raw]:
    """The sessions, to be changed at will."""
    return sessions()


@pytest.fixture
def asked() -> Raw:
    """The questions file, to be changed at will."""
    return questions()


@pytest.fixture
def pack() -> Callable[..., Path]:
    """Write sessions and questions in the packed layout."""
    return packed


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The folder of the made-up persona."""
    return packed(tmp_path / "memora", sessions(), questions())


class WordVectors:
    """Texts as bags of words: alike where they share words. Stands in for the sentence model."""

    name = "words"
    dimension = 256
    loaded = True

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), self.dimension), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in meaning.stems(text):
                row[sum(map(ord, word)) % self.dimension] += 1.0
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


@pytest.fixture(autouse=True)
def words_for_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here loads the sentence model."""
    monkeypatch.setattr(meaning, "embedder", WordVectors)
