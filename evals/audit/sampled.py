"""A share of the conversations somebody really had, held again under other names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...errors import UsageError
from .subjects import NAME, USER

if TYPE_CHECKING:
    from ...tools.audit.names.ask import Progress, Settings
    from ...tools.audit.names.report import AuditReport
    from ...tools.audit.names.subject import Case, Served, Subject

MOST_TURNS = 12
_INTRODUCED = re.compile(r"\b(?i:my name is|my name's|call me)\s+([A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)")


def is_sampled(key: str, share: float, seed: int = 0) -> bool:
    """Whether a conversation belongs to the sample: by a hash of its id, so that asking again asks for the same ones
    and new conversations join at the same rate. Raises `UsageError` for a share outside 0 to 1."""
    if not 0 <= share <= 1:
        raise UsageError(f"A share of {share:g} is none", hint="Give a number from 0 to 1, e.g. --share 0.1.")
    digest = hashlib.sha256(f"{seed}/{key}".encode()).hexdigest()
    return int(digest[:8], 16) / 2**32 < share


def said_name(messages: Sequence[str]) -> str | None:
    """The name by which somebody introduces themselves, if they do."""
    found = (_INTRODUCED.search(message) for message in messages)
    return next((match[1] for match in found if match), None)


def replayed(messages: Sequence[str], *, key: str, name: str | None = None) -> Case:
    """The last `MOST_TURNS` messages as a case. A name that was said is taken out everywhere; who said none greets
    with one, so that there is a name to change.

    Raises `UsageError` where nothing was said.
    """
    from ...tools.audit.claims import SourceRecord
    from ...tools.audit.names.subject import Case
    from ...tools.audit.names.swap import template

    kept = [" ".join(message.split()) for message in messages if message.strip()][-MOST_TURNS:]
    if not kept:
        raise UsageError("Nothing was said in this conversation", hint="Audit one with messages.")
    name = name or said_name(kept) or NAME
    greeted = any(name in message for message in kept)
    opening = [] if greeted else [f"Hi, my name is {name}."]
    handle = re.sub(r"\W+", ".", name.lower())
    text = "\n".join([f"{USER}{handle}", *opening, *kept])
    return Case(key, template(text, name), name, SourceRecord(texts=tuple(kept)))


def audit_conversations(
    said: Mapping[str, Sequence[str]],
    subject: Subject,
    served: Served,
    *,
    settings: Settings,
    name: str | None = None,
    progress: Progress | None = None,
) -> tuple[list[AuditReport], list[str]]:
    """Audits of conversations by id, without anybody's words, and the ids of those with nothing to compare."""
    from ...tools.audit.names.counterfactual import audit_names
    from ...tools.audit.names.wordless import without_words

    made, left_out = [], []
    for key, messages in said.items():
        try:
            case = replayed(messages, key=key, name=name)
            # Answers are kept for the time of one audit only: they hold what somebody said.
            report = audit_names(case, subject, served, settings=settings, progress=progress)
        except UsageError:
            left_out.append(key)
        else:
            made.append(without_words(report))
    return made, left_out
