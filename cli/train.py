"""`tastekeeper train`: fit the funnel, or one model alone, on the prepared data."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import HELP, Json
from .output import emit, say, table

if TYPE_CHECKING:
    from ..recommenders.contract import Recommender

app = typer.Typer(help="Fit recommenders.", context_settings=HELP)
FUNNEL = "funnel"
NAMES = (FUNNEL, "popularity", "itemknn", "ease", "ials", "content")

What = Annotated[str, typer.Argument(metavar="[WHAT]", help=f"{', '.join(NAMES)} (default: {FUNNEL}).")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=VALUE", help="A setting of a single model, e.g. l2=300; repeat for more."
    ),
]


@app.command()
def train(
    what: What = FUNNEL,
    settings: Settings = None,
    force: Annotated[bool, typer.Option("--force", help="Fit the funnel even if it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Fit on the prepared data and keep the result; the funnel is what recommendations come from."""
    from ..errors import UsageError
    from ..paths import Paths

    paths, note = Paths.resolve(), _note(as_json)
    if what not in NAMES:
        raise UsageError(f"There is no model {what!r} to train", hint=f"Models: {', '.join(NAMES)}.")
    if what != FUNNEL:
        result = train_model(paths.models_dir / what, what, _read(settings or []), note)
    elif settings:
        raise UsageError(
            "The funnel takes no --set", hint="Train a single model, e.g.: tastekeeper train ease"
        )
    else:
        result = train_funnel(force, note)
    emit(result, as_json, lambda: _show(result))


def train_funnel(force: bool, note: Callable[[str], None]) -> dict[str, Any]:
    """Fit the funnel, or find it fitted. Raises `DataError` when nothing is prepared."""
    from ..paths import Paths
    from ..recommenders.funnel import Funnel
    from ..recommenders.funnel.store import folder_of

    said: list[str] = []

    def heard(message: str) -> None:
        said.append(message)
        note(message)

    began, paths = time.perf_counter(), Paths.resolve()
    funnel = Funnel.load_or_fit(paths, heard, force=force)
    folder = folder_of(paths, funnel.config)
    models = {name: _card(source.model, folder / name) for name, source in funnel.sources.items()}
    return {
        "headline": {"train.seconds": round(time.perf_counter() - began, 2)},
        "trained": FUNNEL,
        "fitted": bool(said),
        "folder": str(folder),
        "models": models,
        "weights": dict(funnel.config.weights),
        "provenance": funnel.config.provenance,
    }


def train_model(
    folder: Path, name: str, settings: dict[str, Any], note: Callable[[str], None]
) -> dict[str, Any]:
    """Fit and save one model. Raises `UsageError` for a setting it does not have."""
    from ..paths import Paths
    from ..recommenders.baselines import MODELS
    from ..recommenders.data import load
    from ..recommenders.feedback import signed

    model = MODELS[name](**settings)
    began = time.perf_counter()
    catalog, interactions = load(Paths.resolve())
    note(f"fitting {name}")
    model.fit(signed(interactions.frame), catalog)
    model.save(folder)
    return {
        "headline": {"train.seconds": round(time.perf_counter() - began, 2)},
        "trained": name,
        "fitted": True,
        "folder": str(folder),
        "models": {name: _card(model, folder)},
    }


def _read(settings: list[str]) -> dict[str, Any]:
    """`name=value` pairs, values read as JSON where they are JSON."""
    from ..errors import UsageError

    read: dict[str, Any] = {}
    for setting in settings:
        name, sign, value = setting.partition("=")
        if not (sign and name.strip()):
            raise UsageError(f"{setting!r} is not a setting", hint="Write it as NAME=VALUE, e.g. l2=300.")
        try:
            read[name.strip()] = json.loads(value)
        except json.JSONDecodeError:
            read[name.strip()] = value
    return read


def _card(model: Recommender, folder: Path) -> dict[str, Any]:
    return {
        "users": len(model.users),
        "items": len(model.vocabulary),
        "bytes": sum(file.stat().st_size for file in folder.iterdir()),
        "config": model.config.model_dump(mode="json"),
    }


def _note(as_json: bool) -> Callable[[str], None]:
    """Progress on stderr, where a person can see it."""
    if as_json or not sys.stderr.isatty():
        return lambda _: None
    return lambda message: print(message, file=sys.stderr)


def _show(result: dict[str, Any]) -> None:
    done = "fitted" if result["fitted"] else "already fitted"
    say(f"{result['trained']}: {done}, {result['headline']['train.seconds']} s")
    rows = [
        (name, card["users"], card["items"], f"{card['bytes'] / 1e6:.1f} MB")
        for name, card in result["models"].items()
    ]
    table(("model", "users", "items", "size"), rows)
    say(f"in {result['folder']}")
