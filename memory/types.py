"""The memory record: claims come in, operations are decided, facts hold.

A claim is what an extractor read in the user's words. The resolver turns it into operations against the
facts that are live; the ledger records the operations; the facts table is their fold.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from .labels import label


class Frozen(BaseModel):
    """Immutable, strict about unknown fields, cheap to dump as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cardinality(StrEnum):
    """How many live facts an attribute may hold at once."""

    SINGLE = "single"
    MULTI = "multi"
    EVENT = "event"
    LIST = "list"
    DOCUMENT_FIELD = "document_field"


class ConflictPolicy(StrEnum):
    """What a new value does to the live ones of the same attribute."""

    REPLACE = "replace"
    COEXIST = "coexist"
    FLIP_ON_OPPOSITE = "flip_on_opposite"
    APPEND_ONLY = "append_only"
    ELEMENT_EDIT = "element_edit"


class Status(StrEnum):
    """Where a fact is in its life. Only `active` facts are ever used."""

    ACTIVE = "active"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"
    COMPLETED = "completed"
    EXPIRED = "expired"
    CONTESTED = "contested"


class OpKind(StrEnum):
    """The eleven operations of the ledger."""

    ADD = "ADD"
    CONFIRM = "CONFIRM"
    REPLACE = "REPLACE"
    FLIP = "FLIP"
    RETRACT = "RETRACT"
    COMPLETE = "COMPLETE"
    EXPIRE = "EXPIRE"
    EDIT_ELEMENT = "EDIT_ELEMENT"
    RESTORE = "RESTORE"
    ERASE = "ERASE"
    NOOP = "NOOP"


class ClaimKind(StrEnum):
    """What the user's words do: state a value, or take one back."""

    ASSERT = "assert"
    RETRACT = "retract"


class Outcome(StrEnum):
    """What became of a claim, in the words of the write report."""

    STORED = "stored"
    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    RETRACTED = "retracted"
    COMPLETED = "completed"
    EXPIRED = "expired"
    RESTORED = "restored"
    ERASED = "erased"
    CONTESTED = "contested"
    SKIPPED = "skipped"


class Claim(Frozen):
    """One value read in the user's words. `start` and `end` are character offsets into the message.

    `value_norm` is the identity of the value inside its attribute (folded text; for items the folded
    label with year); `ref` is the catalogue item id when the value is an item. `polarity` is +1 like,
    -1 dislike, 0 neutral. `replaces` names values (norms) of the same attribute that this one takes the
    place of ("heist films instead of westerns"). A retraction with an empty `value_norm` means the whole
    attribute; a retraction with polarity 0 closes the value whatever its polarity. `attribute` may end in
    `.*` or be `domain.person` in retractions, to close the value wherever it is held.

    `subject` is what the fact is about: `user`, or a document such as `document:email:quarterly update`;
    an attribute holds its values once for every subject. `happens_at` is when the thing itself takes place
    (an appointment, a purchase), which is not when it becomes known. `closes` names the live facts that the
    words end, by id: a completed task, a moved appointment. A claim that names a fact which is not live is
    refused, never guessed at.
    """

    kind: ClaimKind
    attribute: str
    value_norm: str
    value_text: str
    start: int
    end: int
    polarity: int = 0
    ref: str | None = None
    number: float | None = None
    unit: str | None = None
    replaces: tuple[str, ...] = ()
    valid_from: datetime | None = None
    expires_at: datetime | None = None
    confidence: float = 1.0
    rule: str = ""
    subject: str = "user"
    happens_at: datetime | None = None
    closes: tuple[str, ...] = ()


class Fact(Frozen):
    """One remembered value with its two clocks: world time (valid_*) and system time (recorded/closed).

    `happens_at` is neither: the moment of the thing itself (an appointment, a purchase), where it has one.
    `question` is set on contested facts that one answer settles together; it is the id of the fact that would
    take the place of the others, where there is one.
    """

    fact_id: str
    user_id: str
    subject: str
    attribute: str
    value_norm: str
    value_text: str
    polarity: int
    ref: str | None
    number: float | None
    unit: str | None
    valid_from: datetime
    valid_to: datetime | None
    recorded_at: datetime
    closed_at: datetime | None
    expires_at: datetime | None
    status: Status
    closed_by_op: str | None
    supersedes: str | None
    source_kind: str
    confidence: float
    message_id: str | None
    span_start: int | None
    span_end: int | None
    extractor: str
    last_confirmed: datetime
    times_confirmed: int
    happens_at: datetime | None = None
    question: str | None = None

    @property
    def label(self) -> str:
        """How the fact is named to a person: `likes genre western`."""
        return label(self.attribute, self.value_text, self.polarity, self.subject)


class Operation(Frozen):
    """One line of the append-only ledger."""

    op_id: str
    user_id: str
    time: datetime
    kind: OpKind
    attribute: str
    fact_before: str | None
    fact_after: str | None
    message_id: str | None
    start: int | None
    end: int | None
    actor: str
    reason: str
    previous_hash: str
    hash: str


class WriteEntry(Frozen):
    """What one claim did to memory, and why. `previous` is the fact it closed, if any.

    `candidates` are the facts that the words may have ended, where that is not sure: they are in question
    together, and one answer (`settle_contested`) settles them. `fact` is then the value that would take the
    place of the one meant, or None where nothing would.
    """

    outcome: Outcome
    reason: str
    fact: Fact | None = None
    previous: Fact | None = None
    op_id: str | None = None
    text: str = ""
    candidates: tuple[Fact, ...] = ()


class WriteReport(Frozen):
    """Everything one message did to memory."""

    user_id: str
    message_id: str
    profile_version: int
    entries: tuple[WriteEntry, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything a recommendation depends on is different now."""
        return any(entry.outcome not in (Outcome.SKIPPED, Outcome.CONFIRMED) for entry in self.entries)


class ErasureReceipt(Frozen):
    """Proof of an erasure: what was removed from which store, and what the scan of every file found.

    `sought` counts the strings and vectors looked for; `excused` those left out because they also stand in
    the files for a reason of their own (another live fact, another user's). `residual_bytes` is the length of
    everything found in `remains`, each place once: 0 when clean.
    """

    receipt_id: str
    user_id: str
    time: datetime
    scope: str
    removed: dict[str, int]
    files_scanned: int
    bytes_scanned: int
    remains: tuple[str, ...] = ()
    sought: int = 0
    excused: int = 0
    residual_bytes: int = 0

    @property
    def clean(self) -> bool:
        """Whether the scan found nothing of what was erased."""
        return not self.remains
