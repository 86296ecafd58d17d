"""The list of slash commands that opens above the prompt while one is typed."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ..commands import SlashCommand


class SlashMenu(OptionList, can_focus=False):
    """Completion for slash commands; driven by the prompt's keys, so it never takes the focus."""

    def offer(self, commands: tuple[SlashCommand, ...]) -> None:
        """Show these commands, or close when there are none."""
        self.display = bool(commands)
        self.set_options(
            Option(
                Content.assemble((f"{command.usage:<28}", "$text-accent"), (command.help, "$foreground 60%")),
                id=command.name,
            )
            for command in commands
        )
        if commands:
            self.highlighted = 0

    @property
    def chosen(self) -> str | None:
        """The highlighted command's name."""
        option = self.highlighted_option
        return option.id if option else None
