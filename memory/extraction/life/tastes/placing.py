"""Where a value belongs: its domain from the nearest words that tell, then its slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .....fold import fold
from ....types import Fact
from ..heard import Heard
from .evidence import known_name, known_value, spoken_of, strongest, weigh
from .linking import same_taste
from .names import Thing
from .slots import slot_of
from .teller import Outcome

_FAR = 8
_DOMAINS_OF_VERBS = (
    ("movies", ("watch", "saw", "seen", "binge", "stream")),
    ("books", ("read",)),
    ("music", ("listen", "heard", "hear")),
    (
        "travel",
        ("visit", "went to", "been to", "stayed", "travel", "toured", "flew", "back from", "returned from"),
    ),
)
UNPLACED = "life"


@dataclass(frozen=True, slots=True)
class Place:
    """Domain, slot and where the domain was learnt.

    `source` is `own` (the words around), `value`, `message`, `turns`, `live`, `focus` or nothing.
    """

    domain: str
    slot: str
    source: str

    @property
    def attribute(self) -> str:
        """`movies.genre`; `life.interest` where no domain is known."""
        return f"{self.domain}.{self.slot}"


def norm_of(thing: Thing) -> str:
    """The folded words of a thing."""
    return fold(" ".join(word.text for word in thing.words))


def place(outcome: Outcome, heard: Heard, live: Sequence[Fact]) -> Place:
    """The place of an outcome's value."""
    thing, clause = outcome.thing, outcome.act.clause
    norm = fold(heard.text[thing.start : thing.end])
    near = [word.text.lower() for word in clause.words if word not in thing.words]
    if "heart" in near:
        near = [text for text in near if text not in ("place", "spot")]
    domain, source = _domain(norm, thing, outcome, near, heard, live)
    if not domain:
        return Place(UNPLACED, "interest", "")
    past = (
        any(text in ("loved", "hated", "enjoyed", "adored", "liked", "disliked") for text in near)
        and "used" not in near
    )
    slot = slot_of(domain, thing, " ".join(near), heard.text.lower(), past=past, known=outcome.experience)
    return Place(domain, slot, source)


def _domain(
    norm: str, thing: Thing, outcome: Outcome, near: Sequence[str], heard: Heard, live: Sequence[Fact]
) -> tuple[str, str]:
    if thing.domain:
        return thing.domain, "own"
    if domain := _by_experience(outcome, near):
        return domain, "own"
    own = weigh(near)
    home = _home(norm, thing)
    if own and (not home or own.get(strongest(own), 0) >= 1):
        return strongest(own), "own"
    if home:
        return home, "value"
    if own:
        return strongest(own), "own"
    held = same_taste(norm, live, partly=outcome.polarity == 0)
    if held is not None:
        return held.attribute.split(".")[0], "live"
    if (far := _far(thing, heard)) != ("", ""):
        return far
    # What is finished and named, with nothing else to tell, is a book most of the time.
    return ("books", "own") if outcome.experience and thing.named and "finished" in near else ("", "")


def _home(norm: str, thing: Thing) -> str:
    """The domain that a value itself speaks of, or a widely known name."""
    return known_value(norm)[0] or (known_name(norm)[0] if thing.named else "")


def _far(thing: Thing, heard: Heard) -> tuple[str, str]:
    """The domain that the rest of the message, the turns before or the focus speak of."""
    message = fold(heard.text.replace(heard.text[thing.start : thing.end], " "))
    if domain := strongest(weigh(message.split(), loose=thing.named)):
        return domain, "message"
    turns = [said.text for said in reversed(heard.before[-_FAR:])]
    if domain := spoken_of(turns[:2]) or spoken_of(turns, loose=False):
        return domain, "turns"
    return (heard.focus.domain, "focus") if heard.focus.domain else ("", "")


def _by_experience(outcome: Outcome, near: Sequence[str]) -> str:
    """The domain that the way of knowing it gives away; "" where it does not."""
    if outcome.experience and (domain := _done(" ".join(near))):
        return domain
    if outcome.act.cue == "knew.travel":
        return "travel"
    titled = outcome.experience and outcome.thing.words[0].quoted
    return "books" if titled and {"finished", "picked"} & set(near) and "by" in near else ""


def _done(text: str) -> str:
    """The domain of what one does: read, watched, listened to, visited."""
    for domain, verbs in _DOMAINS_OF_VERBS:
        if any(verb in text for verb in verbs):
            return domain
    return ""
