"""A command group that imports a command's module only when that command runs or shows its own help."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

import typer
from typer.core import TyperGroup
from typer.main import get_command as build

if TYPE_CHECKING:
    from typer._click.core import Command


class Entry(NamedTuple):
    """Where a command lives (module inside `tastekeeper.cli`) and the line that `--help` shows for it."""

    module: str
    help: str


class QuickGroup(TyperGroup):
    """A group that reads its own options only when there can be any."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As the base class, except where a command comes first: then no option of the group was given.

        Reading options that are not there would import pydantic, most of the time of `COMMAND --help`.
        """
        if not args or args[0] not in self.list_commands(ctx):
            return super().parse_args(ctx, args)
        ctx.params = {param.name: param.default for param in self.params}
        ctx._protected_args, ctx.args = args[:1], args[1:]
        return args[1:]


class LazyGroup(QuickGroup):
    """Lists commands from a table; every listed module holds a `typer.Typer` named `app`."""

    entries: ClassVar[dict[str, Entry]] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._loaded: dict[str, Any] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import the module of one command; None when there is no such command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if cmd_name not in self._loaded:
            sub: typer.Typer = import_module(f".{entry.module}", __package__).app
            sub.rich_markup_mode = None
            sub._add_completion = False
            if not _lazy(sub.info.cls):
                sub.info.cls = QuickGroup
            command = build(sub)
            command.name = cmd_name
            self._loaded[cmd_name] = command
        return self._loaded[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table itself: nothing is imported to print it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As the base class, with near misses looked up in the table."""
        # The base class looks only at the keys of `commands`, and only to suggest a near miss.
        self.commands = cast("dict[str, Command]", dict.fromkeys(self.entries))
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, with every error turned into an exit code and one short message."""
        import sys

        from .failures import guarded

        given = list(sys.argv[1:] if args is None else args)
        run = super().main
        name = prog_name or "tastekeeper"
        code = guarded(
            lambda: run(given, name, complete_var, False, windows_expand_args, **extra),
            given,
        )
        sys.exit(code)


def _lazy(kind: object) -> bool:
    """Whether a group of commands is itself a lazy table."""
    return isinstance(kind, type) and issubclass(kind, LazyGroup)
