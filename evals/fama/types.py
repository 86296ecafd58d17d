"""What a dated transcript holds, what is asked about it, and what an answer is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from ..outcome import Frozen

TASKS = ("remembering", "recommending", "reasoning")

Kind = Literal["mention", "align", "avoid", "number", "status", "period"]
Expect = Literal["presence", "forgetting", "invention"]


class Quantity(Frozen):
    """A number with its unit: `$`, `steps`, `week`, `month`, `%`, or "" where none was said."""

    value: float
    unit: str = ""


class Criterion(Frozen):
    """One yes/no question about an answer, typed.

    `presence` must hold in a good answer; `forgetting` names what must not appear any more, `invention` what
    nobody ever said. `mention` and `align` look for `target`; `avoid` is satisfied where it is not
    recommended; `number` needs all `quantities`; `status` is met or missed; `period` is the week or month in
    `quantities`. `denied` says that the target is remembered as a dislike: an answer shows it by denying it.
    `source` keeps the words the criterion was parsed from.
    """

    id: str
    expect: Expect
    kind: Kind
    target: str = ""
    slot: str | None = None
    quantities: tuple[Quantity, ...] = ()
    aliases: tuple[str, ...] = ()
    denied: bool = False
    source: str = ""


class Question(Frozen):
    """One thing asked on a date, and what its answer is judged by. `unparsed` criteria could not be read."""

    id: str
    task: Literal["remembering", "recommending", "reasoning"]
    text: str
    at: datetime
    criteria: tuple[Criterion, ...]
    unparsed: tuple[str, ...] = ()


class Session(Frozen):
    """One dated conversation; `turns` are the user's messages, in order."""

    id: str
    at: datetime
    turns: tuple[str, ...]


class Transcript(Frozen):
    """The conversations of one person over one period, and the questions at the end.

    `play` says how turns are fed: `chat` answers every message, as a conversation with this agent does;
    `listen` takes the write path alone, where the dialogue was held with another assistant.
    """

    persona: str
    period: str
    play: Literal["chat", "listen"] = "chat"
    sessions: tuple[Session, ...]
    questions: tuple[Question, ...]

    @property
    def name(self) -> str:
        """Persona and period."""
        return f"{self.persona}/{self.period}"


class AnswerItem(Frozen):
    """A recommended item with its catalogue attributes: what it is, as opposed to what was said about it."""

    label: str
    attributes: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Answer(Frozen):
    """What was answered: the words a person reads, and the items that were recommended.

    The rest says what it was made from, where the system tells: how many memories the text names (`cited`), the
    ids and words of the whole packed `context`, which of them were closed (`stale`; None where no record is
    kept), and who wrote the text. `unguarded` is what would have been said without the check of replies, where that
    changed anything.
    """

    text: str
    items: tuple[AnswerItem, ...] = ()
    cited: int | None = None
    context_ids: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    stale: tuple[str, ...] | None = None
    rendered_by: str = ""
    unguarded: str = ""


class Verdict(Frozen):
    """One criterion judged. `satisfied` is None where it cannot be judged.

    `reading` says how the target appears: `current`, `past` (or denied), or `absent`. `weak` marks a
    forgotten taste that no word betrays but that a recommended item still carries.
    """

    criterion: str
    expect: Expect
    kind: Kind
    satisfied: bool | None
    reading: Literal["current", "past", "absent"] = "absent"
    weak: bool = False
    why: str = ""
