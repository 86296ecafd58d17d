"""Request clauses: what is left of a message once its statements are read, and which intent each has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...memory.extraction.clauses import Clause
from ...memory.extraction.reader import cue_hits
from ...memory.extraction.skeleton import Word
from ...memory.extraction.statements import ReadClause
from ...memory.extraction.tables import Grammar, load_grammar
from .acts import Intent

_SUPPOSE = re.compile(
    r"^(?:what )?(?:if|suppose|supposing|imagine|assuming|pretend|hypothetically|say|had)\b"
)
# Orders and questions of which a message may hold several, joined by "and", "then" or "but".
_VERB = (
    r"(?:recommend|suggest|show|give|find|tell|forget|delete|erase|undo|wipe|purge|list|surprise|remind|pick|choose|get"
    r"|explain|help|remove|drop|ignore|clear|play|book|order|buy|rent|stream|download|email|call|text|leave out|exclude"
    r"|skip|search|look up|name|keep|make (?:it|them)|add|send|turn|set|write|translate|add)"
)
_SECOND = re.compile(
    rf"((?:and|but|or)(?: then| also| after that| next| finally| afterwards)?|then|after that|afterwards)"
    rf" (?:(?:please|can you|could you|would you|i want you to|i want to|i would like to) )?"
    rf"(?:{_VERB} (?!(?:and|or|but|the (?:same|like)) )\S|(?:who|why|how long|when|which|what) "
    rf"(?:is|was|are|did|do|does|has|have|directed|made|wrote|else|should|would|can|could|not|films?|year)\b)"
)
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|howdy|yo|greetings|hallo|good (?:morning|evening|afternoon|day)"
    r"|(?:morning|evening|afternoon)(?! (?:is|are|was|film|films|show|with|of|for|to|time|by|and|in)\b))"
    r"(?: there| you| all| again| everyone| bot| friend| my friend| partner)*(?: |$))+"
)
# "What you hold on Kubrick" is no "hold on".
_CUT_SHORT = re.compile(r"\b(?:what|whatever|anything|everything|all|that) (?:you|they)$")
_THANKING = re.compile(
    r"^(?:many |okay |great |perfect )?(?:thanks|thank you|much appreciated|appreciated)"
    r"(?: (?:a lot|a bunch|a million|so much|very much|again|all|then|for (?:that|this|it|the \w+|your \w+|those)))* "
    r"(?=(?:i|see|what|which|who|how|why|can|could|now|forget|show|give|find|bye|good|but|and|tell|do|is|are|any|any"
    r"|recommend|suggest|undo|delete|erase|make|another|more|have|did|catch|talk)\b)"
)
_NOUN_ASKED = re.compile(r"^(?:how many|what|which)(?: \w+){0,2} (?:films?|ones?|<[pclxy]\d+>)$")
_YOU_HAVE = re.compile(
    r"^(?:do|have|did|can|are|is) (?:you|there|we) (?:know|have|hold|got|get|stock|carry|list|include|offer)\b"
)
_ASKS = re.compile(r"^(?:who|what|which|when|where|why|how|is|was|are|does|did|has|have)\b")
# "Not that one, I hated it": what is pointed at is what the next clause judges.
_POINTS = re.compile(r"(?:no )?not (?:that|this|<o\d+>)(?: one)?(?: again)?")
# "Do you know whether", which the next clause completes.
_WONDERS = re.compile(r"^(?!.*<).*\b(?:know|remember|recall|say|tell (?:me|you)|told you) (?:whether|if)$")
# A clause that cannot stand alone: it belongs to the one before.
_TAIL = re.compile(r"^(?:if|because|since|when|while)\b")


@cache
def grammar() -> Grammar:
    """The cues of requests, in the order in which they are tried."""
    return load_grammar(__package__, "requests.toml")


@dataclass(frozen=True, slots=True)
class Request:
    """One clause, or several that only make sense together, that asks for or answers something."""

    words: tuple[Word, ...]
    text: str
    lead: str
    question: bool
    hard: bool
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where it starts in the message."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return max(word.end for word in self.words)


def requests_of(reads: Sequence[ReadClause]) -> list[Request]:
    """The clauses without statements, in order; suppositions are joined with what they lead to."""
    found: list[Request] = []
    open_if = False
    for index, read in enumerate(reads):
        clause = read.clause
        greeting = _GREETING.match(clause.text) or _THANKING.match(clause.text)
        if greeting and greeting.end() < len(clause.text):
            size = greeting.group().strip().count(" ") + 1
            found.append(_part(clause, 0, size, index))
            clause = _rest(clause, size)
        if read.statements:
            open_if = False
            continue
        if _overruled(read, reads[index + 1 :]) or _taken_up(clause, reads[index + 1 :]):
            continue
        if (
            clause.lead == "fix"
            and found
            and found[-1].last == index - 1
            and _CUT_SHORT.search(found[-1].text)
        ):
            found[-1] = _joined(found[-1], clause, index)
            continue
        if found and found[-1].last == index - 1 and _goes_on(found[-1], clause):
            found[-1] = _joined(found[-1], clause, index)
            continue
        joins = bool(found) and found[-1].last == index - 1
        if (
            joins
            and (
                open_if
                or _WONDERS.search(found[-1].text)
                or (_TAIL.match(clause.text) and clause.lead in ("if", ""))
            )
            and not _pure_greeting(found[-1])
        ):
            found[-1] = _joined(found[-1], clause, index)
            open_if = False
            continue
        found.extend(_split(clause, index))
        open_if = bool(_SUPPOSE.match(clause.text)) and clause.mentions != () and not clause.question
    return found


def _overruled(read: ReadClause, following: Sequence[ReadClause]) -> bool:
    """Whether a statement was made here that a later one of the message took the place of."""
    if read.wish or read.blocked or not read.clause.mentions or read.clause.question:
        return False
    return any(later.statements for later in following) and bool(cue_hits(read.clause.text))


def _goes_on(before: Request, clause: Clause) -> bool:
    """Whether a clause is the verb of the question before it: "how many comedies | do you know"."""
    if clause.lead or any(char in clause.words[0].gap for char in ",;.?!:\n"):
        return False
    return bool(_NOUN_ASKED.match(before.text)) and bool(_YOU_HAVE.match(clause.text))


def _split(clause: Clause, index: int) -> list[Request]:
    """A clause cut where a second order or question begins: "suggest a western then order a pizza"."""
    cuts: list[tuple[int, int, str]] = []
    texts = [word.text for word in clause.words]
    for at in range(1, len(texts) - 1):
        lead = _SECOND.match(" ".join(texts[at : at + 9]))
        if lead and not (cuts and at <= cuts[-1][1]):
            cuts.append((at, at + lead.group(1).count(" ") + 1, lead.group(1)))
    if not cuts:
        return [_alone(clause, index)]
    parts = [_part(clause, 0, cuts[0][0], index)]
    for place, (_, begin, lead_in) in enumerate(cuts):
        end = cuts[place + 1][0] if place + 1 < len(cuts) else len(texts)
        words = "but" if lead_in.endswith("but") else "then" if "then" in lead_in else "and"
        parts.append(replace(_part(clause, begin, end, index), lead=words, hard=False))
    return parts


def _part(clause: Clause, first: int, last: int, index: int) -> Request:
    words = clause.words[first:last]
    text = " ".join(word.text for word in words)
    whole = last == len(clause.words)
    return Request(words, text, clause.lead, clause.question and whole, clause.hard, index, index)


def _rest(clause: Clause, first: int) -> Clause:
    words = clause.words[first:]
    return replace(clause, words=words, text=" ".join(word.text for word in words))


def _taken_up(clause: Clause, following: Sequence[ReadClause]) -> bool:
    """Whether a question's names are what the next clause's statement is about: "westerns? love them"."""
    if following and following[0].statements and _POINTS.fullmatch(clause.text):
        return True
    if not clause.question or not following or _ASKS.match(clause.text):
        return False
    return any(
        clause.start <= target.start and target.end <= clause.end
        for statement in following[0].statements
        for target in statement.targets
    ) and len(clause.words) <= 2 + len(clause.mentions)


def _pure_greeting(request: Request) -> bool:
    return intent_of(request.text) in (Intent.GREET, Intent.THANKS, Intent.BYE, Intent.AFFIRM, Intent.DENY)


def _alone(clause: Clause, index: int) -> Request:
    return Request(clause.words, clause.text, clause.lead, clause.question, clause.hard, index, index)


def _joined(request: Request, clause: Clause, index: int) -> Request:
    words = (*request.words, *clause.words)
    text = f"{request.text} {clause.text}"
    return Request(
        words, text, request.lead, clause.question or request.question, request.hard, request.first, index
    )


def cues_of(text: str) -> list[Intent]:
    """Every intent whose cues match a clause, in the order they are tried."""
    found: list[Intent] = []
    for cue in grammar().cues:
        intent = Intent(cue.name)
        if intent not in found and cue.pattern.search(text):
            found.append(intent)
    return found


def intent_of(text: str) -> Intent | None:
    """The intent of a clause's skeleton, or None when no cue matches."""
    for cue in grammar().cues:
        if cue.pattern.search(text):
            return Intent(cue.name)
    return None
