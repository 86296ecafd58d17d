"""Where the default data comes from, who must be named for it, and what may be done with it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from .packages import FILMS, RATINGS


@dataclass(frozen=True, slots=True)
class Source:
    """One source of data: `holds` says what is taken from it, `terms` what its licence asks."""

    name: str
    holds: str
    package: str
    sha256: str
    licence: str
    terms: str
    citation: str

    def as_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return dataclasses.asdict(self)


FILM_SOURCES = (
    Source(
        name="MovieLens ml-latest-small, edition of October 2016 (GroupLens, University of Minnesota)",
        holds="100,004 ratings of 9,066 films by 671 people, with titles, years and genres",
        package=RATINGS.distribution,
        sha256=RATINGS.sha256,
        licence="GroupLens terms of use for ml-latest-small",
        terms=(
            "Acknowledge the data set in publications; no implication of endorsement by the University of "
            "Minnesota; redistribution, also transformed, under these same conditions; no commercial or "
            "revenue-bearing use without permission from GroupLens."
        ),
        citation=(
            "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. "
            "ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4, Article 19. "
            "https://doi.org/10.1145/2827872"
        ),
    ),
    Source(
        name="Wikidata film table of the Bokeh sample data",
        holds="directors, writers, casts, countries, languages and lengths of films up to 2014",
        package=FILMS.distribution,
        sha256=FILMS.sha256,
        licence="CC0-1.0",
        terms="Dedicated to the public domain; no conditions.",
        citation="Wikidata contributors. Wikidata, the free knowledge base. https://www.wikidata.org",
    ),
)


def about() -> list[Source]:
    """The sources of the default catalogue."""
    return list(FILM_SOURCES)
