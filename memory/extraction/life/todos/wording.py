"""From the words of a need to a task on a list: "refactor some legacy code today" -> "Refactor legacy code"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..language.scene import Scene

_SMALL = re.compile(
    r"(?<![\w'-])(?:a|an|the|some|my|our|those|these|that|this(?!\s+(?:week|month|year|morning|afternoon|evening|weekend|time))|any)(?![\w'-])\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?<!\w)(?:(?:(?:on|by|for|until|before|in|at|this|from|during|sometime"
    r"|some time|maybe|hopefully|probably|ideally|preferably) )*<d\d+>"
    r"|(?:soon|later on|later|sometime soon|sometime|some ?day|at some point|at work"
    r"|for work|for my work|for my job|at home|as soon as possible"
    r"|right away|first thing|eventually|one of these days|when i get (?:home|back"
    r"|a chance|the chance|time)|when i can|tonight|too|as well|also|again please"
    r"|please|thanks|though|already|now|right now|in a bit|in the (?:morning|afternoon"
    r"|evening)|before (?:bed|work|lunch|dinner)|after (?:work|lunch|dinner|school)"
    r"|actually|really|ha|haha|lol|tbh|mate|ugh|this time|on my way home|over the weekend"
    r"|next|immediately|straight away|sharpish|at the earliest|for once|if (?:possible"
    r"|i can)|or so|ok|okay|yet|still|finally|myself|today))\s*$"
)
_LEAD = re.compile(
    r"^(?:<d\d+>|later|also|just|finally|actually|really|please|to|still|quickly"
    r"|probably|go and|go|try to|try and|not forget to|remember to|make sure to"
    r"|make sure i)[\s,:]+(?=\w)"
)
_QUOTES = "\"'“”‘’`"


@dataclass(frozen=True, slots=True)
class Verbs:
    """Which verbs begin tasks, and which are ways of speaking."""

    tasks: frozenset[str]
    talk: frozenset[str]
    unless: frozenset[str]
    idle: re.Pattern[str]
    errands: frozenset[str]
    finishing: frozenset[str]
    lofty: frozenset[str]


@cache
def verbs() -> Verbs:
    """The tables of `verbs.toml`."""
    table = tomllib.loads(files(__package__).joinpath("verbs.toml").read_text("utf-8"))
    talk = table["talk"]
    return Verbs(
        frozenset(table["tasks"]["verbs"].split()),
        frozenset(talk["verbs"].split()),
        frozenset(talk["unless"].split()),
        re.compile("|".join(f"(?:{pattern})" for pattern in talk["idle"])),
        frozenset(table["tasks"]["errands"].split()),
        frozenset(table["tasks"]["finishing"].split()),
        frozenset(table["tasks"]["lofty"].split()),
    )


def trimmed(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A stretch without words of time and politeness at its ends."""
    while True:
        text = scene.text[start:end]
        tail, lead = _TAIL.search(text), _LEAD.match(text)
        if tail and tail.start() > 0:
            end = start + tail.start()
        elif lead and not re.match(r"go (?:to|for|on|over|through)\b", text):
            start += lead.end()
        else:
            return start, end


def is_task(text: str) -> bool:
    """Whether the words after "need to" name something to do rather than a way of speaking or leaving."""
    text = text.strip(" .,!")
    if re.search(r"\bnothing\b", text):
        return False
    verb = text.split(" ", 1)[0].strip("\"'")
    rest = text[len(verb) :].strip()
    if not verb.isalpha() and not re.match(r"[a-z]+-[a-z]+", verb):
        return False
    if verbs().idle.fullmatch(text) or re.search(
        r"<n\d+> (?:more |extra )?steps\b|<[an]\d+>[^<]{0,24} (?:a|per|each|every) (?:day|week|month)\b", text
    ):
        return False
    if verb in verbs().talk and verb not in verbs().unless:
        return False
    if not rest:
        return verb in (
            "exercise",
            "shower",
            "shave",
            "pack",
            "meditate",
            "vacuum",
            "vote",
            "study",
            "train",
            "iron",
            "hoover",
            "stretch",
            "journal",
            "pray",
            "revise",
        )
    return not re.fullmatch(
        (
            r"(?:it|that|this|them|these|those|so|more|one|some|something|anything|everything"
            r"|stuff|things|him|her|you|about (?:it|that|this)|on (?:it|that)|(?:it|that"
            r"|this|them) \w+|\w+ (?:it|that|this|them|you))"
        ),
        rest,
    )


def is_errand(text: str, *, wished: bool = False) -> bool:
    """Whether what is only tried or planned (`wished`: wanted) is a thing to get done, by its verb and its object."""
    words = text.strip(" .,!").split()
    known = verbs().finishing if wished else verbs().errands
    return (
        len(words) > 1
        and words[0] in known
        and words[1] not in verbs().lofty
        and words[-1] not in verbs().lofty
    )


def put_briefly(scene: Scene, start: int, end: int) -> str:
    """The task in the user's words, from the verb on, without articles: as it would be written on a list."""
    words = _unlabelled(scene, start, end).strip(" ,.:;-")
    if len(words) > 2 and words[0] in _QUOTES and words[-1] in _QUOTES:
        return words[1:-1].strip()
    brief = " ".join(part if part[:1] in _QUOTES else _SMALL.sub("", part) for part in _quoted_apart(words))
    brief = re.sub(r"\s+", " ", brief).strip(" ,.:;-")
    return brief[:1].upper() + brief[1:]


def _quoted_apart(words: str) -> list[str]:
    return [part for part in re.split(r"(\"[^\"]+\")", words) if part]


def _unlabelled(scene: Scene, start: int, end: int) -> str:
    """The user's own words of a stretch."""
    return scene.words(start, end)


def split_tasks(scene: Scene, start: int, end: int) -> list[tuple[int, int]]:
    """One stretch for each task: "call the bank and buy stamps" are two, "go for a walk to rest and think" is one."""
    text = scene.text[start:end]
    cuts = []
    for joint in re.finditer(r",? and (?:then |also |to )?|, (?:then )?", text):
        verb = re.match(r"(?:to )?([a-z-]+)", text[joint.end() :])
        if re.search(
            r" to (?!(?:the|a|an|my|our|his|her|their|your)\b)[a-z]+ ", text[: joint.start()]
        ) and not re.match(r"remember to", text):
            break
        if (
            verb
            and verb[1] in verbs().tasks
            and _own_verb(text[: joint.start()])
            and _goes_on(text[joint.end() :])
        ):
            cuts.append((joint.start(), joint.end()))
    starts = [0, *(stop for _, stop in cuts)]
    ends = [*(begin for begin, _ in cuts), len(text)]
    return [(start + one, start + other) for one, other in zip(starts, ends, strict=True)]


def _own_verb(before: str) -> bool:
    """Whether what stands before a joint is a task of its own: a verb and something to do it to."""
    return len(before.split()) >= 2


def _goes_on(after: str) -> bool:
    """Whether what follows says what to do and to what: "sign it" stays with the contract that is read."""
    words = after.split()
    return len(words) >= 2 and not (len(words) == 2 and words[1] in ("it", "them", "that", "him", "her"))
