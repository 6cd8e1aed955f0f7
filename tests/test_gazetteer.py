# ruff: noqa: SIM905, E501 - word lists and case tables read better as text
"""The gazetteer knows the region's spellings, tells namesakes apart and takes no word for a place."""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counting import lines
from eventx import gazetteer as module
from eventx.errors import PlacesError
from eventx.gazetteer import (
    DATA,
    Gazetteer,
    Query,
    Resolution,
    Toponym,
    distance,
    fits,
    fold,
    loose,
    read_places,
    read_table,
)  # fmt: skip

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def top(gazetteer: Gazetteer, name: str) -> Toponym:
    found = gazetteer.candidates(name)
    assert found, name
    return found[0]


# --- keys ------------------------------------------------------------------------------------------


@given(st.text(max_size=40))
def test_keys_are_plain_and_stable(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(name) == "" or (fold(name).isascii() and fold(name).isalnum())
    assert len(loose(name)) <= 4
    assert all(len(key) >= 4 for key in loose(name))


@given(
    st.lists(
        st.sampled_from("Deir ez Zor al Qaim Tall Afar Nahr e Saraj Bab".split()), min_size=1, max_size=4
    )
)
def test_case_hyphens_and_marks_do_not_matter(words: list[str]) -> None:
    assert fold(" ".join(words)) == fold("-".join(words).upper()) == fold("’".join(words))


@pytest.mark.parametrize(("one", "other"), [
    ("Hawija", "al-Huwayjah"), ("Salahuddin", "Salah al-Din"), ("Salaheddine", "Salah ad Din"),
    ("Deir Ezzor", "Dayr az Zawr"), ("Tal Afar", "Tall ‘Afar"), ("Baiji", "Bayjī"), ("Khanaqeen", "Khanaqin"),
    ("Wadi Hauran", "Oued Hawran"), ("Cheikh Zouweid", "Shaykh Zuwayd"),
    ("Makhmour", "Makhmur"), ("Muqdadiya", "al-Muqdādīyah"),
])  # fmt: skip
def test_transliterations_share_a_key(one: str, other: str) -> None:
    assert set(loose(one)) & set(loose(other))


@pytest.mark.parametrize(("one", "other"), [
    ("Mosul", "Basra"), ("Kunar", "Kunduz"), ("Hit", "Hatra"), ("Bama", "Bamako"), ("Zabul", "Kabul"),
])  # fmt: skip
def test_different_names_share_no_key(one: str, other: str) -> None:
    assert not set(loose(one)) & set(loose(other))


# --- look-ups --------------------------------------------------------------------------------------


def test_spelling_variants(gazetteer: Gazetteer) -> None:
    rows = read_table(ROOT / "benchmarks" / "spellings.tsv")
    assert len(rows) >= 300
    wrong = []
    for row in rows:
        found = gazetteer.candidates(row["variant"])
        place = found[0] if found else None
        right = place is not None and (
            str(place.geonames_id) == row["geonames_id"]
            if row["geonames_id"]
            else (place.name, place.country or "") == (row["name"], row["country"])
        )
        if not right:
            wrong.append((row["variant"], row["name"], place))
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_words_names_and_units_are_no_places(gazetteer: Gazetteer) -> None:
    rows = read_table(CASES / "gazetteer_false_hits.tsv")
    assert len(rows) >= 500
    hits = [
        row["name"] for row in rows
        if gazetteer.candidates(row["name"]) or gazetteer.longest(row["name"].replace("-", " - ").split(), 0)
    ]  # fmt: skip
    assert hits == []


def test_a_stop_word_is_a_place_where_the_sentence_says_so(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Hit") == ()
    assert gazetteer.candidates("Hit", locative=True)[0].admin1 == ("IQ-AN",)
    assert top(gazetteer, "Hit district").admin1 == ("IQ-AN",)
    assert gazetteer.longest(["near", "Hit"], 1) == 0
    assert gazetteer.longest(["near", "Hit"], 1, locative=True) == 1


@pytest.mark.parametrize(("text", "start", "words"), [
    ("near Deir ez - Zor on Monday", 1, 4), ("in Salah al - Din province", 1, 4), ("the al - Qaim area", 1, 3),
    ("across Khyber Pakhtunkhwa province", 1, 2), ("in Baghdad on Tuesday", 1, 1), ("Iraqi forces", 0, 0),
    ("in the Gulf of Aden late", 2, 3), ("in Port - au - Prince", 1, 5), ("near Qa'im today", 1, 1),
    ("President Of the", 1, 0), ("in Mazar - e - Sharif", 1, 5), ("on Wednesday , Mosul", 3, 1),
])  # fmt: skip
def test_longest(gazetteer: Gazetteer, text: str, start: int, words: int) -> None:
    assert gazetteer.longest(text.split(), start) == words


@pytest.mark.parametrize(("name", "code"), [
    ("Iraq", "IQ"), ("Iraqi", "IQ"), ("Iraqis", "IQ"), ("U.S.", "US"), ("US", "US"), ("American", "US"),
    ("DRC", "CD"), ("Congolese", "CD"), ("Britain", "GB"), ("Ivory Coast", "CI"), ("Burkinabe", "BF"),
    ("Nigerien", "NE"), ("Nigerian", "NG"), ("South Sudanese", "SS"), ("Palestinian", "PS"), ("Türkiye", "TR"),
    ("Türkiye's", "TR"), ("us", None), ("polish", None), ("March", None), ("Chad", "TD"), ("UAE", "AE"),
])  # fmt: skip
def test_country(gazetteer: Gazetteer, name: str, code: str | None) -> None:
    assert gazetteer.country(name) == code


def test_demonym_is_no_country_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.demonym("Iraqi") == "IQ"
    assert gazetteer.demonym("Iraq") is None
    assert gazetteer.candidates("German") == ()


@pytest.mark.parametrize(("name", "iso"), [
    ("Nineveh province", "IQ-NI"), ("Hasakah governorate", "SY-HA"), ("Donetsk oblast", "UA-14"), ("Borno State", "NG-BO"),
    ("Central Java", "ID-JT"), ("Île-de-France", "FR-IDF"), ("Sinaloa state", "MX-SIN"), ("Antioquia department", "CO-ANT"),
    ("Hakkari province", "TR-30"), ("Lanao del Sur province", "PH-LAS"), ("Berlin", "DE-BE"), ("Tavush province", "AM-TV"),
    ("North Darfur state", "SD-DN"), ("Rakhine State", "MM-16"), ("Lower Shabelle region", "SO-SH"),
    ("Sistan-Baluchestan province", "IR-11"), ("Chhattisgarh", "IN-CG"), ("Bushehr province", "IR-18"),
    ("Shabwa province", "YE-SH"), ("Helmand province", "AF-HEL"), ("Niger State", "NG-NI"), ("Khyber Pakhtunkhwa", "PK-KP"),
])  # fmt: skip
def test_first_level_divisions(gazetteer: Gazetteer, name: str, iso: str) -> None:
    assert iso in top(gazetteer, name).admin1


def test_every_division_code_is_of_its_country(gazetteer: Gazetteer) -> None:
    file = gazetteer._file
    for codes in file.divisions:
        assert all(len(code) >= 4 and code[2] == "-" for code in codes)
    for row in range(0, len(file.ids), 97):
        place = file.toponym(row)
        assert all(code[:2] in place.countries for code in place.admin1), place


# --- the article decides ---------------------------------------------------------------------------


def read_queries(cell: str) -> list[Query]:
    queries = []
    for item in cell.split(";"):
        rest, *within = item.split("@")
        name, _, generic = rest.partition("|")
        queries.append(Query(name, generic or None, tuple(within)))
    return queries


@pytest.mark.parametrize("row", read_table(CASES / "gazetteer_resolve.tsv"), ids=lambda row: row["names"])
def test_resolve(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    queries = read_queries(row["names"])
    answer = next(r for r in gazetteer.resolve(queries) if r.query.name == row["asked"])
    assert answer.country == row["country"], answer.reason
    assert row["admin1"] in answer.admin1, answer.reason
    if row["name"]:
        assert answer.chosen is not None
        assert answer.chosen.name == row["name"], answer.reason


def test_nationalities_decide(gazetteer: Gazetteer) -> None:
    [answer] = gazetteer.resolve([Query("Tripoli")], countries={"LB": 3, "US": 1})
    assert answer.country == "LB"


def test_what_is_ambiguous_stays_so(gazetteer: Gazetteer) -> None:
    [answer] = gazetteer.resolve([Query("San Isidro", locative=True)])
    assert answer.chosen is None
    assert len(answer.candidates) > 1
    assert "ambiguous" in answer.reason or "none" in answer.reason


def test_unknown_names_and_empty_articles(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve([]) == []
    [answer] = gazetteer.resolve([Query("Qwzxvk Bbrrt")])
    assert answer == Resolution(Query("Qwzxvk Bbrrt"), None, (), None, (), 0.0, "no such name")


names = st.sampled_from(
    "Mosul Baiji Tripoli Kabul Palma Beni Rafah Lyman Rashad Hama Idlib Bama Victoria Cairo Iraq Diyala Nowhereton".split()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(names, max_size=6))
def test_resolve_answers_every_query_in_order(chosen: list[str]) -> None:
    answers = Gazetteer.load().resolve([Query(name) for name in chosen])
    assert [answer.query.name for answer in answers] == chosen
    for answer in answers:
        assert 0.0 <= answer.score <= 1.0 + 1e-9
        assert answer.chosen is None or answer.chosen in answer.candidates
        assert answer.reason


# --- hand-kept places ------------------------------------------------------------------------------


LONELY = {
    "Sahara",
    "Arar crossing",
    "Tinzaouaten",
    "Madama",
    "Taoudeni",
    "In Amenas",
}  # nothing else for 150 km, as on any map


def test_hand_kept_places_are_where_they_say(gazetteer: Gazetteer) -> None:
    """A hand-kept point of a country lies within 150 km of one of that country's towns."""
    file = gazetteer._file
    towns: dict[str, list[tuple[float, float]]] = {}
    for row in range(len(file.ids)):
        if file.ids[row] and file.features[file.feature[row]].startswith("P"):
            towns.setdefault(file.countries[file.country[row]][0], []).append(
                (file.latitude[row], file.longitude[row])
            )
    far = []
    places = [place for place, _ in read_places(DATA / "features.tsv")]
    assert len(places) >= 400
    for place in places:
        if place.latitude is None or place.longitude is None or not place.countries:
            continue
        shrink = math.cos(math.radians(place.latitude))
        away = min(
            (a - place.latitude) ** 2 + ((b - place.longitude) * shrink) ** 2
            for code in place.countries for a, b in towns[code]
        )  # fmt: skip
        limit = 450 if place.feature[0] in "THL" else 150
        if math.sqrt(away) * 111.2 > limit and place.name not in LONELY:
            far.append((place.name, round(math.sqrt(away) * 111)))
    assert far == []


# --- users' places ---------------------------------------------------------------------------------


def test_users_places_win(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text(
        "name\taliases\tfeature\tcountry\tadmin1\tlatitude\tlongitude\nObjective Rhino\tRhino\tS.AIRF\tAF\tAF-KAN\t30.49\t64.53\n"
    )
    shapes = tmp_path / "mine.geojson"
    shapes.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"name": "Mosul", "country": "US", "feature": "P.PPL"},
         "geometry": {"type": "Polygon", "coordinates": [[[-101, 40], [-100, 40], [-100, 41], [-101, 40]]]}},
    ]}))  # fmt: skip
    mine = Gazetteer.load(table, shapes)
    assert top(mine, "Objective Rhino").admin1 == ("AF-KAN",)
    assert mine.longest(["at", "Rhino", "today"], 1) == 1
    mosul = top(mine, "Mosul")
    assert (mosul.country, mosul.latitude, mosul.longitude) == ("US", 40.5, -100.5)


@pytest.mark.parametrize(("row", "told"), [
    ("\tx\tP.PPL\tIQ\t\t1\t2", "name"), ("Abc\t\tP.PPL\tIQ\t\tnorth\t2", "decimal"), ("Abc\t\tP.PPL\tIQ\t\t95\t2", "WGS 84"),
    ("Abc\t\tP.PPL\tIQ\t\t1\t2\t3\t4", "fields"),
])  # fmt: skip
def test_errors_name_file_and_field(tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("name\taliases\tfeature\tcountry\tadmin1\tlatitude\tlongitude\n" + row + "\n")
    with pytest.raises(ValueError, match=told) as caught:
        Gazetteer.load(path).candidates("Abc")
    assert "bad.tsv" in str(caught.value)


# --- size and speed --------------------------------------------------------------------------------


@pytest.mark.parametrize("coordinates", [["a"], "ab", [], [[]], [1], [[1, "x"]], {"a": 1}, None])
def test_coordinates_that_are_none_are_refused(tmp_path: Path, coordinates: object) -> None:
    geometry = {"type": "Point", "coordinates": coordinates}
    feature = {"type": "Feature", "properties": {"name": "Camp Nine"}, "geometry": geometry}
    path = tmp_path / "mine.geojson"
    path.write_text(json.dumps(feature), "utf-8")
    with pytest.raises(PlacesError, match="feature 1: field 'geometry' holds no coordinates"):
        list(read_places(path))


def test_size_on_disk() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 30e6


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise")
def test_loads_lazily_and_fast() -> None:
    code = (
        "import sys, time, resource; from eventx import gazetteer as m\n"
        "assert 'numpy' not in sys.modules and 'pydantic' not in sys.modules\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; t = time.process_time()\n"
        "g = m.Gazetteer.load(); assert g.candidates('Baghdad'); t = time.process_time() - t\n"
        "print(t, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 0.5
    assert megabytes < 150


def test_lookups_are_fast() -> None:
    """A look-up runs some 700 lines of Python, loading included; lines are counted, seconds are not."""
    rows = [row["variant"] for row in read_table(ROOT / "benchmarks" / "spellings.tsv")]
    fresh = Gazetteer.load()
    fresh.candidates("Baghdad")
    run = lines(lambda: [(fresh.candidates(name), fresh.longest(name.split(), 0)) for name in rows])
    assert run / (2 * len(rows)) < 1_500


def test_threads_read_the_same(gazetteer: Gazetteer) -> None:
    fresh, seen = Gazetteer.load(), []
    workers = [threading.Thread(target=lambda: seen.append(fresh.candidates("Mosul")[0])) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(seen) == {gazetteer.candidates("Mosul")[0]}


def test_places_travel_between_processes(gazetteer: Gazetteer) -> None:
    place = gazetteer.candidates("Mosul")[0]
    assert pickle.loads(pickle.dumps(place)) == place
    assert distance(place, place) == 0.0


def test_fits() -> None:
    assert fits("T.MTS", "Mountains") is True
    assert fits("P.PPL", "refugee camp") is False
    assert fits("P.PPL", None) is None


def test_module_imports_nothing_heavy() -> None:
    assert not {"numpy", "spacy", "pydantic"} & set(vars(module))
