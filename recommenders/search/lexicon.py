"""From words to the catalogue: which items, people, values and numbers a message names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .fold import fold
from .lexicon_choice import Chooser
from .lexicon_fuzzy import everyday
from .lexicon_match import Matcher
from .lexicon_names import Gazetteer
from .lexicon_numbers import NumberReader
from .lexicon_tables import talk, word_ranks
from .lexicon_titles import part_names, whole_names
from .lexicon_tokens import Line, tokenize
from .lexicon_types import Entry, Match, Mention, Reading, Token

if TYPE_CHECKING:
    from ..catalog import Catalog
    from ..types import CatalogSchema

__all__ = ["Lexicon", "Mention", "Reading"]

# Of a longer message only the beginning is read, so that the cost of a message is bounded.
READ_LIMIT = 4000
_DISTINCTIVE = 3000


class Lexicon:
    """Everything a catalogue can be asked for by name. Immutable; safe to share between threads."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._gazetteer = Gazetteer(catalog)
        self._matcher = Matcher(self._gazetteer)
        self._chooser = Chooser(self._gazetteer)
        years = [year for year in catalog.years.tolist() if not math.isnan(year)]
        self.newest = int(max(years, default=2000))
        self._numbers = NumberReader(talk(catalog.schema.domain), self.newest)
        self._by_label = {self._gazetteer_label(row): item_id for row, item_id in enumerate(catalog.ids)}

    @classmethod
    def from_catalog(cls, catalog: Catalog) -> Lexicon:
        """Build for a catalogue; well under a second for ten thousand items."""
        return cls(catalog)

    @property
    def schema(self) -> CatalogSchema:
        """The schema of the catalogue behind."""
        return self.catalog.schema

    def _gazetteer_label(self, row: int) -> str:
        year = self.catalog.years[row]
        title = self.catalog.titles[row]
        return f"{title} ({int(year)})" if year == year else title

    def is_word(self, word: str) -> bool:
        """Whether a folded word is everyday English or a word of the catalogue, so no slip of another one."""
        return everyday(word) or word in self._gazetteer.longest

    def id_of(self, label: str) -> str | None:
        """The item id of a label (`Heat (1995)`), or of an id itself; None when the catalogue has neither."""
        return label if label in self.catalog else self._by_label.get(label)

    def label_of(self, item_id: str) -> str:
        """The label of an item id. Raises `DataError` for an unknown id."""
        return self._gazetteer_label(self.catalog.row(item_id))

    def link(self, text: str, prefer: Iterable[str] = ()) -> tuple[Mention, ...]:
        """Everything `text` names, in order, without overlaps.

        `prefer` are labels or ids in view (the last list, the item in focus): they may be called by less than
        their title and win over namesakes. Only the first 4,000 characters are read.
        """
        text = text[:READ_LIMIT]
        tokens = tokenize(text)
        if not tokens:
            return ()
        line = Line(tokens)
        numbers = sorted(self._numbers.read(text, line), key=_rank)
        names = list(self._names(text, tokens, prefer, numbers))
        return _merged(names, numbers)

    # Names -------------------------------------------------------------------------------------------

    def _names(
        self, text: str, tokens: list[Token], prefer: Iterable[str], numbers: Sequence[Mention]
    ) -> Iterator[Mention]:
        near = {item for label in prefer if (item := self.id_of(label)) is not None}
        nicknames = self._nicknames(near)
        forms = self._matcher.spellings(tokens)
        blocked = {index for index, token in enumerate(tokens) for n in numbers if _inside(token, n)}
        at, listing = 0, False
        while at < len(tokens):
            mention, after = self._name_at(text, tokens, at, forms, near, nicknames, blocked, listing)
            if mention:
                yield mention
            # "Alien, heat and speed": after a title, a comma or "and" makes the next words likelier titles.
            joins = mention is None and tokens[at].norm in ("and", "or", "the", "also")
            listing = (mention is not None and mention.kind == "item") or (listing and joins)
            at = after

    def _name_at(
        self,
        text: str,
        tokens: list[Token],
        at: int,
        forms: list[tuple[str, ...]],
        near: set[str],
        nicknames: dict[str, Reading],
        blocked: set[int],
        listing: bool,
    ) -> tuple[Mention | None, int]:
        if len(tokens[at].norm) < 3 and tokens[at].gap.endswith(("'", "’")):
            return None, at + 1  # the tail of a contraction
        for match in self._matcher.at(at, forms):
            if match.last - match.first == 1 and at in blocked and match.phrase.isdigit():
                continue
            year, first, last = _written_year(tokens, match)
            mention = self._chooser.choose(text, tokens, match, year, near, listing)
            if mention is None:
                continue
            if mention.kind == "item" and year is not None:
                start, end = tokens[first].start, _closing(text, tokens[last - 1].end)
                mention = _stretched(mention, start, end, text)
                return mention, last
            return mention, match.last
        reading = nicknames.get(tokens[at].norm)
        if reading:
            token = tokens[at]
            return Mention(token.start, token.end, text[token.start : token.end], "item", (reading,)), at + 1
        return None, at + 1

    def _nicknames(self, near: set[str]) -> dict[str, Reading]:
        """Single telling words of the titles in view."""
        found: dict[str, Reading] = {}
        ranks = word_ranks()
        for item_id in sorted(near):
            title = self.catalog.titles[self.catalog.row(item_id)]
            reading = Reading("title", self.label_of(item_id), item_id)
            for name in (*whole_names((title,)), *part_names(title)):
                for word in name.split():
                    if len(word) > 3 and ranks.get(word, 99_999) > _DISTINCTIVE:
                        found.setdefault(word, reading)
        return {word: reading for word, reading in found.items() if fold(word) == word}


def _rank(mention: Mention) -> tuple[int, int]:
    order = {"runtime": 0, "direction": 1, "year": 2, "ordinal": 3, "count": 4}
    return order.get(mention.kind, 9), -(mention.end - mention.start)


def _inside(token: Token, mention: Mention) -> bool:
    return mention.start <= token.start and token.end <= mention.end


def _written_year(tokens: list[Token], match: Match) -> tuple[int | None, int, int]:
    """A year written with a title, and the tokens it and the title span: "Heat (1995)", "the 1995 Heat"."""
    first, last = match.first, match.last
    entry: Entry = match.entry
    if not entry.items:
        return None, first, last
    years = {reading.value[-5:-1] for reading in entry.items}
    close = years | {str(int(y) + d) for y in years if y.isdigit() for d in (-1, 1)}
    after = tokens[last] if last < len(tokens) else None
    if after and after.norm.isdigit() and len(after.norm) == 4 and (after.norm in close or "(" in after.gap):
        return int(after.norm), first, last + 1
    if after and after.norm in ("from", "of") and last + 1 < len(tokens) and tokens[last + 1].norm in years:
        return int(tokens[last + 1].norm), first, last + 2
    before = first - 1
    if before >= 0 and tokens[before].norm in ("s", "version") and before:
        before -= 1
    if before >= 0 and tokens[before].norm in years and tokens[before].norm.isdigit():
        start = before - 1 if before and tokens[before - 1].norm == "the" else before
        return int(tokens[before].norm), start, last
    return None, first, last


def _closing(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == ")" else end


def _stretched(mention: Mention, start: int, end: int, text: str) -> Mention:
    return Mention(
        start,
        end,
        text[start:end],
        mention.kind,
        mention.readings,
        ambiguous=mention.ambiguous,
        fuzzy=mention.fuzzy,
    )


def _merged(names: list[Mention], numbers: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names and numbers without overlaps: a longer stretch wins, names before numbers of the same length."""
    taken: list[Mention] = []
    for mention in sorted((*names, *numbers), key=lambda m: (m.start - m.end, m.kind in _NUMERIC)):
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return tuple(sorted(taken, key=lambda m: m.start))


_NUMERIC = frozenset(("year", "runtime", "count", "ordinal", "direction"))
