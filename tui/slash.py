"""What each slash command does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from .commands import BY_NAME, COMMANDS, nearest
from .life_wording import is_life, moment_text
from .wording import attribute_name, fact_kind, fact_text, printable, served_line

if TYPE_CHECKING:
    from ..memory.types import Fact
    from .boundary import AgentLike, ExplanationKind
    from .screens.chat import ChatScreen

_NO_AGENT = {"help", "memory", "quit"}


class Slash:
    """Runs slash commands against a screen."""

    def __init__(self, screen: ChatScreen) -> None:
        self._screen = screen
        self._doers: dict[str, Callable[[str], Awaitable[None]]] = {
            "help": self._help,
            "memory": self._memory,
            "profile": self._profile,
            "why": lambda item: self._explain(item, "why"),
            "whynot": lambda item: self._explain(item, "why_not"),
            "change": lambda item: self._explain(item, "change"),
            "forget": self._forget,
            "undo": self._undo,
            "export": self._export,
            "model": self._model,
            "sessions": self._sessions,
            "new": self._new,
            "quit": self._quit,
        }

    async def run(self, name: str, argument: str) -> None:
        """Do one command; an unknown one is answered with the nearest known."""
        if name not in self._doers:
            guess = nearest(name)
            hint = f"Did you mean /{guess}?" if guess else "/help lists the commands."
            await self._screen.errands.remark(f"There is no command /{printable(name, 40)}. {hint}")
        elif name not in _NO_AGENT and self._screen.agent is None:
            self._screen.notify("Not ready yet: the catalogue is still loading.", severity="warning")
        elif BY_NAME[name].takes and not BY_NAME[name].takes.startswith("[") and not argument:
            await self._screen.errands.remark(f"Use it like this: {BY_NAME[name].usage}")
        else:
            await self._doers[name](argument)

    @property
    def _agent(self) -> AgentLike:
        return self._screen.ready_agent

    async def _help(self, _: str) -> None:
        lines = [f"{command.usage:<26}{command.help}" for command in COMMANDS]
        lines += ["", "F1 shows the keys of whatever has the focus; Ctrl+P finds any action by name."]
        await self._screen.errands.remark("\n".join(lines), "commands")

    async def _memory(self, _: str) -> None:
        self._screen.action_memory()

    async def _profile(self, _: str) -> None:
        facts, contested = await asyncio.gather(
            asyncio.to_thread(self._agent.memory.facts), asyncio.to_thread(self._agent.memory.contested)
        )
        groups: dict[str, list[str]] = {}
        for fact in facts:
            name = fact_kind(fact) if is_life(fact) else attribute_name(fact.attribute)
            groups.setdefault(name, []).append(", ".join(filter(None, (fact_text(fact), moment_text(fact)))))
        lines = [f"{name:<12} {'; '.join(texts)}" for name, texts in sorted(groups.items())]
        if contested:
            lines.append(f"{'undecided':<12} {'; '.join(fact_text(fact) for fact in contested)} (not used)")
        body = "\n".join(lines) or "Nothing is remembered about you."
        await self._screen.errands.remark(body, f"what is known about {printable(self._agent.user)}")

    async def _explain(self, item: str, kind: ExplanationKind) -> None:
        cards = self._screen.cards_view
        if not item:
            if cards.current is None:
                await self._screen.errands.remark("There is no list yet; name a title.")
                return
            item = cards.current.item_id
        elif item.isdigit() and (found := [c for c in cards.cards.values() if c.index == int(item)]):
            item = found[0].item_id
        await self._screen.errands.explain(self._agent, item, kind)

    async def _forget(self, words: str) -> None:
        facts = await asyncio.to_thread(self._agent.memory.facts)
        found = [fact for fact in facts if _names(fact, words)]
        if len(found) == 1:
            await self._screen.errands.forget(self._agent, found[0])
        elif not found:
            await self._screen.errands.remark(f"Nothing remembered is called “{printable(words, 60)}”.")
        else:
            listed = "; ".join(fact_text(fact) for fact in found[:6])
            await self._screen.errands.remark(
                f"Which one? {listed}. Say more words, or press f in the memory panel."
            )

    async def _undo(self, _: str) -> None:
        await self._screen.errands.undo(self._agent)

    async def _export(self, path: str) -> None:
        from .exporting import write_conversation

        place = await asyncio.to_thread(write_conversation, self._agent, path or None)
        await self._screen.errands.remark(f"Written to {place}")

    async def _model(self, name: str) -> None:
        if name:
            self._screen.tasty.reopen(session=self._agent.session_id, model=name)
        else:
            await self._screen.errands.remark(served_line(self._agent.served), "who answers")

    async def _sessions(self, _: str) -> None:
        self._screen.action_sessions()

    async def _new(self, _: str) -> None:
        self._screen.action_new()

    async def _quit(self, _: str) -> None:
        self._screen.app.exit()


def _names(fact: Fact, words: str) -> bool:
    wanted = words.casefold()
    return wanted in fact.value_text.casefold() or wanted in fact_text(fact).casefold()
