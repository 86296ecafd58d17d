"""What is counted: money by what it went on, steps, sleep and the like."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..vocabulary import ACTIVITY, FOOD, SPENDING
from .asked import FOOD_MEASURE
from .language import noun, nouns, pattern, word_set


def is_food(attribute: str) -> bool:
    """Whether a kind of spending is on food or drink: the five kinds of `vocabulary.FOOD` and their like."""
    root, _, leaf = attribute.partition(".")
    name = leaf.replace("_", " ")
    return root == SPENDING and (name in FOOD or noun("money", "foodlike").fullmatch(name) is not None)


def speaks_of_money(text: str) -> bool:
    """Whether the words are about money."""
    return noun("money", "words").search(text) is not None


def read_measure(text: str, known: Collection[str] = ()) -> str:
    """What the words count: `spending.coffee`, `spending.food`, `spending.*`, `activity.steps`, or "".

    `known` are attributes the user has facts of; their own names are read as well. A thing nobody has
    heard of (`spent on petrol`) becomes a kind of spending of that name.
    """
    money = speaks_of_money(text)
    if named := _named(text, known, money):
        return named
    for leaf, words in nouns("spending").items():
        if words.search(text):
            return f"{SPENDING}.{leaf}" if leaf != "food" else FOOD_MEASURE
    if money:
        thing = _thing(text)
        return f"{SPENDING}.{thing}" if thing else f"{SPENDING}.*"
    done = next((leaf for leaf, words in nouns("activity").items() if words.search(text)), "")
    walked = f"{ACTIVITY}.walk"
    if done == "steps" and walked in known and noun("money", "by_distance").search(text):
        return walked
    return f"{ACTIVITY}.{done}" if done else ""


_ALL = ("total", "all", "overall", "everything")
"""A goal for all spending is no kind of spending: "my total food spending"."""


def _named(text: str, known: Collection[str], money: bool) -> str:
    """A kind that the user has facts of, said by its own name."""
    found = []
    for attribute in known:
        own = attribute.removeprefix("goal.")
        root, _, leaf = own.partition(".")
        if root not in (SPENDING, ACTIVITY) or not leaf or (money and root == ACTIVITY):
            continue
        if leaf in nouns("spending") or leaf in nouns("activity") or leaf in _ALL:
            continue
        if re.search(rf"\b{re.escape(leaf.replace('_', ' '))}(?:e?s)?\b", text):
            found.append(own)
    return max(found, key=len, default="")


def _thing(text: str) -> str:
    """What money went on, as the reader of events keeps it: `fuel` for petrol, else by its own words."""
    from ..extraction.life.events.categories import known_kind

    match = pattern("money", "on").search(text)
    if kind := known_kind(match["what"] if match else text):
        return kind
    words: list[str] = []
    for word in match["what"].split() if match else ():
        if word not in word_set("money", "no_thing") and not word.isdigit():
            words.append(word)
        elif words:
            break
    return "_".join(words[:2])
