"""Verdicts without a verb of taste: marks, thumbs and smileys, and sentences that only judge or take back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .clauses import Clause
from .linking import Mentioned
from .objects import targets_of
from .skeleton import Word
from .statements import Kind, ReadClause, Statement, Target
from .tables import judged, takes_back
from .tone import predicate_tone, tone_of

_GLAD = re.compile(r"[👍❤♥💕💖💗💙💚💛🧡💜🖤😍🥰🤩😻💯🔥👌⭐🙌👏]")
_SORRY = re.compile(r"[👎🤮🤢😴🥱💩😡😠🤬🙄😒🚫❌👿]")
_FEW_STARS = 2
_SIGNED = re.compile(r"(?:^|[\s,;(])([+\-–−])$")
_ABOVE = re.compile(r">{1,4}")
_BARE = re.compile(r"^(?:(?:<[ipclxo]\d+>|and|for|the|films?|stuff|to|my) ?)+$")
# Words of praise that as often only answer: alone before a stop they judge, before a comma they do not.
_COURTEOUS = re.compile(r"^(?:good|great|perfect|awesome|lovely|brilliant|amazing|excellent|fantastic|wow)$")
_TELLING = re.compile(r"^<i\d+> (?!and\b|or\b)[a-z]+ ")
_UNLIKELY = re.compile(r"^(?:good|great stuff|good stuff)$")


def emphatic(gap: str) -> int:
    """1 where the signs in `gap` praise, -1 where they blame, 0 where they do neither."""
    stars = gap.count("★")
    if stars:
        return 1 if stars >= _FEW_STARS + 2 else -1 if stars <= _FEW_STARS else 0
    return 1 if _GLAD.search(gap) else -1 if _SORRY.search(gap) else 0


def marked(clause: Clause, index: int, mentions: Sequence[Mentioned], tail: str) -> list[Statement]:
    """Names with nothing but a sign: "👍 thrillers", "horror 🤮", "+comedy -horror"."""
    if not clause.mentions or not _BARE.match(clause.text):
        return []
    found: list[Statement] = []
    words = clause.words
    if (
        len(clause.mentions) == 2
        and words[-1].mention is not None
        and _ABOVE.fullmatch(words[-1].gap.strip())
    ):
        first = next(word for word in words if word.mention is not None)
        return _felt(first, 1, index, mentions)
    signs = [_SIGNED.search(word.gap) for word in words]
    plus = any(sign and sign[1] == "+" for sign in signs)
    lead = emphatic(words[0].gap)
    named = [at for at, word in enumerate(words) if word.mention is not None]
    for at in named:
        after = next((words[k].gap for k in range(at + 1, len(words))), tail)
        sign = signs[at]
        feeling = (1 if sign[1] == "+" else -1) if sign and plus else emphatic(after)
        feeling = feeling or lead or emphatic(tail)
        found.extend(_felt(words[at], feeling, index, mentions))
    return found


def _felt(word: Word, feeling: int, index: int, mentions: Sequence[Mentioned]) -> list[Statement]:
    if not feeling or word.mention is None:
        return []
    targets = meant(mentions[word.mention])
    return [judgement(feeling, targets, word.start, word.end, index, "sign")] if targets else []


def toned(clause: Clause, index: int, mentions: Sequence[Mentioned]) -> list[Statement]:
    """A sentence about the names that open it, judged by its words alone."""
    feeling = 0 if clause.question or clause.lead == "if" else predicate_tone(clause.text)
    targets = tuple(t for i in clause.mentions for t in meant(mentions[i])) if feeling else ()
    return [judgement(feeling, targets, clause.start, clause.end, index, "tone")] if targets else []


def meant(mention: Mentioned) -> tuple[Target, ...]:
    """What a mention stands for as the object of a verdict: its values, or its places in the last list."""
    if mention.kind == "ordinal":
        return tuple(
            Target(mention.start, mention.end, mention.text, reference=ref, mention=mention)
            for ref in mention.refs
        )
    if not mention.readings or mention.kind in ("year", "runtime", "count", "direction", "unknown"):
        return ()
    return targets_of(mention)


def judgement(
    feeling: int, targets: tuple[Target, ...], start: int, end: int, index: int, cue: str
) -> Statement:
    """A like or a dislike."""
    kind = Kind.LIKE if feeling > 0 else Kind.DISLIKE
    return Statement(kind, targets, start, end, index, cue=cue, polarity=feeling)


def verdict(
    clause: Clause, index: int, before: list[ReadClause], mentions: Sequence[Mentioned], *, closed: bool
) -> list[Statement]:
    """A clause that only judges what the clauses before it spoke of: "Saw Heat. Brilliant."

    `closed` says that a stop or the end follows, so that "great" is no mere opener.
    """
    if clause.lead not in ("", "and", "but", "so", "plus"):
        return []
    feeling = judged(clause.text) or (0 if clause.mentions else tone_of(clause.text))
    if not feeling or clause.question or (_COURTEOUS.match(clause.text) and not closed):
        return []
    targets = spoken_of(before, mentions)
    if not targets or (_UNLIKELY.match(clause.text) and not closed):
        return []
    return [judgement(feeling, targets, clause.start, clause.end, index, "verdict")]


_OWN = re.compile(
    r"^(?:(?:personally|myself|for my part) )*(?:(?:i|we|i myself) (?:do|did|am|was|have"
    r"|would)(?P<no> not)?(?: like it| at all"
    r"| so much"
    r"| really| agree| enjoy it| one bit)?|(?P<same>me too|so do i|so did i|same here"
    r"|as do i|as did i|i agree|i do too|i did too)"
    r"|(?P<neither>me neither|neither do i|neither did i|nor do i|nor did i|not me|not i))(?: though"
    r"| however)?$"
)
_FOND = re.compile(
    r"\b(?:likes?|liked|loves?|loved|adores?|adored|enjoys?|enjoyed|into|fan|fans|obsessed|crazy|raves?)\b"
)
_AVERSE = re.compile(
    r"\b(?:hates?|hated|dislikes?|disliked|loathes?|loathed|detests?|detested|despises?|stand|bored)\b"
)


def echoed(
    clause: Clause, index: int, before: list[ReadClause], mentions: Sequence[Mentioned]
) -> list[Statement]:
    """The speaker beside somebody else: "my wife loves musicals, I don't", "he loved it, me too"."""
    own = _OWN.match(clause.text)
    if not own or clause.question or not before or not before[-1].blocked or before[-1].clause.question:
        return []
    other = before[-1].clause
    fond, averse = bool(_FOND.search(other.text)), bool(_AVERSE.search(other.text))
    denied = bool(re.search(r"\b(?:not|never) \w+", other.text)) and not other.text.startswith("not ")
    feeling = (1 if fond else -1) if fond != averse else 0
    if "stand" in other.text.split() and denied:
        denied = False
    if own["neither"]:
        feeling = (
            -1
            if (fond and denied)
            or "stand" in other.text.split()
            or (own["neither"].startswith("not") and fond)
            else 0
        )
    elif own["same"]:
        feeling = -feeling if denied else feeling
    elif own["no"]:
        feeling = -1 if feeling > 0 else 0
    if not feeling:
        return []
    targets = tuple(t for i in other.mentions for t in meant(mentions[i]))
    targets = targets or spoken_of(before[:-1], mentions)
    return [judgement(feeling, targets, clause.start, clause.end, index, "echo")] if targets else []


def tells_of_item(read: ReadClause) -> bool:
    """Whether a clause says something of a film, without asking or stating a taste: "Titanic made me weep"."""
    clause = read.clause
    if clause.question and _BARE.match(clause.text):
        return True
    return not (clause.question or read.blocked or read.wish) and bool(_TELLING.match(clause.text))


def spoken_of(before: list[ReadClause], mentions: Sequence[Mentioned]) -> tuple[Target, ...]:
    """The items that a verdict right after `before` judges; none where no item was seen or put up."""
    for read in reversed(before[-3:]):
        seen = [s for s in read.statements if s.kind is Kind.SEEN]
        if seen:
            return tuple(
                t
                for s in seen
                for t in s.targets
                if t.item or (t.reference or "").isdigit() or t.reference == "all"
            )
        judged_items = [s for s in read.statements if s.cue == "verdict"]
        if judged_items:
            return judged_items[-1].targets
        if read.statements:
            return ()
        if tells_of_item(read):
            return tuple(t for i in read.clause.mentions[:1] for t in meant(mentions[i]))
        if read.clause.mentions:
            if not (read.clause.question and _BARE.match(read.clause.text)):
                return ()
            return tuple(t for i in read.clause.mentions for t in meant(mentions[i]))
    return ()


def lapsed(clause: Clause, before: list[ReadClause], mentions: Sequence[Mentioned]) -> list[Statement]:
    """A taste taken back in the next clause: "I liked romance once, but those days are gone"."""
    if not before or clause.question:
        return []
    text = f"{clause.lead} {clause.text}" if clause.lead == "but" else clause.text
    if not before[-1].statements:
        return _given_up(clause, before, mentions) if takes_back(text) else []
    last = before[-1].statements[-1]
    if last.kind not in (Kind.LIKE, Kind.RETRACT) or not last.targets:
        return []
    if not takes_back(text):
        return []
    return [
        replace(
            last,
            kind=Kind.RETRACT,
            clause=len(before),
            polarity=0,
            replaces=(),
            start=clause.start,
            end=clause.end,
        )
    ]


def _given_up(clause: Clause, before: list[ReadClause], mentions: Sequence[Mentioned]) -> list[Statement]:
    """A name put as a question and taken back: "action films? not any more"."""
    other = before[-1].clause
    if not (other.question and _BARE.match(other.text)):
        return []
    targets = tuple(t for i in other.mentions for t in meant(mentions[i]))
    return (
        [Statement(Kind.RETRACT, targets, other.start, clause.end, len(before), cue="lapsed")]
        if targets
        else []
    )
