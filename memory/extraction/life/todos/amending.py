"""Tasks worded anew: "I meant buy oat milk", "change the dentist task to call the doctor"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .... import vocabulary
from ....types import Fact
from ..heard import Heard
from ..language.amending import last_told
from ..language.scene import Scene, Sentence
from ..language.stems import stems
from .ended import SURE
from .matching import is_pronoun, meant
from .taking import frames
from .wording import put_briefly, trimmed, verbs

_OPEN = re.compile(
    r"(?:i|we|you|he|she|they|it|what|who|how|why|when|where|can|could|do|does|is|are|the one|never|not|nothing|no|yes"
    r"|one|some|something|anything|also|another)\b"
)
"""How what is no task goes on after "sorry" or "I meant"."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Where a task is worded anew, the open task meant, and its new words."""

    start: int
    end: int
    fact: Fact
    words: str


def reworded(heard: Heard, scene: Scene) -> Iterator[Reworded]:
    """The tasks that a message words anew. One that is not named must be what was told last."""
    for sentence in scene.sentences:
        if sentence.question and not re.search(r"\b(?:can|could|would|will) you\b|\bplease\b", sentence.text):
            continue
        for match in frames().all("reworded", scene.text, sentence.start, sentence.end):
            found = _found(heard, scene, sentence, match)
            if found is not None:
                yield found
                break


def _found(heard: Heard, scene: Scene, sentence: Sentence, match: re.Match[str]) -> Reworded | None:
    spoken = match.groupdict()
    old = scene.words(*match.span("old")) if spoken.get("old") else ""
    fact = _which(heard, old, called=bool(spoken.get("order")))
    if fact is None or _OPEN.match(match["t"]):
        return None
    words = put_briefly(scene, *trimmed(scene, *match.span("t")))
    firm = bool(spoken.get("firm")) or bool(old)
    whole = _completed(fact, words, old, firm=firm)
    return Reworded(match.start(), match.end(), fact, whole) if whole else None


def _which(heard: Heard, old: str, *, called: bool) -> Fact | None:
    if old and not is_pronoun(old):
        near = meant(old.strip(" \"'“”‘’"), heard.live, SURE)
        return near[0] if len(near) == 1 else None
    last = last_told(heard.live)
    if last is None or last.attribute != vocabulary.TODO:
        return None
    said = next((turn.text for turn in reversed(heard.before) if turn.speaker == "user"), "")
    return last if called or set(stems(last.value_text)) & set(stems(said)) else None


def _completed(fact: Fact, words: str, old: str, *, firm: bool) -> str:
    """The new words as a task: as they are, or put in the place of what they correct ("oat milk" for "milk")."""
    held = fact.value_text
    alike = bool(set(stems(words)) & set(stems(held)))
    if not words or (not alike and not firm):
        return ""
    if words.split()[0].lower() in verbs().tasks:
        return words
    said = f"{words[:1].lower()}{words[1:]}" if words[1:2].islower() or len(words) == 1 else words
    kept = re.search(rf"(?<!\w){re.escape(old.strip())}(?!\w)", held, re.IGNORECASE) if old.strip() else None
    if kept:
        whole = f"{held[: kept.start()]}{said}{held[kept.end() :]}"
        return whole[:1].upper() + whole[1:]
    return f"{held.split()[0]} {said}" if len(words.split()) <= 5 else ""
