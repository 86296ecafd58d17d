"""The labelled utterances keep the rules they are documented with."""

from __future__ import annotations

from collections import Counter

import pytest
from tastekeeper.agent.planner.acts import LIFE, Intent
from tastekeeper.errors import UsageError
from tastekeeper.evals.planner.utterances import Utterance, all_utterances, split_of, utterances
from tastekeeper.recommenders.catalog import Catalog

NUMBERS = {"year_min", "year_max", "runtime_min", "runtime_max", "count"}
WORDS = {
    "scope": {"likes", "dislikes", "seen", "everything"},
    "direction": {"newer", "older", "shorter", "longer", "popular", "obscure", "different"},
}


def intents(utterance: Utterance) -> set[Intent]:
    return {act.intent for act in utterance.acts}


def test_enough_of_everything() -> None:
    listed = all_utterances()
    counts = Counter(intent for utterance in listed for intent in intents(utterance))
    assert len(listed) >= 560
    assert all(counts[intent] >= 12 for intent in set(Intent) - LIFE), counts
    assert counts[Intent.UNKNOWN] >= 50
    assert sum(len(intents(u)) > 1 for u in listed) / len(listed) >= 0.25
    assert sum(u.context is not None for u in listed) / len(listed) >= 0.20


def test_ids_and_messages_are_unique() -> None:
    listed = all_utterances()
    assert len({u.id for u in listed}) == len(listed)
    assert len({(u.text, str(u.context)) for u in listed}) == len(listed)


def test_the_split_follows_from_the_id() -> None:
    dev, test = utterances("dev"), utterances("test")
    assert all(split_of(u.id) == u.split for u in (*dev, *test))
    assert 0.4 < len(dev) / (len(dev) + len(test)) < 0.6
    assert {u.id for u in dev}.isdisjoint(u.id for u in test)
    assert {i for u in test for i in intents(u)} == set(Intent) - LIFE


def test_a_limit_still_sees_the_whole_file() -> None:
    few = utterances("all", limit=30)
    assert len(few) == 30
    assert len({i for u in few for i in intents(u)}) > 10
    with pytest.raises(UsageError, match="no split"):
        utterances("train")


def test_every_label_is_in_the_catalogue(catalog: Catalog) -> None:
    items = [catalog.get(item_id) for item_id in catalog.ids]
    values = {
        name: {v for item in items for v in item.attributes.get(name, ())} for name in catalog.schema.names()
    }
    values["item"] = {item.label for item in items}
    values["person"] = values["director"] | values["actor"] | values["writer"]
    for utterance in all_utterances():
        for act in utterance.acts:
            for slot, labels in act.slots.items():
                for label in labels:
                    assert allowed(slot, label, values), (utterance.id, slot, label)
        context = utterance.context
        if context is not None:
            focus = () if context.focus is None else (context.focus,)
            assert set({*context.listed, *focus}) <= values["item"], utterance.id


def allowed(slot: str, label: str, values: dict[str, set[str]]) -> bool:
    name = slot.removeprefix("not_")
    if name in values:
        return label in values[name]
    if name in NUMBERS:
        return label.isdigit()
    if name == "ref":
        return label in {"it", "last", "all"} or label.isdigit()
    return name == "text" or label in WORDS.get(name, set())
