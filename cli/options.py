"""Options that several commands share, spelled and explained once."""

from __future__ import annotations

from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print exactly one JSON object.")]
User = Annotated[str | None, typer.Option("--user", "-u", help="Whose memory to use (default: me).")]
Model = Annotated[
    str | None,
    typer.Option("--model", "-m", help="auto, embedded, packaged, openai:NAME, gguf:PATH or scripted:PATH."),
]
BaseUrl = Annotated[str | None, typer.Option("--base-url", help="An OpenAI-compatible endpoint.")]
Session = Annotated[str | None, typer.Option("--session", "-s", help="Continue the session with this id.")]
Continue = Annotated[bool, typer.Option("--continue", "-c", help="Continue the latest session.")]
History = Annotated[
    list[str] | None,
    typer.Option("--history", help='A title or id that was liked, e.g. "Alien (1979)"; repeat for more.'),
]
HELP = {"help_option_names": ["-h", "--help"]}
