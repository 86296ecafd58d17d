"""`tastekeeper sessions`: conversations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .options import HELP, Json, User
from .output import dump, emit, say, table

if TYPE_CHECKING:
    from ..agent.session import Sessions

app = typer.Typer(
    help="List, rename, delete and export conversations.", no_args_is_help=True, context_settings=HELP
)
SessionId = Annotated[str, typer.Argument(help="A session id from `sessions list`.")]


@contextmanager
def _stored(user: str | None) -> Iterator[Sessions]:
    """The user's sessions alone: neither memory nor models are opened for them."""
    from ..agent.session import Sessions
    from ..agent.sessions import SessionStore
    from ..paths import Paths
    from .opening import settings_for

    settings = settings_for(user=user)
    store = SessionStore(Paths.resolve().ensure().sessions_db)
    try:
        yield Sessions(store, settings.user)
    finally:
        store.close()


@app.command("list")
def list_(user: User = None, as_json: Json = False) -> None:
    """Conversations with at least one turn, latest first."""
    with _stored(user) as sessions:
        found = [one for one in sessions.list() if one.turns]
    rows = [(one.id, one.title, f"{one.updated:%Y-%m-%d %H:%M}", one.turns) for one in found]
    emit(
        {"sessions": dump(found)},
        as_json,
        lambda: table(("id", "title", "updated", "turns"), rows) if rows else say("No conversations yet."),
    )


@app.command()
def rename(
    session_id: SessionId, title: Annotated[str, typer.Argument()], user: User = None, as_json: Json = False
) -> None:
    """Give a conversation another title."""
    with _stored(user) as sessions:
        sessions.rename(session_id, title)
    emit({"id": session_id, "title": title}, as_json, lambda: say(f"{session_id} is now called {title!r}"))


@app.command()
def delete(session_id: SessionId, user: User = None, as_json: Json = False) -> None:
    """Remove a conversation with its transcript; what was remembered from it stays."""
    with _stored(user) as sessions:
        sessions.delete(session_id)
    emit({"deleted": session_id}, as_json, lambda: say(f"{session_id} is deleted"))


@app.command("export")
def export_(
    session_id: SessionId,
    path: Annotated[
        Path | None, typer.Argument(help="A .md or .json file; standard output when missing.")
    ] = None,
    user: User = None,
    as_json: Json = False,
) -> None:
    """A conversation as Markdown, or as JSON with --json or a name ending in .json."""
    from ..tui.exporting import as_markdown, as_record, write_atomically

    with _stored(user) as sessions:
        titles = {one.id: one.title for one in sessions.list()}
        if session_id not in titles:
            raise UsageError(f"No session {session_id!r}", hint="See `tastekeeper sessions list`.")
        lines = sessions.transcript(session_id)
    record = as_record(session_id, titles[session_id], lines)
    if path is None:
        emit(record, as_json, lambda: say(as_markdown(titles[session_id], lines).rstrip()))
        return
    place = path.expanduser().resolve()
    as_text = json.dumps(record, ensure_ascii=False, indent=1)
    write_atomically(place, as_text if place.suffix == ".json" else as_markdown(titles[session_id], lines))
    emit({"path": str(place)}, as_json, lambda: say(f"written to {place}"))
