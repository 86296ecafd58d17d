"""Small helpers over scipy's sparse arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def as_csr(histories: Any) -> Any:
    """A dense or sparse (b, items) history as a float64 CSR array."""
    from scipy.sparse import csr_array

    return csr_array(histories, dtype=np.float64)


def scale_rows(matrix: Any, factors: npt.NDArray[np.float64]) -> Any:
    """A CSR array with each row multiplied by its factor."""
    scaled = matrix.copy()
    scaled.data = scaled.data * np.repeat(factors, np.diff(matrix.indptr))
    return scaled


def scale_columns(matrix: Any, factors: npt.NDArray[np.float64]) -> Any:
    """A CSR array with each column multiplied by its factor."""
    scaled = matrix.copy()
    scaled.data = scaled.data * factors[matrix.indices]
    return scaled


def row_norms(matrix: Any) -> npt.NDArray[np.float64]:
    """Euclidean length of each row."""
    squares = np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel()
    return np.sqrt(squares)


def strongest(matrix: Any, count: int) -> Any:
    """A CSR array with only the `count` largest entries of each row, rounded to what float32 holds.

    The rounding makes what is in memory equal to what a save and a load bring back.
    """
    from scipy.sparse import csr_array

    matrix = csr_array(matrix)
    matrix.sort_indices()
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, rows))
    kept = np.sort(order[np.arange(len(rows)) - matrix.indptr[rows] < count])
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows[kept], minlength=matrix.shape[0]))])
    values = matrix.data[kept].astype(np.float32).astype(np.float64)
    return csr_array((values, matrix.indices[kept], starts), shape=matrix.shape)
