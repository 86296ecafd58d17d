"""What a taste is of: the shortest words that name it, found in what stands beside a cue."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from .....fold import fold
from .carried import Carried, does
from .carriers import carried
from .evidence import is_known, known_value
from .listing import JOINERS, parts_of
from .names import BACK, NONE, Thing, name_in
from .phrases import trimmed
from .tables import lexicon, listed, plain
from .word import Word

_LONGEST = 6
_FIELDS = frozenset("science technology research engineering".split())
_THEMES = frozenset("theme themes topics genre genres subjects settings motifs tropes".split())


def things(words: Sequence[Word], *, left: bool = False) -> list[Thing]:
    """The things named in a stretch of words, in order; one that points back where nothing is named."""
    region = _subject(words) if left else list(words)
    while region and (region[0].text == "," or region[0].text in ("and", "but")) and not region[0].quoted:
        region.pop(0)
    region = _whose(region)
    if not region or _points(region) or (len(region) == 1 and region[0].text == "which"):
        return [BACK]
    if _empty(region, left=left):
        return [NONE]
    if len(region) == 2 and region[0].text in ("that", "this") and _sort_of_thing(region[1]):
        return [BACK]
    if region[0].text == "how" and len(region) > 2 and region[1].name:
        return [replace(name_in(region[1:]), vague=True)]
    if region[0].text == "how" and len(region) > 3 and region[-1].text in ("is", "are"):
        region = region[2:-1]
    frame = carried(region)
    if frame.refused or frame.back or not frame.words:
        return [BACK if frame.back or (frame.pointing and not frame.refused) else NONE]
    return _found(frame)


def _whose(region: list[Word]) -> list[Word]:
    """The name alone in "the work of NAME" and "my trip to NAME"; else the words as they are."""
    for at in range(1, min(_LONGEST, len(region) - 1)):
        before, word, after = region[at - 1], region[at], region[at + 1]
        if not after.name or word.name or before.name:
            continue
        made = word.text == "of" and before.text in lexicon().nouns | _MADE
        went = word.text in ("to", "in", "at") and before.text in _STAYS
        if made or went:
            return region[at + 1 :]
    return region


_MADE = frozenset(
    "work works writing directing acting voice art films performances style oeuvre compositions".split()
)
_STAYS = frozenset(
    "trip trips visit visits holiday holidays vacation vacations stay weekend honeymoon".split()
)


def _sort_of_thing(word: Word) -> bool:
    """Whether a word only says what sort of thing is meant: "that decade", "this author"."""
    table = lexicon()
    return not word.name and (word.text in table.titles or word.text in table.persons)


def _empty(region: Sequence[Word], *, left: bool) -> bool:
    """Whether the words cannot name a taste: an infinitive, a preposition, a clause of their own."""
    first = region[0]
    following = region[1].text if len(region) > 1 else ""
    if left:
        return any(word.text in _PERSONAL and not word.name for word in region)
    if first.text == "to" and following and not does(following):
        return True
    clausal = first.text == "that" and following in listed("clausal")
    named = first.text == "more" and len(region) > 1 and region[1].name
    return clausal or (first.text in listed("away") and not first.name and not named)


def _found(frame: Carried) -> list[Thing]:
    parts = parts_of(frame)
    found = [_thing(part, frame, first=at == 0) for at, part in enumerate(parts)]
    if found[0].sort == "none":
        return [NONE]
    kept = [thing for thing in found if thing.sort == "value"] or found[:1]
    return [*kept, Thing("value", frame.extra, frame.domain, "decade")] if frame.extra else kept


def _points(region: Sequence[Word]) -> bool:
    """Whether a pronoun stands alone: "it", "them all", "it so much"."""
    if region[0].name or region[0].quoted or region[0].text not in listed("back"):
        return False
    following = region[1].text if len(region) > 1 else ""
    alone = not following or following in plain().stops | plain().tails | JOINERS | {
        "all",
        "both",
        "anyway",
        "very",
    }
    return alone or region[0].text in ("it", "them", "him", "he", "she", "they")


_PERSONAL = frozenset("me us you do does our my your i we".split())


def _subject(words: Sequence[Word]) -> list[Word]:
    """The last noun phrase of what stands before a predicate."""
    region = list(words)
    if [word.text for word in region[:2]] in (["for", "me"], ["to", "me"], ["with", "me"]):
        region = region[2:]
    texts = [word.text for word in region]
    for at in range(len(region) - 1, -1, -1):
        if texts[at] == "," and at + 1 < len(region) and (at > 3 or not _listed(texts, at)):
            return region[at + 1 :]
        if at and texts[at] in listed("topic verbs") and at + 1 < len(region) and not region[at].name:
            return region[at + 1 :]
        if (
            texts[at] in ("i", "we", "you", "that")
            and at + 1 < len(region)
            and not (texts[at] == "that" and at == 0)
        ):
            rest = region[at + 1 :]
            while len(rest) > 1 and rest[0].text in listed("thinking") and not rest[0].name:
                rest.pop(0)
            return rest
    return region


def _listed(texts: Sequence[str], at: int) -> bool:
    return "and" in texts[at:] or "or" in texts[at:]


def _thing(part: Sequence[Word], frame: Carried, *, first: bool) -> Thing:
    if part[0].name or part[0].quoted or (part[0].text == "the" and len(part) > 1 and part[1].name):
        words = part[1:] if part[0].text == "the" else part
        if len(words) == 1 and not (words[0].quoted or frame.slot) and words[0].text.lower() in plain().talk:
            return NONE
        return replace(name_in(words), domain=frame.domain, slot=frame.slot)
    inner = carried(part) if not first else frame
    if not first:
        if inner.refused or inner.back or not inner.words:
            return NONE
        if inner.words[0].name or inner.words[0].quoted:
            return replace(
                name_in(inner.words), domain=inner.domain or frame.domain, slot=inner.slot or frame.slot
            )
        part = inner.words
    words = trimmed(part)
    if not words:
        return NONE
    texts = [word.text for word in words]
    if texts[0] in listed("back") and len(texts) == 1:
        return BACK
    return _judged(words, inner if not first else frame, frame)


def _judged(words: Sequence[Word], own: Carried, frame: Carried) -> Thing:
    """A value, or nothing where the words name what nobody has a taste for."""
    table = plain()
    texts = [word.text for word in words]
    domain, slot = own.domain or frame.domain, own.slot or frame.slot
    head = texts[-1]
    known = known_value(fold(" ".join(texts))) != ("", "")
    if (texts[0] in listed("refused") and not is_known(fold(" ".join(texts)))) or any(
        text in _PERSONAL for text in texts
    ):
        return NONE
    if any(
        word in (table.aspects | table.talk) and after == "of" for word, after in itertools.pairwise(texts)
    ):
        return BACK if own.pointing and not own.about else NONE
    if head in _THEMES and len(words) > 1 and not own.pointing:
        kept = words[:-1] if head in ("genre", "genres") else words
        return Thing("value", tuple(kept), domain, slot, vague=own.comparative)
    joined = texts[0] in table.talk and "and" in texts
    field = len(words) > 1 and head in _FIELDS and texts[-2] not in ("like", "of", "about")
    if ((head in table.talk and not field) or joined) and not known and not own.about:
        return NONE
    plain_noun = head in lexicon().nouns and len(words) > 1
    if head in table.aspects and (own.pointing or len(words) == 1) and not (known or own.about or plain_noun):
        return BACK if own.pointing else NONE
    if own.pointing and not known and not domain and any(text in table.aspects for text in texts):
        return BACK
    if len(words) > _LONGEST and not known:
        return NONE
    if all(text in table.idle or text in table.determiners for text in texts):
        return NONE
    return Thing("value", tuple(words), domain, slot, own.comparative, own.article or own.pointing)
