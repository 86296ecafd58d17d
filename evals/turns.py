"""What the turn suite says, and the memory it says it to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .text import fold

if TYPE_CHECKING:
    from ..recommenders.catalog import Catalog

MESSAGES = (
    "what should i watch tonight?",
    "why the second one?",
    "I've seen the first one",
    "something newer",
    "more",
    "recommend a comedy from the 90s, no horror",
    "I love thrillers",
    "I changed my mind about thrillers",
    "something like Alien but newer",
    "which films did Stanley Kubrick direct?",
    "what do you know about me?",
    "tell me about Heat",
    "saw Fargo, loved it",
    "why not The Matrix?",
    "what would change your mind about the first one?",
    "forget that I love Fargo",
    "undo",
    "what did I like before?",
    "hi, I can't stand musicals; suggest three French dramas",
    "is it on Netflix?",
    "thanks!",
)
"""One round: every kind of act, statements that change memory between the requests."""

SHARES = {"seen": 0.12, "title": 0.08, "actor": 0.5, "director": 0.12, "writer": 0.18}
"""How many of the memories are of which kind."""


def rounds(turns: int) -> Iterator[str]:
    """The messages over and over, as many as asked for."""
    for index in range(turns):
        yield MESSAGES[index % len(MESSAGES)]


def large_memory(catalog: Catalog, user: str, count: int, now: datetime, seed: int) -> dict[str, Any]:
    """A memory export with `count` live facts over the catalogue: films seen and rated, people."""
    rng = random.Random(seed)
    domain = catalog.schema.domain
    items = rng.sample(list(catalog.ids), len(catalog.ids))
    seen, liked = int(count * SHARES["seen"]), int(count * SHARES["title"])
    facts = [_item(catalog, f"{domain}.seen", item, 0) for item in items[:seen]]
    facts += [_item(catalog, f"{domain}.title", item, rng.choice((1, 1, -1))) for item in items[:liked]]
    for role in ("actor", "director", "writer"):
        people = sorted({name for item in catalog.ids for name in catalog.get(item).attributes.get(role, ())})
        chosen = rng.sample(people, min(int(count * SHARES[role]), len(people)))
        facts += [_value(f"{domain}.{role}", name, rng.choice((1, 1, -1))) for name in chosen]
    while len(facts) > count:
        facts.pop()
    stamped = [_stamp(fact, user, number, now) for number, fact in enumerate(facts)]
    return {
        "format": "tastekeeper.memory",
        "version": 1,
        "user_id": user,
        "exported_at": now.isoformat(),
        "facts": stamped,
    }


def _item(catalog: Catalog, attribute: str, item_id: str, polarity: int) -> dict[str, Any]:
    return {**_value(attribute, catalog.get(item_id).label, polarity), "ref": item_id}


def _value(attribute: str, text: str, polarity: int) -> dict[str, Any]:
    return {
        "attribute": attribute,
        "value_text": text,
        "value_norm": fold(text),
        "polarity": polarity,
        "ref": None,
    }


def _stamp(fact: dict[str, Any], user: str, number: int, now: datetime) -> dict[str, Any]:
    """The rest of a fact: stated one a minute, open."""
    at = (now - timedelta(days=30) + timedelta(minutes=number)).isoformat()
    return {
        **fact,
        "fact_id": f"eval{number:06d}",
        "user_id": user,
        "subject": "user",
        "number": None,
        "unit": None,
        "valid_from": at,
        "valid_to": None,
        "recorded_at": at,
        "closed_at": None,
        "expires_at": None,
        "status": "active",
        "closed_by_op": None,
        "supersedes": None,
        "source_kind": "stated",
        "confidence": 1.0,
        "message_id": None,
        "span_start": None,
        "span_end": None,
        "extractor": "eval/1",
        "last_confirmed": at,
        "times_confirmed": 1,
    }
