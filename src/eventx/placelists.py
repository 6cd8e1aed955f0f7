"""Tables of places that people keep: a TSV or GeoJSON file becomes toponyms with their names."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from eventx.errors import PlacesError
from eventx.spelling import fold
from eventx.toponyms import Toponym

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Row = tuple[str, Mapping[str, Any], tuple[float, float] | None]  # where it stands, fields, point

_NEEDED: Final = ("name", "latitude", "longitude")
_FORMS: Final = {  # what a field that is given must look like, and what would be right
    "feature": (re.compile(r"[AHLPRSTUV]\.[A-Z0-9]{1,6}"), 'a GeoNames class.code, as in "P.PPL"'),
    "country": (re.compile(r"[A-Z]{2}"), 'ISO 3166-1 alpha-2, as in "IQ"; several with commas'),
    "admin1": (re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"), 'ISO 3166-2, as in "IQ-NI"; several with commas'),
}


def read_table(path: Path) -> list[dict[str, str]]:
    """Turn a hand-kept TSV into rows; lines that start with # are comments."""
    return [row for _, row in _numbered(path)]


def read_places(path: Path) -> Iterator[tuple[Toponym, list[str]]]:
    """Turn a TSV or GeoJSON file of places into toponyms, each with all its names.

    Raises PlacesError, which names file, entry and field, where one is malformed.
    """
    for where, row, point in _geojson(path) if path.suffix.lower() in (".json", ".geojson") else _tsv(path):
        try:
            yield place_of(row, point, path.name)
        except (ValueError, OverflowError) as error:
            name = str(row.get("name") or "").strip()
            raise PlacesError(f"{path}: {where}{f' ({name})' if name else ''}: {error}") from None


def _read(path: Path) -> str:
    """Read a file of users' places as text."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlacesError(f"{path}: not UTF-8 (byte {error.start:,}); save it as UTF-8") from None
    except OSError as error:
        raise PlacesError(f"{path}: cannot be read: {error.strerror or error}") from None


def _numbered(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Read the rows of a TSV, each with the number of its line."""
    whole = enumerate(_read(path).splitlines(), 1)
    lines = [(k, line) for k, line in whole if line.strip() and line[0] != "#"]
    if not lines:
        raise PlacesError(f"{path}: holds no line that names its columns")
    columns = [column.strip() for column in lines[0][1].split("\t")]
    rows = []
    for k, line in lines[1:]:
        fields = line.split("\t")
        if len(fields) > len(columns):
            said = f"{len(fields)} fields where {len(columns)} are named: {line[:60]!r}"
            raise PlacesError(f"{path}: line {k}: {said}")
        rows.append((k, dict(zip(columns, fields + [""] * (len(columns) - len(fields)), strict=True))))
    return rows


def _tsv(path: Path) -> Iterator[Row]:
    """Read the rows of a TSV of places, each with the line it stands in."""
    rows = _numbered(path)
    missing = [column for column in _NEEDED if rows and column not in rows[0][1]]
    if missing:
        told = f"the first line names no column {' and no '.join(missing)}; columns are parted by tabs"
        raise PlacesError(f"{path}: {told}")
    for k, row in rows:
        yield f"line {k}", row, None


def _geojson(path: Path) -> Iterator[Row]:
    """Read the features of a GeoJSON file, each with its number and point."""
    try:
        document = json.loads(_read(path))
    except ValueError as error:
        raise PlacesError(f"{path}: not JSON: {error}") from None
    features = document.get("features", [document]) if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise PlacesError(f"{path}: not GeoJSON; a FeatureCollection or one Feature would be")
    for k, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            raise PlacesError(f"{path}: feature {k}: field 'properties' is no object; it needs a 'name'")
        try:
            point = _centre(feature.get("geometry"))
        except (TypeError, LookupError, ValueError, AttributeError):
            told = "field 'geometry' holds no coordinates [longitude, latitude]; null leaves them unknown"
            raise PlacesError(f"{path}: feature {k}: {told}") from None
        yield f"feature {k}", properties, point


def place_of(
    row: Mapping[str, Any], point: tuple[float, float] | None, source: str
) -> tuple[Toponym, list[str]]:
    """Turn the fields of an entry into a toponym and all its names; ValueError tells which is wrong."""
    name = str(row.get("name") or "").strip()
    if not name:
        raise ValueError("field 'name' is empty; every place needs a name")
    latitude, longitude = point or (_number(row, "latitude"), _number(row, "longitude"))
    if (latitude is None) != (longitude is None) or abs(latitude or 0) > 90 or abs(longitude or 0) > 180:
        raise ValueError("latitude and longitude must both be WGS 84 degrees")
    countries = tuple(_items(row.get("country"), ","))
    admin1 = tuple(_items(row.get("admin1"), ","))
    feature = str(row.get("feature") or "P.PPL").strip()
    for field, values in (("feature", [feature]), ("country", countries), ("admin1", admin1)):
        form, right = _FORMS[field]
        for value in values:
            if not form.fullmatch(value):
                raise ValueError(f"field {field!r}: {value!r} is not {right}")
    place = Toponym(
        name=name,
        feature=feature,
        country=countries[0] if len(countries) == 1 else None,
        admin1=admin1,
        latitude=latitude,
        longitude=longitude,
        population=int(_number(row, "population") or 0),
        geonames_id=int(_number(row, "geonames_id") or 0) or None,
        countries=countries,
        source=str(row.get("source") or source),
    )
    names = [name, *_items(row.get("aliases"), "|")]
    if all(len(fold(one)) < 2 for one in names):
        raise ValueError("field 'name': two Latin letters or digits are needed, here or in 'aliases'")
    return place, names


def _items(value: object, mark: str) -> list[str]:
    """Split a field of several values; GeoJSON may give them as a list."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [item.strip() for item in str(value or "").split(mark) if item.strip()]


def _number(row: Mapping[str, Any], field: str) -> float | None:
    """Read a number; None where the field is empty or missing."""
    value = row.get(field)
    if value in (None, ""):
        return None
    try:
        number = float(str(value))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        right = "degrees are decimal, as in 34.93" if field.endswith("tude") else "a whole number would be"
        raise ValueError(f"field {field!r}: {value!r} is no number; {right}")
    return number


def _centre(geometry: dict[str, Any] | None) -> tuple[float, float] | None:
    """Take a point, or the middle of the box around any other geometry."""
    if not geometry:
        return None
    flat: list[tuple[float, float]] = []
    stack: list[Any] = [g["coordinates"] for g in geometry.get("geometries", [geometry])]
    while stack:
        item = stack.pop()
        if not isinstance(item, list):
            raise TypeError("coordinates are lists of numbers")  # the letters of a string have no end
        if isinstance(item[0], (int, float)):
            flat.append((float(item[1]), float(item[0])))
        else:
            stack += item
    latitudes, longitudes = [p[0] for p in flat], [p[1] for p in flat]
    middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
    return round(middle[0], 6), round(middle[1], 6)
