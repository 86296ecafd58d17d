"""What is known, what was, and what was let go, in words."""

from __future__ import annotations

from collections.abc import Sequence

from ...memory.types import ErasureReceipt, Fact, Status, WriteReport
from ...recommenders.types import CatalogSchema
from ...tools.results import MemoryAnswer, Past, Recalled, Written
from ..planner.acts import Act
from .draft import Draft
from .report import acknowledge
from .words import fact_phrase, sentence_case

MOST = 30


def compose_recall(
    draft: Draft, known: Recalled, asked: Act, meant: Sequence[Fact] | None, schema: CatalogSchema
) -> None:
    """List what holds now, or answer about one thing when the question names it (`meant` not None)."""
    facts = tuple(known.facts if meant is None else meant)
    draft.facts = facts
    _name(draft, facts)
    if not facts:
        values = [v for name, vs in asked.slots.items() if name != "scope" for v in vs]
        nothing = f"You have told me nothing about {', '.join(values)}."
        draft.say(nothing if values else _nothing(asked), values)
    else:
        draft.say("What I know of you:" if meant is None else "Yes, this is what I have:")
        draft.say("\n".join(f"- {_line(schema, fact)}" for fact in facts[:MOST]))
        if len(facts) > MOST:
            draft.say(f"… and {len(facts) - MOST} more.")
            draft.numbers.add(float(len(facts) - MOST))
    if meant is None and known.contested:
        _name(draft, known.contested)
        draft.say("Not used until you decide, because it contradicts itself:")
        draft.say("\n".join(f"- {sentence_case(fact_phrase(schema, f))}" for f in known.contested))


def _nothing(asked: Act) -> str:
    scope = next(iter(asked.slots.get("scope", ())), "")
    return {
        "likes": "You have not told me anything you like.",
        "dislikes": "You have not told me anything you dislike.",
        "seen": "You have not told me of anything you have seen.",
    }.get(scope, "I know nothing about you yet. Tell me what you like, and I will remember it.")


def _line(schema: CatalogSchema, fact: Fact) -> str:
    since = fact.valid_from.date().isoformat()
    until = f", until {fact.expires_at.date().isoformat()}" if fact.expires_at else ""
    return f"{sentence_case(fact_phrase(schema, fact))} (since {since}{until})"


def compose_answered(draft: Draft, found: MemoryAnswer) -> None:
    """An answer of memory itself, in the words it was rendered in."""
    answered = found.answered
    packed = answered.packed
    draft.facts = found.facts
    _name(draft, found.facts)
    draft.names.update(line.value for line in packed.lines)
    draft.names.update(line.value for line in packed.past)
    draft.numbers.update(figure.value for figure in packed.figures)
    draft.say(answered.text, (answered.text,))


def compose_past(draft: Draft, past: Past, schema: CatalogSchema) -> None:
    """What no longer holds, each with the time it held."""
    closed = {
        fact.fact_id: fact
        for change in past.changes
        for fact in (change.before, change.after)
        if fact is not None and fact.status is not Status.ACTIVE and fact.closed_at is not None
    }
    if not closed:
        draft.say("Nothing you told me has been taken back or run out.")
        return
    draft.past.extend(closed.values())
    _name(draft, tuple(closed.values()))
    draft.say("What no longer holds, and is not used:")
    draft.say("\n".join(f"- {_past_line(schema, fact)}" for fact in list(closed.values())[-MOST:]))


def _past_line(schema: CatalogSchema, fact: Fact) -> str:
    end = fact.valid_to or fact.closed_at
    until = f" to {end.date().isoformat()}" if end else ""
    words = sentence_case(fact_phrase(schema, fact, past=True))
    return f"{words} ({fact.valid_from.date().isoformat()}{until}, {fact.status.value})"


def compose_forgotten(draft: Draft, written: Written, schema: CatalogSchema) -> None:
    """Say what is no longer used."""
    closed = [entry.previous or entry.fact for entry in written.report.entries]
    facts = [fact for fact in closed if fact is not None]
    draft.past.extend(facts)
    _name(draft, facts)
    if not facts:
        draft.say("There was nothing like that to forget.")
        return
    said = "; ".join(dict.fromkeys(fact_phrase(schema, fact, past=True) for fact in facts))
    draft.say(
        f"Forgotten: that {said}. It is not used any more; “erase” would remove it from the history too."
    )


def compose_undo(draft: Draft, report: WriteReport, schema: CatalogSchema) -> None:
    """Say what was taken back."""
    if not report.changed:
        reason = report.entries[0].reason if report.entries else "there is nothing to take back"
        draft.say(f"Nothing to undo: {reason}.")
        return
    draft.say("Undone.")
    acknowledge(draft, report, schema)


def compose_receipt(draft: Draft, receipt: ErasureReceipt) -> None:
    """The receipt of an erasure, with what the scan of every file found."""
    draft.receipt = receipt
    draft.reset = True
    removed = ", ".join(f"{count} {name}" for name, count in receipt.removed.items() if count)
    scanned = f"{receipt.files_scanned} files ({receipt.bytes_scanned:,} bytes) scanned afterwards"
    draft.names.update({receipt.scope, removed, scanned, receipt.receipt_id, *receipt.remains})
    draft.say(f"Erased ({receipt.scope}): {removed or 'nothing was stored'}.")
    if receipt.clean:
        draft.say(f"Receipt {receipt.receipt_id}: {scanned}; nothing of it is left.")
    else:
        draft.say(f"Receipt {receipt.receipt_id}: {scanned}; traces remain in {', '.join(receipt.remains)}.")


def _name(draft: Draft, facts: Sequence[Fact]) -> None:
    draft.names.update(fact.value_text for fact in facts)
    draft.items.update(fact.ref for fact in facts if fact.ref)
