"""Memora's annotated operations as claims in the vocabulary of memory: the state a perfect reader would reach."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tastekeeper.clock import FixedClock
from tastekeeper.memory import Memory, fold
from tastekeeper.memory.types import Claim, ClaimKind

SLOTS = {
    "actors": "movies.actor", "directors": "movies.director", "already_watched_list": "movies.title",
    "authors": "books.author", "topics": "books.topic", "already_read_list": "books.title",
    "artists": "music.artist", "decades": "music.decade", "already_listened_list": "music.title",
    "destination_types": "travel.destination_type", "regions": "travel.region", "climates": "travel.climate",
    "already_visited_list": "travel.place",
}  # fmt: skip
FIELDS = {
    "project_title": "title", "meeting_title": "title", "project_description": "description",
    "project_lead": "lead", "email_purpose": "purpose", "recipient_list": "recipients",
}  # fmt: skip
KINDS = {"email_writeup": "email"}
FILM_WORDS = r"\b(?:movie|film|cinema|watch|director)"
MUSIC_WORDS = r"\b(?:music|song|listen|album|track|playlist|artist|band)"


def sessions(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def claim(attribute: str, value: str, polarity: int = 0, **fields: Any) -> Claim:
    kind = fields.pop("kind", ClaimKind.ASSERT)
    return Claim(
        kind=kind, attribute=attribute, value_norm=fold(value), value_text=value, start=0, end=len(value),
        polarity=polarity, **fields,
    )  # fmt: skip


class Replay:
    """Applies one persona's sessions to a memory, one message a session."""

    def __init__(self, memory: Memory, clock: FixedClock, user: str, told: list[dict[str, Any]]) -> None:
        self.memory, self.clock, self.user, self.told = memory, clock, user, told
        self.documents: dict[str, dict[str, Any]] = {}
        self.film_votes: Counter[str] = Counter()
        for session in told:
            if session["session_type"] == "preference":
                talk = " ".join(turn["message"] for turn in session["conversation"]).lower()
                lead = len(re.findall(FILM_WORDS, talk)) - len(re.findall(MUSIC_WORDS, talk))
                for name in ("item", "old_item"):
                    self.film_votes[session["operation_details"].get(name, "")] += lead

    def run(self) -> None:
        for number, session in enumerate(self.told):
            day = datetime.fromisoformat(session["date"]).replace(tzinfo=UTC)
            self.clock.at = max(self.clock.at, day.replace(hour=8 + number % 12, minute=number % 60))
            claims = list(self.claims(session, day))
            text = "; ".join(one.value_text for one in claims)
            at, placed = 0, []
            for one in claims:
                end = at + len(one.value_text)
                placed.append(one.model_copy(update={"start": at, "end": end}))
                at = end + 2
            if placed:
                report = self.memory.apply(self.user, f"s{session['session_id']}", text, placed)
                bad = [entry.reason for entry in report.entries if entry.outcome == "skipped"]
                assert not bad, (session["session_id"], bad)

    def claims(self, session: dict[str, Any], day: datetime) -> Iterator[Claim]:
        details = session["operation_details"] or {}
        if session["operation"] is None:
            return
        if session["session_type"] == "preference":
            yield self.preference(session["operation"], details)
        elif session["session_type"] == "goal":
            yield self.goal(details)
        elif "content_data" in details:
            yield from self.document(details)
        elif session["session_type"] == "activity":
            yield from self.activity(session["operation"], details, day)

    def preference(self, operation: str, details: dict[str, Any]) -> Claim:
        slot = details["subcategory"]
        if slot == "genres":
            attribute = "movies.genre" if self.film_votes[details["item"]] > 0 else "music.genre"
        else:
            attribute = SLOTS[slot]
        polarity = 1 if details["preference"] == "like" else -1
        kind = ClaimKind.RETRACT if operation == "delete" else ClaimKind.ASSERT
        old = (fold(details["old_item"]),) if details.get("update_type") == "value_update" else ()
        return claim(attribute, details["item"], polarity, kind=kind, replaces=old)

    def goal(self, details: dict[str, Any]) -> Claim:
        steps = details["subcategory"] == "daily_steps"
        measure = "activity.steps" if steps else f"spending.{details['subcategory']}"
        unit = "steps/day" if steps else "$/week"
        value = details["item"]
        return claim(f"goal.{measure}", str(value), 1 if steps else -1, number=float(value), unit=unit)

    def activity(self, operation: str, details: dict[str, Any], day: datetime) -> Iterator[Claim]:
        item = details["item"]
        kind = ClaimKind.RETRACT if operation == "delete" else ClaimKind.ASSERT
        if details["category"] == "todo_list":
            yield claim("todo.task", item["description"], kind=kind)
        elif details["category"] == "food_expenses":
            amount = item["amount"]
            yield claim(
                f"spending.{item['expense_type']}",
                str(amount),
                number=float(amount),
                unit="$",
                happens_at=day,
            )
        elif details["category"] == "step_tracker":
            count = item["step_count"]
            yield claim("activity.steps", str(count), number=float(count), unit="steps", happens_at=day)
        elif details["category"] == "calendar_event":
            yield self.event(operation, item)

    def event(self, operation: str, item: dict[str, Any]) -> Claim:
        told = item.get("updated_at") or item["created_at"]
        ahead = int(re.findall(r"-?\d+", item["date"])[0])
        moment = datetime.fromisoformat(told).replace(tzinfo=UTC) + timedelta(days=ahead)
        held = [
            fact.fact_id
            for fact in self.memory.facts(self.user, attribute="calendar.event")
            if fact.value_norm == fold(item["event_name"])
        ]
        kind = ClaimKind.RETRACT if operation == "delete" else ClaimKind.ASSERT
        closes = tuple(held) if operation in ("update", "delete") else ()
        return claim(
            "calendar.event", item["event_name"], kind=kind, happens_at=moment,
            expires_at=moment + timedelta(days=1), closes=closes,
        )  # fmt: skip

    def document(self, details: dict[str, Any]) -> Iterator[Claim]:
        name, data = details["item"], details["content_data"]
        kind = KINDS.get(name.rsplit("_", 1)[0], name.rsplit("_", 1)[0])
        title = data.get("project_title") or data.get("meeting_title")
        subject = f"document:{kind}:{fold(title) if title else '#' + name.rsplit('_', 1)[1]}"
        before = self.documents.get(name, {})
        self.documents[name] = data
        for field in dict.fromkeys([*before, *data]):
            attribute = f"document.{FIELDS.get(field, field)}"
            old, new = before.get(field), data.get(field)
            if isinstance(new or old, list):
                gone = [value for value in old or [] if value not in (new or [])]
                come = [value for value in new or [] if value not in (old or [])]
                yield from (claim(attribute, v, kind=ClaimKind.RETRACT, subject=subject) for v in gone)
                yield from (claim(attribute, v, subject=subject) for v in come)
            elif new is not None and new != old:
                number = {"number": float(new), "unit": "$"} if isinstance(new, int | float) else {}
                yield claim(attribute, str(new), subject=subject, **number)
