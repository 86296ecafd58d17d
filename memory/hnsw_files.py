"""Files of Chroma's HNSW segments, cleaned of what was never an index.

A new segment is written out at its full capacity from memory that nobody has cleared: whatever the process
had freed before - ids, vectors, words, also erased ones - can end up in `data_level0.bin`. What lies beyond
the elements that the header counts is never read, so it is overwritten with zeros.
"""

from __future__ import annotations

import struct
from pathlib import Path

HEADER = struct.Struct("<i4Q")
"""Version, offset of level 0, capacity, number of elements, bytes of an element (hnswlib's own order)."""

VERSION = 1
LENGTH_BYTES = 4
"""Bytes of an entry of `length.bin`: one for each element."""


def scrub(folder: Path) -> int:
    """Clear the unused ends of every segment's files under `folder`; gives the number of bytes cleared.

    A file of another layout is left as it is: the scan after an erasure sees it. Errors of the file system
    are raised as `OSError`.
    """
    cleared = 0
    for header in sorted(folder.rglob("header.bin")):
        head = header.read_bytes()[: HEADER.size]
        if len(head) < HEADER.size:
            continue
        version, _, capacity, count, size = HEADER.unpack(head)
        if version == VERSION and count <= capacity:
            cleared += _clear(header.with_name("data_level0.bin"), count * size, capacity * size)
            cleared += _clear(header.with_name("length.bin"), count * LENGTH_BYTES, capacity * LENGTH_BYTES)
    return cleared


def _clear(path: Path, start: int, full: int) -> int:
    """Zero a file written at full capacity from `start` on."""
    if not path.exists() or path.stat().st_size != full or start >= full:
        return 0
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(full - start))
    return full - start
