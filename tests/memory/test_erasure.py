"""Erasing: nothing of it is left in any file, and the receipt is honest about what is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from tastekeeper.errors import UsageError
from tastekeeper.memory import Memory, SemanticIndex, canary
from tastekeeper.memory.types import OpKind

USER = "ana"


class Notes:
    """A store of JSON lines, one file a user, that can erase or refuse to."""

    name = "notes"

    def __init__(self, folder: Path, honest: bool = True) -> None:
        self.folder, self.honest = folder, honest
        folder.mkdir(parents=True, exist_ok=True)

    def write(self, user: str, text: str) -> None:
        with (self.folder / f"{user}.jsonl").open("a") as file:
            file.write(json.dumps({"text": text}) + "\n")

    def erase(self, user_id: str, strings: Sequence[str] | None) -> int:
        path = self.folder / f"{user_id}.jsonl"
        if not self.honest or not path.exists():
            return 0
        lines = path.read_text().splitlines(keepends=True)
        words = [] if strings is None else [string.lower() for string in strings]
        keep = [line for line in lines if words and not any(word in line.lower() for word in words)]
        path.write_text("".join(keep))
        return len(lines) - len(keep)

    def files(self) -> Iterable[Path]:
        return sorted(self.folder.iterdir())


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())


def fact_of(desk, norm, user=USER):
    return next(fact for fact in desk.memory.facts(user) if fact.value_norm == norm)


def test_an_erased_fact_leaves_no_byte(desk, like, dislike, path):
    desk.say(like("Zweiohrküken"), like("western"), text=None)
    desk.say(dislike("Zweiohrküken"))
    desk.memory.profile(USER)
    desk.memory.settle(USER)
    assert b"zweiohrkuken" in everything(path)
    gone = fact_of(desk, "zweiohrkuken")
    receipt = desk.memory.erase(USER, fact_ids=[gone.fact_id], message_id="e1")
    assert receipt.clean, receipt.remains
    assert receipt.removed["facts"] == 2  # the flipped row of the same value goes too
    assert receipt.removed["vectors"] == 1
    assert receipt.sought > 5
    content = everything(path)
    for trace in ("zweiohrkuken", "Zweiohrküken", gone.fact_id):
        assert trace.encode() not in content
    assert {norm for _, norm, _, _ in desk.live()} == {"western"}
    check = desk.memory.verify(USER)
    assert check.ok, check.problems
    assert [op.kind for op in desk.memory.ledger(USER)][-1] is OpKind.ERASE


def test_what_remains_still_works(desk, like, dislike, path, clock):
    desk.say(like("heist", replaces=()), like("drama"))
    desk.say(like("western", replaces=("heist",)))
    desk.memory.settle(USER)
    desk.memory.erase(USER, fact_ids=[fact_of(desk, "western").fact_id])
    assert {norm for _, norm, _, _ in desk.live()} == {"drama"}
    assert [fact.value_norm for fact, _ in desk.memory.search(USER, "drama")] == ["drama"]
    assert desk.memory.search(USER, "drama").mode == "hybrid"
    version = desk.memory.profile_version(USER)
    desk.say(dislike("drama"))
    assert desk.memory.profile_version(USER) > version
    while any(entry.fact for entry in desk.memory.undo(USER).entries):
        assert desk.memory.verify(USER).ok
    with Memory.open(path, clock=clock) as other:
        assert other.verify(USER).ok


def test_everything_about_a_user_goes_and_others_stay(desk, like, path):
    desk.say(like("Zweiohrhase"), like("Ann Leckie", "books.author"))
    desk.say(like("western"), user="bo")
    for user in (USER, "bo"):
        desk.memory.settle(user)
    before = desk.memory.profile_version(USER)
    receipt = desk.memory.erase(USER, everything=True)
    assert receipt.clean, receipt.remains
    assert receipt.scope == "everything"
    assert desk.memory.users() == ("bo",)
    assert desk.memory.facts(USER) == ()
    assert desk.memory.ledger(USER) == ()
    assert desk.memory.history(USER) == ()
    assert b"leckie" not in everything(path).lower()
    assert desk.live("bo") == {("movies.genre", "western", 1, None)}
    assert desk.memory.verify("bo").ok
    # Coming back starts above every version ever handed out, so no cache key matches again.
    assert desk.memory.profile_version(USER) > before
    desk.say(like("drama"))
    assert desk.memory.profile_version(USER) > before
    assert desk.memory.verify(USER).ok


def test_the_ledger_keeps_only_what_the_chain_needs(desk, like, path):
    desk.say(like("Zweiohrhase"), like("western"))
    desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id])
    with sqlite3.connect(path) as connection:
        columns = "op_id, time, kind, payload_hash, payload, salt, attribute, message_id, fact_after, reason"
        rows = connection.execute(f"SELECT {columns} FROM op_ledger ORDER BY seq").fetchall()
    connection.close()
    op_id, time, kind, digest, payload, salt, attribute, message_id, fact_after, reason = rows[0]
    assert op_id
    assert time
    assert kind == "ADD"
    assert len(digest) == 64
    assert (payload, salt, attribute, message_id, fact_after, reason) == (None, None, "", None, None, "")
    assert rows[1][4] is not None


def test_erasing_one_value_does_not_alarm_about_those_who_keep_it(desk, like, dislike):
    desk.say(like("westerns"), like("westerns", "books.genre"))
    desk.say(dislike("westerns"), user="bo")
    (mine,) = desk.memory.facts(USER, attribute="movies.genre")
    receipt = desk.memory.erase(USER, fact_ids=[mine.fact_id])
    assert receipt.clean, receipt.remains
    assert receipt.excused > 0
    assert desk.live("bo") == {("movies.genre", "westerns", -1, None)}
    assert desk.live() == {("books.genre", "westerns", 1, None)}
    assert desk.memory.evidence(USER, desk.memory.facts(USER)[0].fact_id)[0].text == "westerns"


def test_words_are_blotted_out_of_phrases_that_stay(desk, like):
    text = "I love Zweiohrhasen and dramas"
    whole = {"start": 7, "end": len(text)}
    desk.say(like("Zweiohrhase").model_copy(update=whole), like("drama").model_copy(update=whole), text=text)
    receipt = desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id])
    (words,) = desk.memory.evidence(USER, fact_of(desk, "drama").fact_id)
    assert words.text.startswith("…")
    assert "weiohr" not in words.text
    assert receipt.removed["phrases masked"] == 1
    assert receipt.clean, receipt.remains


@pytest.mark.parametrize("value", ["war", "Heat", "1917", "Taken", "Ran", "drama"])
def test_short_words_and_numbers_raise_no_false_alarm(desk, like, value):
    desk.say(like(value), like("something else entirely"))
    for number in range(30):
        desk.say(like(f"value {number}"), user=f"other{number % 3}")
    gone = next(fact for fact in desk.memory.facts(USER) if fact.value_text == value)
    receipt = desk.memory.erase(USER, fact_ids=[gone.fact_id])
    assert receipt.clean, receipt.remains


def test_other_stores_are_erased_and_scanned(desk, like, tmp_path):
    notes = Notes(tmp_path / "notes")
    notes.write(USER, "I love Zweiohrhasen")
    notes.write(USER, "hello")
    desk.say(like("Zweiohrhase"))
    receipt = desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id], stores=[notes])
    assert receipt.clean, receipt.remains
    assert receipt.removed["notes"] == 1
    assert b"hello" in (notes.folder / "ana.jsonl").read_bytes()


def test_a_store_that_keeps_what_it_should_not_is_found_out(desk, like, tmp_path):
    notes = Notes(tmp_path / "notes", honest=False)
    notes.write(USER, "I LOVE ZWEIOHRHASEN")
    desk.say(like("Zweiohrhase"))
    receipt = desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id], stores=[notes])
    assert not receipt.clean
    assert all(line.startswith("notes: ana.jsonl") for line in receipt.remains)
    assert not any("weiohr" in line.lower() for line in receipt.remains)


def test_a_store_may_say_what_it_keeps_for_others(desk, like, tmp_path):
    class Shelf(Notes):
        def keeps(self, user_id, strings):
            return [s for s in strings if s.lower() == "zweiohrhase"]

    shelf = Shelf(tmp_path / "notes")
    shelf.write("catalogue", "Zweiohrhase (2009)")
    desk.say(like("Zweiohrhase"))
    receipt = desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id], stores=[shelf])
    assert receipt.clean, receipt.remains


def test_a_copy_beside_the_database_is_found(desk, like, path):
    desk.say(like("Zweiohrhase"))
    path.with_name("memory-export.json").write_text(json.dumps(desk.memory.export(USER)))
    receipt = desk.memory.erase(USER, fact_ids=[fact_of(desk, "zweiohrhase").fact_id])
    assert any(line.startswith("memory-export.json") for line in receipt.remains)


def test_the_scan_finds_words_and_vectors_across_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(canary, "CHUNK", 1000)
    vector = np.random.default_rng(0).normal(size=384).astype(np.float32)
    (tmp_path / "a").write_bytes(b"x" * 995 + b"zWeiohrhase" + b"y" * 3000)
    (tmp_path / "b").write_bytes(b"\0" * 970 + vector.tobytes())
    needles = [canary.word_needle("Zweiohrhase"), canary.vector_needle(vector)]
    found = canary.scan(sorted(tmp_path.iterdir()), [needle for needle in needles if needle])
    assert found.remains == ("a: text of 11 characters", "b: a vector")
    assert found.files == 2
    assert canary.word_needle("ab") is None


def test_erasing_needs_a_scope_and_a_known_fact(desk, like):
    desk.say(like("western"))
    with pytest.raises(UsageError):
        desk.memory.erase(USER)
    with pytest.raises(UsageError):
        desk.memory.erase(USER, fact_ids=["x"], everything=True)
    with pytest.raises(UsageError, match="No fact"):
        desk.memory.erase(USER, fact_ids=["x"])
    assert len(desk.live()) == 1
    assert desk.memory.erase("nobody", everything=True).clean


def test_a_reader_in_another_process_keeps_the_receipt_honest(desk, like, path):
    desk.say(like("Zweiohrhase"))
    gone = fact_of(desk, "zweiohrhase")
    desk.memory._store._connection.execute("PRAGMA busy_timeout = 50")
    with sqlite3.connect(path, isolation_level=None) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM fact").fetchone()
        receipt = desk.memory.erase(USER, fact_ids=[gone.fact_id])
        reader.execute("COMMIT")
    reader.close()
    assert not receipt.clean
    assert "another process" in " ".join(receipt.remains) or "locked" in " ".join(receipt.remains)
    assert desk.memory.facts(USER) == ()


def test_erasing_during_index_work_does_not_bring_vectors_back(path, clock, like):
    """The slow part of index work is embedding; what is erased meanwhile must not be added after."""
    from tastekeeper.memory import BruteForceIndex

    class Slow:
        name, dimension, loaded = "slow", 8, True

        def encode(self, texts):
            if self.hook is not None:
                hook, self.hook = self.hook, None
                hook()
            return np.ones((len(texts), 8), dtype=np.float32) / np.sqrt(8)

    embedder = Slow()
    embedder.hook = None
    index = SemanticIndex(embedder, BruteForceIndex())
    with Memory.open(path, clock=clock, index=index) as memory, Memory.open(path, clock=clock) as other:
        memory.apply(USER, "m1", "western", [like("western")])
        (fact,) = memory.facts(USER)
        embedder.hook = lambda: other.erase(USER, fact_ids=[fact.fact_id])
        memory.settle(USER)
        assert index.vectors.get(USER) == {}
