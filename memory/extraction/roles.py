"""In which role a person is meant: director, writer, actor, or not said."""

from __future__ import annotations

import re

from .linking import Domain, Mentioned

_BEFORE: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            r"(?:written|penned|scripted|screenplay|script|words|novel|story|screenplays|scripts) by(?: "
            r"the)?$|\bwriters?$|screenwriter$|\bauthor$"
        ),
        ("writer", "author"),
    ),
    (
        re.compile(
            r"(?:directed|helmed|made|shot|filmed) by$|\b(?:films?|works?|cinema|oeuvre|filmography) of(?: the)?"
            r"(?: great)?$|\bdirectors?$|\bfilmmakers?$|direction of$"
            r"|\b(?:favourite|best|greatest|top|loved) (?:\w+ )?directors?(?: \w+){0,3} (?:is|are|be|was|been)$"
        ),
        ("director",),
    ),
    (
        re.compile(
            r"\b(?:favourite|best|greatest|top|loved) (?:\w+ )?(?:actors?|actress|actresses)"
            r"(?: \w+){0,3} (?:is|are|be|was|been)$"
            r"|(?:starring|featuring|stars|starred|played by|acted by|acting of|\bactors?|\bactress|with"
            r"|without|has|have|in it|feature|features)(?: the)?(?: (?:actor|actress|great|wonderful"
            r"|brilliant|legendary|young))?$"
        ),
        ("actor",),
    ),
    (re.compile(r"(?:published by|\bpublisher)$"), ("publisher",)),
    (
        re.compile(r"\b(?:by|from)(?: the)?(?: (?:great|wonderful|brilliant|legendary))?$"),
        ("director", "author", "writer"),
    ),
)
_AFTER: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(r"^(?:as (?:a |an )?director\b|direct\b|directed\b|directs\b|made\b|behind the camera)"),
        ("director",),
    ),
    (
        re.compile(
            r"^(?:as (?:a |an )?(?:actor|actress)\b|star\b|starred\b|stars\b|act\b|acted\b|acts\b|play\b"
            r"|played\b|appear\b|appeared\b|appears\b|in it\b|is in\b|in\b|been in\b|in front of)"
        ),
        ("actor",),
    ),
    (
        re.compile(r"^(?:as (?:a |an )?(?:writer|author)\b|write\b|wrote\b|written\b|writes\b)"),
        ("writer", "author"),
    ),
)
_LISTING = re.compile(r"(?:<p\d+> (?:and|or) |<p\d+> )+$")


def role_of(mention: Mentioned, before: str, after: str, domain: Domain) -> str | None:
    """The role a person is given by the words around the mention, None when it is not said.

    `before` and `after` are the skeleton's words on both sides. "By" means the first of director, author and
    writer in which the person is known at all.
    """
    if mention.kind != "person" or not mention.readings:
        return None
    known = {spec.name for spec in domain.attributes if spec.kind == "person"}
    roles = mention.readings[0].roles
    before = _LISTING.sub("", before.strip() + " ").strip()
    for patterns, side in ((_BEFORE, before), (_AFTER, after.strip())):
        for pattern, wanted in patterns:
            if pattern.search(side):
                fitting = [role for role in wanted if role in known]
                return next(
                    (role for role in fitting if role in roles),
                    fitting[0] if fitting[:1] == ["actor"] else None,
                )
    return None
