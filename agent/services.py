"""Everything a turn uses, loaded once and as late as possible."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..clock import Clock
from ..errors import TastekeeperError
from ..paths import Paths
from .dialogue.state import DialogueState
from .events import Served
from .life.ear import Ear
from .life.later import Later, worth_reading
from .planner.acts import Understanding
from .settings import Settings
from .shelf import Progress, Shelf, open_shelf

if TYPE_CHECKING:
    from ..memory import Memory
    from ..memory.types import Fact
    from ..recommenders import Catalog, Funnel
    from ..recommenders.search.lexicon import Lexicon
    from ..recommenders.search.text import TextSearch
    from ..recommenders.types import CatalogSchema, Item
    from ..tools.audit import FactWords
    from ..tools.audit.reviews.attached import ReviewShelf
    from ..tools.context import ToolContext
    from .compose.draft import Draft
    from .models.base import ChatModel
    from .sessions import SessionStore

KEPT_USERS, LARGE = 8, 2000


class Services:
    """Holds what the nodes need. The heavy parts (catalogue, models, lexicon) load on first use, once."""

    def __init__(
        self,
        *,
        paths: Paths,
        settings: Settings,
        clock: Clock,
        memory: Memory,
        sessions: SessionStore,
        model: ChatModel | None,
        served: Served,
        seed: int = 0,
        progress: Progress | None = None,
    ) -> None:
        self.paths = paths
        self.settings = settings
        self.clock = clock
        self.memory = memory
        self.sessions = sessions
        self.model = model
        self.served = served
        self.seed = seed
        self._progress = progress or (lambda message: None)
        self._lock = threading.RLock()
        self._background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tastekeeper-settle")
        self._settling: list[Future[None]] = []
        self._tool_cache: dict[str, Any] = {}
        self.ear = Ear(sessions)
        self.later = Later(memory)
        self._words: OrderedDict[str, tuple[FactWords, FactWords]] = OrderedDict()

    @cached_property
    def _shelf(self) -> Shelf:
        with self._lock:
            return open_shelf(self.paths, self._progress)

    @cached_property
    def _reviews(self) -> ReviewShelf:
        from ..tools.audit.reviews.attached import ReviewShelf

        return ReviewShelf(self.paths)

    @property
    def catalog(self) -> Catalog:
        """The prepared catalogue; prepared now if it never was."""
        return self._shelf.catalog

    @property
    def funnel(self) -> Funnel:
        """The fitted funnel; fitted now if its cache is missing or stale."""
        return self._shelf.funnel

    @property
    def search(self) -> TextSearch:
        """Search over titles and attributes."""
        return self._shelf.catalog.text_search

    @property
    def lexicon(self) -> Lexicon:
        """The catalogue's names, as they occur in sentences."""
        return self._shelf.lexicon

    def load(self) -> None:
        """Load what every turn needs; safe to call from several threads, and nothing once it is loaded."""
        self._shelf  # noqa: B018

    def warm(self) -> None:
        """Load as well what some turns need: the indexes of the text search, and the audit's of names."""
        from ..tools.audit.gazetteer import gazetteer

        self.search.search("a", k=1)
        gazetteer(self.catalog)

    def resolve_label(self, label: str) -> str | None:
        """The item id behind a label such as `Heat (1995)`, the best known one where two films share it."""
        if label in self.catalog:
            return label
        exact = self._shelf.ids_by_label.get(label.casefold())
        if exact is not None:
            return exact
        hits = self.search.resolve_title(label, k=1)
        return hits[0][0] if hits and hits[0][1] >= 90 else None

    @property
    def schema(self) -> CatalogSchema:
        """What the catalogue is about."""
        return self.catalog.schema

    def item(self, item_id: str) -> Item:
        """One item of the catalogue."""
        return self.catalog.get(item_id)

    def understand(self, text: str, dialogue: DialogueState, at: datetime) -> Understanding:
        """Read a message by the catalogue's grammar, in the light of the dialogue."""
        from .planner import understand

        return understand(text, dialogue.context(at), self.lexicon)

    def listen(
        self, user_id: str, session_id: str | None, text: str, dialogue: DialogueState, at: datetime
    ) -> Understanding:
        """Read a message by all rules: the catalogue's, and those for everything else people tell."""
        from .life.asking import with_question
        from .life.forgetting import with_named
        from .life.joined import joined
        from .life.settling import answered

        settled = (
            answered(text, dialogue.pending, self.memory.contested(user_id)) if dialogue.pending else None
        )
        if settled is not None:
            return settled
        understanding = self.understand(text, dialogue, at)
        domain = self.schema.domain
        beyond = tuple(name for name in self.memory.attributes(user_id) if not name.startswith(f"{domain}."))
        live = tuple(f for name in beyond for f in self.memory.facts(user_id, attribute=name))
        heard = self.ear.hear(session_id, text, at, live)
        understanding = with_named(joined(understanding, heard, domain, text), text, live)
        return with_question(understanding, text, at, beyond, domain)

    async def decide(
        self, text: str, dialogue: DialogueState, at: datetime, embedded: Understanding
    ) -> tuple[Understanding, Served]:
        """The reading that is acted on: the model's where one serves and passes the checks, else the rules'."""
        if self.model is None:
            return embedded, self.served
        from .planner_model import decide, vocabulary_of

        placement = self.settings.decide_placement
        decision = await decide(
            self.model,
            text,
            dialogue.context(at, lambda item_id: self.item(item_id).label),
            self.schema,
            lexicon=self.lexicon,
            embedded=embedded,
            titles=self.search,
            label=lambda item_id: self.item(item_id).label,
            vocabulary=vocabulary_of(self.catalog),
            only_when_unsure=self.settings.model_reads == "unsure",
            placement=placement,
        )
        name = self.served.name if decision.by_model else "embedded planner"
        return decision.understanding, Served(name=name, reason=decision.reason, placement=placement)

    async def phrase(self, draft: Draft, served: Served, message: str) -> Served:
        """Let the model write connecting sentences, behind its guard; says in words who wrote what."""
        if self.model is None or draft.receipt is not None:
            return served
        from .planner_model import phrase

        placement = self.settings.phrase_placement
        phrased = await phrase(self.model, draft, message=message, lexicon=self.lexicon, placement=placement)
        draft.paragraphs = list(phrased.paragraphs)
        return served.model_copy(update={"reason": f"{served.reason}; {phrased.reason}"})

    def tool_context(
        self, user_id: str, turn_id: str = "", text: str = "", shown: tuple[str, ...] = ()
    ) -> ToolContext:
        """What the tools are given for one turn."""
        import numpy as np

        from ..tools.context import ToolContext

        return ToolContext(
            user_id=user_id,
            memory=self.memory,
            funnel=self.funnel,
            catalog=self.catalog,
            search=self.search,
            clock=self.clock,
            rng=np.random.default_rng(self.seed),
            message_id=turn_id,
            message_text=text,
            shown=shown,
            cache=self._tool_cache,
            reviews=self._reviews,
        )

    def words_of(
        self, user_id: str, live: tuple[Fact, ...], closed: tuple[Fact, ...]
    ) -> tuple[FactWords, FactWords]:
        """The user's live and closed facts by their words, kept from turn to turn for the last few users."""
        from ..tools.audit import FactWords

        with self._lock:
            if user_id not in self._words:
                self._words[user_id] = (FactWords(live, common=True), FactWords(closed))
                if len(live) > LARGE:
                    # As with what is loaded: many thousand facts stay, and are not looked through again.
                    gc.collect()
                    gc.freeze()
            self._words.move_to_end(user_id)
            while len(self._words) > KEPT_USERS:
                self._words.popitem(last=False)
            known, past = self._words[user_id]
            return known.follow(live), past.follow(closed)

    def erased(self, user_id: str) -> None:
        """Drop everything in process memory that was made from what is now erased."""
        self._tool_cache.clear()
        self.ear.forget()
        self.later.forget(user_id)
        self._words.pop(user_id, None)
        if "_shelf" in self.__dict__:
            self.funnel.forget()

    def read_later(
        self, user_id: str, turn_id: str, text: str, at: datetime, understanding: Understanding
    ) -> None:
        """Let the model read, beside the conversation, a message of which the rules made nothing."""
        reads = self.settings.model_extracts
        if self.model is not None and worth_reading(self.model, reads, text, understanding):
            placement = self.settings.decide_placement
            self.later.start(self.later.read(self.model, user_id, turn_id, text, at, placement=placement))

    def settle_later(self, user_id: str) -> None:
        """Bring the user's vector index up to date in the background."""
        if self.settings.embeddings:
            self._settling.append(self._background.submit(self._settle, user_id))

    def _settle(self, user_id: str) -> None:
        self.memory.settle(user_id)

    def settle_trouble(self) -> TastekeeperError | None:
        """What went wrong in finished background work, once. A bug is raised, as anywhere else."""
        done = [job for job in self._settling if job.done() and not job.cancelled()]
        self._settling = [job for job in self._settling if not job.done()]
        errors = [error for job in done if (error := job.exception()) is not None]
        for error in errors:
            if not isinstance(error, TastekeeperError):
                raise error
        return errors[-1] if errors and isinstance(errors[-1], TastekeeperError) else None

    def settled(self, timeout: float | None = None) -> None:
        """Wait for the background work of earlier turns. Re-raises what went wrong there."""
        for job in self._settling:
            job.result(timeout=timeout)
        self._settling = []

    def close(self) -> None:
        """Drop queued background work (it is replayed from the outbox next time) and wait for the running job."""
        self._background.shutdown(wait=True, cancel_futures=True)
