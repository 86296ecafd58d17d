"""Where one thing said ends and the next begins, with punctuation or without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .skeleton import Skeleton, Word
from .tables import judged, takes_back, words

_HARD = re.compile(r"[.!?;\n\r…—–|]|\s-+\s|--")
_SOFT = re.compile(r"[,:()\[\]]")
_CONJUNCTIONS = frozenset(["and", "or", "so", "then", "because", "since", "plus", "while", "whereas", "if"])
_CONTRASTS = frozenset(["but", "though", "although", "however", "yet"])
_AGREES = re.compile(r"so (?:do|did|am|have) (?:i|we)\b")
_KINDS = frozenset(["genre", "genres", "kinds", "kind", "types", "type", "sorts", "sort", "films"])
_NO_CONTRAST_AFTER = frozenset(["anything", "nothing", "everything", "all", "none", "anyone", "anybody"])

_SUBJECT = r"(?:i|we(?: all| both)?|you|he|she|they|my \w+|everyone|people|nobody)"
_VERB = (
    r"(?:am|was|are|is|have|had|has|do|did|does|can|could|will|would|never|always|only|used|love|loved"
    r"|loves|like|liked"
    r"|likes|hate|hated|hates|enjoy|enjoyed|adore|adored|prefer|preferred|dislike|disliked|want|wanted"
    r"|need|fancy|feel"
    r"|watched|watch|saw|seen|caught|finished|think|thought|mean|meant|changed|despise|loathe|avoid"
    r"|detest|know|take"
    r"|no|not|said|told|guess|grew|stopped|started|got|tend|said|appreciate|dig|wish|now|rewatched|thinks"
    r"|find|found|consider|gave|give|rate|rated|call|bores?|annoys?)"
)
_QUESTION = (
    r"(?:what|which|who|whom|whose|why|how|when|where) (?:should|can|could|would|will|do|did|does|is|are"
    r"|was|were|film|films|else"
    r"|about|come|long|many|much|not|have|has|had|kind|made|directed|wrote|starred|stars|plays|played"
    r"|acted|to|old|good|other|changed|just|now|if|no|the|<|year|country|language|genre|<\w+>)"
    r"|(?:can|could|would|will|do|did|does|have|has|is|are|was|were|am|may|should) (?:i|you|we|he|she"
    r"|they|it|there|that|this|the|any|<\w+>)"
)
_IMPERATIVE = (
    r"(?:recommend|suggest|show|give|find|tell|forget|delete|erase|undo|wipe|list|surprise|remind|search"
    r"|pick|choose"
    r"|explain|help|remove|stop|keep|make|remember|drop|ignore|clear|play|book|hit|add|throw|skip|let"
    r"|look|revert|try"
    r"|thanks|thank|bye|goodbye|hello|hi|any|got|something|anything|maybe|nothing|no|not|only|just|never"
    r"|less|more|another)"
)
_ELIDED = (
    r"(?:love|loved|hate|hated|liked|enjoyed|adored|adore|dislike|saw|seen|watched|loathe|despise|prefer"
    r"|did not|do not|wow|what an? (?:\w+ ){0,2}?(?:film|masterpiece|gem|classic|ride|mess|bore|waste|joke)"
    r"|(?:it|that|they|this|both|all|all of them|both of them) (?:was|is|were|are)|disliked|despised|loathed"
    r"|me neither|me too|same here|neither do i|nor do i|so do i|not me$|found it|found them|thought it"
    r"|thought they|bored me|now (?:no|not|i|it|they)"
    r"|could not|can not|never|not a fan|not into|not my|used to|big fan|huge fan|am|was|were|is|have"
    r"|bored|thought)\b"
)
_STARTS = re.compile(rf"(?:{_SUBJECT} {_VERB}\b|{_QUESTION}|{_IMPERATIVE}\b|{_ELIDED})")
# Without any punctuation only these are sure to begin something new.
_SURE = re.compile(
    r"(?:i (?:do not|can not|never|really|have seen|have|love|hate|like|loved|hated|liked|enjoy|enjoyed"
    r"|want|need|am"
    r"|adore|watched|saw|prefer|used to|changed|fancy|feel like|would (?:like|love)|could go for) \S+"
    r"|(?:what|which) (?:should|can|could|would|do|film|films|else) \S+|who (?:directed|made|wrote|is"
    r"|stars|starred)"
    r"|(?:can|could|would|will) you \S+|do you (?:have|know|remember|think)|why (?:did|not|do|is|are|was"
    r"|would)\b"
    r"|how (?:about|long|come|many)\b|what about\b|what is\b"
    r"|(?:recommend|suggest|surprise me|hit me)\b|(?:show|give|find|tell) me\b|got any\b|any (?:good "
    r"(?=\S)|(?:ideas|suggestions|recommendations|films)\b)"
    r"|forget (?:that|about)\b|delete \w+|undo (?:that|it)\b|thanks?\b|bye\b|no more <)"
)
_FIX = re.compile(
    r"(?:(?:oh |no |oops |sorry |ah )*(?:no wait|wait no|wait|hang on|hold on|scratch that|correction"
    r"|sorry|make that"
    r"|or rather)(?: no)?(?: (?:actually )?i (?:mean|meant))?|(?:no )?i (?:mean|meant)(?: to say)?|no "
    r"make (?:it|that)|actually no|no actually)"
    r"(?= |$)"
)
_NOT_FIX = re.compile(
    r"scratch that (?:about|i|i\b)|wait (?:for|until|till)|i (?:mean|meant) (?:it|that)$|sorry (?:for"
    r"|about|but|i)\b|rather (?:than|not)"
)


_NAMES = re.compile(r"^(?:(?:<[ipclxo]\d+>|and|or|the|all|most|any|films?|stuff|but|by|with|of|both) ?)+$")
_FEELING = frozenset(["love", "like", "hate", "dislike", "enjoy", "adore", "loathe", "mind"])
_MARKED_NAMES = re.compile(r"^(?:(?:rated\w+|<[ipclxo]\d+>|and|or|the|films?|but) ?)+(?<!rated)$")
_TOLD = re.compile(
    r"<[ipclxo]\d+>(?: films?)? (?:is|are|was|were|bored|bores|sucks?|sucked|rocks?|rocked|slaps?)\b"
)
_VERDICT_ON_LIST = re.compile(
    r"^(?:i|we|no|not|do|did|already) .*\b(?:it|these|those|them|that|this|(?:these|those) (?:ones|films)"
    r"|<o\d+>)$"
)
# A sentence of the speaker that lacks its object.
_OPEN_VERB = re.compile(
    r"^(?:i|we) (?:(?!want|need|wish|hope)[a-z]+ ){0,4}?(?:like|liked|love|loved|adore|adored|enjoy|enjoyed"
    r"|hate"
    r"|hated|loathe|loathed|dislike|disliked|despise|detest|stand|bear|tolerate|abide|handle|appreciate|dig"
    r"|prefer|avoid|saw|seen|watched|rewatched|know|skip)(?: (?:most|best|the most|the best|more|a lot|dearly"
    r"|already|at all|either|any more|now|again|too|before|with passion|with a passion|twice|both|all))*$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said: words of a skeleton, the conjunction or `fix` that leads it in, and how it ends."""

    words: tuple[Word, ...]
    lead: str = ""
    question: bool = False
    hard: bool = True
    text: str = ""

    @property
    def start(self) -> int:
        """Where it starts in the message."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return max(word.end for word in self.words)

    @property
    def mentions(self) -> tuple[int, ...]:
        """Indices of what it names."""
        return tuple(word.mention for word in self.words if word.mention is not None)

    @property
    def echo(self) -> bool:
        """Whether it adds to what was said before ("westerns too")."""
        return any(word.echo for word in self.words)

    @property
    def hedged(self) -> bool:
        """Whether it is said with a doubt."""
        return any(word.hedge for word in self.words)

    @property
    def moment(self) -> str | None:
        """`day` or `weekend` when it holds only for now."""
        text = f" {self.text} "
        return next((span for phrase, span in words().momentary.items() if f" {phrase} " in text), None)

    def word_at(self, position: int) -> int:
        """The index of the word at a character of `text`."""
        at = 0
        for index, word in enumerate(self.words):
            at += len(word.text) + 1
            if position < at:
                return index
        return len(self.words) - 1


def split(skeleton: Skeleton) -> tuple[Clause, ...]:
    """The clauses of a message, in order, none empty."""
    found: list[Clause] = []
    for clause in _clauses(skeleton):
        if found and _fronted(found[-1], clause):
            first = found.pop()
            words = (*first.words, *clause.words)
            text = f"{first.text} {clause.text}"
            clause = Clause(words, first.lead, clause.question, first.hard, text)
        found.append(clause)
    return tuple(found)


def _fronted(first: Clause, second: Clause) -> bool:
    """Whether the object came before its sentence: "musicals | I can't stand"."""
    return bool(
        not (second.hard or second.lead or first.question or second.mentions)
        and first.mentions
        and _NAMES.match(first.text)
        and _OPEN_VERB.match(second.text)
    )


def _clauses(skeleton: Skeleton) -> Iterator[Clause]:
    found = skeleton.words
    first, lead, hard = 0, "", True
    at = 0
    while at < len(found):
        cut = _cut(found, at, first)
        if cut is None:
            at += 1
            continue
        begin, new_lead, ends_hard = cut
        if at > first:
            yield _clause(found[first:at], lead, found[at].gap, hard)
        elif lead and not new_lead:
            new_lead = lead
        first, lead, hard = begin, new_lead, ends_hard or (at == first and hard)
        at = max(begin, at + 1)
    if first < len(found):
        yield _clause(found[first:], lead, skeleton.tail, hard)


def _clause(found: tuple[Word, ...], lead: str, gap: str, hard: bool) -> Clause:
    return Clause(found, lead, "?" in gap, hard, " ".join(word.text for word in found))


def _cut(found: tuple[Word, ...], at: int, first: int) -> tuple[int, str, bool] | None:
    """Where a clause that begins at `at` has its own words, what leads it in, whether a stop precedes."""
    word = found[at]
    ahead = " ".join(w.text for w in found[at : at + 9])
    hard = at > 0 and _HARD.search(word.gap) is not None
    fix = _FIX.match(ahead)
    if fix and not _NOT_FIX.match(ahead) and (at > first or at > 0):
        return at + fix.group().count(" ") + 1, "fix", hard
    if at == first and at > 0:
        return _lead(found, at, hard)
    if at == 0:
        return None
    if hard:
        return None if _titled(found, at, first) else _lead(found, at, True) or (at, "", True)
    before = found[at - 1].text
    if word.text in _CONTRASTS and before not in _NO_CONTRAST_AFTER and not _excepts(found, at):
        return at + 1, "but", False
    if at == first + 1 and _interjected(before, word, ahead):
        return at, "", False
    following = " ".join(w.text for w in found[at + 1 : at + 7])
    if (
        word.text in _CONJUNCTIONS
        and _STARTS.match(following)
        and not _joined(word.text, following, found, at, first)
    ):
        return (at if word.text == "if" or _AGREES.match(ahead) else at + 1), word.text, False
    if word.text == "if" and _SOFT.search(word.gap):
        return at, "if", False
    if _SOFT.search(word.gap) and (
        _STARTS.match(ahead) or _told(found, at, first) or _remarks(found, at, first)
    ):
        return at, "", False
    if before not in words().no_cut_after and _SURE.match(ahead) and at - first > 0:
        return at, "", False
    return None


def _excepts(found: tuple[Word, ...], at: int) -> bool:
    """Whether "but" leaves something out: "all genres but westerns"."""
    follows = found[at + 1 : at + 3]
    return (
        at > 1
        and found[at - 1].text in _KINDS
        and found[at - 2].text in ("all", "any", "every", "most")
        and bool(follows)
        and follows[0].mention is not None
        and (len(follows) < 2 or bool(follows[1].gap.strip()) or follows[1].text in ("and", "or", "films"))
    )


def _told(found: tuple[Word, ...], at: int, first: int) -> bool:
    """Whether a new sentence about a name begins ("Shrek was okay"), or a wish after a verdict on a list."""
    said = " ".join(word.text for word in found[first:at])
    ahead = " ".join(word.text for word in found[at : at + 3])
    if re.match(r"(?:now|nowadays|these days) <", ahead):
        return True
    if ahead.startswith("<d"):
        return bool(_VERDICT_ON_LIST.match(said))
    return bool(_TOLD.match(ahead)) and not _NAMES.match(said)


def _titled(found: tuple[Word, ...], at: int, first: int) -> bool:
    """Whether a dash only puts a verdict to a name: "Aliens - 4/5"."""
    if found[at].gap.strip() not in ("-", "--", "–", "—"):
        return False
    names = _MARKED_NAMES.match(" ".join(word.text for word in found[first:at]))
    return bool(names) and (found[at].text.startswith("rated") or bool(judged(_segment(found, at))))


def _segment(found: tuple[Word, ...], at: int) -> str:
    """The words from `at` up to the next sign."""
    end = next((k for k in range(at + 1, min(len(found), at + 12)) if found[k].gap.strip()), len(found))
    return " ".join(word.text for word in found[at:end])


def _remarks(found: tuple[Word, ...], at: int, first: int) -> bool:
    """Whether the words up to the next stop or comma only judge or take back what was said."""
    if _NAMES.match(" ".join(word.text for word in found[first:at])):
        return False
    text = _segment(found, at)
    return bool(judged(text)) or takes_back(text)


def _interjected(before: str, word: Word, ahead: str) -> bool:
    """Whether the clause's first word only answers or greets: "yes the first one"."""
    if re.match(
        (
            r"(?:thanks|thank|please|no|not|then|there|idea|way|problem|one|job|work|stuff|thing|i (?:do|did"
            r"|have) not$)\b"
        ),
        ahead,
    ):
        return False
    return before in words().answers or (before in words().praise and bool(_SOFT.search(word.gap)))


def _lead(found: tuple[Word, ...], at: int, hard: bool) -> tuple[int, str, bool] | None:
    text = found[at].text
    if text in _CONTRASTS and at + 1 < len(found):
        return at + 1, "but", hard
    if _AGREES.match(" ".join(word.text for word in found[at : at + 3])):
        return at, "", hard
    if text in ("and", "so", "then", "or", "plus", "because", "since") and at + 1 < len(found):
        return at + 1, text, hard
    return None


def _joined(word: str, following: str, found: tuple[Word, ...], at: int, first: int) -> bool:
    """Whether "and" only joins two things of one list or one command ("find and show me")."""
    before = found[at - 1]
    if following.split()[:1] == ["more"] or (following.startswith(("no ", "not ")) and word == "or"):
        return following.startswith("more")
    if word in ("since", "while") and before.mention is None and at == first:
        return True
    if word == "or" and following.startswith(("anything", "something", "any <")):
        return True
    if word in ("or", "nor") and before.text in _FEELING and _FEELING & set(following.split()[:1]):
        return True  # "I don't love or hate it"
    return before.text in ("my",) or (following.startswith("my ") and word == "and" and at - first <= 1)
