"""From the acts of a message to what it says in the end: held, no longer held, or one instead of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from .act import Act
from .names import Thing
from .tables import pattern


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a message says of one thing: polarity 0 takes it back. `instead_of` are the things it replaces."""

    thing: Thing
    polarity: int
    act: Act
    instead_of: tuple[Thing, ...] = ()
    experience: bool = False
    back: bool = False


@dataclass(slots=True)
class _Teller:
    """What has been understood so far."""

    done: list[Outcome] = field(default_factory=list)
    pending: Act | None = None
    known: Act | None = None
    topic: tuple[Thing, ...] = ()
    settled: bool = False

    def flush(self) -> None:
        """What was once so and was followed by nothing is over."""
        if self.pending is not None and not self.settled:
            self.take_back(_values(self.pending), self.pending)
        self.pending, self.settled = None, False

    def take_back(self, things: Sequence[Thing], act: Act) -> None:
        """Say that things are no longer so."""
        for thing in things:
            self.done = [old for old in self.done if not _same(old.thing, thing)]
            self.done.append(Outcome(thing, 0, act))

    def hold(
        self, things: Sequence[Thing], polarity: int, act: Act, instead_of: Sequence[Thing] = ()
    ) -> None:
        """Say that things are liked or disliked."""
        for at, thing in enumerate(things):
            self.done = [old for old in self.done if not _same(old.thing, thing)]
            known = act.kind == "knew"
            self.done.append(Outcome(thing, polarity, act, tuple(instead_of) if at == 0 else (), known))


def outcomes(acts: Sequence[Act]) -> list[Outcome]:
    """What the acts say in the end, in the order they were settled."""
    teller = _Teller()
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
        and bool(_values(following))
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


def _values(act: Act) -> tuple[Thing, ...]:
    return tuple(thing for thing in act.things if thing.sort == "value")


def _same(one: Thing, other: Thing) -> bool:
    return one is other or (
        one.sort == other.sort == "value"
        and " ".join(w.text.lower() for w in one.words) == " ".join(w.text.lower() for w in other.words)
    )


def _tell(teller: _Teller, act: Act) -> None:
    values = _values(act)
    back = any(thing.sort == "back" for thing in act.things)
    if _moved_on(teller, act):
        teller.take_back([teller.done[-1].thing], act)
    if not values and not back:
        return
    match act.kind:
        case "was like" | "was dislike":
            _was(teller, act, values)
        case "knew":
            if values:
                teller.known, teller.topic = act, values
        case "mention":
            if not teller.done and teller.pending is None and teller.known is None:
                teller.topic = values
        case "lost" | "gone" | "forget":
            _lost(teller, act, values)
        case "dislike" if act.cue == "not like" and not values and _once_liked(teller):
            _lost(teller, act, values)
        case "instead":
            if (
                values
                and teller.pending is not None
                and teller.pending.kind == "was like"
                and not teller.settled
            ):
                _feel(teller, act, values, 1)
        case "like" | "dislike":
            _feel(teller, act, values, 1 if act.kind == "like" else -1)
        case "good" | "bad":
            _judge(teller, act, 1 if act.kind == "good" else -1)
        case _:
            _turn(teller, act, values)


def _moved_on(teller: _Teller, act: Act) -> bool:
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


def _once_liked(teller: _Teller) -> bool:
    """Whether a love of the past waits for its end: "I used to like her, I'm just not into her now"."""
    return teller.pending is not None and teller.pending.kind == "was like"


def _turn(teller: _Teller, act: Act, values: tuple[Thing, ...]) -> None:
    """What only changes what was said before it."""
    match act.kind:
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
            _still(teller)
        case "fix":
            _fix(teller, values)


def _was(teller: _Teller, act: Act, values: tuple[Thing, ...]) -> None:
    teller.flush()
    was = 1 if act.kind == "was like" else -1
    if values:
        teller.pending, teller.topic = act, values
    elif teller.done and teller.done[-1].polarity == -was and teller.topic:
        # "I've warmed up to her; I didn't like her before": what holds now was said first.
        return
    elif teller.topic:
        teller.pending = replace(act, things=teller.topic)


def _lost(teller: _Teller, act: Act, values: tuple[Thing, ...]) -> None:
    if values:
        if teller.pending is not None and not teller.settled and act.cue != "forget":
            if not any(_same(one, other) for one in values for other in _values(teller.pending)):
                teller.take_back(_values(teller.pending), teller.pending)
            teller.settled = True
        teller.take_back(values, act)
        teller.pending, teller.settled, teller.topic = None, False, values
        return
    if teller.pending is not None:
        if act.cue == "gone" and teller.pending.kind == "was dislike":
            return
        if not teller.settled:
            teller.take_back(_values(teller.pending), teller.pending)
        teller.settled = True
    elif teller.known is not None and "nomore" in act.clause.times:
        teller.take_back(_values(teller.known), act)
        teller.known = None
    elif teller.known is not None:
        _judge(teller, act, -1)
    elif (
        teller.done and teller.done[-1].polarity > 0 and not teller.done[-1].instead_of and act.kind != "gone"
    ):
        teller.take_back([teller.done[-1].thing], act)
    elif not teller.done:
        teller.done.append(Outcome(Thing("back"), 0, act, back=True))


def _feel(teller: _Teller, act: Act, values: tuple[Thing, ...], polarity: int) -> None:
    pending = teller.pending
    if not values:
        _judge(teller, act, polarity, felt=True)
        return
    if pending is not None:
        olds = _values(pending)
        again = any(_same(one, other) for one in values for other in olds)
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


def _judge(teller: _Teller, act: Act, polarity: int, *, felt: bool = False) -> None:
    """A verdict on what was last spoken of."""
    if teller.pending is not None:
        olds = _values(teller.pending)
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
        for thing in _values(known):
            if not any(_same(done.thing, thing) for done in teller.done):
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


def _still(teller: _Teller) -> None:
    if teller.pending is not None:
        teller.hold(_values(teller.pending), 1 if teller.pending.kind == "was like" else -1, teller.pending)
        teller.pending, teller.settled = None, False


def _fix(teller: _Teller, values: tuple[Thing, ...]) -> None:
    """A correction in the same breath: the last thing gives way to the one named now."""
    if not values:
        return
    if teller.pending is not None:
        teller.pending = replace(teller.pending, things=values)
    elif teller.done:
        last = teller.done.pop()
        teller.done.append(replace(last, thing=values[0]))
