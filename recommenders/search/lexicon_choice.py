"""Which of the things a phrase may stand for is meant, given the words around it."""

from __future__ import annotations

from collections.abc import Collection

from .fold import fold
from .lexicon_evidence import FREE, SOME, Evidence, demand, satisfied
from .lexicon_names import Gazetteer
from .lexicon_tables import word_ranks
from .lexicon_types import Match, Mention, Reading, Token

# The most popular of several items of one name is meant when it has this many times the ratings of the next.
_LEAD = 2.5
_FUZZY_POPULARITY = 15.0
_FAMOUS = 300.0
_OWNERS = frozenset(["my", "our", "the", "your", "their", "his", "her", "with", "have", "two", "three", "a"])
_HOUSEHOLD = frozenset(["family", "kids", "children", "kid"])
_SPEECH = frozenset(["language", "speaking", "spoken", "audio", "dubbed", "subtitles", "subtitled"])
_ARTICLES = frozenset(["a", "an", "the", "my", "your", "some", "our"])
_SETTINGS = frozenset(["set", "filmed", "shot", "based", "live", "lives", "living", "born", "place"])
_FILMS = frozenset(["film", "films", "movie", "movies", "flick", "flicks"])
_NAME_CUES = frozenset(
    ["by", "with", "starring", "from", "stars", "like", "love", "hate", "and", "of", "about"]
)


class Chooser:
    """Turns a match into a mention, or says that it is only words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def choose(
        self,
        text: str,
        tokens: list[Token],
        match: Match,
        year: int | None,
        prefer: Collection[str],
        listing: bool = False,
    ) -> Mention | None:
        """The mention a match makes in `text`, or None.

        `year` is one written with it, `prefer` are item ids in view.

        `listing` says that a title was named just before.
        """
        shown = Evidence(text, tokens, match.first, match.last)
        item = self._item(match, shown, year, prefer, text, tokens, listing)
        value = self._value(match, tokens, text)
        person = self._person(match, shown, tokens, text)
        # "Loved romance" speaks of the genre, "seen Romance" of the film.
        strong = (
            shown.quoted
            or year is not None
            or (shown.watched if value and value.kind == "category" else shown.after_seeing)
        )
        if item and (strong or not (value or person)):
            return item
        return value or person or item

    def _item(
        self,
        match: Match,
        shown: Evidence,
        year: int | None,
        prefer: Collection[str],
        text: str,
        tokens: list[Token],
        listing: bool,
    ) -> Mention | None:
        found = list(match.entry.items)
        if not found:
            return None
        if self._everyday(match, shown, year, prefer):
            return None
        dated = [r for r in found if year is not None and abs(_year_of(r) - year) <= 1]
        listed = [r for r in found if r.ref in prefer]
        best = self._gazetteer.popularity(found[0].ref or "")
        if (
            match.fuzzy
            and match.last - match.first == 1
            and (best < _FUZZY_POPULARITY or len(match.phrase) < 6)
        ):
            return None
        need = demand(match.phrase, best)
        if (match.entry.values or match.entry.people) and need == FREE:
            need = SOME
        joined = listing and shown.closed and need == SOME and best >= _FUZZY_POPULARITY
        if not satisfied(need, shown, listed=bool(listed) or joined, dated=bool(dated)):
            return None
        readings = dated or listed or found
        return Mention(
            *_place(match, tokens, text),
            kind="item",
            readings=tuple(readings),
            ambiguous=self._ambiguous(readings) and not dated and not listed,
            fuzzy=match.fuzzy,
        )

    def _everyday(self, match: Match, shown: Evidence, year: int | None, prefer: Collection[str]) -> bool:
        """Whether the words surely name no film: "with the kids", "seen 1 and 3" about a list in view."""
        if year is not None or shown.quoted:
            return False
        if match.phrase.removeprefix("the ") in _HOUSEHOLD:
            return not (shown.capital or shown.watched)
        bare = match.phrase.removeprefix("the ").removeprefix("my ")
        if bare != match.phrase and not (shown.capital or shown.watched):
            # "Drop the romance" speaks of the genre, "with my family" of no film.
            entry = self._gazetteer.get(bare)
            if bare in _HOUSEHOLD or (entry is not None and "category" in entry.kinds):
                return True
        place = shown.words.isdigit() and len(shown.words) < 3
        return bool(prefer) and place

    def _ambiguous(self, readings: list[Reading]) -> bool:
        if len(readings) < 2:
            return False
        first, second = (self._gazetteer.popularity(reading.ref or "") for reading in readings[:2])
        return first < _LEAD * second or first < 3

    def _value(self, match: Match, tokens: list[Token], text: str) -> Mention | None:
        entry = match.entry
        if not entry.values:
            return None
        before = tokens[match.first - 1].norm if match.first else ""
        if match.phrase in _HOUSEHOLD and before in _OWNERS:
            return None
        pairs = list(zip(entry.values, entry.kinds, strict=True))
        if not entry.joint and len(pairs) > 1:
            after = tokens[match.last].norm if match.last < len(tokens) else ""
            spoken = before == "in" or after in _SPEECH
            pairs.sort(key=lambda pair: (pair[1] == "place") == spoken)
        readings = tuple(reading for reading, _ in pairs)
        return Mention(
            *_place(match, tokens, text),
            kind=pairs[0][1],
            readings=readings[:1] if entry.joint else readings,
            also=readings[1:] if entry.joint else (),
            fuzzy=match.fuzzy,
        )

    def _person(self, match: Match, shown: Evidence, tokens: list[Token], text: str) -> Mention | None:
        people = match.entry.people
        if not people:
            return None
        if match.last - match.first == 1:
            if match.fuzzy and (len(match.phrase) < 6 or shown.after_capital):
                return None
            ranks = word_ranks()
            rank = min(ranks.get(form, 99_999) for form in (match.phrase, match.phrase.removesuffix("s")))
            before = tokens[match.first - 1].norm if match.first else ""
            if rank < 4500 and not (shown.capital or before in _NAME_CUES):
                return None
            # "keen" is no Geoffrey Keen: an ordinary word names only the famous without further signs.
            known = self._gazetteer.fame(people[0].value) >= _FAMOUS
            if rank < 99_999 and not known and not (shown.capital or before in _NAME_CUES):
                return None
            if rank < 1500 and not shown.capital:
                return None
            if before == "in" and tokens[match.first - 2].norm in _SETTINGS:
                return None  # "set in Paris" names no actor of that name
            if not shown.capital and _idle(match, tokens, before, people[0].value):
                return None
        return Mention(
            *_place(match, tokens, text),
            kind="person",
            readings=people[:1] if match.entry.joint else people,
            also=people[1:] if match.entry.joint else (),
            fuzzy=match.fuzzy,
        )


def _idle(match: Match, tokens: list[Token], before: str, name: str) -> bool:
    """Whether a small-lettered word is no surname: the everyday "beans", the slip-like "a plumber"."""
    after = tokens[match.last].norm if match.last < len(tokens) else ""
    if match.fuzzy and before in _ARTICLES and after not in _FILMS:
        return True
    return match.phrase in word_ranks() and not fold(name).endswith(match.phrase)


def _place(match: Match, tokens: list[Token], text: str) -> tuple[int, int, str]:
    start, end = tokens[match.first].start, tokens[match.last - 1].end
    return start, end, text[start:end]


def _year_of(reading: Reading) -> int:
    tail = reading.value[-5:-1]
    return int(tail) if reading.value.endswith(")") and tail.isdigit() else -9999
