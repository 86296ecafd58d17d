"""Fields of documents told, changed and taken out, from many voices."""

from __future__ import annotations

from tastekeeper.fold import fold
from tastekeeper.memory.extraction.life.documents import read_documents
from tastekeeper.memory.types import Claim, ClaimKind, Fact

from .cases import Case, alike, check, every, fact, read


def shown(claim: Claim) -> str:
    field = claim.attribute.partition(".")[2]
    if claim.kind is ClaimKind.ASSERT:
        return f"{field}={claim.value_text}"
    return f"{'-' if claim.closes else '!'}{field}={claim.value_text}"


def held(case: Case) -> list[Fact]:
    found = []
    for position, entry in enumerate(case.live, start=1):
        field, _, value = entry.partition("=")
        found.append(fact(f"document.{field}", value, position, subject=case.document))
    return found


def _same(one: str, other: str) -> bool:
    field, _, value = one.partition("=")
    other_field, _, other_value = other.partition("=")
    near = alike(value, other_value) and abs(len(fold(value)) - len(fold(other_value))) <= 6
    return field == other_field and near


def wrong(case: Case) -> list[str]:
    found = [shown(claim) for claim in read(read_documents, case, held(case))]
    return check(found, case.wanted, _same)


@every("documents")
def test_documents(case: Case) -> None:
    assert wrong(case) == []
