"""A command group that imports a command's module only when that command runs or shows its own help."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command as build


class Entry(NamedTuple):
    """Where a command lives (module inside `tastekeeper.cli`) and the line that `--help` shows for it."""

    module: str
    help: str


class LazyGroup(TyperGroup):
    """Lists commands from a table; every listed module holds a `typer.Typer` named `app`."""

    entries: ClassVar[dict[str, Entry]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._loaded: dict[str, Any] = {}

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Names in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Import the module of one command; None when there is no such command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if cmd_name not in self._loaded:
            sub: typer.Typer = import_module(f".{entry.module}", __package__).app
            sub.rich_markup_mode = None
            sub._add_completion = False
            command = build(sub)
            command.name = cmd_name
            self._loaded[cmd_name] = command
        return self._loaded[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """The table itself: nothing is imported to print it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As the base class, with near misses looked up in the table."""
        self.commands = dict.fromkeys(self.entries)  # type: ignore[arg-type]
        return super().resolve_command(ctx, args)

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> Any:
        """Run, with every error turned into an exit code and one short message."""
        import sys

        from .failures import guarded

        given = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        code = guarded(lambda: TyperGroup.main(self, given, prog_name or "tastekeeper", **extra), given)
        sys.exit(code)
