"""What a taste is of: the shortest words that name it, found in what stands beside a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from .....fold import fold
from .carriers import Carried, carried, does, stripped
from .evidence import is_known, known_value
from .tables import lexicon, plain
from .words import Word

Sort = Literal["value", "back", "none"]

_BACK = frozenset("it them him her he she they one ones those these that this stuff same both each".split())
_OWNERS = frozenset("his her their its whose".split())
_REFUSED = frozenset(
    "how when what that why where whether to you your yours being having getting learning seeing thinking talking feeling waiting be been sitting standing dealing "
    "experiencing working helping knowing hearing making doing trying finding discussing chatting meeting asking using "
    "understanding keeping taking giving if because i we us me myself speaking considering discovering sharing starting "
    "playing putting looking spending saving paying eating drinking walking getting somebody someone anybody people everyone "
    "everybody nobody there here another anyone wow omg haha lol yikes ugh oops thanks not no yes and or but please".split()
)
_LONGEST = 6
_THEMES = frozenset("theme themes topics genre genres subjects settings motifs tropes".split())
_JOINERS = frozenset(["and", "or", ",", "nor", "&"])
_LINKS = frozenset("& of the de la le el du da di van von der den del y and n".split())
_LOOSE_LINKS = frozenset("in with to for on a at from by an".split())
DECADE = re.compile(r"^(?:early |late |mid )?(?:the )?(?:(?:1[5-9]|20)?\d0'?s|'\d0s|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies|noughties|\d\dth century|\d\d00s)$")


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing spoken of. `sort` is `back` where the words only point back ("it", "their sound")."""

    sort: Sort
    words: tuple[Word, ...] = ()
    domain: str = ""
    slot: str = ""
    vague: bool = False
    article: bool = False

    @property
    def start(self) -> int:
        """Where it starts in the message."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end

    @property
    def named(self) -> bool:
        """Whether it is a proper name or a title."""
        return any(word.name or word.quoted for word in self.words)


BACK = Thing("back")
NONE = Thing("none")


def things(words: Sequence[Word], *, left: bool = False) -> list[Thing]:
    """The things named in a stretch of words, in order; one that points back where nothing is named."""
    region = _subject(words) if left else list(words)
    while region and (region[0].text == "," or region[0].text in ("and", "but")) and not region[0].quoted:
        region.pop(0)
    if not region:
        return [BACK]
    if region[0].text == "to" and len(region) > 1 and not does(region[1].text):
        return [NONE]
    if region[0].text in _AWAY and not region[0].name and not left:
        return [NONE]
    if _points(region):
        return [BACK]
    if region[0].text == "that" and len(region) > 1 and region[1].text in _CLAUSAL:
        return [NONE]
    if left and any(word.text in _PERSONAL and not word.name for word in region):
        return [NONE]
    if region[0].text == "how" and len(region) > 2 and region[1].name:
        return [replace(_named(region[1:]), vague=True)]
    frame = carried(region)
    if frame.refused:
        return [NONE]
    if frame.back:
        return [BACK]
    if not frame.words:
        return [BACK if frame.pointing else NONE]
    parts = _parts(frame)
    found = [_thing(part, frame, first=at == 0) for at, part in enumerate(parts)]
    if found[0].sort == "none":
        return [NONE]
    kept = [thing for thing in found if thing.sort == "value"] or found[:1]
    return [*kept, Thing("value", frame.extra, frame.domain, "decade")] if frame.extra else kept


def _points(region: Sequence[Word]) -> bool:
    """Whether a pronoun stands alone: "it", "them all", "it so much"."""
    if region[0].name or region[0].quoted or region[0].text not in _BACK:
        return False
    following = region[1].text if len(region) > 1 else ""
    alone = not following or following in plain().stops | plain().tails | _JOINERS | {"all", "both", "anyway", "very"}
    return alone or region[0].text in ("it", "them", "him", "he", "she", "they")


_AWAY = frozenset("in on at about from with for by during after because so very more most too as since if than".split())
_CLAUSAL = frozenset("i you we they he she it this there people everyone the a my your".split())
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
        if at and texts[at] in _TOPIC_VERBS and at + 1 < len(region) and not region[at].name:
            return region[at + 1 :]
        if texts[at] in ("i", "we", "you", "that") and at + 1 < len(region) and not (texts[at] == "that" and at == 0):
            return region[at + 1 :]
    return region


_TOPIC_VERBS = frozenset("tackle tackles explore explores cover covers feature features mention mentions include includes use uses about".split())


def _listed(texts: Sequence[str], at: int) -> bool:
    return "and" in texts[at:] or "or" in texts[at:]


def _parts(frame: Carried) -> list[list[Word]]:
    """The members of a list: "techno, house and trance". What belongs together stays together."""
    words = list(frame.words)
    pieces: list[list[Word]] = [[]]
    joints: list[str] = []
    for at, word in enumerate(words):
        tied = word.text == "&" and 0 < at < len(words) - 1 and words[at - 1].name and words[at + 1].name
        if word.text in _JOINERS and not (word.name or word.quoted or tied):
            if pieces[-1]:
                pieces.append([])
                joints.append(word.text)
            continue
        pieces[-1].append(word)
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return pieces or [words]
    if set(joints) == {","}:
        coloured = len(pieces) == 2 and len(pieces[0]) == 1 and frame.domain and not pieces[0][0].name
        return pieces[1:] if coloured and known_value(pieces[0][0].text) == ("", "") else pieces[:1]
    whole = [[word for word in words if word.text != ","]]
    if len(pieces) == 2 and not _apart(pieces, frame):
        return whole
    return pieces


def _apart(pieces: Sequence[Sequence[Word]], frame: Carried) -> bool:
    """Whether two joined names are two tastes: both proper names, both known, or each with its own noun."""
    one, other = pieces[0], pieces[1]
    norms = [_norm(piece) for piece in (one, other)]
    if is_known(" and ".join(norms)) or is_known(" ".join(norms)):
        return False
    if all(piece[-1].name or piece[-1].quoted for piece in (one, other)):
        return not (other[0].text in ("The", "the", "His", "Her") and not one[0].text.startswith("The"))
    if frame.both:
        return True
    nouns = lexicon().nouns
    if one[-1].text in nouns and other[-1].text in nouns and len(one) > 1:
        return True
    if any(word.text in _OWNERS or word.text in ("the",) for word in other[:1]):
        return True
    if DECADE.match(norms[0]) and DECADE.match(norms[1]):
        return True
    known = [known_value(norm) for norm in norms]
    if frame.about:
        return False
    return all(hit != ("", "") for hit in known) and all(hit[1] in ("genre", "activity") for hit in known)


def _norm(words: Sequence[Word]) -> str:
    nouns = lexicon().nouns
    texts = [word.text for word in words]
    while len(texts) > 1 and texts[-1] in nouns:
        texts.pop()
    return fold(" ".join(texts))


def _thing(part: Sequence[Word], frame: Carried, *, first: bool) -> Thing:
    if part[0].name or part[0].quoted or (part[0].text == "the" and len(part) > 1 and part[1].name):
        words = part[1:] if part[0].text == "the" else part
        if len(words) == 1 and not words[0].quoted and words[0].text.lower() in plain().talk:
            return NONE
        return replace(_named(words), domain=frame.domain, slot=frame.slot)
    inner = carried(part) if not first else frame
    if not first:
        if inner.refused or inner.back or not inner.words:
            return NONE
        if inner.words[0].name or inner.words[0].quoted:
            return replace(_named(inner.words), domain=inner.domain or frame.domain, slot=inner.slot or frame.slot)
        part = inner.words
    words = _trimmed(part)
    if not words:
        return NONE
    texts = [word.text for word in words]
    if texts[0] in _BACK and len(texts) == 1:
        return BACK
    return _judged(words, inner if not first else frame, frame)


def _judged(words: Sequence[Word], own: Carried, frame: Carried) -> Thing:
    """A value, or nothing where the words name what nobody has a taste for."""
    table = plain()
    texts = [word.text for word in words]
    domain, slot = own.domain or frame.domain, own.slot or frame.slot
    head = texts[-1]
    known = known_value(fold(" ".join(texts))) != ("", "")
    if (texts[0] in _REFUSED and not is_known(fold(" ".join(texts)))) or any(text in _PERSONAL for text in texts):
        return NONE
    if any(word in (table.aspects | table.talk) and after == "of" for word, after in zip(texts, texts[1:], strict=False)):
        return BACK if own.pointing and not own.about else NONE
    if head in _THEMES and len(words) > 1 and not own.pointing:
        kept = words[:-1] if head in ("genre", "genres") else words
        return Thing("value", tuple(kept), domain, slot, vague=own.comparative)
    if head in table.talk and not known and not own.about:
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


def _trimmed(part: Sequence[Word]) -> list[Word]:
    """A lower-case value: up to where something else begins, without what only colours it."""
    table = plain()
    kept: list[Word] = []
    for at, word in enumerate(part):
        if at and word.text in table.stops and not word.name and not word.quoted:
            break
        if at and word.text in table.tails and not word.name and _ends_at(part, at):
            break
        if word.text == "," or (at and word.text == "the" and at + 1 < len(part) and part[at + 1].text == "way"):
            break
        kept.append(word)
    while kept and kept[0].text in (table.determiners | table.idle) and len(kept) > 1 and not _fixed(kept):
        kept.pop(0)
    kept = stripped(kept)
    while len(kept) > 1 and (
        kept[-1].text in table.determiners or kept[-1].text in table.tails or kept[-1].text in ("of", "and", "or")
    ):
        kept.pop()
    return kept


def _fixed(words: Sequence[Word]) -> bool:
    return known_value(fold(" ".join(word.text for word in words))) != ("", "") and len(words) <= 3


def _ends_at(part: Sequence[Word], at: int) -> bool:
    """Whether the preposition at `at` begins something outside the value."""
    word = part[at].text
    head = part[0].text
    following = part[at + 1].text if at + 1 < len(part) else ""
    if not following:
        return True
    if word == "about" and part[at - 1].text.endswith("s"):
        return following in plain().determiners
    if word in ("with", "in", "to", "from", "by", "under", "off", "into", "through"):
        gerund = head.endswith("ing") or part[at - 1].text.endswith("ing")
        if following in plain().determiners or following in ("movies", "films", "books"):
            return not (gerund and word in ("with", "off", "through", "under", "by"))
        if word == "in":
            return not gerund or part[at + 1].name
        return not gerund
    return True


def _named(words: Sequence[Word]) -> Thing:
    """A proper name or title that begins `words`: joined by small words where more of it follows."""
    if words[0].quoted:
        return Thing("value", (words[0],))
    kept = [words[0]]
    at = 1
    while at < len(words) and not kept[-1].owner:
        word = words[at]
        if word.name and not word.quoted:
            kept.append(word)
        elif word.text.isdigit() and len(word.text) < 5:
            kept.append(word)
        else:
            size = _link(words, at)
            if not size:
                break
            kept.extend(words[at : at + size])
            at += size
            continue
        at += 1
    rest = words[at : at + 1]
    if rest and len(kept) == 1 and not kept[0].owner and _lower_head(rest[0]) and _adjective(kept[0], words[at:]):
        return _mixed(kept, words[at:])
    return Thing("value", tuple(kept))


_OF_A_PEOPLE = re.compile(r"(?:ese|ish|ian|ean|can|man|an|ch|ic|ek|ss|ai|tch|qi|li|bian|wood)$")


def _adjective(word: Word, rest: Sequence[Word]) -> bool:
    """Whether a word with a capital only describes what follows: "Korean dramas", never "Ljubljana last spring"."""
    if known_value(fold(" ".join(part.text for part in rest[:2]))) != ("", "") or known_value(rest[0].text) != ("", ""):
        return True
    return bool(_OF_A_PEOPLE.search(word.text)) and rest[0].text not in ("last", "this", "next", "every", "yesterday", "way", "one", "years")


def _lower_head(word: Word) -> bool:
    table = plain()
    text = word.text
    return text[0].isalpha() and text not in table.stops and text not in table.tails and text not in (
        "and", "or", "of", ",", "as", "at", "very", "all", "any", "no", "in",
    ) and text not in lexicon().nouns and text not in table.determiners and text not in table.aspects


def _mixed(kept: list[Word], rest: Sequence[Word]) -> Thing:
    """An adjective with a capital and what it describes: "Korean dramas", "Scandinavian crime fiction"."""
    tail = _trimmed(rest)
    while len(tail) > 1 and tail[-1].text in lexicon().nouns:
        tail.pop()
    if not tail or len(tail) > 3:
        return Thing("value", tuple(kept))
    return Thing("value", (*kept, *tail))


def _link(words: Sequence[Word], at: int) -> int:
    """How many small words join the name before `at` to more of it after; 0 where it ends."""
    texts = [word.text for word in words[at : at + 3]]
    if texts[0] in _LINKS:
        if texts[0] == "and" and not (len(texts) > 1 and texts[1].lower() == "the"):
            return 0
        if len(texts) > 1 and words[at + 1].name:
            return 1
        if len(texts) > 2 and texts[1] in ("the", "la", "a") and words[at + 2].name:
            return 2
        return 0
    if texts[0] in _LOOSE_LINKS and len(texts) > 2 and texts[1] in ("the", "a") and words[at + 2].name:
        return 2
    return 0
