"""What reads messages in this suite: the embedded planner, and the local model where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...agent.planner.acts import Act, DialogueContext
from ..options import Options

Reader = Callable[[str, DialogueContext | None], Sequence[Act]]


@dataclass(frozen=True, slots=True)
class Engine:
    """Something that reads a message: `read(text, context)` gives its acts. `name` goes into the log."""

    name: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Missing:
    """An engine that cannot run here, why, and what to do about it. It is reported, never scored."""

    name: str
    reason: str


def embedded(options: Options) -> Engine:
    """The embedded planner over the prepared catalogue, which is prepared now if it never was."""
    from ...agent.planner import understand
    from ...recommenders.data import ensure_prepared, load_catalog
    from ...recommenders.search.lexicon import Lexicon

    paths = options.where().ensure()
    ensure_prepared(paths)
    lexicon = Lexicon.from_catalog(load_catalog(paths))

    def read(text: str, context: DialogueContext | None) -> Sequence[Act]:
        return understand(text, context or DialogueContext(), lexicon).acts

    return Engine("embedded", read)
