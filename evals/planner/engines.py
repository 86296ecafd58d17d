"""What reads messages in this suite: the embedded planner, and the local model where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...agent.planner.acts import Act, DialogueContext
from ...errors import TastekeeperError
from ..options import Options

if TYPE_CHECKING:
    from ...agent.models.base import ChatModel

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


def local_model(options: Options) -> Engine | Missing:
    """The model named by `options.model`, else the packaged local one, in the planner's seat.

    Its decision passes the same checks as in a conversation, and where it fails the embedded reading stands,
    as there. `Missing` says why there is none.
    """
    from ...agent.models.select import choose
    from ...agent.settings import Settings

    name = options.model or "packaged"
    settings = Settings.resolve()
    try:
        model, reason = choose(
            name,
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value() if settings.api_key else None,
            timeout=settings.model_timeout,
            weights_dir=options.where().weights_dir,
        )
    except TastekeeperError as error:
        return Missing(name, str(error))
    if model is None:
        return Missing(name, reason)
    return Engine(model.name, _model_reader(model, options))


def _model_reader(model: ChatModel, options: Options) -> Reader:
    from ...agent.planner import understand
    from ...agent.planner_model import decide
    from ...recommenders.data import load_catalog
    from ...recommenders.search.lexicon import Lexicon
    from ...recommenders.search.text import TextSearch

    catalog = load_catalog(options.where())
    lexicon, search = Lexicon.from_catalog(catalog), TextSearch(catalog)
    loop = asyncio.new_event_loop()

    def read(text: str, context: DialogueContext | None) -> Sequence[Act]:
        known = context or DialogueContext()
        decision = loop.run_until_complete(
            decide(
                model,
                text,
                known,
                catalog.schema,
                lexicon=lexicon,
                embedded=understand(text, known, lexicon),
                titles=search,
                label=lambda item_id: catalog.get(item_id).label,
            )
        )
        return decision.understanding.acts

    return read
