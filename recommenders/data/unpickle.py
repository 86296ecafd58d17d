"""Reading a pickled table without letting the pickle run anything it likes."""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

from ...errors import DataError

if TYPE_CHECKING:
    import pandas as pd

# All that a pandas table of numbers and strings needs. Old pickles say `numpy.core`, new ones `numpy._core`.
_ALLOWED = frozenset(
    {
        ("builtins", "slice"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy.core.numeric", "_frombuffer"),
        ("numpy._core.numeric", "_frombuffer"),
        ("pandas._libs.internals", "_unpickle_block"),
        ("pandas.core.frame", "DataFrame"),
        ("pandas.core.indexes.base", "Index"),
        ("pandas.core.indexes.base", "_new_Index"),
        ("pandas.core.indexes.range", "RangeIndex"),
        ("pandas.core.internals.managers", "BlockManager"),
    }
)


class TableUnpickler(pickle.Unpickler):
    """An unpickler that resolves a short list of pandas and numpy names and refuses every other."""

    def find_class(self, module: str, name: str, /) -> Any:
        """The named object, when it is on the list; otherwise `UnpicklingError`."""
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}, which no table needs")
        return super().find_class(module.replace("numpy.core.", "numpy._core."), name)


def read_table(content: bytes, *, where: str) -> pd.DataFrame:
    """The pandas table pickled in `content`. Raises `DataError` for anything that is not just that."""
    import pandas as pd

    try:
        table = TableUnpickler(io.BytesIO(content)).load()
    except Exception as error:  # a broken pickle can raise nearly anything
        raise DataError(f"The file is not a plain table: {error}", where=where) from error
    if not isinstance(table, pd.DataFrame):
        raise DataError(f"The file holds a {type(table).__name__}, not a table", where=where)
    return table
