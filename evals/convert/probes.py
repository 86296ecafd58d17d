"""Questions about a ledger: what holds should be there, what was closed should not. For one's own chat history.

The key is what our memory made of the words, so the probes are as good as its reading: look them over. A value
that is closed in one place and holds in another of the same subject matter is not asked about.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from ...memory.types import Fact
from ..text import fold

ASKED = {
    "movies": ("film", "What film would you recommend?", "What do you know about my taste in films?"),
    "books": ("book", "What book would you recommend?", "What do you know about my taste in books?"),
    "music": ("music", "What music would you recommend?", "What do you know about my taste in music?"),
    "travel": (
        "place",
        "Where would you send me on holiday?",
        "What do you know about where I like to travel?",
    ),
}
"""Domain -> noun, a question that wants a recommendation, a question that wants what is remembered."""
LISTS = {
    "todo": "What is on my to-do list?",
    "calendar": "What is coming up in my calendar?",
    "goal": "What are my goals?",
}
LIMITS = ("_min", "_max")
ITEMS = (".title", ".place")

Line = dict[str, Any]


def probe_lines(live: Sequence[Fact], closed: Sequence[Fact], at: datetime) -> Iterator[str]:
    """Question lines of a transcript, asked at `at`: one JSON object each."""
    for probe in probes(live, closed, at):
        yield json.dumps(probe, ensure_ascii=False)


def probes(live: Sequence[Fact], closed: Sequence[Fact], at: datetime) -> list[Line]:
    """Questions with their criteria, by subject matter.

    A question with nothing that holds is one of pure forgetting: it is kept apart when it is scored.
    """
    by_head: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for fact in live:
        by_head[fact.attribute.partition(".")[0]][0].append(fact)
    for fact in closed:
        by_head[fact.attribute.partition(".")[0]][1].append(fact)
    found: list[Line] = []
    for head in sorted(by_head):
        open_, gone = by_head[head]
        found += _of_head(head, open_, _forgotten(gone, open_), at)
    return [probe for probe in found if probe["criteria"]]


def _forgotten(gone: Iterable[Fact], live: Iterable[Fact]) -> list[Fact]:
    """Closed values that hold nowhere else under the same head, each once."""
    held = {fact.value_norm for fact in live}
    found: dict[str, Fact] = {}
    for fact in gone:
        if fact.value_norm not in held and not fact.attribute.endswith(LIMITS):
            found.setdefault(fact.value_norm, fact)
    return list(found.values())


def _of_head(head: str, live: Sequence[Fact], gone: Sequence[Fact], at: datetime) -> Iterator[Line]:
    if head in LISTS:
        yield _question(f"probe.{head}", "remembering", LISTS[head], at, _mentions(live, gone))
    elif head in ("spending", "activity"):
        yield from _sums(head, live, at)
    elif head == "document":
        yield from _documents(live, gone, at)
    else:
        yield from _tastes(head, live, gone, at)


def _tastes(head: str, live: Sequence[Fact], gone: Sequence[Fact], at: datetime) -> Iterator[Line]:
    _, recommend, remember = ASKED.get(
        head, (head, f"What {head} would you recommend?", f"What do you know about my taste in {head}?")
    )
    tastes = [fact for fact in live if fact.polarity and not fact.attribute.endswith(LIMITS)]
    former = [fact for fact in gone if fact.polarity]
    yield _question(f"probe.{head}.taste", "remembering", remember, at, _mentions(tastes, former))
    # A film that was liked was seen: it is no advice.
    asked = [fact for fact in tastes if fact.polarity < 0 or not fact.attribute.endswith(ITEMS)]
    wanted = [_criterion(fact, "presence", "align" if fact.polarity > 0 else "avoid") for fact in asked]
    leaks = [_criterion(fact, "forgetting", "align") for fact in former if fact.polarity > 0]
    yield _question(f"probe.{head}.advice", "recommending", recommend, at, [*wanted, *leaks])


def _mentions(live: Sequence[Fact], gone: Sequence[Fact]) -> list[Line]:
    found = []
    for fact in live:
        criterion = _criterion(fact, "presence", "mention")
        if fact.number is not None:
            unit = "$" if "$" in (fact.unit or "") else (fact.unit or "").partition("/")[0]
            criterion |= {"kind": "number", "quantities": [{"value": fact.number, "unit": _known_unit(unit)}]}
        elif fact.polarity < 0:
            criterion["denied"] = True
        found.append(criterion)
    numbers = [fact for fact in gone if fact.number is None]
    return found + [_criterion(fact, "forgetting", "mention") for fact in numbers]


def _known_unit(unit: str) -> str:
    return unit if unit in ("$", "steps", "week", "month", "%", "min") else ""


def _sums(head: str, live: Sequence[Fact], at: datetime) -> Iterator[Line]:
    """The total of each kind of event."""
    totals: dict[str, float] = defaultdict(float)
    units: dict[str, str] = {}
    for fact in live:
        if fact.number is not None:
            totals[fact.attribute] += fact.number
            units[fact.attribute] = "$" if head == "spending" else _known_unit(fact.unit or "")
    for attribute, total in sorted(totals.items()):
        name = attribute.partition(".")[2].replace("_", " ")
        text = (
            f"How much have I spent on {name} in all?" if head == "spending" else f"How many {name} in all?"
        )
        quantity = {"value": round(total, 2), "unit": units[attribute]}
        criterion = {"expect": "presence", "kind": "number", "target": name, "quantities": [quantity]}
        yield _question(f"probe.{attribute}", "reasoning", text, at, [criterion])


def _documents(live: Sequence[Fact], gone: Sequence[Fact], at: datetime) -> Iterator[Line]:
    for subject in sorted({fact.subject for fact in live}):
        own = [fact for fact in live if fact.subject == subject]
        former = [fact for fact in gone if fact.subject == subject]
        _, _, rest = subject.partition(":")
        kind, _, title = rest.partition(":")
        named = next((fact.value_text for fact in own if fact.attribute == "document.title"), title)
        text = f"Write the {kind.replace('_', ' ')}: {named}"
        criteria = [_criterion(fact, "presence", "mention") for fact in own]
        criteria += [_criterion(fact, "forgetting", "mention") for fact in former]
        yield _question(f"probe.{fold(subject).replace(' ', '-')}", "remembering", text, at, criteria)


def _criterion(fact: Fact, expect: str, kind: str) -> Line:
    slot = fact.attribute.partition(".")[2]
    return {"expect": expect, "kind": kind, "target": fact.value_text, "slot": slot}


def _question(identity: str, task: str, text: str, at: datetime, criteria: Sequence[Line]) -> Line:
    return {
        "type": "question",
        "id": identity,
        "task": task,
        "at": at.isoformat(),
        "text": text,
        "criteria": list(criteria),
    }
