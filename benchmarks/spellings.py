"""Spelling variants that lead to the right place: spellings.py [SPELLINGS.tsv].

A variant is right where `Gazetteer.candidates` puts the listed place first: the same GeoNames id or,
where the list gives none, the same name and country. Each that is not is printed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eventx.gazetteer import Gazetteer, read_table


def main() -> int:
    """Look every variant up."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).with_name("spellings.tsv")
    parser.add_argument("spellings", nargs="?", type=Path, default=beside)
    args = parser.parse_args()
    gazetteer = Gazetteer.load()
    rows = read_table(args.spellings)
    right = 0
    for row in rows:
        place = next(iter(gazetteer.candidates(row["variant"])), None)
        if place is not None and (
            str(place.geonames_id) == row["geonames_id"]
            if row["geonames_id"]
            else (place.name, place.country or "") == (row["name"], row["country"])
        ):
            right += 1
            continue
        got = f"{place.name} ({place.feature}, {place.country}, {place.geonames_id})" if place else "nothing"
        wanted = f"{row['name']} ({row['country']}, {row['geonames_id'] or 'no id'})"
        print(f"  {row['variant']!r} gives {got}; listed {wanted}")
    print(f"spellings: {right} of {len(rows)} right ({right / max(len(rows), 1):.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
