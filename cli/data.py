"""`tastekeeper data`: prepare the catalogue and say what is prepared."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from .options import HELP, Json
from .output import console, emit, say

app = typer.Typer(context_settings=HELP, no_args_is_help=True, help="Prepare and inspect the catalogue.")


@app.command()
def prepare(
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="A mapping file (TOML) for your own CSV or Parquet tables."),
    ] = None,
    synthetic: Annotated[
        int | None,
        typer.Option("--synthetic", metavar="SEED", help="A made-up little catalogue from a seed."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Make it anew even if it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Make the catalogue and the interactions ready for use; does nothing when they are."""
    from ..paths import Paths
    from ..recommenders.data import prepare as make

    paths = Paths.resolve()
    with _waiting("Preparing the catalogue …", as_json):
        manifest = make(paths, mapping=mapping, synthetic=synthetic, force=force)
    card = _card(manifest, str(paths.catalog_dir))
    emit({**card, "made": manifest["made"]}, as_json, lambda: _show(card, manifest["made"]))


@app.command()
def info(as_json: Json = False) -> None:
    """Say what is prepared: counts, match rates, sources, licences, hashes."""
    from ..paths import Paths
    from ..recommenders.data import info as read

    manifest = read(Paths.resolve())
    card = _card(manifest, manifest["folder"])
    emit(card, as_json, lambda: _show(card, None))


def _waiting(text: str, as_json: bool) -> AbstractContextManager[Any]:
    """A spinner on a terminal, nothing elsewhere."""
    return console().status(text) if sys.stdout.isatty() and not as_json else nullcontext()


def _card(manifest: dict[str, Any], folder: str) -> dict[str, Any]:
    """The manifest with its folder and the headline figures."""
    numbers = {
        "items": manifest["items"],
        "interactions": manifest["interactions"],
        **manifest.get("counts", {}),
    }
    headline = {f"data.{name}": value for name, value in numbers.items() if isinstance(value, int | float)}
    rest = {name: value for name, value in manifest.items() if name not in ("folder", "made")}
    return {"folder": folder, "headline": headline, **rest}


def _show(card: dict[str, Any], made: bool | None) -> None:
    """The card for a person."""
    if made is not None:
        say("Prepared." if made else "Already prepared; nothing to do (use --force to make it anew).")
    say(f"Folder        {card['folder']}")
    say(f"Domain        {card['schema']['domain']} ({card['origin']})")
    say(f"{'Items':<14}{card['items']:,}")
    say(f"{'Interactions':<14}{card['interactions']:,}")
    for name, value in card.get("counts", {}).items():
        if name not in ("items", "interactions"):
            say(f"  {name.replace('_', ' ')}: {_plain(name, value)}")
    for source in card.get("sources", []):
        licence = f" - {source['licence']}" if "licence" in source else ""
        say(f"Source        {source['name']}{licence}")
    for name, digest in card["files"].items():
        say(f"File          {name}  sha256 {digest[:16]}…")


def _plain(name: str, value: object) -> str:
    if name.endswith("_share") and isinstance(value, float):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else str(value)
