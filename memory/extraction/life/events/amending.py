"""A number put right: the event or the aim that was told wrong, and the claim that takes its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .... import vocabulary
from ....types import Claim, ClaimKind, Fact
from ..heard import Heard
from ..language.claims import make
from ..language.scene import Scene
from .activities import activities
from .categories import known_kind
from .claiming import activity_claim, spending_claim, when
from .corrections import Correction, correction
from .counts import Counted, counts
from .mistaken import Meant, mistaken
from .spending import Spent, spendings


@dataclass(frozen=True, slots=True)
class Amended:
    """The claims of a correction, and the labels of the numbers that it has used."""

    claims: tuple[Claim, ...] = ()
    labels: frozenset[str] = frozenset()


def amend(heard: Heard, scene: Scene) -> Amended:
    """What a message puts right; nothing where it does not, or where nothing like it was told."""
    found = correction(scene)
    if found is None:
        return Amended()
    told: list[Spent | Counted] = [*spendings(scene), *counts(scene)]
    here = next((item for item in told if item.label in (found.new, found.old)), None)
    labels = frozenset(label for label in (found.new, found.old) if label)
    if here is not None and found.old and found.old == here.label:
        return Amended((_restated(heard, scene, here, found.new),), labels)
    if here is None and (spent := _named_before(scene, found)) is not None and spent.label == found.old:
        return Amended((_restated(heard, scene, spent, found.new),), labels)
    wrong = mistaken(heard.live, _meant(heard, scene, found, here))
    bare = not found.old and _attribute(scene, found, here) in ("", vocabulary.SPENDING)
    if wrong is None or (bare and not (_just_told(heard, wrong) and _stands_alone(scene, found))):
        return Amended()
    return Amended((_right(heard, scene, found, wrong),), labels)


def _just_told(heard: Heard, wrong: Fact) -> bool:
    """Whether the speaker's last message that asks nothing gives the number that is put right."""
    turns = [turn.text for turn in heard.before if turn.speaker == "user" and not turn.text.endswith("?")][
        -1:
    ]
    return any(wrong.value_text.lower() in text.lower() for text in turns)


_AFTER = re.compile(
    r"(?: (?:in total|altogether|all in|instead|sorry|actually|in fact|though|i think|please|today|now|then"
    r"|thanks|lol|haha|steps|times|for (?:it|that)|(?:a|per|each|every) (?:day|week|month)|not|and not|rather than"
    r"|but|with tip|including tip|my bad))*(?:[.,;!)]|\s*$| -)"
)


def _stands_alone(scene: Scene, found: Correction) -> bool:
    """Whether a number counts nothing that follows it ("make that 3", not "3 of my friends")."""
    at = scene.text.find(found.new) + len(found.new)
    return _AFTER.match(scene.text, at) is not None or scene.text[at:].startswith((" not <", ", not <"))


def _named_before(scene: Scene, found: Correction) -> Spent | None:
    """A sum put right in the same breath, right after what it went on: "groceries $54, wait, $45"."""
    at = scene.text.find(found.old) if found.old.startswith("<a") else -1
    words = scene.text[found.start : at].strip() if at >= 0 else ""
    kind = known_kind(words) if len(words.split()) <= 3 and at < scene.text.find(found.new) else None
    return Spent(found.old, kind, found.start, found.end) if kind else None


def _meant(heard: Heard, scene: Scene, found: Correction, here: Spent | Counted | None) -> Meant:
    at = scene.text.find(found.new)
    day = when(heard, scene, at, at + len(found.new))
    value = scene.quantity(found.old).value if found.old else None
    said = any(scene.date(label[0]).is_day for label in scene.labels("d", found.start, found.end))
    done = here is not None and bool(re.search(r"\bi\b", scene.text[found.start : found.end]))
    return Meant(
        _attribute(scene, found, here), value, day, heard.at, firm=found.firm, on_day=said, done=done
    )


def _attribute(scene: Scene, found: Correction, here: Spent | Counted | None) -> str:
    """The attribute of what is put right, as far as it is said."""
    if isinstance(here, Counted):
        return f"{vocabulary.ACTIVITY}.{here.what}"
    if isinstance(here, Spent) and here.kind != "other":
        return f"{vocabulary.SPENDING}.{here.kind}"
    text = scene.text[found.start : found.end]
    if kind := known_kind(text):
        return f"{vocabulary.SPENDING}.{kind}"
    if found.new.startswith("<a"):
        return vocabulary.SPENDING
    return f"{vocabulary.ACTIVITY}.{what}" if (what := _activity_named(text)) else ""


def _activity_named(text: str) -> str:
    if re.search(r"\bsteps?\b", text):
        return "steps"
    named = re.search(rf"(?<!\w)(?:{activities().pattern('measured')})(?!\w)", text)
    return activities().measured[named[0]] if named else ""


def _restated(heard: Heard, scene: Scene, told: Spent | Counted, label: str) -> Claim:
    """A number put right before the sentence is out."""
    at = scene.text.find(label) + len(label)
    if isinstance(told, Counted):
        value = scene.quantity(label).value
        return activity_claim(heard, scene, Counted(label, told.what, told.unit, value, told.start, at))
    return spending_claim(heard, scene, Spent(label, told.kind, told.start, max(told.end, at)))


def _right(heard: Heard, scene: Scene, found: Correction, wrong: Fact) -> Claim:
    quantity = scene.quantity(found.new)
    at = scene.text.find(found.new)
    aim = wrong.attribute.startswith(f"{vocabulary.GOAL}.")
    unit = wrong.unit if aim or not quantity.unit else quantity.unit
    day = None if aim else wrong.happens_at or when(heard, scene, at, at)
    return make(
        ClaimKind.ASSERT, wrong.attribute, scene.words(at, at + len(found.new)), scene, (found.start, found.end),
        number=quantity.value, unit=unit, polarity=wrong.polarity, closes=(wrong.fact_id,), happens_at=day,
        rule="computed: put right",
    )  # fmt: skip
