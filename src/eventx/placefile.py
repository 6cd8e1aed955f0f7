"""The packaged gazetteer on disk: columns of a mapped file, read on demand.

Sorted 64-bit hashes of folded names point to rows of fixed width, so that a look-up is a bisection,
nothing is parsed at start and worker processes share the pages. ``training/build_gazetteer.py``
writes it and says where each name comes from.
"""

from __future__ import annotations

import json
import mmap
from bisect import bisect_left
from pathlib import Path
from typing import Any, Final

from eventx.toponyms import THEATRES, Toponym, base_weight, weigh

DATA: Final = Path(__file__).parent / "data" / "gazetteer"
FORMAT: Final = b"EVENTXGAZ1"
SHORT: Final = 5  # abbreviations of up to so many letters ("CAR", "KPK") are known in capitals only
ALTERNATE: Final = 1 << 31  # a posting with this bit was found by a further name, not the entry's own


class PlaceFile:
    """The mapped file: columns as memory views, read on demand."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self.map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        if self.map[: len(FORMAT)] != FORMAT:
            message = f"{path}: not a gazetteer of this version; run training/build_gazetteer.py"
            raise ValueError(message)
        size = int.from_bytes(self.map[16:24], "little")
        self.head: dict[str, Any] = json.loads(self.map[24 : 24 + size])
        whole = memoryview(self.map)
        columns = {
            name: whole[start : start + length].cast(code)
            for name, (start, length, code) in self.head["columns"].items()
        }
        self.exact, self.exact_rows = columns["exact"], columns["exact_rows"]
        self.loose, self.loose_rows = columns["loose"], columns["loose_rows"]
        self.stops, self.stop_kinds = columns["stops"], columns["stop_kinds"]
        self.latitude, self.longitude = columns["latitude"], columns["longitude"]
        self.population, self.ids = columns["population"], columns["ids"]
        self.feature, self.country = columns["feature"], columns["country"]
        self.admin1, self.admin2 = columns["admin1"], columns["admin2"]
        self.starts, self.names = columns["starts"], columns["names"]
        self.features: list[str] = self.head["features"]
        self.countries: list[tuple[str, ...]] = [tuple(c) for c in self.head["countries"]]
        self.divisions: list[tuple[str, ...]] = [tuple(d) for d in self.head["divisions"]]
        self.bases = [base_weight(feature) for feature in self.features]
        self.theatre = [bool(c) and c[0] in THEATRES for c in self.countries]

    def name(self, row: int) -> str:
        """Read the name of a row."""
        return bytes(self.names[self.starts[row] : self.starts[row + 1]]).decode()

    def toponym(self, row: int) -> Toponym:
        """Read a row."""
        countries = self.countries[self.country[row]]
        latitude, longitude = self.latitude[row], self.longitude[row]
        known = latitude == latitude  # noqa: PLR0124 - not NaN
        feature = self.features[self.feature[row]]
        return Toponym(  # by position: this is what a look-up spends its time on
            self.name(row),
            feature.rstrip("*"),
            countries[0] if len(countries) == 1 else None,
            self.divisions[self.admin1[row]],
            round(latitude, 4) if known else None,
            round(longitude, 4) if known else None,
            self.population[row],
            self.ids[row] or None,
            self.name(self.admin2[row] - 1) if self.admin2[row] else None,
            countries,
            "features.tsv" if feature[-1] == "*" else "geonames",
        )

    def weight(self, row: int) -> float:
        """The prior of a row, as ``prior`` of its toponym."""
        return weigh(
            self.bases[self.feature[row]], self.population[row], theatre=self.theatre[self.country[row]]
        )

    @staticmethod
    def rows(hashes: memoryview, rows: memoryview, key: int) -> list[int]:
        """List the postings of a key; ``hashes`` is sorted and ``rows`` stands beside it."""
        found = []
        at = bisect_left(hashes, key)
        end = len(hashes)
        while at < end and hashes[at] == key:
            found.append(rows[at])
            at += 1
        return found

    def stop_kind(self, key: int) -> int:
        """Tell what else a key is: 0 nothing, 1 a common word, 2 a given name."""
        at = bisect_left(self.stops, key)
        return self.stop_kinds[at] if at < len(self.stops) and self.stops[at] == key else 0
