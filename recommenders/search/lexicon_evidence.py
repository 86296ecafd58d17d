"""Is a phrase a title here, or just words? Everyday words are titles only when something says so."""

from __future__ import annotations

from .lexicon_tables import word_ranks, word_set
from .lexicon_types import Token

# How much a phrase must show before it is taken as a title.
FREE, SOME, MUCH, EXTREME = 0, 1, 2, 3


_TITLE_ONLY = frozenset(["seen", "saw", "watched", "rewatched", "called", "titled", "named"])


class Evidence:
    """What surrounds tokens `first` to `last` (exclusive) of a message."""

    def __init__(self, text: str, tokens: list[Token], first: int, last: int) -> None:
        self._text, self._tokens, self._first, self._last = text, tokens, first, last

    @property
    def words(self) -> str:
        """The words themselves as they are written."""
        return self._text[self._tokens[self._first].start : self._tokens[self._last - 1].end]

    @property
    def quoted(self) -> bool:
        """Between quotation marks."""
        start, end = self._tokens[self._first].start, self._tokens[self._last - 1].end
        before = self._text[max(start - 1, 0) : start]
        after = self._text[end : end + 1]
        return (
            before in "\"“”«*_‘'"
            and after in "\"“”»*_’'!?.,"
            and bool(before)
            and bool(after)
            and before != " "
        )

    @property
    def after_seeing(self) -> bool:
        """Right after a verb that takes a title ("watched"), with nothing following to belong to."""
        return (self._before() in word_set("seen") and self.closed) or (
            self._before() == "to" and self._likened() and self.closed
        )

    @property
    def watched(self) -> bool:
        """Right after a verb that takes nothing but a title, with nothing following to belong to."""
        return self._before() in _TITLE_ONLY and self.closed

    @property
    def after_verb(self) -> bool:
        """After a word that often precedes a title ("about", "not"), with nothing following."""
        return (self._before() in word_set("seen") | word_set("mild") and self.closed) or self._subject()

    @property
    def capital(self) -> bool:
        """Written with capitals where the message is not, and not only as a sentence's first word."""
        words = [t for t in self._tokens[self._first : self._last] if t.norm not in word_set("articles")]
        if not words or not all(
            self._text[t.start].isupper() or self._text[t.start].isdigit() for t in words[:1]
        ):
            return False
        rest = [
            t for i, t in enumerate(self._tokens) if not self._first <= i < self._last and len(t.norm) > 1
        ]
        if rest and sum(self._text[t.start].isupper() for t in rest) > 0.6 * len(rest) and len(rest) > 2:
            return False
        if len(words) == 1 and self.after_capital and self._tokens[self._first - 1].norm != "i":
            return False
        return not self._opens() or sum(self._text[t.start].isupper() for t in words) > 1

    @property
    def after_capital(self) -> bool:
        """Right after another word with a capital inside a sentence: part of a longer name."""
        at = self._first - 1
        return (
            at > 0 and self._tokens[self._first].gap == " " and self._text[self._tokens[at].start].isupper()
        )

    @property
    def closed(self) -> bool:
        """Followed by the end, punctuation, or a word that cannot be the noun of the phrase."""
        if self._last >= len(self._tokens):
            return True
        following = self._tokens[self._last]
        return bool(following.gap.strip(" '’-")) or following.norm in word_set("links")

    def _before(self) -> str:
        at = self._first - 1
        gap = self._tokens[self._first].gap.strip(" \"'“‘*_")
        # "seen: Heat, Fargo" is as good as "seen Heat, Fargo"
        if at >= 0 and gap and not (gap == ":" and self._tokens[at].norm in word_set("seen")):
            return ""
        return self._tokens[at].norm if at >= 0 else ""

    @property
    def rated(self) -> bool:
        """Followed by a mark: "Heat: 9/10", "Up = 4/5", "Heat 3 stars"."""
        end = self._tokens[self._last - 1].end
        after = self._tokens[self._last].start if self._last < len(self._tokens) else len(self._text)
        if any("☀" <= char <= "➿" or char >= "\U0001f300" for char in self._text[end:after]):
            return True
        if self._last + 1 >= len(self._tokens):
            return False
        mark, scale = self._tokens[self._last : self._last + 2]
        return (
            mark.norm.isdigit()
            and len(mark.norm) < 3
            and (scale.gap == "/" or scale.norm in ("stars", "star", "out"))
        )

    def _likened(self) -> bool:
        """After "similar to" and its like."""
        return self._first > 1 and self._tokens[self._first - 2].norm in (
            "similar",
            "close",
            "comparable",
            "akin",
        )

    @property
    def heads_list(self) -> bool:
        """A capitalised opening joined with another capitalised name: "Heat and Fargo"."""
        if not (self._opens() and self._text[self._tokens[self._first].start].isupper()):
            return False
        at = self._last
        if at >= len(self._tokens):
            return False
        at += self._tokens[at].norm in ("and", "or", "und")
        if at == self._last and "," not in self._tokens[at].gap:
            return False
        following = self._tokens[at] if at < len(self._tokens) else None
        return following is not None and following.norm != "i" and self._text[following.start].isupper()

    @property
    def opens(self) -> bool:
        """At the start of a sentence or of a part between commas."""
        return self._opens() or "," in self._tokens[self._first].gap

    def _opens(self) -> bool:
        return self._first == 0 or any(c in self._tokens[self._first].gap for c in ".!?\n:")

    def _subject(self) -> bool:
        """At a sentence's start and followed by a past verb: "heat was amazing"."""
        following = self._tokens[self._last].norm if self._last < len(self._tokens) else ""
        return self._opens() and following in (
            "was",
            "is",
            "sucked",
            "rocked",
            "rules",
            "bored",
            "rocks",
            "sucks",
        )


def demand(phrase: str, popularity: float) -> int:
    """How much evidence a folded title needs, from how ordinary its words are and how little known it is."""
    if phrase in word_set("talk"):
        return EXTREME
    ranks = word_ranks()
    words = phrase.split()
    bare = words[1:] if len(words) > 1 and words[0] in word_set("articles") else words
    level = [ranks.get(word, 99_999) for word in bare]
    if len(bare) == 1:
        need = _demand_of_one(bare[0], level[0], with_article=len(bare) < len(words))
        # A little-known film with an ordinary word for a title is seldom what is meant.
        if popularity < 12 and level[0] < 3000:
            return max(need, MUCH)
        return max(need, SOME) if popularity < 12 and level[0] < 99_999 else need
    ordinary = max(level)
    if bare[-1] in ("movie", "film", "movies", "films"):  # "a scary movie"
        return MUCH
    if bare[0] in word_set("talk_starts") and ordinary < 3000:
        return SOME
    if len(bare) == 2 and ordinary < 2500:
        return SOME
    if len(bare) == 3 and ordinary < 1200:
        return SOME
    return SOME if popularity < 5 and ordinary < 4000 and len(bare) < 5 else FREE


def _demand_of_one(word: str, rank: int, *, with_article: bool) -> int:
    if word in word_set("pronouns") or len(word) == 1:
        return EXTREME
    if word.isdigit() or (rank < 1100 and not with_article):
        return MUCH
    if rank < (3000 if with_article else 8000):
        return SOME
    return FREE


def satisfied(need: int, shown: Evidence, *, listed: bool, dated: bool) -> bool:
    """Whether a phrase that needs `need` may be read as a title."""
    if need == FREE or dated or shown.quoted:
        return True
    if need == SOME:
        return (
            listed
            or shown.rated
            or shown.heads_list
            or shown.after_verb
            or shown.after_seeing
            or shown.capital
        )
    if need == MUCH:
        return (
            shown.after_seeing
            or (shown.rated and shown.opens)
            or shown.heads_list
            or ((shown.capital or listed) and (shown.after_verb or listed))
        )
    return shown.capital and shown.after_seeing
