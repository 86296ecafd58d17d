"""What is counted: money by what it went on, steps, sleep and the like."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..vocabulary import ACTIVITY, FOOD, SPENDING
from .asked import FOOD_MEASURE

_SPENT_ON = {
    "coffee": r"coffees?|lattes?|espressos?|cappuccinos?|caffeine|starbucks",
    "breakfast": r"breakfasts?",
    "lunch": r"lunch(?:es)?|lunchtime",
    "dinner": r"dinners?|suppers?",
    "grocery": r"grocer(?:y|ies)|supermarket",
    "food": r"foods?|meals?|eating(?: out)?|dining(?: out)?|eat",
}
_DONE = {
    "steps": r"steps?|walk(?:ed|ing|s)?|step count|on foot|paces",
    "sleep": r"sle(?:ep|pt|eping)|hours of sleep",
    "running": r"r[au]n|running|jog(?:ged|ging)?",
    "cycling": r"cycl(?:ed|ing)|biking|biked",
    "swimming": r"sw[iau]m|swimming",
    "water": r"water|hydrat(?:ed|ion)",
    "reading": r"pages(?: of reading)?|reading time",
    "meditation": r"meditat(?:ed|ion|ing)",
    "workout": r"work(?:ed)? ?outs?|exercis(?:ed|ing)|gym",
}
_MONEY = re.compile(
    r"\b(?:spen[dt]|spends|spending|expenses?|expenditures?|paid|pay|cost|costs|money|dollars?|bucks|euros?"
    r"|pounds?|budgets?|overspen[dt]\w*|blow|blown|shell\w* out|outlay|bills?|bought|buy)\b"
)
_ON = re.compile(
    r"\b(?:spen\w+|money|paid|budgets?|goes|went|much)\b.*?\b(?:on|for|at|towards?)\s+(?P<what>.+)$"
)
_NO_THING = frozenset(
    """the a an my this that last next past previous current all each every any average day days week weeks
    month months quarter year today yesterday so far total everything things stuff it them me in during
    since from per goal budget target limit track time whole""".split()
)
_FOODLIKE = re.compile(
    r"^(?:snacks?|brunch\w*|drinks?|tea|beers?|wine|alcohol|restaurants?|takea\w+|takeout|bakery|desserts?|meals?"
    r"|food|pizza|ice cream|supper|juice|bar|pub|cafe|eating out|dining out|sweets|candy|smoothies?)$"
)


def is_food(attribute: str) -> bool:
    """Whether a kind of spending is on food or drink: the five kinds of `vocabulary.FOOD` and their like."""
    leaf = attribute.removeprefix(f"{SPENDING}.").replace("_", " ")
    return attribute.startswith(f"{SPENDING}.") and (leaf in FOOD or bool(_FOODLIKE.match(leaf)))


def speaks_of_money(text: str) -> bool:
    """Whether the words are about money."""
    return _MONEY.search(text) is not None


def read_measure(text: str, known: Collection[str] = ()) -> str:
    """What the words count: `spending.coffee`, `spending.food`, `spending.*`, `activity.steps`, or "".

    `known` are attributes the user has facts of; their own names are read as well. A thing nobody has
    heard of (`spent on petrol`) becomes a kind of spending of that name.
    """
    money = speaks_of_money(text)
    named = _named(text, known, money)
    if named:
        return named
    for leaf, pattern in _SPENT_ON.items():
        if re.search(rf"\b(?:{pattern})\b", text):
            return f"{SPENDING}.{leaf}" if leaf != "food" else FOOD_MEASURE
    if not money:
        for leaf, pattern in _DONE.items():
            if re.search(rf"\b(?:{pattern})\b", text):
                return f"{ACTIVITY}.{leaf}"
        return ""
    thing = _thing(text)
    return f"{SPENDING}.{thing}" if thing else f"{SPENDING}.*"


def _named(text: str, known: Collection[str], money: bool) -> str:
    """A kind that the user has facts of, said by its own name."""
    found = []
    for attribute in known:
        bare = attribute.removeprefix("goal.")
        root, _, leaf = bare.partition(".")
        if root not in (SPENDING, ACTIVITY) or not leaf or (money and root == ACTIVITY):
            continue
        words = leaf.replace("_", " ")
        if leaf in _SPENT_ON or leaf in _DONE or leaf == "*":
            continue
        if re.search(rf"\b{re.escape(words)}(?:e?s)?\b", text):
            found.append(bare)
    return max(found, key=len, default="")


def _thing(text: str) -> str:
    """What money went on, where it is none of the kinds known: `petrol` in `spent on petrol this week`."""
    match = _ON.search(text)
    if match is None:
        return ""
    words = []
    for word in match["what"].split():
        if word in _NO_THING or word.isdigit():
            if words:
                break
            continue
        words.append(word)
    return "_".join(words[:2])
