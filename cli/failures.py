"""How a command fails: exit code, what / where / what to do on stderr, never a traceback."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from typer._click.exceptions import ClickException
from typer.exceptions import Abort

from ..errors import TastekeeperError, UsageError

ERROR, USAGE, INTERRUPTED = 1, 2, 130


def wants_json(args: Sequence[str]) -> bool:
    """Whether `--json` was given, known even when the rest of the line cannot be parsed."""
    before = list(args)[: list(args).index("--")] if "--" in args else args
    return "--json" in before


def guarded(action: Callable[[], Any], args: Sequence[str]) -> int:
    """Run a command line and return its exit code. Errors are reported here and nowhere else."""
    as_json = wants_json(args)
    try:
        code = action()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (KeyboardInterrupt, Abort, EOFError):
        report(TastekeeperError("Interrupted", hint="What was finished before is kept."), as_json)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away (`| head`): point stdout elsewhere so that the last flush is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except ClickException as error:
        return _usage(error, as_json)
    except TastekeeperError as error:
        report(error, as_json)
        return error.exit_code
    except Exception as error:
        report(_bug(error, args), as_json)
        return ERROR


def report(error: TastekeeperError, as_json: bool) -> None:
    """Print an error on stderr: a JSON object with `error`, or up to three lines."""
    if as_json:
        card = {"type": type(error).__name__, "what": error.what, "where": error.where, "hint": error.hint}
        print(json.dumps({"error": card}, ensure_ascii=False), file=sys.stderr)
        return
    lines = [f"error: {error.what}"]
    if error.where:
        lines.append(f"where: {error.where}")
    if error.hint:
        lines.append(f"do:    {error.hint}")
    print("\n".join(lines), file=sys.stderr)


def _usage(error: ClickException, as_json: bool) -> int:
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and not as_json:
        error.show()
        return USAGE
    command = context.command_path if context else "tastekeeper"
    hint = f"See `{command} --help`."
    report(UsageError(error.format_message(), where=command, hint=hint), as_json)
    return error.exit_code


def _bug(error: Exception, args: Sequence[str]) -> TastekeeperError:
    """Write the traceback to a log file (without the words the user typed) and say where it is."""
    from ..tui.buglog import write

    command = next((arg for arg in args if not arg.startswith("-")), "")
    place = write(error, command)
    return TastekeeperError(
        f"This is a bug: {type(error).__name__}: {str(error)[:200]}",
        where=place or "no log could be written",
        hint="Nothing stored was changed by it. Report it with the log and `tastekeeper doctor`.",
    )
