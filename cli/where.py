"""`tastekeeper paths`: where things live on disk."""

from __future__ import annotations

import typer

from .options import HELP, Json
from .output import emit, table

app = typer.Typer(context_settings=HELP)
NAMES = (
    *("config", "data", "state", "cache", "memory_db", "sessions_db", "catalog_dir"),
    *("models_dir", "weights_dir", "index_dir", "logs_dir", "settings_file"),
)


@app.command()
def paths(as_json: Json = False) -> None:
    """Every folder and file, and whether it exists. TASTEKEEPER_HOME moves all of them."""
    from ..paths import Paths

    found = Paths.resolve()
    places = {name: getattr(found, name) for name in NAMES}
    emit(
        {name: str(place) for name, place in places.items()},
        as_json,
        lambda: table(
            ("what", "where", ""), [(n, p, "" if p.exists() else "not there yet") for n, p in places.items()]
        ),
    )
