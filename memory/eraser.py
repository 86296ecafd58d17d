"""The erasure from end to end: one transaction, the other stores, compaction, scan, receipt."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from . import canary, ledger
from .decisions import changed
from .erasure import (
    Erasable,
    Keeper,
    Plan,
    compact,
    erase_vectors,
    kept_text,
    make_plan,
    needles_of,
)
from .facts import get_facts
from .ids import IdFactory
from .index import SemanticIndex
from .migrations.m0002_life import search_row
from .recall import expected_generation
from .rows import stamp
from .store import Store, scalar
from .transaction import Transaction, bump_version
from .types import ErasureReceipt, Fact, OpKind

MASK = "…"


def erase(
    store: Store,
    index: SemanticIndex | None,
    ids: IdFactory,
    user_id: str,
    now: datetime,
    fact_ids: Sequence[str] | None,
    stores: Sequence[Erasable],
    message_id: str | None,
) -> ErasureReceipt:
    """Erase facts (everything of the user when `fact_ids` is None) and prove it."""
    receipt_id = ids.new(now)
    with store.writing() as connection:
        plan = make_plan(connection, index, user_id, fact_ids)
        if fact_ids is None:
            generation = _erase_user(connection, ids, user_id, now, plan, receipt_id)
        else:
            generation = _erase_facts(connection, ids, user_id, now, plan, message_id)
    erase_vectors(index, user_id, plan, generation)
    strings = None if fact_ids is None else [*plan.strings, *(fact.fact_id for fact in plan.facts)]
    for other in stores:
        plan.removed[other.name] = plan.removed.get(other.name, 0) + other.erase(user_id, strings)
    problems = compact(store)
    scanned, sought, excused = _prove(store, index, user_id, plan, stores)
    receipt = ErasureReceipt(
        receipt_id=receipt_id,
        user_id=user_id,
        time=now,
        scope="everything"
        if fact_ids is None
        else f"{len(plan.facts)} fact{'' if len(plan.facts) == 1 else 's'}",
        removed=plan.removed,
        files_scanned=scanned.files,
        bytes_scanned=scanned.size,
        remains=(*problems, *scanned.remains),
        sought=sought,
        excused=excused,
        residual_bytes=scanned.residual,
    )
    _file(store, receipt)
    return receipt


def _count(plan: Plan, name: str, cursor: sqlite3.Cursor) -> None:
    plan.removed[name] = plan.removed.get(name, 0) + max(cursor.rowcount, 0)


def _erase_user(
    connection: sqlite3.Connection, ids: IdFactory, user_id: str, now: datetime, plan: Plan, receipt_id: str
) -> int | None:
    """Everything of one user; the ledger's lines stay, reduced and under a name that says nothing."""
    if scalar(connection, "SELECT 1 FROM head WHERE user_id = ?", (user_id,)):
        txn = Transaction(connection, ids, user_id, now)
        txn.record(OpKind.ERASE, attribute="", reason="erased")
    seqs = [row[0] for row in connection.execute("SELECT seq FROM op_ledger WHERE user_id = ?", (user_id,))]
    plan.removed["ledger lines reduced"] = ledger.reduce(connection, seqs, owner=f"erased:{receipt_id}")
    _forget_aliases(connection, plan)
    for name, table in (("evidence", "evidence"), ("pages", "page"), ("facts", "fact"), ("outbox", "outbox")):
        _count(plan, name, connection.execute(f"DELETE FROM {table} WHERE user_id = ?", (user_id,)))
    connection.execute("DELETE FROM head WHERE user_id = ?", (user_id,))
    connection.execute(
        "UPDATE erasure_receipt SET user_id = ?, body = '' WHERE user_id = ?",
        (f"erased:{receipt_id}", user_id),
    )
    # Whoever comes back under this name starts above every version ever handed out.
    connection.execute(
        "UPDATE meta SET value = ? WHERE key = 'version_floor'", (str(bump_version(connection)),)
    )
    return None


def _erase_facts(
    connection: sqlite3.Connection,
    ids: IdFactory,
    user_id: str,
    now: datetime,
    plan: Plan,
    message_id: str | None,
) -> int | None:
    """Some facts of one user. What the reduced lines said of other facts is said again by the new line."""
    if not plan.facts:
        plan.removed["facts"] = 0
        return expected_generation(connection, user_id)
    gone = {fact.fact_id for fact in plan.facts}
    seqs, others = _mentions(connection, user_id, gone, plan.renamed)
    survivors = [
        _without(fact, gone, plan, question=ids.new(now))
        for fact in get_facts(connection, user_id, sorted(others)).values()
    ]
    plan.removed["ledger lines reduced"] = ledger.reduce(connection, seqs)
    _forget_aliases(connection, plan)
    marks = ",".join("?" * len(gone))
    for name, table in (("evidence", "evidence"), ("facts", "fact")):
        _count(plan, name, connection.execute(f"DELETE FROM {table} WHERE fact_id IN ({marks})", tuple(gone)))
    _count(plan, "pages", connection.execute("DELETE FROM page WHERE user_id = ?", (user_id,)))
    plan.removed["phrases masked"] = _mask(connection, user_id, plan)
    txn = Transaction(connection, ids, user_id, now, message_id=message_id)
    txn.record(OpKind.ERASE, attribute="", reason="erased", rows=survivors, found=())
    _index_again(connection, user_id, plan)
    connection.execute(
        "UPDATE head SET erased_at = op_seq, index_generation = index_generation + 1, profile_version = ?"
        " WHERE user_id = ?",
        # Rows that counted towards the version are gone; the number must still only rise.
        (bump_version(connection, by=len(gone) + 1), user_id),
    )
    return expected_generation(connection, user_id)


def _without(fact: Fact, gone: set[str], plan: Plan, question: str) -> Fact:
    """A fact that stays, naming nothing that goes. Those asked about together stay together."""
    return changed(
        fact,
        supersedes=None if fact.supersedes in gone else fact.supersedes,
        question=question if fact.question in gone else fact.question,
        subject=plan.renamed.get(fact.subject, fact.subject),
    )


def _index_again(connection: sqlite3.Connection, user_id: str, plan: Plan) -> None:
    """Facts of a document under another name are found by the new one: by words now, by vectors later."""
    for subject in plan.renamed.values():
        rows = connection.execute(
            "SELECT seq, fact_id FROM fact WHERE user_id = ? AND subject = ? AND status = 'active'",
            (user_id, subject),
        ).fetchall()
        for seq, fact_id in rows:
            connection.execute("DELETE FROM fact_fts WHERE rowid = ?", (seq,))
            connection.execute(
                f"INSERT INTO fact_fts (rowid, owner, body) SELECT seq, {search_row('fact')} FROM fact"
                " WHERE seq = ?",
                (seq,),
            )
            connection.execute(
                "INSERT INTO outbox (user_id, fact_id, action) VALUES (?, ?, 'upsert')", (user_id, fact_id)
            )
            if (vector := plan.surviving.pop(fact_id, None)) is not None:
                plan.vectors[fact_id] = vector


def _mentions(
    connection: sqlite3.Connection, user_id: str, gone: set[str], renamed: Collection[str]
) -> tuple[list[int], set[str]]:
    """The ledger lines that speak of the facts, and the other facts these lines speak of."""
    seqs: list[int] = []
    others: set[str] = set()
    for line in ledger.lines(connection, user_id):
        if line["payload"] is None:
            continue
        content = json.loads(line["payload"])
        states: list[dict[str, Any]] = [*content["rows"], *content["was"].values()]
        spoken = {line["fact_before"], line["fact_after"]}
        spoken |= {state.get(name) for state in states for name in ("fact_id", "supersedes", "question")}
        if spoken & gone or any(state.get("subject") in renamed for state in states):
            seqs.append(line["seq"])
            others |= {row["fact_id"] for row in content["rows"]} - gone
    return seqs, others


def _forget_aliases(connection: sqlite3.Connection, plan: Plan) -> None:
    """Aliases of values that nobody else's facts hold."""
    gone = {fact.fact_id for fact in plan.facts}
    for norm in {fact.value_norm for fact in plan.facts}:
        holders = {
            row[0] for row in connection.execute("SELECT fact_id FROM fact WHERE value_norm = ?", (norm,))
        }
        if holders <= gone:
            _count(plan, "aliases", connection.execute("DELETE FROM alias WHERE value_norm = ?", (norm,)))


def _mask(connection: sqlite3.Connection, user_id: str, plan: Plan) -> int:
    """Blot the erased words out of phrases that other facts of the user stand on."""
    rows = connection.execute(
        "SELECT e.evidence_id, e.text, f.value_text, f.value_norm FROM evidence e"
        " JOIN fact f USING (fact_id) WHERE e.user_id = ?",
        (user_id,),
    ).fetchall()
    count = 0
    for evidence_id, text, *own in rows:
        masked = text
        for word in plan.strings:
            # A word that is part of the fact's own value stays: it is not what was erased.
            if not any(word.casefold() in value.casefold() for value in own):
                masked = re.sub(re.escape(word), MASK, masked, flags=re.IGNORECASE)
        if masked != text:
            connection.execute("UPDATE evidence SET text = ? WHERE evidence_id = ?", (masked, evidence_id))
            count += 1
    return count


def _prove(
    store: Store, index: SemanticIndex | None, user_id: str, plan: Plan, stores: Sequence[Erasable]
) -> tuple[canary.Scan, int, int]:
    needles = needles_of(plan, index)
    with store.reading() as connection:
        kept = kept_text(connection)
    telling = [needle for needle in needles if not canary.excused(needle, kept)]
    places = [*_own_files(store, index)]
    result = canary.scan(places, telling)
    files, size, remains = result.files, result.size, list(result.remains)
    residual = result.residual
    for other in stores:
        wanted = telling
        if isinstance(other, Keeper):
            held = "\n".join(other.keeps(user_id, plan.strings)).encode().lower()
            wanted = [needle for needle in telling if not canary.excused(needle, held)]
        found = canary.scan([path for path in other.files() if path not in places], wanted)
        files, size = files + found.files, size + found.size
        residual += found.residual
        remains += [f"{other.name}: {line}" for line in found.remains]
    return canary.Scan(files, size, tuple(remains), residual), len(telling), len(needles) - len(telling)


def _own_files(store: Store, index: SemanticIndex | None) -> list[Path]:
    """The database, whatever lies beside it under its name (copies, exports), and every index file."""
    beside = sorted(store.path.parent.glob(f"{store.path.stem}*"))
    return [*(path for path in beside if path.is_file()), *(index.vectors.files() if index else [])]


def _file(store: Store, receipt: ErasureReceipt) -> None:
    """Keep the receipt. After erasing everything it must not say whose it was."""
    everything = receipt.scope == "everything"
    owner = f"erased:{receipt.receipt_id}" if everything else receipt.user_id
    kept = receipt.model_copy(update={"user_id": owner})
    with store.writing() as connection:
        connection.execute(
            "INSERT INTO erasure_receipt VALUES (?, ?, ?, ?, ?)",
            (receipt.receipt_id, owner, stamp(receipt.time), receipt.scope, kept.model_dump_json()),
        )
