"""Build the world outline of reports: python training/build_world.py geopandas-0.14.4-py3-none-any.whl

Natural Earth 1:110m, "Admin 0 - Countries", public domain (https://www.naturalearthdata.com/), as bundled
with GeoPandas up to 0.14: `pip download --no-deps geopandas==0.14.4`. Writes `src/eventx/view/world.json`:
for each country its name and rings, each a flat list of hundredths of a degree, the first point (longitude,
latitude) in full and each further one as the step from the point before.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

INSIDE = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
TARGET = Path(__file__).resolve().parents[1] / "src" / "eventx" / "view" / "world.json"
SCALE = 100


def rings(shapes: bytes) -> Iterator[list[list[tuple[float, float]]]]:
    """The rings of each record of an ESRI shapefile of polygons."""
    at = 100
    while at < len(shapes):
        (length,) = struct.unpack_from(">i", shapes, at + 4)
        parts, points = struct.unpack_from("<2i", shapes, at + 8 + 36)
        starts = [*struct.unpack_from(f"<{parts}i", shapes, at + 8 + 44), points]
        flat = struct.unpack_from(f"<{2 * points}d", shapes, at + 8 + 44 + 4 * parts)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        yield [pairs[a:b] for a, b in pairwise(starts)]
        at += 8 + 2 * length


def names(table: bytes) -> Iterator[str]:
    """The column `name` of each record of a dBASE table."""
    number, head, width = struct.unpack_from("<ihh", table, 4)
    start = 1
    for at in range(32, head - 1, 32):
        field = table[at : at + 11].rstrip(b"\0").decode()
        if field == "name":
            break
        start += table[at + 16]
    for rank in range(number):
        row = head + rank * width + start
        yield table[row : row + table[at + 16]].decode("latin-1").strip()


def steps(ring: list[tuple[float, float]]) -> list[int]:
    """A ring as steps; points that fall together on the grid are one."""
    found: list[int] = []
    last = (0, 0)
    for longitude, latitude in ring:
        point = (round(longitude * SCALE), round(latitude * SCALE))
        if point != last or not found:
            found += [point[0] - last[0], point[1] - last[1]]
            last = point
    return found


def main() -> None:
    """Read the wheel, write the outline."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        shapes, table = wheel.read(f"{INSIDE}.shp"), wheel.read(f"{INSIDE}.dbf")
    countries = [
        [name, *map(steps, outline)] for name, outline in zip(names(table), rings(shapes), strict=True)
    ]
    content = {"source": "Natural Earth 1:110m, public domain", "scale": SCALE, "countries": countries}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
