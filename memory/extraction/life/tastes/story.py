"""From the acts of a message to what it says in the end: held, no longer held, or one instead of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from .act import Act
from .feelings import feel, fix, judge, lost, shifted, still, was
from .names import Thing
from .tables import pattern
from .teller import Outcome, Teller, values_of


def outcomes(acts: Sequence[Act]) -> list[Outcome]:
    """What the acts say in the end, in the order they were settled."""
    teller = Teller()
    told = _in_full(acts)
    for act, following in zip_longest(told, told[1:]):
        if not _granted(act, following):
            _tell(teller, act)
    teller.flush()
    return teller.done


def _granted(act: Act, following: Act | None) -> bool:
    """Whether praise is only granted before something else is set against it: "he is brilliant, but Satie ..."."""
    return (
        act.strength == "praise"
        and following is not None
        and following.clause.lead in ("but", "yet", "though", "although")
        and following.clause.sentence == act.clause.sentence
        and bool(values_of(following))
    )


def _in_full(acts: Sequence[Act]) -> list[Act]:
    """The acts with last names that stand for a full name of the same message put in full."""
    full = {
        thing.words[-1].text: thing
        for act in acts
        for thing in (*act.things, *act.old)
        if thing.named and len(thing.words) > 1 and thing.words[-1].name
    }

    def named(thing: Thing) -> Thing:
        short = len(thing.words) == 1 and thing.named
        return full.get(thing.words[0].text, thing) if short else thing

    return [
        replace(act, things=tuple(map(named, act.things)), old=tuple(map(named, act.old))) for act in acts
    ]


def _tell(teller: Teller, act: Act) -> None:
    values = values_of(act)
    back = any(thing.sort == "back" for thing in act.things)
    if _moved_on(teller, act):
        teller.take_back([teller.done[-1].thing], act)
    if not values and not back:
        if act.cue == "lost" and _once_liked(teller):
            # "... and have moved on to other topics"
            lost(teller, act, ())
        return
    match act.kind:
        case "was like" | "was dislike":
            was(teller, act, values)
        case "knew" | "mention":
            _name(teller, act, values)
        case "lost" if act.cue == "lost.from":
            shifted(teller, values)
        case "lost" | "gone" | "forget":
            lost(teller, act, values)
        case "dislike" if act.cue == "not like" and not values and _once_liked(teller):
            lost(teller, act, values)
        case "like" | "dislike":
            feel(teller, act, values, 1 if act.kind == "like" else -1)
        case "good" | "bad":
            judge(teller, act, 1 if act.kind == "good" else -1)
        case _:
            _turn(teller, act, values)


def _name(teller: Teller, act: Act, values: tuple[Thing, ...]) -> None:
    """What is named, to be spoken of next."""
    if act.kind == "knew":
        if values:
            teller.known, teller.topic = act, values
    elif not teller.done and teller.pending is None and teller.known is None:
        teller.topic = values


def _moved_on(teller: Teller, act: Act) -> bool:
    """Whether what was liked in the past tense is over by now: "I really liked ska, but my taste has shifted"."""
    last = teller.done[-1] if teller.done else None
    return (
        last is not None
        and last.polarity > 0
        and act.clause.lead == "but"
        and act.clause.sentence == last.act.clause.sentence
        and pattern("taste moved").match(act.clause.text) is not None
        and pattern("liked then").match(last.act.clause.text) is not None
    )


def _once_liked(teller: Teller) -> bool:
    """Whether a love of the past waits for its end: "I used to like her, I'm just not into her now"."""
    return teller.pending is not None and teller.pending.kind == "was like"


def _turn(teller: Teller, act: Act, values: tuple[Thing, ...]) -> None:
    """What only changes what was said before it."""
    match act.kind:
        case "instead" if values and _once_liked(teller) and not teller.settled:
            feel(teller, act, values, 1)
        case "swap":
            teller.hold(values, 1, act, [thing for thing in act.old if thing.sort == "value"])
            teller.topic = values
        case "but not":
            if values and teller.done and teller.done[-1].polarity > 0:
                shared = teller.done[-1].thing.domain
                teller.hold([replace(v, domain=v.domain or shared) for v in values], -1, act)
        case "unsaid":
            del teller.done[-1:]
        case "still":
            still(teller)
        case "fix":
            fix(teller, values)
