"""A scripted agent behind the interface's boundary: same calls, same events, no models, no disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tastekeeper.agent.events import (
    Audited,
    AuditReport,
    Card,
    CardsShown,
    Event,
    ExplanationCard,
    FailureCard,
    Influence,
    MemoryWritten,
    NodeEntered,
    Reply,
    Served,
    TextDelta,
    ToolCalled,
    ToolReturned,
    TurnEnded,
    TurnStarted,
)
from tastekeeper.errors import ToolFailure, UsageError
from tastekeeper.memory.types import ErasureReceipt, Fact, Outcome, Status, WriteEntry, WriteReport

NOW = datetime(2026, 3, 14, 20, 30, tzinfo=UTC)
SERVED = Served(name="embedded planner", reason="no model endpoint is configured")


def fact(place: int, attribute: str, value: str, polarity: int = 0, **more: object) -> Fact:
    """A live fact stated in early March 2026."""
    at = datetime(2026, 3, min(place, 28), 19, 0, tzinfo=UTC)
    plain = dict(  # noqa: C408
        fact_id=f"fact-{place}",
        user_id="me",
        subject="me",
        attribute=f"movies.{attribute}",
        value_norm=value.lower(),
        value_text=value,
        polarity=polarity,
        ref=None,
        number=None,
        unit=None,
        valid_from=at,
        valid_to=None,
        recorded_at=at,
        closed_at=None,
        expires_at=None,
        status=Status.ACTIVE,
        closed_by_op=None,
        supersedes=None,
        source_kind="stated",
        confidence=1.0,
        message_id="m1",
        span_start=0,
        span_end=1,
        extractor="rules/1",
        last_confirmed=at,
        times_confirmed=0,
    )
    return Fact(**{**plain, **more})


CARDS = (
    Card(
        index=1,
        item_id="1",
        title="Heat",
        year=1995,
        facts="crime, thriller · Michael Mann · 170 min",
        reason="because you like heist films",
    ),
    Card(
        index=2,
        item_id="2",
        title="Rififi",
        year=1955,
        facts="crime, heist · Jules Dassin · 118 min",
        reason="because you like heist films and Jean Servais",
    ),
    Card(
        index=3,
        item_id="3",
        title="Inside Man",
        year=2006,
        facts="crime, drama · Spike Lee · 129 min",
        reason="people who liked Heat (1995) liked it too",
    ),
    Card(
        index=4,
        item_id="4",
        title="Le Cercle Rouge",
        year=1970,
        facts="crime, thriller · Jean-Pierre Melville · 140 min",
        reason="close to Rififi (1955) in its catalogue text",
    ),
    Card(
        index=5,
        item_id="5",
        title="The Sting",
        year=1973,
        facts="comedy, crime · George Roy Hill · 129 min",
        reason="popular among people with your likes",
    ),
)
ANSWER = (
    "Five heist films without a musical among them. **Heat (1995)** comes first: it is a crime film by "
    "Michael Mann, 170 minutes long.\n\n"
    "It is also the longest of the five; say *not so long* to leave it out."
)


@dataclass(frozen=True)
class Session:
    """One line of the list of conversations."""

    id: str
    title: str
    updated: datetime
    turns: int


class ScriptedMemory:
    """Facts in a list."""

    def __init__(self) -> None:
        self.live = [
            fact(9, "genre", "heist films", 1),
            fact(10, "director", "Michael Mann", 1),
            fact(11, "genre", "musicals", -1),
            fact(12, "runtime_max", "150 minutes", number=150.0, unit="min"),
        ]
        closed = datetime(2026, 3, 9, 19, 0, tzinfo=UTC)
        self.closed = [
            fact(2, "genre", "westerns", 1, closed_at=closed, valid_to=closed, status=Status.RETRACTED)
        ]
        self.version = 1

    def facts(self, attribute: str | None = None) -> tuple[Fact, ...]:
        return tuple(self.live)

    def history(self) -> tuple[Fact, ...]:
        return (*self.closed, *self.live)

    def contested(self) -> tuple[Fact, ...]:
        return ()

    def _report(self, *entries: WriteEntry) -> WriteReport:
        self.version += 1
        return WriteReport(user_id="me", message_id="m9", profile_version=self.version, entries=entries)

    def _find(self, facts: list[Fact], fact_id: str) -> Fact:
        for one in facts:
            if one.fact_id == fact_id:
                return one
        raise UsageError(f"No fact {fact_id!r}", hint="See the memory panel.")

    def add(self, new: Fact, reason: str) -> WriteReport:
        self.live.append(new)
        return self._report(WriteEntry(outcome=Outcome.STORED, reason=reason, fact=new))

    def forget(self, fact_id: str) -> WriteReport:
        old = self._find(self.live, fact_id)
        self.live.remove(old)
        past = old.model_copy(update={"closed_at": NOW, "valid_to": NOW, "status": Status.RETRACTED})
        self.closed.insert(0, past)
        return self._report(
            WriteEntry(outcome=Outcome.RETRACTED, reason="forgotten by the user", previous=past)
        )

    def restore(self, fact_id: str) -> WriteReport:
        old = self._find(self.closed, fact_id)
        self.closed.remove(old)
        again = old.model_copy(update={"closed_at": None, "valid_to": None, "status": Status.ACTIVE})
        self.live.append(again)
        return self._report(WriteEntry(outcome=Outcome.RESTORED, reason="restored by the user", fact=again))

    def erase(
        self,
        fact_id: str | None = None,
        *,
        attribute: str | None = None,
        subject: str | None = None,
        everything: bool = False,
    ) -> ErasureReceipt:
        old = self._find(self.live, str(fact_id))
        self.live.remove(old)
        return ErasureReceipt(
            receipt_id="r-1",
            user_id="me",
            time=NOW,
            scope="1 fact",
            removed={"facts": 1, "sessions": 2},
            files_scanned=7,
            bytes_scanned=123456,
        )

    def undo(self) -> WriteReport:
        if not self.live:
            raise UsageError("There is nothing to undo", hint="Say something first.")
        return self.forget(self.live[-1].fact_id)

    def export(self) -> dict[str, object]:
        return {"facts": [one.model_dump(mode="json") for one in self.live]}


class ScriptedSessions:
    """Conversations in a list."""

    def __init__(self) -> None:
        self.known = [
            Session("s1", "Heist films, no musicals", NOW, 2),
            Session("s0", "Something like Alien", datetime(2026, 2, 3, tzinfo=UTC), 5),
        ]
        self.lines: dict[str, list[tuple[str, str, datetime]]] = {
            "s0": [("user", "something like Alien", NOW), ("assistant", "Try **Life (2017)**.", NOW)]
        }

    def list(self) -> tuple[Session, ...]:
        return tuple(self.known)

    def rename(self, session_id: str, title: str, /) -> None:
        self.known = [replace(one, title=title) if one.id == session_id else one for one in self.known]

    def delete(self, session_id: str, /) -> None:
        self.known = [one for one in self.known if one.id != session_id]

    def transcript(self, session_id: str, /) -> list[tuple[str, str, datetime]]:
        return self.lines.get(session_id, [])


class ScriptedAgent:
    """Answers every message with the same list; `slow` and `fail` in a message do as they say."""

    def __init__(self, session: str | None = None, model: str | None = None) -> None:
        self.user = "me"
        self.session_id = session or "s1"
        self.served = SERVED if model is None else Served(name=model, reason="asked for by /model")
        self.memory = ScriptedMemory()
        self.sessions = ScriptedSessions()
        self.heard: list[str] = []
        self.reactions: list[tuple[str, str]] = []
        self.closed = False
        self.cancellable = True
        self.cards = CARDS
        self._stop = asyncio.Event()

    async def astream(self, text: str) -> AsyncIterator[Event]:
        if len(text) > 8000:
            raise UsageError("The message is too long", hint="Shorten it; nothing was stored.")
        self.heard.append(text)
        self._stop.clear()
        turn = f"t{len(self.heard)}"
        yield TurnStarted(turn_id=turn, session_id=self.session_id, text=text, at=NOW)
        yield NodeEntered(name="listen")
        report = None
        if "heist" in text:
            new = fact(14, "genre", "heist films in Paris", 1)
            report = self.memory.add(new, "you said so")
            yield MemoryWritten(report=report)
        if "slow" in text:
            yield TextDelta(text="Let me think about ")
            await self._stop.wait()
            yield self._ended(turn, "", stop_reason="cancelled", report=report)
            return
        if "fail" in text:
            yield FailureCard(
                what="The endpoint did not answer", steps=("Start the server.", "Or use /model embedded.")
            )
            yield self._ended(turn, "", stop_reason="failed")
            return
        if "crash" in text:
            raise RuntimeError("a wire came loose")
        yield NodeEntered(name="act")
        yield ToolCalled(name="recommend", arguments={"k": 5})
        yield ToolReturned(name="recommend", ok=True, summary="5 films", seconds=0.02)
        yield CardsShown(cards=self.cards)
        for piece in ANSWER.split(" "):
            yield TextDelta(text=piece + " ")
        audit = AuditReport(claims=9, grounded=9)
        yield Audited(report=audit)
        yield self._ended(turn, ANSWER, cards=self.cards, report=report, audit=audit, seconds=0.31)

    def _ended(self, turn: str, text: str, **more: object) -> TurnEnded:
        return TurnEnded(
            reply=Reply(turn_id=turn, session_id=self.session_id, text=text, served=self.served, **more)
        )

    def cancel(self) -> bool:
        if self.cancellable:
            self._stop.set()
        return self.cancellable

    def recommend(self, *, history: object = None, k: int = 10) -> tuple[Card, ...]:
        return self.cards[:k]

    def explain(self, item: str, *, kind: str = "why", history: object = None) -> ExplanationCard:
        found = [card for card in self.cards if item in (card.item_id, card.title)]
        if not found:
            raise ToolFailure(f"No film called {item!r}", hint="Try fewer words of the title.")
        label = f"{found[0].title} ({found[0].year})"
        if kind != "why":
            return ExplanationCard(
                kind=kind,
                item_id=found[0].item_id,
                label=label,
                change=("likes heist films",),
                verified=True,
                before=(label, "Rififi (1955)"),
                after=("Rififi (1955)", "Inside Man (2006)"),
                queries=12,
                seconds=0.04,
            )
        return ExplanationCard(
            kind="why",
            item_id=found[0].item_id,
            label=label,
            influences=(
                Influence(
                    unit_id="fact-9",
                    label="likes heist films",
                    rank_with=1,
                    rank_without=14,
                    score_change=-0.4,
                ),
                Influence(
                    unit_id="fact-10",
                    label="likes Michael Mann",
                    rank_with=1,
                    rank_without=3,
                    score_change=-0.15,
                ),
            ),
            verified=True,
            queries=5,
            seconds=0.02,
            reason="Two things you said carry it.",
        )

    def react(self, item_id: str, reaction: str) -> WriteReport:
        self.reactions.append((item_id, reaction))
        title = next(card.title for card in self.cards if card.item_id == item_id)
        return self.memory.add(
            fact(15, "title", title, 1 if reaction == "like" else -1, ref=item_id), "pressed a key"
        )

    def warm(self) -> None:
        return None

    def close(self) -> None:
        self.closed = True


class Opener:
    """Opens scripted agents and remembers them."""

    def __init__(self) -> None:
        self.opened: list[ScriptedAgent] = []
        self.calls: list[tuple[str | None, bool, str | None]] = []
        self.error: Exception | None = None

    def __call__(self, *, session: str | None, resume: bool, model: str | None) -> ScriptedAgent:
        self.calls.append((session, resume, model))
        if self.error is not None:
            raise self.error
        agent = ScriptedAgent(session, model)
        self.opened.append(agent)
        return agent
