"""`Memory`: the one door to what is remembered about users."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..clock import Clock
from ..errors import UsageError
from . import aggregates, checking, corrections, portability, questions, registry
from .cache import LiveCache
from .eraser import erase
from .erasure import Erasable
from .facts import facts_as_known, is_about, names_under, open_facts, valid_facts
from .history import evidence_of, history, operations, verify
from .ids import Entropy, IdFactory
from .index import SemanticIndex
from .profile import build_profile, kept_profile, tells
from .recall import search
from .replay import report_of
from .reports import Evidence, HistoryEntry, Profile, SearchHits, Stats, Verification
from .schema import AttributeSchema, Schema
from .settle import settle
from .stats import collect
from .store import Store
from .transaction import SchemaCache, Transaction, load_schema
from .types import Claim, ErasureReceipt, Fact, Operation, Status, WriteEntry, WriteReport
from .undo import undo
from .writer import applied_before, due, expire_due, mark_applied, version_of, write_claims

if TYPE_CHECKING:
    from .answering.packed import Answered, Packed


class Memory:
    """Facts about users in one SQLite file: what they said, what holds now, and how it came about.

    Safe to use from several threads; several processes may share the file. Open it with `Memory.open`.
    """

    def __init__(self, store: Store, clock: Clock, index: SemanticIndex | None, ids: IdFactory) -> None:
        self._store = store
        self._clock = clock
        self._index = index
        self._ids = ids
        self._cache = LiveCache()
        self._schemas = SchemaCache()
        self._index_lock = threading.RLock()

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        clock: Clock,
        index: SemanticIndex | None = None,
        timeout: float = 5.0,
        entropy: Entropy = os.urandom,
    ) -> Memory:
        """Open or create the memory at `path`.

        `index` adds search by meaning (see `default_index`). `timeout` is the wait for another process's
        lock, in seconds. `entropy` feeds ids and salts. Raises `StoreError` when the file is corrupt,
        foreign, newer than this program, locked or cannot be written; it is then left as it is.
        """
        return cls(Store.open(path, timeout=timeout), clock, index, IdFactory(entropy))

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and the index. Closing twice is harmless."""
        with self._index_lock:
            if self._index is not None:
                with suppress(OSError):
                    self._index.vectors.close()
        self._store.close()

    def now(self) -> datetime:
        """The present moment by this memory's clock."""
        return self._clock.now()

    # Writing

    def apply(
        self,
        user_id: str,
        message_id: str,
        text: str,
        claims: Iterable[Claim],
        *,
        actor: str = "user",
        extractor: str = "rules/1",
        source_kind: str = "stated",
    ) -> WriteReport:
        """Write what a message says, all of it or nothing, and report what became of each claim.

        Claims whose span does not carry their value are skipped with the reason. The same message (by
        `message_id` and `extractor`) again changes nothing and gives the same report.
        """
        wanted = tuple(claims)
        _named(message_id, "message id")

        def work(txn: Transaction) -> list[WriteEntry]:
            stretch = applied_before(txn.connection, user_id, message_id, extractor)
            if stretch is not None:
                return report_of(txn.connection, user_id, message_id, stretch)
            entries = write_claims(txn, text, wanted, extractor, source_kind)
            mark_applied(txn, extractor)
            return entries

        return self._write(user_id, work, message_id=message_id, actor=actor)

    def forget(
        self,
        user_id: str,
        fact_ids: Sequence[str],
        *,
        message_id: str | None = None,
        reason: str = "forgotten by the user",
    ) -> WriteReport:
        """Stop using facts; they stay in the history. Raises `UsageError` for an unknown id."""
        return self._write(
            user_id, lambda txn: corrections.forget(txn, fact_ids, reason), message_id=message_id
        )

    def restore(self, user_id: str, fact_id: str, *, message_id: str | None = None) -> WriteReport:
        """Make a closed fact hold again, as a new row from now on."""
        return self._write(user_id, lambda txn: corrections.restore(txn, fact_id), message_id=message_id)

    def edit(
        self,
        user_id: str,
        fact_id: str,
        value_text: str | None = None,
        *,
        value_norm: str | None = None,
        polarity: int | None = None,
        number: float | None = None,
        ref: str | None = None,
        unit: str | None = None,
        happens_at: datetime | None = None,
        message_id: str | None = None,
    ) -> WriteReport:
        """Correct a fact by hand; what is not given stays. The old value is kept as past."""

        def work(txn: Transaction) -> list[WriteEntry]:
            return corrections.edit(
                txn,
                fact_id,
                value_text=value_text,
                value_norm=value_norm,
                polarity=polarity,
                number=number,
                ref=ref,
                unit=unit,
                happens_at=happens_at,
            )

        return self._write(user_id, work, message_id=message_id)

    def settle_contested(
        self, user_id: str, fact_id: str, keep: bool, *, message_id: str | None = None
    ) -> WriteReport:
        """Answer what was asked: with `keep` the fact holds (again) and its rivals go; without, it ends.

        Of facts in question together (`Fact.question`) one ends at most: the others hold again then. Raises
        `UsageError` for a fact that is not in question.
        """
        return self._write(
            user_id,
            lambda txn: questions.answer(txn, fact_id, keep=keep),
            message_id=message_id,
        )

    def expire(self, user_id: str) -> WriteReport:
        """Close what the clock has ended. For the start of a session; writes only when something is due."""
        with self._store.reading() as connection:
            version = version_of(connection, user_id, self._clock.now())
            waiting = due(connection, user_id, self._clock.now())
        if not waiting:
            return WriteReport(user_id=user_id, message_id="", profile_version=version)
        return self._write(user_id, lambda txn: txn.expired, message_id="")

    def undo(self, user_id: str) -> WriteReport:
        """Take back what the latest message (or correction) did. Again walks further back."""
        return self._write(user_id, undo, message_id=f"undo:{self._ids.new(self._clock.now())}")

    def define(self, schema: AttributeSchema) -> None:
        """Declare the rules of an attribute. Raises `UsageError` when open facts were kept by other rules."""
        with self._store.writing() as connection:
            registry.define(connection, schema)

    def add_aliases(self, aliases: Mapping[str, Iterable[str]]) -> None:
        """Other names of values (value norm -> names): words that may carry the value in a message."""
        with self._store.writing() as connection:
            registry.add_aliases(connection, aliases)

    def settle(self, user_id: str) -> int:
        """The work for after the reply: index work (loads the embedder) and a checkpoint of the log.

        Gives the number of vectors added or taken out.
        """
        touched = 0
        if self._index is not None:
            with self._index_lock:
                touched = settle(self._store, self._index, user_id)
        self._store.checkpoint()
        return touched

    # Reading

    def facts(
        self,
        user_id: str,
        *,
        at: datetime | None = None,
        attribute: str | None = None,
        polarity: int | None = None,
        subject: str | None = None,
        as_known_at: datetime | None = None,
    ) -> tuple[Fact, ...]:
        """What holds at `at` (the clock's now unless given), by attribute and in the order recorded.

        `attribute` is exact, or a prefix such as `movies.*`; `subject` is `user` or a document's. Nothing
        closed is ever among them - except with `as_known_at`, which asks for what was believed then (at `at`,
        or else at that moment).
        """
        with self._store.reading() as connection:
            if as_known_at is not None:
                when = at or as_known_at
                return facts_as_known(connection, user_id, as_known_at, when, attribute, polarity, subject)
            now = self._clock.now()
            if at is None or self._cache.reaches(user_id, at, now):
                return self._cache.read(connection, user_id, at or now, attribute, polarity, subject)
            return valid_facts(connection, user_id, at, attribute, polarity, subject)

    def total(
        self,
        user_id: str,
        attribute_pattern: str,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        at: datetime | None = None,
    ) -> aggregates.Total:
        """What happened under `spending.coffee` or `spending.*` adds up to, from `since` to before `until`.

        Only facts that hold at `at` (the clock's now unless given) count. One unit only: the totals of other
        units are in `rest`.
        """
        with self._store.reading() as connection:
            when = at or self._clock.now()
            return aggregates.total(connection, user_id, attribute_pattern, since, until, when)

    def by_period(
        self,
        user_id: str,
        attribute_pattern: str,
        period: aggregates.Period = "day",
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        at: datetime | None = None,
    ) -> tuple[aggregates.PeriodTotal, ...]:
        """The same by UTC day, week (from Monday) or month, oldest first, empty ones left out."""
        with self._store.reading() as connection:
            when = at or self._clock.now()
            return aggregates.by_period(connection, user_id, attribute_pattern, period, since, until, when)

    def latest_goal(self, user_id: str, attribute: str, *, at: datetime | None = None) -> Fact | None:
        """The aim that holds for a measure (`goal.spending.coffee`, or `spending.coffee`), if there is one."""
        with self._store.reading() as connection:
            return aggregates.latest_goal(connection, user_id, attribute, at or self._clock.now())

    def contested(self, user_id: str) -> tuple[Fact, ...]:
        """Facts that contradict each other: used by nothing until `settle_contested`."""
        with self._store.reading() as connection:
            return open_facts(connection, user_id, status=Status.CONTESTED)

    def closed(self, user_id: str) -> tuple[Fact, ...]:
        """What no longer holds. Nothing that recommends may read this; the audit of replies must."""
        with self._store.reading() as connection:
            return self._cache.closed(connection, user_id)

    def search(self, user_id: str, query: str, k: int = 8) -> SearchHits:
        """The live facts nearest to the words, as (fact, score); `mode` and `note` say how it went."""
        with self._store.reading() as connection:
            return search(connection, self._index, user_id, query, k, self._clock.now())

    def still_valid(self, user_id: str, fact_ids: Sequence[str], at: datetime) -> frozenset[str]:
        """Those of `fact_ids` that SQLite, asked now, says hold at `at`."""
        with self._store.reading() as connection:
            return checking.still_valid(connection, user_id, fact_ids, at)

    def held_by_ledger(self, user_id: str, at: datetime) -> frozenset[str]:
        """The ids of what holds at `at`, from folding the whole ledger: a second opinion, for measuring."""
        with self._store.reading() as connection:
            return checking.held_by_ledger(connection, user_id, at)

    def attributes(self, user_id: str) -> tuple[str, ...]:
        """The attributes the user has open facts of, by name."""
        with self._store.reading() as connection:
            return checking.open_attributes(connection, user_id)

    def pack(self, user_id: str, question: str, at: datetime | None = None) -> Packed:
        """The context for answering a question: what holds at `at` (now unless given) and bears on it.

        Every line names its fact; nothing closed is in it, except for questions about the past, which get
        lines labelled `PAST` and nothing else.
        """
        from .answering.answering import pack

        return pack(self, user_id, question, self._clock.now() if at is None else at)[1]

    def answer(self, user_id: str, question: str, at: datetime | None = None) -> Answered:
        """The answer to a question about what is remembered, said by templates, without a model.

        `at` is the moment asked about (timezone-aware; the clock's now unless given); days begin in its zone.
        """
        from .answering.answering import answer

        return answer(self, user_id, question, self._clock.now() if at is None else at)

    def history(
        self, user_id: str, *, attribute: str | None = None, value_norm: str | None = None, limit: int = 50
    ) -> tuple[HistoryEntry, ...]:
        """Operations, newest first, with the facts before and after and the time they held."""
        with self._store.reading() as connection:
            return history(connection, user_id, self._clock.now(), attribute, value_norm, limit)

    def ledger(self, user_id: str) -> tuple[Operation, ...]:
        """Every operation of the user, oldest first."""
        with self._store.reading() as connection:
            return operations(connection, user_id)

    def evidence(self, user_id: str, fact_id: str) -> tuple[Evidence, ...]:
        """The user's own words behind a fact."""
        with self._store.reading() as connection:
            return evidence_of(connection, user_id, fact_id)

    def verify(self, user_id: str) -> Verification:
        """Whether the ledger's hash chain is whole and its fold equals the facts."""
        with self._store.reading() as connection:
            return verify(connection, user_id, portability.all_facts(connection, user_id))

    def profile_version(self, user_id: str) -> int:
        """A number that moves with every change and never comes back: for cache keys."""
        now = self._clock.now()
        with self._store.reading() as connection:
            if not due(connection, user_id, now):
                return version_of(connection, user_id, now)
        # Something has run out since the last write: closing it moves the number.
        return self.expire(user_id).profile_version

    def profile(self, user_id: str) -> Profile:
        """The user's page from live facts, with the facts it depends on; never a dirty one.

        Events that only ever add up (money spent, steps) are no lines of it: ask `total`.
        """
        now = self._clock.now()
        with self._store.writing() as connection:
            version = version_of(connection, user_id, now)
            kept = kept_profile(connection, user_id, version, now)
            if kept is not None:
                return kept
            rules = self._schemas.read(connection)
            names = [name for name in names_under(connection, user_id, "*") if tells(rules[name])]
            facts = [fact for name in names for fact in self._cache.read(connection, user_id, now, name)]
            return build_profile(connection, user_id, version, tuple(facts), now)

    def users(self) -> tuple[str, ...]:
        """Everyone something is recorded about, in the order of their names."""
        with self._store.reading() as connection:
            return tuple(
                row[0]
                for row in connection.execute("SELECT user_id FROM head WHERE op_seq > 0 ORDER BY user_id")
            )

    def stats(self) -> Stats:
        """Counts over the whole store."""
        with self._store.reading() as connection:
            return collect(connection, self._store.path)

    def schema(self) -> Schema:
        """The rules of the attributes."""
        with self._store.reading() as connection:
            return load_schema(connection)

    # Erasing and moving

    def erase(
        self,
        user_id: str,
        *,
        fact_ids: Sequence[str] | None = None,
        attribute: str | None = None,
        subject: str | None = None,
        everything: bool = False,
        stores: Sequence[Erasable] = (),
        message_id: str | None = None,
    ) -> ErasureReceipt:
        """Remove facts from every file, and prove it by a scan.

        Say what by `fact_ids`; or by `attribute` (`movies.genre`, `movies.*`), `subject` (a document) or both;
        or `everything`. Facts closed long ago go as well, and every row of the same value. `stores` are other
        places that may hold the user's words. Raises `UsageError` for an unknown id, or when none or several
        of the scopes are given.
        """
        by_kind = attribute is not None or subject is not None
        if (fact_ids is not None) + by_kind + everything != 1:
            raise UsageError(
                "Say what to erase", hint="Give fact ids, an attribute or subject, or everything=True: one."
            )
        with self._store.reading() as connection:
            known = portability.all_facts(connection, user_id)
        if by_kind:
            fact_ids = [f.fact_id for f in known if is_about(f, attribute, subject)]
        if missing := set(fact_ids or ()) - {fact.fact_id for fact in known}:
            raise UsageError(f"No fact {min(missing)!r} of this user", hint=corrections.UNKNOWN_HINT)
        with self._index_lock:
            self._cache.forget(user_id)
            return erase(
                self._store,
                self._index,
                self._ids,
                user_id,
                self._clock.now(),
                None if everything else fact_ids,
                stores,
                message_id,
            )

    def export(self, user_id: str) -> dict[str, Any]:
        """Everything known about the user as versioned JSON values."""
        with self._store.reading() as connection:
            declared = load_schema(connection).declared
            return portability.export(connection, user_id, self._clock.now(), declared)

    def import_(self, user_id: str, payload: Mapping[str, Any], *, message_id: str) -> WriteReport:
        """Read an export in: open facts go through the resolver, closed ones become history.

        Raises `DataError` when anything in it is wrong; nothing is stored then.
        """
        parsed = portability.parse(payload)
        _named(message_id, "message id")

        def work(txn: Transaction) -> list[WriteEntry]:
            stretch = applied_before(txn.connection, user_id, message_id, "import")
            if stretch is not None:
                return report_of(txn.connection, user_id, message_id, stretch)
            for schema in parsed.schemas:
                if schema.attribute not in txn.schema:
                    self.define(schema)
            txn.schema = load_schema(txn.connection)
            entries = portability.import_facts(txn, parsed)
            mark_applied(txn, "import")
            return entries

        return self._write(user_id, work, message_id=message_id)

    def _write(
        self,
        user_id: str,
        work: Callable[[Transaction], list[WriteEntry]],
        *,
        message_id: str | None,
        actor: str = "user",
    ) -> WriteReport:
        _named(user_id, "user id")
        now = self._clock.now()
        message = f"by-hand:{self._ids.new(now)}" if message_id is None else message_id
        with self._store.writing() as connection:
            schema = self._schemas.read(connection)
            txn = Transaction(
                connection, self._ids, user_id, now, message_id=message, actor=actor, schema=schema
            )
            # What the clock has ended is closed first: the rest is decided against what holds now.
            txn.expired = expire_due(txn)
            txn.first_seq = 0
            entries = work(txn)
            version = version_of(connection, user_id, now)
        return WriteReport(
            user_id=user_id, message_id=message, profile_version=version, entries=tuple(entries)
        )


def _named(value: str, what: str) -> None:
    if not value or not value.strip() or "\x00" in value:
        raise UsageError(f"The {what} is empty or holds a null character")
