"""`tastekeeper`: the table of commands, and the terminal interface when none is named."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .lazy import Entry, LazyGroup
from .options import HELP, BaseUrl, Continue, Model, Session, User


class Root(LazyGroup):
    """Every command of the program."""

    entries = {  # noqa: RUF012
        "ask": Entry("ask", "Ask one question and print the answer."),
        "recommend": Entry("recommend", "Recommend from memory, or from titles you name."),
        "explain": Entry("explain", "Why an item is recommended, why not, what would change it."),
        "memory": Entry("memory", "What is remembered: see, forget, erase, undo, export, import."),
        "sessions": Entry("sessions", "List, rename, delete and export conversations."),
        "demo": Entry("demo", "A scripted conversation on the real catalogue, checked promise by promise."),
        "data": Entry("data", "Prepare and inspect the catalogue."),
        "train": Entry("train", "Fit recommenders."),
        "eval": Entry("evals", "Run and inspect evaluations."),
        "audit": Entry("audit", "Audits: does a name change the text; what reviews are made of."),
        "models": Entry("models", "Fetch and list local language models."),
        "settings": Entry("settings", "Show settings and where each comes from."),
        "doctor": Entry("doctor", "Check the installation; every complaint comes with a mend."),
        "paths": Entry("where", "Where things live on disk."),
        "about": Entry("about", "Version, licences and citations."),
    }


app = typer.Typer(
    cls=Root,
    name="tastekeeper",
    help="A recommender you talk to: it remembers what you like, lets go of what is over, and says why.",
    epilog="Without a command the terminal interface opens.",
    rich_markup_mode=None,
    add_completion=False,
    context_settings=HELP,
)


def _version(given: bool) -> None:
    if given:
        from .. import __version__

        print(f"tastekeeper {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    user: User = None,
    session: Session = None,
    resume: Continue = False,
    model: Model = None,
    base_url: BaseUrl = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Open the terminal interface when no command is named."""
    flags: dict[str, Any] = {"user": user, "model": model, "base_url": base_url}
    if ctx.invoked_subcommand is None:
        from .interface import open_interface

        open_interface(session=session, resume=resume, **flags)
    elif session or resume or any(flags.values()):
        from ..errors import UsageError

        raise UsageError(
            "Options for the terminal interface were given before a command",
            hint=f"Write them after it: tastekeeper {ctx.invoked_subcommand} --user …",
        )


def run() -> None:
    """Entry point of the `tastekeeper` program; ends the process with the command's exit code."""
    app(sys.argv[1:])
