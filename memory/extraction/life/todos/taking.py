"""Tasks that a message takes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..language.frames import Frames, load
from ..language.scene import Scene, Sentence
from ..language.stems import stem
from .wording import is_errand, is_task, put_briefly, split_tasks, trimmed, verbs

Place = tuple[int, int, str]
"""Where a task stands in the scene's text, and how it is put on the list."""


@cache
def frames() -> Frames:
    """The frames of this reader."""
    return load(("tastekeeper.memory.extraction.life.language", "common.toml"), (__package__, "frames.toml"))


def taken_on(scene: Scene) -> tuple[Place, ...]:
    """The tasks of a message, in the order of its words, each once."""
    found: dict[tuple[int, int], Place] = {}
    for sentence in scene.sentences:
        for place in _of_sentence(scene, sentence):
            if not any(place[0] < end and start < place[1] for start, end in found):
                found[place[0], place[1]] = place
    return tuple(sorted(found.values()))


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Place]:
    text, start, end = scene.text, sentence.start, sentence.end
    for match in frames().all("add", text, start, end):
        if not _asks_assistant(sentence) and _tells_past(text, start, match.start()):
            continue
        yield from _list_entries(scene, match.start("t"), match.end("t"))
    for match in frames().all("on_list", text, start, end):
        yield from _list_entries(scene, match.start("t"), match.end("t"))
    for match in frames().all("ask", text, start, end):
        if match["need"].endswith((":", "-", ",")):
            yield from _list_entries(scene, match.start("t"), _line_end(text, match.end("t")))
        else:
            yield from _places(scene, match.start("t"), match.end("t"))
    if sentence.question:
        return
    yield from _pending(scene, sentence)
    for name in ("need", "bare", "soft", "have", "attempt", "wish", "job"):
        for match in frames().all(name, text, start, end):
            if _real(text, start, match):
                yield from _have(scene, match) if name == "have" else _needed(scene, name, match)


def _line_end(text: str, at: int) -> int:
    """Where a list that begins with a colon ends: at a full stop or the end of the line."""
    stop = re.search(r"[.!?](?=\s|$)|\n", text[at:])
    return at + stop.start() if stop else len(text)


def _pending(scene: Scene, sentence: Sentence) -> Iterator[Place]:
    """ "The bins need putting out, must do that tonight": what has to be done is named before."""
    if not frames().search("owed", sentence.text):
        return
    for match in frames().all("pending", scene.text, sentence.start, sentence.end):
        verb = next((word for word in sorted(verbs().tasks) if stem(word) == stem(match["v"])), "")
        if verb:
            object_ = put_briefly(scene, *trimmed(scene, match.start("o"), match.end("o")))
            yield match.start(), match.end(), f"{verb.capitalize()}{match['p'] or ''} {_lowered(object_)}"


def _asks_assistant(sentence: Sentence) -> bool:
    return bool(re.search(r"\b(?:can|could|would|will) you\b|\bplease\b", sentence.text))


def _tells_past(text: str, start: int, verb: int) -> bool:
    """Whether "put ... on the list" is something another does or did."""
    return (
        bool(re.search(r"\b(?:he|she|they|people|who|you) (?:\w+ )?$", text[start:verb]))
        and "you" not in text[start:verb][-12:]
    )


def _needed(scene: Scene, name: str, match: re.Match[str]) -> Iterator[Place]:
    begin = match.start("t")
    if (
        name == "need"
        and match["need"].endswith((" go", "better"))
        and (not _first_verb(scene.text[begin : match.end("t")]) or re.search(r"\bnow\b", match[0]))
    ):
        return
    places = _places(scene, begin, match.end("t"))
    generic = match[0].startswith("we ") or name == "soft"
    for place in places:
        if name in ("attempt", "wish") and not is_errand(
            scene.text[place[0] : place[1]], wished=name == "wish"
        ):
            continue
        if not generic or _errand(scene.text[place[0] : place[1]]):
            yield place


def _first_verb(text: str) -> bool:
    return text.split(" ", 1)[0] in verbs().tasks


def _errand(text: str) -> bool:
    """A task that is plainly one's own: a verb of doing, with something definite to do it to."""
    return _first_verb(text) and not re.search(
        r"\b(?:more|better|careful|each other|society|people|ai|future|everyone|ourselves)\b", text
    )


def _real(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a need is there now: not asked, supposed, denied, habitual or somebody else's."""
    before = text[start : match.start()]
    led = text[start : match.start("t") if "t" in match.re.groupindex else match.end()]
    if re.search(
        (
            r"\b(?:if|whether|unless|when|whenever|in case|what|imagine|suppose|how much"
            r"|how many|anything|nothing|everything|all|used to|would|until|where|people"
            r"|someone|you) $"
        ),
        before + "",
    ):
        return False
    if re.search(r"\b(?:not|never|did|used|why|would)\b[^,]{0,12}$", before) and not before.endswith(", "):
        return False
    if re.search(r"\b(?:he|she|they|you|people|who|everyone|somebody|that) (?:\w+ )?$", before) and not match[
        0
    ].startswith(("i ", "we ")):
        return False
    if match[0].startswith((",", "and", "but")) and re.search(
        r"\b(?:he|she|they|you|people|everyone|it)\b", before
    ):
        return False
    return not frames().compiled("{habit}").search(led[len(before) :])


def _have(scene: Scene, match: re.Match[str]) -> Iterator[Place]:
    """ "I have a report to finish" is to finish a report."""
    verb = match["v"]
    if verb.split()[0] not in verbs().tasks or re.search(
        r"\b(?:chance|opportunity|way|time|plan|reason|right|lot|ability|tendency|question)\b", match["o"]
    ):
        return
    start, end = trimmed(scene, match.start("o"), match.end("o"))
    yield match.start("o"), match.end("v"), f"{verb.capitalize()} {_lowered(put_briefly(scene, start, end))}"


def _lowered(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _places(scene: Scene, start: int, end: int) -> Iterator[Place]:
    for one, other in split_tasks(scene, *trimmed(scene, start, end)):
        one, other = trimmed(scene, one, other)
        if is_task(scene.text[one:other]):
            yield one, other, put_briefly(scene, one, other)


def _list_entries(scene: Scene, start: int, end: int) -> Iterator[Place]:
    """Entries of a list as they are said, whether they begin with a verb or not."""
    text = scene.text[start:end]
    at = 0
    for joint in [*re.finditer(r", (?:and )?|;\s*| and (?=(?:to )?[a-z]+ )", text), None]:
        stop = joint.start() if joint else len(text)
        verb = re.match(r"(?:to )?([a-z]+)", text[joint.end() :]) if joint else None
        if joint and joint[0].strip() == "and" and not (verb and verb[1] in verbs().tasks):
            continue
        one, other = trimmed(scene, start + at, start + stop)
        said = scene.text[one:other].strip(" '\"")
        if said and not re.match(r"(?:i|we|my|there) ", said) and not re.fullmatch(
            (
                r"(?:it|that|this|them|(?:a |an |another |new |one more |the )*(?:task|to-do"
                r"|item|thing|things|something|stuff|reminder|goal|event)s?)(?: .{0,3})?"
            ),
            said,
        ):
            yield one, other, _as_order(scene, one, other)
        at = joint.end() if joint else stop


def _as_order(scene: Scene, start: int, end: int) -> str:
    """An entry as it is said, but "picking up my prescription" as "Pick up prescription"."""
    doing = re.match(r"([a-z]+ing) (?=\w)", scene.text[start:end])
    verb = doing and next((word for word in sorted(verbs().tasks) if stem(word) == stem(doing[1])), "")
    brief = put_briefly(scene, start, end)
    if not doing or not verb or not brief.lower().startswith(doing[1]):
        return brief
    return f"{verb.capitalize()}{brief[len(doing[1]) :]}"
