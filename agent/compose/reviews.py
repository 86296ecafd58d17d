"""What the attached reviews of an item amount to, in words: every figure is the tool's, and the caveat goes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...tools.results import Reviewed
from .draft import Draft

if TYPE_CHECKING:
    from ...tools.audit.reviews.evidence import ReviewEvidence

MOST_ASPECTS, MOST_SHIFTS = 4, 3


def compose_reviews(draft: Draft, told: Reviewed) -> None:
    """Share with its interval, what is talked of, how the form differs, ratings with and without weights, caveat."""
    draft.items.add(told.item.item_id)
    draft.focus = told.item.item_id
    if told.evidence is None:
        draft.say(told.note, (told.note,))
        return
    said = "\n".join([f"**{told.item.label}**", *(f"- {line}" for line in _lines(told.evidence))])
    for text in (said, told.note):
        draft.say(text, (text,))


def _lines(found: ReviewEvidence) -> list[str]:
    made = [f"Attached: {found.reviews:,} reviews, {found.sentences:,} sentences"]
    if found.share.share is not None:
        low, high = found.share.low or 0.0, found.share.high or 0.0
        made.append(f"Consistent with model-written text: {found.share.share:.1%} ({low:.1%} to {high:.1%})")
    if found.aspects:
        often = sorted(found.aspects, key=lambda one: -one.share)[:MOST_ASPECTS]
        made.append(f"Talked of most: {', '.join(f'{one.aspect} {one.share:.0%}' for one in often)}")
    clear = sorted((one for one in found.shifts if one.clear), key=lambda one: -abs(one.effect))
    for one in clear[:MOST_SHIFTS]:
        name = one.feature.replace("_", " ")
        made.append(f"{name[:1].upper()}{name[1:]}: {one.group:.3g}, in other reviews {one.baseline:.3g}")
    if found.rating is not None and found.weighted_rating is not None:
        made.append(f"Mean rating {found.rating:.2f}; with weights {found.weighted_rating:.2f}")
    return made
