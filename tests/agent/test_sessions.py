"""Sessions: listed, renamed, deleted, and reached by an erasure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.agent.sessions import ERASED, SessionStore
from tastekeeper.errors import StoreError, UsageError

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = SessionStore(tmp_path / "sessions.db")
    yield opened
    opened.close()


def tell(store: SessionStore, session: str, user: str, words: str, turn: str = "t1") -> None:
    store.start(session, user, AT)
    store.record(session, turn, words, f"you said {words}", "{}", AT)


def test_the_first_message_names_the_session(store):
    tell(store, "s1", "ann", "I love westerns")
    assert store.list("ann")[0].title == "I love westerns"
    store.rename("s1", "  Cowboys ")
    tell(store, "s1", "ann", "more", turn="t2")
    info = store.list("ann")[0]
    assert (info.title, info.turns) == ("Cowboys", 2)


def test_recording_a_turn_twice_keeps_one(store):
    tell(store, "s1", "ann", "hello")
    tell(store, "s1", "ann", "hello")
    assert len(store.transcript("s1")) == 2


def test_an_erasure_masks_what_it_must_and_nothing_else(store, tmp_path):
    tell(store, "s1", "ann", "I love Westerns")
    tell(store, "s1", "ann", "and comedies", turn="t2")
    tell(store, "s2", "bob", "westerns too")
    assert store.erase("ann", ["western"]) == 2
    texts = [text for _, text, _ in store.transcript("s1")]
    assert texts == [ERASED, ERASED, "and comedies", "you said and comedies"]
    assert store.transcript("s2")[0][1] == "westerns too"
    assert store.keeps("ann", ["western", "comedies"]) == {"western"}
    store.erase("bob", None)
    assert all(b"western" not in path.read_bytes().lower() for path in store.files())


def test_erasing_everything_leaves_no_session(store):
    tell(store, "s1", "ann", "I love westerns")
    store.erase("ann", None)
    assert store.list("ann") == ()


def test_unknown_sessions_are_named(store):
    for act in (lambda: store.rename("nope", "x"), lambda: store.delete("nope")):
        with pytest.raises(UsageError, match="nope"):
            act()
    tell(store, "s1", "ann", "hi")
    with pytest.raises(UsageError, match="title"):
        store.rename("s1", "   ")


def test_a_broken_file_is_named(tmp_path):
    path = tmp_path / "sessions.db"
    path.write_bytes(b"not a database at all" * 300)
    with pytest.raises(StoreError, match=r"sessions\.db"):
        SessionStore(path)


def test_another_users_session_cannot_be_opened(opened):
    ann = opened()
    ann.chat("hello")
    with pytest.raises(UsageError, match="bob"):
        opened(user="bob", session=ann.session_id)
