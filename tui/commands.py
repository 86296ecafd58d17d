"""The slash commands: one table that completion, help, palette and dispatch all read."""

from __future__ import annotations

from typing import NamedTuple


class SlashCommand(NamedTuple):
    """A command typed into the prompt. `takes` names its argument; empty when it takes none."""

    name: str
    help: str
    takes: str = ""

    @property
    def usage(self) -> str:
        """The command as it is typed."""
        return f"/{self.name} {self.takes}".rstrip()


COMMANDS = (
    SlashCommand("help", "keys and commands"),
    SlashCommand("memory", "show or hide what is remembered"),
    SlashCommand("profile", "what is known about you, in one place"),
    SlashCommand("why", "why an item is recommended", "[number or title]"),
    SlashCommand("whynot", "why an item is not recommended", "title"),
    SlashCommand("change", "what would take an item off the list", "[number or title]"),
    SlashCommand("forget", "stop using something remembered", "words"),
    SlashCommand("undo", "take back the last change to memory"),
    SlashCommand("export", "write this conversation to a file", "[path]"),
    SlashCommand("model", "who answers; or answer with another", "[name]"),
    SlashCommand("sessions", "earlier conversations"),
    SlashCommand("new", "start a new conversation"),
    SlashCommand("quit", "leave"),
)
BY_NAME = {command.name: command for command in COMMANDS}


def parse(text: str) -> tuple[str, str] | None:
    """(name, argument) when the text is a slash command, known or not; None for an ordinary message."""
    line = text.strip()
    if not line.startswith("/") or line.startswith("//") or "\n" in line:
        return None
    name, _, argument = line[1:].partition(" ")
    return name.lower(), argument.strip()


def matching(text: str) -> tuple[SlashCommand, ...]:
    """Commands that complete a prompt; none once the name is followed by a space."""
    if not text.startswith("/") or " " in text or "\n" in text:
        return ()
    return tuple(command for command in COMMANDS if command.name.startswith(text[1:].lower()))


def nearest(name: str) -> str | None:
    """The command a misspelt name probably meant."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(BY_NAME), n=1)
    return found[0] if found else None
