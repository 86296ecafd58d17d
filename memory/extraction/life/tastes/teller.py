"""What has been understood of a message so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .act import Act
from .names import Thing


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
class Teller:
    """What has been understood so far."""

    done: list[Outcome] = field(default_factory=list)
    pending: Act | None = None
    known: Act | None = None
    topic: tuple[Thing, ...] = ()
    settled: bool = False

    def flush(self) -> None:
        """What was once so and was followed by nothing is over."""
        if self.pending is not None and not self.settled:
            self.take_back(values_of(self.pending), self.pending)
        self.pending, self.settled = None, False

    def take_back(self, things: Sequence[Thing], act: Act) -> None:
        """Say that things are no longer so."""
        for thing in things:
            self.done = [old for old in self.done if not same_thing(old.thing, thing)]
            self.done.append(Outcome(thing, 0, act))

    def hold(
        self, things: Sequence[Thing], polarity: int, act: Act, instead_of: Sequence[Thing] = ()
    ) -> None:
        """Say that things are liked or disliked."""
        for at, thing in enumerate(things):
            self.done = [old for old in self.done if not same_thing(old.thing, thing)]
            known = act.kind == "knew"
            self.done.append(Outcome(thing, polarity, act, tuple(instead_of) if at == 0 else (), known))


def values_of(act: Act) -> tuple[Thing, ...]:
    return tuple(thing for thing in act.things if thing.sort == "value")


def same_thing(one: Thing, other: Thing) -> bool:
    return one is other or (
        one.sort == other.sort == "value"
        and " ".join(w.text.lower() for w in one.words) == " ".join(w.text.lower() for w in other.words)
    )
