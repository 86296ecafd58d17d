"""Our own conversations, as they lie in the session store."""

from __future__ import annotations

from ...errors import DataError
from ...paths import Paths
from .chats import Chat, Found, Said

SPEAKERS = {"user": "user", "assistant": "agent"}
EVERY = 1_000_000


def read_sessions(paths: Paths, user: str) -> Found:
    """Every conversation of a user, oldest first; masked (erased) turns are left out.

    Raises `DataError` where the user has none.
    """
    from ...agent.sessions import ERASED, SessionStore

    if not paths.sessions_db.exists():
        raise DataError("There are no conversations yet", where=str(paths.sessions_db))
    store = SessionStore(paths.sessions_db)
    try:
        chats = []
        for info in reversed(store.list(user, limit=EVERY)):
            said = tuple(
                Said(SPEAKERS[role], text, at)
                for role, text, at in store.transcript(info.id)
                if role in SPEAKERS and text != ERASED
            )
            if said:
                chats.append(Chat(info.id, said, info.created))
    finally:
        store.close()
    if not chats:
        raise DataError(f"{user} has no conversations", where=str(paths.sessions_db))
    return Found(tuple(chats))
