"""`tastekeeper settings`: what is in force and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from .options import HELP, Json
from .output import dump, emit, table

if TYPE_CHECKING:
    from ..agent.settings import Settings

app = typer.Typer(
    help="Show settings and where each comes from.", no_args_is_help=True, context_settings=HELP
)


@app.callback()
def settings() -> None:
    """Show settings and where each comes from."""


@app.command()
def show(as_json: Json = False) -> None:
    """Every setting: its value and the source that won (environment, project file, user file, default)."""
    from .opening import settings_for

    found = settings_for()
    sources = sources_of(found)
    values = {name: shown(name, getattr(found, name)) for name in type(found).model_fields}
    emit(
        {name: {"value": dump(values[name]), "source": sources[name]} for name in values},
        as_json,
        lambda: table(("setting", "value", "from"), [(n, v, sources[n]) for n, v in values.items()]),
    )


def shown(name: str, value: Any) -> Any:
    """The value as it may be printed: a key only as set or not."""
    if name == "api_key":
        return None if value is None else "(set)"
    return value


def sources_of(found: Settings) -> dict[str, str]:
    """Which source each field was taken from, asked in the order of precedence."""
    import os
    import tomllib
    from pathlib import Path

    from ..agent.settings import PROJECT_FILE
    from ..paths import Paths

    def table_of(path: Path) -> dict[str, Any]:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    files = [
        (f"project file {PROJECT_FILE}", table_of(Path.cwd() / PROJECT_FILE)),
        ("user file", table_of(Paths.resolve().settings_file)),
    ]
    upper = {name.upper() for name in os.environ}
    answer = {}
    for name in type(found).model_fields:
        variables = [f"TASTEKEEPER_{name.upper()}"]
        if name in ("base_url", "api_key"):
            variables.append(f"OPENAI_{name.upper()}")
        hits = [f"environment {v}" for v in variables if v in upper] + [
            label for label, kept in files if name in kept
        ]
        answer[name] = hits[0] if hits else "default"
    return answer
