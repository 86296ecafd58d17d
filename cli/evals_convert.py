"""`tastekeeper eval convert` and `eval probes`: transcripts from chat logs, questions from a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Json, User

if TYPE_CHECKING:
    from ..evals.convert.chats import Found

Out = Annotated[Path | None, typer.Option("--out", "-o", help="Where to write; else standard output.")]


def convert(
    source: Annotated[
        Path | None,
        typer.Argument(
            help="A chat log: OpenAI-style messages, an export with a mapping; else our own sessions."
        ),
    ] = None,
    persona: Annotated[str | None, typer.Option("--persona", help="Whose words they are.")] = None,
    play: Annotated[
        str, typer.Option("--play", help="listen (held with another assistant) or chat.")
    ] = "listen",
    user: User = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Make a transcript of a chat log, or of your own conversations, for `eval run fama`."""
    from ..agent.settings import Settings
    from ..errors import UsageError
    from ..evals.convert.chats import transcript_lines
    from ..evals.convert.messages import read_messages
    from ..evals.convert.own import read_sessions
    from ..paths import Paths

    if play not in ("listen", "chat"):
        raise UsageError(f"--play cannot be {play!r}", hint="It is listen or chat.")
    who = Settings.resolve(user=user).user
    found = read_messages(source) if source else read_sessions(Paths.resolve(), who)
    lines = list(transcript_lines(found.chats, persona or who, play=play))
    _write(lines, out, as_json, {"sessions": len(found.chats), **_skipped(found)})


def probes(
    source: Annotated[
        Path | None, typer.Argument(help="A transcript to read first; else your own memory is asked about.")
    ] = None,
    user: User = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Questions about what holds and what was taken back, to go with a transcript for `eval run fama`."""
    lines, counts = _of_transcripts(source) if source else _of_memory(user)
    _write(lines, out, as_json, counts)


def _of_memory(user: str | None) -> tuple[list[str], dict[str, object]]:
    """Probes alone, for one's own ledger."""
    from ..agent.settings import Settings
    from ..clock import SystemClock
    from ..evals.convert.probes import probe_lines
    from ..memory import Memory
    from ..paths import Paths

    who, clock = Settings.resolve(user=user).user, SystemClock()
    with Memory.open(Paths.resolve().ensure().memory_db, clock=clock) as memory:
        memory.expire(who)
        lines = list(probe_lines(memory.facts(who), memory.closed(who), clock.now()))
    return lines, {"questions": len(lines)}


def _of_transcripts(source: Path) -> tuple[list[str], dict[str, object]]:
    """The transcripts with probes added, ready to be run."""
    from ..evals.convert.listening import listen_to
    from ..evals.convert.probes import probe_lines
    from ..evals.fama.transcript import read_transcripts
    from ..evals.fama.writing import lines_of
    from ..evals.options import Options

    loaded = read_transcripts([source])
    lines: list[str] = []
    asked = 0
    for transcript in loaded.transcripts:
        if not transcript.sessions:
            continue
        made = list(probe_lines(*listen_to(transcript, Options())))
        lines += [*lines_of(transcript), *made]
        asked += len(made)
    return lines, {"questions": asked, "skipped": [str(one) for one in loaded.skipped]}


def _skipped(found: Found) -> dict[str, object]:
    return {"skipped": [str(one) for one in found.skipped]}


def _write(lines: Iterable[str], out: Path | None, as_json: bool, counts: dict[str, object]) -> None:
    import sys

    from ..errors import StoreError
    from .output import emit, say

    text = "".join(f"{line}\n" for line in lines)
    skipped = counts.get("skipped")
    for reason in skipped if isinstance(skipped, list) else ():
        print(f"skipped: {reason}", file=sys.stderr)
    if out is None and not as_json:
        sys.stdout.write(text)
        return
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise StoreError(f"Cannot write: {error.strerror or error}", where=str(out)) from error
    payload = {**counts, "lines": text.splitlines()} if out is None else {**counts, "out": str(out)}
    emit(payload, as_json, lambda: say(f"{out}: {text.count(chr(10))} lines"))
