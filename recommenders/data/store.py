"""The prepared folder: `catalog.parquet`, `interactions.parquet`, `catalog.json`; written all or nothing."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import DataError, StoreError
from ...paths import Paths
from ..catalog import Catalog
from ..columns import Columns
from ..types import AttributeSpec, CatalogSchema
from ..valued import ValueColumn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

FORMAT = 1
CATALOG_FILE = "catalog.parquet"
INTERACTIONS_FILE = "interactions.parquet"
MANIFEST_FILE = "catalog.json"
MEND = "Make it anew with: tastekeeper data prepare --force"
_ALIASES, _RUNTIME, _POPULARITY = "aliases", "runtime", "popularity"
_PREFIX = "attribute."


def folder_of(where: Paths | Path) -> Path:
    """The catalogue folder of `where`."""
    return where.catalog_dir if isinstance(where, Paths) else Path(where)


def write_folder(
    folder: Path,
    catalog: Catalog,
    interactions: pd.DataFrame | None = None,
    details: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Write everything beside `folder`, then swap it in. Returns the manifest. Raises `StoreError`."""
    folder = Path(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        manifest = _write_files(work, catalog, interactions, details or {})
        _swap(work, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return manifest


def _unwritable(folder: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Cannot write the catalogue: {error.strerror or error}",
        where=str(folder),
        hint="Free some room or choose a writable place with TASTEKEEPER_HOME=/some/folder.",
    )


def _swap(work: Path, folder: Path) -> None:
    """Put `work` in the place of `folder`; the old one is only removed once the new one stands."""
    old = None
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
        folder.replace(old / "was")
    try:
        work.replace(folder)
    except OSError:
        if old is not None:
            (old / "was").replace(folder)
        raise
    finally:
        if old is not None:
            shutil.rmtree(old, ignore_errors=True)


def _write_files(
    work: Path, catalog: Catalog, interactions: pd.DataFrame | None, details: Mapping[str, Any]
) -> dict[str, Any]:
    import pyarrow.parquet as pq

    pq.write_table(_catalog_table(catalog), work / CATALOG_FILE, compression="zstd")
    if interactions is not None:
        pq.write_table(_interactions_table(interactions), work / INTERACTIONS_FILE, compression="zstd")
    files = {file.name: _sha256(file) for file in sorted(work.iterdir())}
    manifest = {
        "format": FORMAT,
        "schema": dataclasses.asdict(catalog.schema),
        **details,
        "items": len(catalog),
        "interactions": 0 if interactions is None else len(interactions),
        "files": files,
    }
    (work / MANIFEST_FILE).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")
    return manifest


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _catalog_table(catalog: Catalog) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    def whole(values: Any) -> pa.Array:
        return pa.array(np.where(np.isnan(values), 0, values), pa.int32(), mask=np.isnan(values))

    columns = {
        Columns.ITEM: pa.array(catalog.ids, pa.string()),
        Columns.TITLE: pa.array(catalog.titles, pa.string()),
        Columns.YEAR: whole(catalog.years),
        _RUNTIME: whole(catalog.runtimes),
        _POPULARITY: pa.array(catalog.popularity, pa.float64()),
        Columns.TEXT: pa.array([item.text for item in catalog], pa.string()),
        _ALIASES: _list_array(catalog.alias_column),
    }
    for name in catalog.schema.names():
        columns[_PREFIX + name] = _list_array(catalog.column(name))
    return pa.table(columns)


def _list_array(column: ValueColumn) -> pa.Array:
    import pyarrow as pa

    values = pa.array(column.vocabulary, pa.string()).take(pa.array(column.codes, pa.int64()))
    return pa.ListArray.from_arrays(pa.array(column.offsets, pa.int32()), values)


def _interactions_table(frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    schema = pa.schema(
        [
            (Columns.USER, pa.string()),
            (Columns.ITEM, pa.string()),
            (Columns.WEIGHT, pa.float64()),
            (Columns.DATETIME, pa.timestamp("us", tz="UTC")),
        ]
    )
    return pa.Table.from_pandas(
        frame[schema.names], schema=schema, preserve_index=False
    ).replace_schema_metadata()


def read_manifest(where: Paths | Path) -> dict[str, Any]:
    """The folder's `catalog.json`. Raises `DataError` when there is none or it cannot be understood."""
    file = folder_of(where) / MANIFEST_FILE
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(
            "There is no prepared catalogue",
            where=str(file.parent),
            hint="Make one with: tastekeeper data prepare",
        ) from error
    except (OSError, ValueError) as error:
        raise DataError(f"The catalogue cannot be read: {error}", where=str(file), hint=MEND) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else type(manifest).__name__
        raise DataError(f"The catalogue has format {found!r}, not {FORMAT}", where=str(file), hint=MEND)
    return manifest


def schema_from_json(value: Mapping[str, Any]) -> CatalogSchema:
    """The schema as `dataclasses.asdict` wrote it."""
    attributes = tuple(AttributeSpec(**spec) for spec in value["attributes"])
    return CatalogSchema(**{**value, "attributes": attributes})


def verify(where: Paths | Path) -> None:
    """Check the hash of every file the manifest names. Raises `DataError` naming the mend."""
    manifest = read_manifest(where)
    for name in {CATALOG_FILE, *manifest.get("files", {})}:
        _checked_bytes(where, manifest, name)


def _checked_bytes(where: Paths | Path, manifest: Mapping[str, Any], name: str) -> bytes:
    file = folder_of(where) / name
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"{name} is missing", where=str(file.parent), hint=MEND) from error
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror}", where=str(file), hint=MEND) from error
    if hashlib.sha256(content).hexdigest() != manifest.get("files", {}).get(name):
        raise DataError(f"{name} is damaged", where=str(file), hint=MEND)
    return content


def _read_table(where: Paths | Path, manifest: Mapping[str, Any], name: str) -> pa.Table:
    """One parquet file of the folder, after checking its hash. Raises `DataError` naming the mend."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    content = _checked_bytes(where, manifest, name)
    try:
        # Not `read_table`, which loads the dataset layer (and pandas) first.
        return pq.ParquetFile(pa.BufferReader(content)).read()
    except (OSError, pa.ArrowException) as error:
        raise DataError(f"{name} cannot be read: {error}", where=str(folder_of(where)), hint=MEND) from error


def read_catalog(where: Paths | Path) -> Catalog:
    """The catalogue of a prepared folder; interactions are left alone. Raises `DataError`."""
    manifest = read_manifest(where)
    table = _read_table(where, manifest, CATALOG_FILE)
    try:
        schema = schema_from_json(manifest["schema"])
        columns = {name: _value_column(table[_PREFIX + name]) for name in schema.names()}
        return Catalog(
            schema,
            table[Columns.ITEM].to_pylist(),
            table[Columns.TITLE].to_pylist(),
            years=_numbers(table[Columns.YEAR]),
            runtimes=_numbers(table[_RUNTIME]),
            popularity=_numbers(table[_POPULARITY]),
            texts=table[Columns.TEXT].to_pylist(),
            aliases=_value_column(table[_ALIASES]),
            columns=columns,
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"The catalogue lacks {error}", where=str(folder_of(where)), hint=MEND) from error


def _numbers(column: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    import numpy as np

    return np.array([np.nan if value is None else value for value in column.to_pylist()], dtype=np.float64)


def _value_column(column: pa.ChunkedArray) -> ValueColumn:
    import numpy as np

    array = column.combine_chunks()
    encoded = array.flatten().dictionary_encode()
    # `from_dlpack` and not `to_numpy`, which loads pandas.
    offsets, codes = np.from_dlpack(array.offsets), np.from_dlpack(encoded.indices)
    return ValueColumn(encoded.dictionary.to_pylist(), offsets - offsets[0], codes)


def read_interactions(where: Paths | Path) -> pd.DataFrame:
    """Interactions of a prepared folder: `user_id, item_id, weight, datetime` (UTC). Raises `DataError`."""
    manifest = read_manifest(where)
    if INTERACTIONS_FILE not in manifest.get("files", {}):
        raise DataError(
            "This catalogue was prepared without interactions",
            where=str(folder_of(where)),
            hint="Prepare one with an [interactions] section in its mapping, or the default one.",
        )
    frame: pd.DataFrame = _read_table(where, manifest, INTERACTIONS_FILE).to_pandas()
    return frame
