"""`tastekeeper about`: version, licences and citations."""

from __future__ import annotations

import typer

from .options import HELP, Json
from .output import emit, say

app = typer.Typer(context_settings=HELP)


@app.command()
def about(as_json: Json = False) -> None:
    """Version, licence, and the sources of the data with their licences and citations."""
    from .. import __version__
    from ..recommenders.data import about as data_about

    sources = [source.as_dict() for source in data_about()]
    payload = {"name": "tastekeeper", "version": __version__, "licence": "Apache-2.0", "data": sources}

    def show() -> None:
        say(f"tastekeeper {__version__} · Apache-2.0", "bold")
        say("It runs on this machine, keeps what it learns here, and sends nothing anywhere unasked.")
        for source in sources:
            say()
            say(source["name"], "bold")
            for key in ("holds", "licence", "terms", "citation"):
                say(f"  {key}: {source[key]}")

    emit(payload, as_json, show)
