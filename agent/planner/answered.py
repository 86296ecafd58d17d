"""What follows from an answer: the claims of a statement that the answer completes, and open objects filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...fold import fold
from ...memory.extraction import Reading
from ...memory.types import Claim, ClaimKind
from .acts import STATEMENTS, Act, Intent, Question
from .scopes import scope_of
from .slots import Slots, slots_of

if TYPE_CHECKING:
    from ...recommenders.search.lexicon import Lexicon

# An answer that only names: "westerns", "that I like westerns", "my love of horror", "the bit about Kubrick".
_NAMING = re.compile(
    r"(?:(?:i|mean|meant|my|our|the|that|a|an|all|any|of|for|about|and|or|on|with|by|both|love|like|liked|likes"
    r"|loved|hate|hated|dislike|disliked|liking|hatred|taste|interest|fondness|limit|preference|bit|part|thing"
    r"|fact|one|ones|film|films|stuff|please|said|say|what|just|only|not|do|did|everything|it|is|was|saw|seen"
    r"|have|watched|dislikes|<[ipclxyt]\d+>)(?: |$))+"
)
_NO_CLAIM = frozenset({"ref", "count", "scope", "text", "direction"})


def filled(question: Question, reading: Reading, lexicon: Lexicon) -> Act | None:
    """The act of a question without options, with what the answer names; None when it does more than name."""
    act = question.act
    if act is None or question.options or question.kind == "confirm":
        return None
    skeleton = reading.skeleton
    if question.slot == "item" and not skeleton.mentions:  # a title that is a word: "Heat"
        found = [
            m for m in lexicon.link(f'"{skeleton.text.strip()}"') if m.kind == "item" and not m.ambiguous
        ]
        label = found[0].readings[0].value if found and len(skeleton.words) < 8 else None
        return _with(act, {"item": (label,)}, skeleton.text) if label else None
    text = " ".join(word.text for word in skeleton.words)
    if not _NAMING.fullmatch(text) or any(mention.ambiguous for mention in skeleton.mentions):
        return None
    named: Slots = {
        name.removeprefix("not_"): values
        for name, values in slots_of(skeleton.words, skeleton.mentions, lexicon.schema).items()
    }
    if question.slot is not None:
        named = {name: values for name, values in named.items() if name == question.slot}
    elif not named and act.intent is Intent.FORGET and (scope := scope_of(text)):
        named = {"scope": (scope,)}
    if not named:
        return None
    return _with(act, named, skeleton.text)


def _with(act: Act, named: Slots, text: str) -> Act:
    slots = {name: values for name, values in act.slots.items() if name != "ref" or "item" not in named}
    return act.model_copy(update={"slots": {**slots, **named}, "start": 0, "end": len(text)})


def claims_of_act(act: Act, lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims that a completed statement makes; none for any other act."""
    return tuple(_claims(act, lexicon)) if act.intent in STATEMENTS else ()


def _claims(act: Act, lexicon: Lexicon) -> Iterator[Claim]:
    for name, values in act.slots.items():
        if name in _NO_CLAIM or name.startswith("not_"):
            continue
        for value in values:
            if name.endswith(("_min", "_max")):
                if act.intent in (Intent.CONSTRAIN, Intent.RETRACT):
                    yield _limit(name, value, act, lexicon)
            elif name != "item":
                yield _value(name, value, act, lexicon)
            elif lexicon.id_of(value):
                yield _item(value, act, lexicon)


def _limit(name: str, value: str, act: Act, lexicon: Lexicon) -> Claim:
    return Claim(
        kind=ClaimKind.RETRACT if act.intent is Intent.RETRACT else ClaimKind.ASSERT,
        attribute=f"{lexicon.schema.domain}.{name}",
        value_norm=value,
        value_text=value,
        start=act.start,
        end=act.end,
        number=float(value),
        unit="year" if name.startswith("year") else "min",
        rule="answer",
    )


def _value(name: str, value: str, act: Act, lexicon: Lexicon) -> Claim:
    return Claim(
        kind=ClaimKind.RETRACT if act.intent is Intent.RETRACT else ClaimKind.ASSERT,
        attribute=f"{lexicon.schema.domain}.{name}",
        value_norm=fold(value),
        value_text=value,
        start=act.start,
        end=act.end,
        polarity={Intent.LIKE: 1, Intent.DISLIKE: -1}.get(act.intent, 0),
        rule="answer",
    )


def _item(label: str, act: Act, lexicon: Lexicon) -> Claim:
    seen = act.intent is Intent.SEEN
    return Claim(
        kind=ClaimKind.RETRACT if act.intent is Intent.RETRACT else ClaimKind.ASSERT,
        attribute=f"{lexicon.schema.domain}.{'seen' if seen else 'title'}",
        value_norm=fold(label),
        value_text=label,
        start=act.start,
        end=act.end,
        polarity={Intent.LIKE: 1, Intent.DISLIKE: -1}.get(act.intent, 0),
        ref=lexicon.id_of(label),
        rule="answer",
    )
