"""This program's memory as a system under test, and the same memory fed with the answer key."""

from __future__ import annotations

from datetime import datetime

from ...memory import Memory
from ...memory.extraction.life.heard import Said
from .ledgered import stale, written
from .replay import Gold
from .speaking import Speaker
from .systems import Setting, SystemAnswer, Written
from .types import Dialogue


class Ours:
    """Reads every dialogue by rules, answers from what holds at the date of the question.

    Assistant turns go in as context. Without a model the text is composed from facts; `rendered_by` tells.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.memory = Memory.open(setting.folder / "memory.db", clock=setting.clock)
        self._speaker = Speaker(setting.model)

    def ingest(self, dialogue: Dialogue) -> None:
        """Take in one dialogue through the write path of the product."""
        from ...memory.ingest import ingest

        turns = [Said(speaker, text) for speaker, text in dialogue.spoken]  # type: ignore[arg-type]
        ingest(self.memory, self.setting.user, turns, conversation_id=f"dialogue-{dialogue.id}")

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        """Answer, and say which facts the context held and which of them the ledger knows to be closed."""
        user = self.setting.user
        answered = self._speaker.said(self.memory.answer(user, question, at=at))
        packed = answered.packed
        ids = packed.fact_ids
        named = [line.fact_id for line in packed.lines if line.value and line.value in answered.text]
        named += [fact_id for figure in packed.figures for fact_id in figure.fact_ids]
        return SystemAnswer(
            text=answered.text,
            cited=tuple(dict.fromkeys(named)),
            context_ids=ids,
            rendered_by=answered.rendered_by,
            context=tuple(line.text for line in packed.lines),
            stale_ids=stale(self.memory, user, ids, at, self.setting.clock.now()),
        )

    def written(self) -> tuple[Written, ...]:
        """Every change, from the ledger."""
        return written(self.memory, self.setting.user)

    def close(self) -> None:
        """Close the file and the model."""
        self._speaker.close()
        self.memory.close()


class FromKey(Ours):
    """The same memory and the same answers, but what is written are the annotated operations."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._gold = Gold(setting.case)

    def ingest(self, dialogue: Dialogue) -> None:
        """Write the annotation instead of reading the words."""
        self._gold.write(self.memory, self.setting.user, dialogue.id)


def open_ours(setting: Setting) -> Ours:
    """The product's memory."""
    return Ours(setting)


def open_gold(setting: Setting) -> FromKey:
    """The product's memory, fed with the answer key."""
    return FromKey(setting)
