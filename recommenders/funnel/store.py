"""The fitted funnel on disk: one folder for each state of data and configuration, made whole."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ...errors import StoreError
from ...paths import Paths
from ..baselines import EASE, Content, Popularity
from ..catalog import Catalog
from ..contract import Recommender
from ..files import MEND, replace_folder
from .config import FunnelConfig

if TYPE_CHECKING:
    from .funnel import Funnel

F = TypeVar("F", bound="Funnel")
# Raised when the same data and configuration would be fitted to something else, or written differently.
RECIPE = 1
HEAD_FILE = "funnel.json"
MODELS: dict[str, type[Recommender]] = {model.name: model for model in (EASE, Content, Popularity)}


def home(paths: Paths) -> Path:
    """Where fitted funnels are kept."""
    return paths.models_dir / "funnel"


def version_of(paths: Paths, config: FunnelConfig) -> str:
    """A name for what would be fitted: it changes with the data, the configuration and the recipe."""
    from ..data.store import read_manifest

    manifest = read_manifest(paths)
    parts = {"files": manifest["files"], "config": config.model_dump(mode="json"), "recipe": RECIPE}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def folder_of(paths: Paths, config: FunnelConfig) -> Path:
    """Where the funnel for the prepared data and this configuration is kept."""
    return home(paths) / version_of(paths, config)


def load_or_fit(
    kind: type[F],
    paths: Paths,
    progress: Callable[[str], None] | None,
    *,
    catalog: Catalog | None,
    config: FunnelConfig | None,
    force: bool,
) -> F:
    """See `Funnel.load_or_fit`."""
    from ..data import load

    chosen = config or FunnelConfig.default()
    folder = folder_of(paths, chosen)
    prepared, interactions = (catalog, None) if catalog is not None else load(paths)
    if not force and (folder / HEAD_FILE).exists():
        try:
            return read(kind, folder, prepared, chosen)
        except StoreError as error:
            # A cache that cannot be read is made again: it holds nothing that is not derived.
            (progress or (lambda _: None))(f"the cached models are unusable ({error.what}); fitting anew")
    if interactions is None:
        _, interactions = load(paths)
    table = interactions.frame if len(interactions) else _nothing()
    funnel = kind.fit(prepared, table, chosen, progress=progress)
    write(funnel, folder)
    _forget_others(folder)
    return funnel


def write(funnel: Funnel, folder: Path) -> None:
    """Write a fitted funnel, all or nothing. Raises `StoreError`."""
    head = {"recipe": RECIPE, "now": funnel.now, "spreads": dict(funnel.spreads)}

    def fill(work: Path) -> None:
        for name, source in funnel.sources.items():
            source.model.save(work / name)
        (work / HEAD_FILE).write_text(json.dumps(head), encoding="utf-8")

    replace_folder(folder, fill)


def read(kind: type[F], folder: Path, catalog: Catalog, config: FunnelConfig) -> F:
    """Read a fitted funnel. Raises `StoreError`."""
    file = folder / HEAD_FILE
    try:
        head: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        spreads, now = head["spreads"], float(head["now"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"The fitted funnel cannot be read: {error}", where=str(file), hint=MEND) from error
    models = {name: model.load(folder / name) for name, model in MODELS.items()}
    return kind(catalog, models, config, spreads=spreads, now=now)


def _forget_others(folder: Path) -> None:
    """Remove funnels of earlier data or configurations: they can be fitted again."""
    for other in folder.parent.iterdir():
        if other != folder and other.is_dir() and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)


def _nothing() -> Any:
    import pandas as pd

    from ..columns import Columns

    frame = pd.DataFrame({name: [] for name in (Columns.USER, Columns.ITEM, Columns.WEIGHT)})
    return frame.astype({Columns.USER: str, Columns.ITEM: str, Columns.WEIGHT: "float64"})
