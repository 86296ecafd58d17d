"""What a model may say around composed facts: nothing that names, counts, praises, denies or claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...recommenders.search.fold import fold
from .mentions import Linker
from .words import word_lists

if TYPE_CHECKING:
    from ...tools.audit.words import Sentence, Token

LONGEST_SENTENCE = 200
"""Characters."""

_YOU = r"\b(?:you(?:['’](?:ve|re|d|ll))?|your)\b"
_STATES = (
    r"\b(?:like[ds]?|love[ds]?|enjoy\w*|prefer\w*|hate[ds]?|dislike[ds]?|seen|watched|saw|told|said|mentioned"
    r"|asked|favou?rite\w*|taste\w*|fan|interest\w*|mood|history|want\w*)\b"
)
_PERSONAL = re.compile(rf"{_YOU}[^.!?]*?{_STATES}", re.IGNORECASE)
_MARKUP = re.compile(r"[*_`#<>\[\]{}|\n]|https?:")


class Guard:
    """Checks connecting sentences against one draft.

    `text` is the composed answer and `names` what it may mention; `message` is what the user wrote. With a
    `lexicon`, a catalogue name in any spelling is found even in lower case.
    """

    def __init__(
        self, text: str, names: Iterable[str] = (), *, message: str = "", lexicon: Linker | None = None
    ) -> None:
        self._text = text
        self._known = frozenset(fold(" ".join((text, message, *names))).split())
        self._composed = f" {fold(' '.join((text, message, *names)))} "
        self._message = f" {fold(message)} "
        self._lexicon = lexicon

    def complaints(self, text: str) -> list[str]:
        """What is wrong with the model's words, in words; empty when nothing is."""
        from ...tools.audit.words import sentences

        found = []
        if _MARKUP.search(text):
            found.append("markup or a link")
        if len(text) > LONGEST_SENTENCE:
            found.append(f"longer than {LONGEST_SENTENCE} characters")
        for sentence in sentences(text):
            found += self._sentence(sentence)
        if self._lexicon is not None:
            found += self._names(text)
        return list(dict.fromkeys(found))

    def _sentence(self, sentence: Sentence) -> list[str]:
        """Complaints about one sentence."""
        from ...tools.audit.lexicon import load_lexicon

        lexicon = load_lexicon()
        found = []
        words = tuple(token.fold for token in sentence.tokens)
        for at, token in enumerate(sentence.tokens):
            if token.fold in self._known:
                continue
            if (kind := self._kind(token, lexicon.common, first=at == 0)) is not None:
                found.append(f"{kind} {token.text!r}")
        objected = [hit for hit in lexicon.objections(words) if words[hit.first] not in self._known]
        found += [f"{hit.kinds[0]} {' '.join(words[hit.first : hit.last])!r}" for hit in objected]
        said = fold(sentence.text)
        if said and f" {said} " in self._message:
            found.append("a repetition of the message")
        for match in _PERSONAL.finditer(sentence.text):
            if f" {fold(match.group())} " not in self._composed:
                found.append(f"a claim about the person {match.group()!r}")
        return found

    def _kind(self, token: Token, common: frozenset[str], *, first: bool) -> str | None:
        """What an unknown word must not be: a number, a relation, a denial, a deed, a name."""
        if token.digits:
            return "the number"
        lists = word_lists()
        if token.fold in lists.numbers - lists.plain_numbers:
            return "the number"
        if token.fold in lists.relations:
            return "a statement of fact with"
        if token.fold in lists.denials:
            return "a denial with"
        if token.fold in lists.deeds:
            return "a deed with"
        opens = token.opens or first
        if token.capital and token.fold != "i" and not (opens and token.fold in common | lists.openers):
            return "the name"
        return None

    def _names(self, text: str) -> list[str]:
        """Catalogue names that the draft does not hold, whatever their spelling."""
        assert self._lexicon is not None
        found = []
        for mention in self._lexicon.link(text):
            if mention.kind in ("direction", "count", "ordinal"):
                continue
            if f" {fold(mention.text)} " not in self._composed:
                found.append(f"the name or value {mention.text!r}")
        return found
