"""The benchmark's own dating of what is counted: by the dialogue, whatever the words say.

A user who says on 1 June that the groceries were bought "just yesterday" has them on 31 May in this memory, and
on 1 June in Memora's sums: its records bear the day of the session (`created_at`). Its questions are about the
sums of its records, so its convention is followed here, for sums and counts alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ...memory.extraction.life.heard import Heard, LifeReader, LifeReading
from ...memory.types import Claim

COUNTED = ("spending.", "activity.")


def dated_as_told(reader: LifeReader) -> LifeReader:
    """The reader, with sums and counts of earlier days put on the day of the dialogue."""

    def read(heard: Heard) -> LifeReading:
        reading = reader(heard)
        return replace(reading, claims=tuple(_told(claim, heard.at) for claim in reading.claims))

    return read


def _told(claim: Claim, at: datetime) -> Claim:
    when = claim.happens_at
    if when is None or when.date() >= at.date() or not claim.attribute.startswith(COUNTED):
        return claim
    return claim.model_copy(update={"happens_at": at.replace(hour=0, minute=0, second=0, microsecond=0)})
