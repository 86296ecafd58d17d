"""What the audits of names are given: cases, subjects, files of audits, and the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..tools.audit.names.ask import Settings
    from ..tools.audit.names.report import AuditReport
    from ..tools.audit.names.subject import Case, Served, Subject


def settings_of(names: str, half: str, per_cell: int, repeats: int, seed: int) -> Settings:
    """The flags as settings. Raises `UsageError` for an unknown half."""
    from ..errors import UsageError
    from ..tools.audit.names.ask import Settings

    if half not in ("a", "b", "both"):
        raise UsageError(f"{half!r} is no half of a list", hint="Choose a, b or both.")
    return Settings(names=names, half=half, per_cell=per_cell, repeats=repeats, seed=seed)  # type: ignore[arg-type]


def case_of(
    like: list[str] | None,
    dislike: list[str] | None,
    prompt: Path | None,
    name: str | None,
    record: Path | None,
    *,
    ranking: bool,
) -> Case:
    """The case that the flags describe: a conversation, or a prompt from a file."""
    from ..errors import UsageError
    from ..evals.audit import conversation

    if prompt is None:
        return conversation(like or [], dislike or [], ranking=ranking)
    if name is None:
        raise UsageError(
            "A prompt needs the name that stands in it", hint="Give --name, e.g. --name 'Emily Walsh'."
        )
    from ..tools.audit.claims import SourceRecord
    from ..tools.audit.names.subject import Case
    from ..tools.audit.names.swap import template

    words = _read(prompt)
    given = SourceRecord.of(_json(record)) if record is not None else SourceRecord(texts=(words,))
    return Case(prompt.stem, template(words, name), name, given)


@contextmanager
def subject_of(
    model: str, placement: str | None, direct: bool, ranking: bool
) -> Iterator[tuple[Subject, Served, bool]]:
    """The agent with the embedded planner or a model behind it, or a model asked directly.

    The third value says whether answers may be kept on disk: those of a program with local changes may not.
    """
    from ..evals.audit import AgentSubject, ModelSubject
    from ..paths import Paths
    from ..tools.audit.names.subject import Served
    from .opening import quiet, settings_for

    quiet()
    if not direct:
        from .. import __version__
        from ..evals.homes import fresh_home
        from ..evals.provenance import commit_of

        commit, dirty = commit_of()
        with fresh_home(Paths.resolve()) as home:
            params: dict[str, Any] = {"version": __version__, "commit": commit, "ranking": ranking}
            agent = AgentSubject(home, model=model, ranking=ranking)
            yield agent, Served(f"agent {model}", placement, params), not dirty
        return
    from ..agent.models import choose
    from ..errors import UsageError

    settings = settings_for(model=model)
    chosen, why = choose(model, base_url=settings.base_url, weights_dir=Paths.resolve().weights_dir)
    if chosen is None:
        raise UsageError(
            f"A prompt needs a language model: {why}", hint="Give --model, or --like for the agent."
        )
    asked = ModelSubject(chosen, placement)
    try:
        params = {"temperature": asked.temperature, "max_tokens": asked.max_tokens}
        yield asked, Served(chosen.name, placement, params), True
    finally:
        asked.close()


def audits_of(records: Path | None, model: str | None, placement: str | None) -> Iterator[Any]:
    """(time, report) of a file, or of the store."""
    from datetime import UTC, datetime

    from pydantic import ValidationError

    from ..errors import DataError
    from ..paths import Paths
    from ..tools.audit.names.report import AuditReport
    from ..tools.audit.names.store import AuditStore, audit_db

    if records is None:
        with AuditStore(audit_db(Paths.resolve().ensure())) as kept:
            yield from kept.read(model=model, placement=placement)
        return
    for number, row in enumerate(rows_of(records), 1):
        at = row.pop("at", None)
        row.pop("line", None)
        try:
            report = AuditReport.model_validate(row)
            when = datetime.fromisoformat(at) if at else datetime(1970, 1, 1, tzinfo=UTC)
        except (ValidationError, ValueError, TypeError) as error:
            raise DataError(
                "This line is no audit",
                where=f"{records}, line {number}",
                hint="Write them with `audit names text --json`.",
            ) from error
        if model in (None, report.model) and placement in (None, report.placement):
            yield when, report


def about_of(report: AuditReport) -> dict[str, Any]:
    """What a population report says about where its audits come from."""
    return {
        "model": report.model,
        "placement": report.placement,
        "name_list": report.name_list,
        "lexicon_version": report.lexicon_version,
    }


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file. Raises `DataError` with the line that is none."""
    import json

    from ..errors import DataError

    for number, line in enumerate(_read(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(
                "This line is no JSON", where=f"{file}, line {number}", hint=str(error)
            ) from error
        if not isinstance(row, dict):
            raise DataError(
                "This line is no object", where=f"{file}, line {number}", hint="One object a line."
            )
        yield row


def _json(file: Path) -> dict[str, Any]:
    import json

    from ..errors import DataError

    try:
        found = json.loads(_read(file))
    except json.JSONDecodeError as error:
        raise DataError("The record is no JSON", where=str(file), hint=str(error)) from error
    return found if isinstance(found, dict) else {"record": found}


def _read(file: Path) -> str:
    from ..errors import DataError

    try:
        return file.expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("The file cannot be read", where=str(file), hint=str(error)) from error
