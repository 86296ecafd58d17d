"""The peers as memory systems of the harness: every dialogue in, every question answered by what comes back.

The answer is the memories themselves, one a line, best first: the same renderer for every system that keeps texts,
so that what is compared is what a memory brings up. With a chat model the peer extracts memories itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ...agent.models.select import choose
from ...agent.settings import Settings
from ...errors import UsageError
from ...memory.embedder import Embedder, MiniLMEmbedder
from ...paths import Paths
from ..memora.systems import Setting, SystemAnswer
from ..memora.types import Dialogue
from . import presence
from .memory import Message, PeerMemory

if TYPE_CHECKING:
    from .chat import SharedChat

LIMIT = 20
"""Memories that an answer is made of: mem0's default."""

MODEL_SECONDS = 600.0
"""How long one call of a local model may take: mem0's prompt alone has 33,000 characters."""


@dataclass(slots=True)
class PeerSystem:
    """A peer under test. `whole` gives it both sides of a dialogue, else the user's messages alone."""

    memory: PeerMemory
    rendered_by: str
    whole: bool

    def ingest(self, dialogue: Dialogue) -> None:
        """Hand over one dialogue."""
        said: list[Message] = [(turn.speaker, turn.text) for turn in dialogue.turns if turn.text.strip()]
        self.memory.add(said if self.whole else [one for one in said if one[0] == "user"], dialogue.at)

    def ask(self, question: str, at: datetime) -> SystemAnswer:
        """The nearest memories. Neither peer takes a date of asking, nor knows what is closed."""
        found = self.memory.search(question, LIMIT)
        texts, ids = tuple(one.text for one in found), tuple(one.id for one in found)
        return SystemAnswer(
            text="\n".join(texts),
            cited=ids,
            context_ids=ids,
            rendered_by=self.rendered_by,
            context=texts,
        )

    def close(self) -> None:
        """Let go of the peer's files."""
        self.memory.close()


def ready(peer: str) -> None:
    """Raise `MissingExtraError` where a peer is not installed: before a run begins, not in its midst."""
    presence.check(peer)


def open_mem0(setting: Setting) -> PeerSystem:
    """mem0 in the setting's folder. Raises `MissingExtraError` without the extra `peers`."""
    from .mem0 import MEMORIES, Mem0Memory

    def build(embedder: Embedder, chat: SharedChat | None) -> PeerMemory:
        return Mem0Memory(setting.folder, setting.user, embedder, chat)

    return _open("mem0", setting, build, MEMORIES)


def open_langmem(setting: Setting) -> PeerSystem:
    """LangMem in this process. Raises `MissingExtraError` without the extra `peers`."""
    from .langmem import LangMemMemory

    def build(embedder: Embedder, chat: SharedChat | None) -> PeerMemory:
        return LangMemMemory(None, setting.user, embedder, chat)

    return _open("langmem", setting, build, None)


Build = Callable[[Embedder, "SharedChat | None"], PeerMemory]


def _open(peer: str, setting: Setting, build: Build, answers: dict[str, Any] | None) -> PeerSystem:
    presence.check(peer)
    chat = shared_chat(setting.model, answers) if setting.model else None
    how = f"extraction by {chat.model.name}" if chat else "raw messages"
    named = ", ".join(f"{name} {version}" for name, version in presence.versions(peer).items())
    memory = build(_embedder(), chat)
    return PeerSystem(memory, f"{named}; {how}; nearest {LIMIT} recited", whole=chat is not None)


def shared_chat(
    model: str, answers: dict[str, Any] | None, *, timeout: float = MODEL_SECONDS, max_tokens: int = 512
) -> SharedChat:
    """A chat model of the product for a peer; `timeout` bounds one call, in seconds.

    Raises `UsageError` where the name stands for no chat model.
    """
    from .chat import SharedChat

    settings = Settings.resolve()
    found, reason = choose(
        model,
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
        timeout=timeout,
        weights_dir=Paths.resolve(None).weights_dir,
    )
    if found is None:
        raise UsageError(
            f"The peers' extraction needs a chat model, and {model!r} stands for none ({reason})",
            hint="Name one with --model, or leave it out: raw messages are kept then.",
        )
    return SharedChat(model=found, answer_schema=answers, max_tokens=max_tokens)


_EMBEDDER: MiniLMEmbedder | None = None


def _embedder() -> MiniLMEmbedder:
    """One embedder for all systems of a run: the weights are read once."""
    global _EMBEDDER
    if _EMBEDDER is None:
        _EMBEDDER = MiniLMEmbedder()
    return _EMBEDDER
