"""`tastekeeper ask`: one message in, one answer out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .options import HELP, BaseUrl, Continue, Json, Model, Session, User
from .output import dump, emit, say

if TYPE_CHECKING:
    from ..agent.events import Reply

app = typer.Typer(context_settings=HELP)


@app.command()
def ask(
    text: Annotated[
        str | None, typer.Argument(help="The message; `-` or nothing reads standard input.")
    ] = None,
    user: User = None,
    session: Session = None,
    resume: Continue = False,
    model: Model = None,
    base_url: BaseUrl = None,
    as_json: Json = False,
) -> None:
    """Ask one question and print the answer, the list, what was remembered, and who served it."""
    from .opening import opened

    message = read_message(text)
    with opened(user=user, session=session, resume=resume, model=model, base_url=base_url) as agent:
        reply = agent.chat(message)
    emit(dump(reply), as_json, lambda: show(reply))
    if reply.stop_reason == "failed":
        raise typer.Exit(1)


def read_message(text: str | None) -> str:
    """The argument, or standard input when it is `-` or missing. Raises `UsageError` when there is none."""
    if text is None and sys.stdin.isatty():
        raise UsageError(
            "No message was given",
            hint='Write it after `ask`, e.g. tastekeeper ask "something like Heat", or pipe it in.',
        )
    try:
        message = sys.stdin.read() if text in (None, "-") else text
    except UnicodeDecodeError as error:
        raise UsageError("Standard input is not UTF-8 text", hint="Pipe plain text in UTF-8.") from error
    if not message or not message.strip():
        raise UsageError("The message is empty", hint="Say what you are in the mood for.")
    return message.strip()


def show(reply: Reply) -> None:
    """Print a reply for a person: the text, what it did to memory, the audit, and who served it."""
    from ..tui import wording

    _say_markdown(wording.printable(reply.text))
    shown = wording.unsaid_cards(reply)
    for card in shown:
        say(f"{card.index}. {wording.card_head(card)}")
        say(f"   {wording.card_facts(card)}", "dim")
        if card.reason:
            say(f"   {card.reason}", "italic")
    if reply.report is not None:
        for entry in reply.report.entries:
            say(f"memory: {wording.entry_line(entry)}", "dim")
    say(reply.audit.line, "dim")
    say(f"served by {wording.served_line(reply.served)} · {reply.seconds:.2f} s", "dim")
    say(f"session {reply.session_id}", "dim")


def _say_markdown(text: str) -> None:
    """The reply as rendered Markdown on a terminal, as plain words elsewhere."""
    from ..tui.wording import plain_markdown

    if sys.stdout.isatty():
        from rich.markdown import Markdown

        from .output import console

        console().print(Markdown(text))
    else:
        say(plain_markdown(text))
