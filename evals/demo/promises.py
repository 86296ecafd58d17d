"""Promises as checks over a reply: each returns what is wrong, or nothing when it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ...agent.events import Card, Reply
from ...agent.session import Agent


@dataclass
class Scene:
    """What a promise may look at: this reply, the earlier ones, and the agent's own boundary."""

    agent: Agent
    reply: Reply
    earlier: Sequence[Reply] = field(default_factory=tuple)

    @property
    def last_list(self) -> tuple[Card, ...]:
        """The latest list shown before this reply."""
        return next((r.cards for r in reversed(self.earlier) if r.cards), ())


@dataclass(frozen=True)
class Promise:
    """A sentence a person can read, and the check behind it."""

    text: str
    check: Callable[[Scene], str | None]


def lists(at_least: int) -> Promise:
    """The reply shows a list."""

    def check(scene: Scene) -> str | None:
        return None if len(scene.reply.cards) >= at_least else f"only {len(scene.reply.cards)} cards"

    return Promise(f"shows at least {at_least} recommendations", check)


def never(word: str) -> Promise:
    """No card's facts contain a word (a disliked genre, say)."""

    def check(scene: Scene) -> str | None:
        bad = [card.title for card in scene.reply.cards if word.casefold() in card.facts.casefold()]
        return f"{', '.join(bad)} is {word}" if bad else None

    return Promise(f"lists nothing of {word}", check)


def mostly(word: str, share: float) -> Promise:
    """At least a share of the cards has a word in its facts."""

    def check(scene: Scene) -> str | None:
        hits = sum(word.casefold() in card.facts.casefold() for card in scene.reply.cards)
        return (
            None if hits >= share * max(1, len(scene.reply.cards)) else f"{hits} of {len(scene.reply.cards)}"
        )

    return Promise(f"at least {share:.0%} of the list is {word}", check)


def leaves_out(*titles: str) -> Promise:
    """Named items are not listed."""

    def check(scene: Scene) -> str | None:
        bad = [card.title for card in scene.reply.cards if card.title in titles]
        return f"{', '.join(bad)} listed" if bad else None

    return Promise(f"does not list {' or '.join(titles)} again", check)


def changed_list(at_most_shared: int) -> Promise:
    """The list differs visibly from the one before."""

    def check(scene: Scene) -> str | None:
        before = {card.item_id for card in scene.last_list}
        shared = [card.title for card in scene.reply.cards if card.item_id in before]
        return (
            None
            if before and len(shared) <= at_most_shared
            else f"shared: {', '.join(shared) or 'no earlier list'}"
        )

    return Promise("the list visibly changes", check)


def newer_than_before() -> Promise:
    """Every item is newer than the median of the list before."""

    def check(scene: Scene) -> str | None:
        years = sorted(card.year for card in scene.last_list if card.year)
        middle = years[len(years) // 2] if years else 0
        bad = [card.title for card in scene.reply.cards if not card.year or card.year < middle]
        return f"older: {', '.join(bad)}" if bad or not scene.reply.cards else None

    return Promise("everything is newer than the last list's median", check)


def explains(kind: str) -> Promise:
    """The reply carries an explanation that was re-scored, or says why none exists."""

    def check(scene: Scene) -> str | None:
        card = scene.reply.explanation
        if card is None or card.kind != kind:
            return "no explanation"
        return None if card.verified or card.reason else "neither verified nor a reason given"

    return Promise(f"a verified answer to “{kind.replace('_', ' ')}”", check)


def says(*words: str) -> Promise:
    """The text contains each of these words."""

    def check(scene: Scene) -> str | None:
        missing = [word for word in words if word.casefold() not in scene.reply.text.casefold()]
        return f"missing: {', '.join(missing)}" if missing else None

    return Promise(f"the answer names {', '.join(words)}", check)


def silent_about(*words: str) -> Promise:
    """The text contains none of these words."""

    def check(scene: Scene) -> str | None:
        told = [word for word in words if word.casefold() in scene.reply.text.casefold()]
        return f"mentioned: {', '.join(told)}" if told else None

    return Promise(f"the answer does not bring up {', '.join(words)}", check)


def remembers(count: int) -> Promise:
    """This many facts are live afterwards."""

    def check(scene: Scene) -> str | None:
        live = len(scene.agent.memory.facts())
        return None if live == count else f"{live} live facts"

    return Promise(f"{count} facts hold afterwards", check)


def receipt() -> Promise:
    """An erasure happened and the scan of every file found nothing."""

    def check(scene: Scene) -> str | None:
        paper = scene.reply.receipt
        if paper is None:
            return "no receipt"
        return None if paper.clean else f"remains: {', '.join(paper.remains)}"

    return Promise("an erasure receipt whose scan is clean", check)


def audited() -> Promise:
    """The audit passed."""

    def check(scene: Scene) -> str | None:
        return None if scene.reply.audit.passed else scene.reply.audit.line

    return Promise("the audit passes", check)
