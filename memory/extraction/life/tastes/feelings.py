"""Likes, dislikes, losses and verdicts, as they change what was understood before them."""

from __future__ import annotations

from dataclasses import replace

from .act import Act
from .names import Thing
from .tables import pattern
from .teller import Outcome, Teller, same_thing, values_of


def was(teller: Teller, act: Act, values: tuple[Thing, ...]) -> None:
    teller.flush()
    was = 1 if act.kind == "was like" else -1
    if values:
        teller.pending, teller.topic = act, values
    elif teller.done and teller.done[-1].polarity == -was and teller.topic:
        # "I've warmed up to her; I didn't like her before": what holds now was said first.
        return
    elif teller.topic:
        teller.pending = replace(act, things=teller.topic)


def shifted(teller: Teller, values: tuple[Thing, ...]) -> None:
    """What was just said takes the place of values: "... It's a shift from my old love of crime novels"."""
    if values and teller.done and teller.done[-1].polarity > 0:
        teller.done[-1] = replace(teller.done[-1], instead_of=(*teller.done[-1].instead_of, *values))


def lost(teller: Teller, act: Act, values: tuple[Thing, ...]) -> None:
    if values:
        if teller.pending is not None and not teller.settled and act.cue != "forget":
            if not any(same_thing(one, other) for one in values for other in values_of(teller.pending)):
                teller.take_back(values_of(teller.pending), teller.pending)
            teller.settled = True
        teller.take_back(values, act)
        teller.pending, teller.settled, teller.topic = None, False, values
        return
    if teller.pending is not None:
        if act.cue == "gone" and teller.pending.kind == "was dislike":
            return
        if not teller.settled or act.cue == "lost":
            # A plain letting go outweighs a verdict before it: "... a bit gruesome, and I've moved on".
            teller.take_back(values_of(teller.pending), teller.pending)
        teller.settled = True
    elif teller.known is not None and "nomore" in act.clause.times:
        teller.take_back(values_of(teller.known), act)
        teller.known = None
    elif teller.known is not None:
        judge(teller, act, -1)
    elif (
        teller.done and teller.done[-1].polarity > 0 and not teller.done[-1].instead_of and act.kind != "gone"
    ):
        teller.take_back([teller.done[-1].thing], act)
    elif not teller.done:
        teller.done.append(Outcome(Thing("back"), 0, act, back=True))


def feel(teller: Teller, act: Act, values: tuple[Thing, ...], polarity: int) -> None:
    pending = teller.pending
    if not values:
        judge(teller, act, polarity, felt=True)
        return
    if pending is not None:
        olds = values_of(pending)
        again = any(same_thing(one, other) for one in values for other in olds)
        was = 1 if pending.kind == "was like" else -1
        if again or polarity != was or polarity < 0:
            if not again and not teller.settled:
                teller.take_back(olds, pending)
            teller.hold(values, polarity, act)
        elif teller.settled:
            teller.hold(values, polarity, act)
        else:
            teller.hold(values, polarity, act, olds)
        teller.pending, teller.settled = None, False
    else:
        instead: tuple[Thing, ...] = ()
        if act.strength == "lean" or "now" in act.clause.times or "instead" in act.clause.text.split():
            last = teller.done[-1] if teller.done else None
            if last is not None and last.polarity == 0 and not last.back and polarity > 0:
                instead = (last.thing,)
                teller.done.pop()
        teller.hold(values, polarity, act, instead)
    teller.topic = values


def judge(teller: Teller, act: Act, polarity: int, *, felt: bool = False) -> None:
    """A verdict on what was last spoken of."""
    if teller.pending is not None:
        olds = values_of(teller.pending)
        was = 1 if teller.pending.kind == "was like" else -1
        if teller.settled and not (felt and polarity != was):
            return
        if polarity == was and not felt:
            # Praise of what was once loved tells of then: "I used to love him; his early songs were superb".
            return
        teller.hold(olds, polarity, act)
        teller.settled = True
    elif felt and teller.done and teller.done[-1].act.strength == "weak":
        teller.done[-1] = replace(teller.done[-1], polarity=polarity, experience=True)
    elif teller.known is not None:
        known = teller.known
        for thing in values_of(known):
            if not any(same_thing(done.thing, thing) for done in teller.done):
                teller.done.append(Outcome(thing, polarity, known, (), True))
        teller.known = None
    elif (
        felt
        and polarity > 0
        and teller.done
        and teller.done[-1].polarity < 0
        and pattern("never").search(teller.done[-1].act.clause.text)
    ):
        teller.hold([teller.done[-1].thing], polarity, act)
    elif felt and not teller.done and teller.topic:
        teller.hold(teller.topic, polarity, act)
    elif felt and not teller.done:
        teller.done.append(Outcome(Thing("back"), polarity, act, back=True))


def still(teller: Teller) -> None:
    if teller.pending is not None:
        teller.hold(values_of(teller.pending), 1 if teller.pending.kind == "was like" else -1, teller.pending)
        teller.pending, teller.settled = None, False


def fix(teller: Teller, values: tuple[Thing, ...]) -> None:
    """A correction in the same breath: the last thing gives way to the one named now."""
    if not values:
        return
    if teller.pending is not None:
        teller.pending = replace(teller.pending, things=values)
    elif teller.done:
        last = teller.done.pop()
        teller.done.append(replace(last, thing=values[0]))
