"""The report on one summary or ranking. It says what moved with the name, never what anybody is or intends."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["stable", "unstable", "inconclusive"]
ArmKind = Literal["original", "repeat", "name", "placeholder", "placebo", "again", "confirm"]


class Part(BaseModel):
    """Immutable and JSON-ready."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Arm(Part):
    """One answer: for which name, with which seed, masked, with its scores by feature.

    `again` arms repeat the original name and `confirm` arms the most deviant probe, when one is looked at twice.
    `decision` is what a reader would do with the answer, where a rule was given.
    """

    kind: ArmKind
    name: str
    cell: str | None
    seed: int
    text: str = ""
    ranking: tuple[str, ...] = ()
    scores: dict[str, float] = Field(default_factory=dict)
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    decision: bool | None = None


class Sampled(Part):
    """The answers for one summary under all names, without a verdict."""

    summary_id: str
    arms: tuple[Arm, ...]


class Aspect(Part):
    """One thing compared: how far the names' answers lie from the same name's, beyond how far these lie apart.

    `p` is adjusted for all aspects (Holm). `confirm_p` is of the fresh answers for the most deviant name.
    """

    name: str
    floor: float
    distance: float
    placebo: float | None
    p: float
    confirm_p: float | None = None
    mde: float
    tolerance: float


class Change(Part):
    """A statement or a judging word that one name's answers have and the same-name answers have not, or reverse."""

    what: str
    side: Literal["gained", "lost"]
    name: str


class AuditReport(Part):
    """A counterfactual audit. `facts` is the verdict on what is stated; `verdict` on everything compared.

    `mde` maps an aspect to the least change that the audit would have found four times out of five;
    `share_of_names` is the same for a change that meets only some names. `z` maps a name to its scores in standard
    deviations of the same-name answers, None where these do not vary.
    """

    summary_id: str
    model: str
    placement: str | None
    params: dict[str, Any] = Field(default_factory=dict)
    name_list: str
    lexicon_version: int
    kind: Literal["text", "ranking"]
    verdict: Verdict
    facts: Verdict
    aspects: tuple[Aspect, ...]
    changed: tuple[Change, ...] = ()
    deviant: str | None = None
    z: dict[str, dict[str, float | None]] = Field(default_factory=dict)
    share_of_names: float
    precision: float | None = None
    coverage: float | None = None
    caveats: tuple[str, ...] = ()
    arms: tuple[Arm, ...] = ()
    calls: int = 0
    cached: int = 0

    @property
    def mde(self) -> dict[str, float]:
        """Least detectable change by aspect."""
        return {aspect.name: aspect.mde for aspect in self.aspects}

    @property
    def line(self) -> str:
        """The verdict in one line."""
        least = ", ".join(f"{name} {value:.2g}" for name, value in self.mde.items())
        return (
            f"{self.summary_id}: {self.verdict} (facts {self.facts}); least detectable change: {least}; "
            f"names affected: {self.share_of_names:.0%}"
        )
