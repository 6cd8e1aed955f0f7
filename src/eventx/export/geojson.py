"""Operations → GeoJSON (RFC 7946): one point for each place of a record, WGS 84 degrees.

A record without coordinates is one feature without geometry, so that a table of the layer is complete.
Properties are those of the flat tables; QGIS and GDAL read the days as dates.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from eventx.export.flat import TABLES, Row, joined
from eventx.export.placing import replacing
from eventx.records import Operation, Place

PLACE = ("text", "name", "role", "feature", "country", "geonames_id", "relation", "precision")
LEFT = ("country", "latitude", "longitude", "precision")  # of the record; a feature has its own


def write_geojson(operations: Iterable[Operation], path: Path) -> None:
    """Write a FeatureCollection, one feature a line."""
    with replacing(path) as part, part.open("w", encoding="utf-8", errors="replace") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        lead = "\n"
        for operation in operations:
            for feature in features(operation):
                stream.write(f"{lead}{json.dumps(feature, ensure_ascii=False)}")
                lead = ",\n"
        stream.write("\n]}\n")


def features(op: Operation) -> Iterator[dict[str, Any]]:
    """The features of a record.

    >>> [f["geometry"] for f in features(Operation(id="1", article_id="a", kind="raid"))]
    [None]
    """
    (row,) = TABLES["operations"].of([op])
    placed = [(rank, p) for rank, p in enumerate(op.locations) if None not in (p.latitude, p.longitude)]
    for rank, place in placed:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        yield _feature(f"{op.id}/{rank}", point, {**row, **_of(place)})
    if not placed:
        yield _feature(f"{op.id}/-", None, {**row, **_of(None)})


def _of(place: Place | None) -> Row:
    values: Row = {f"place_{k}": None if place is None else getattr(place, k) for k in PLACE}
    values["place_admin1"] = None if place is None else joined(place.admin1)
    return values


def _feature(name: str, geometry: dict[str, Any] | None, row: Row) -> dict[str, Any]:
    properties = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in row.items() if k not in LEFT}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}
