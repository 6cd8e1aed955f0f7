"""Imports run downwards: a room knows floors below its own, and earlier rooms of its own floor."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

FLOORS = {  # from the ground up; rooms of a floor in the order in which they may know each other
    "words": [
        *("garbage", "tomlspots", "errors", "records", "incidents", "mentions", "lexicon"),
        *(
            "boosting",
            "trees",
            "auxiliaries",
            "brackets",
            "shifting",
            "gardenpaths",
            "appositions",
            "inversions",
            "wordorder",
            "predicates",
            "speakers",
            "raising",
            "mending",
            "parse",
        ),
    ],
    "knowledge": [
        "rules",
        "spelling",
        "toponyms",
        "placelists",
        "placefile",
        "nations",
        "resolving",
        "gazetteer",
        "quantities",
        "numbers",
        "periods",
        "dayphrases",
        "days",
        "datelines",
        "actors",
        "camps",
        "rulefiles",
        "knowledge",
        "wordclasses",
        "extents",
        "crafts",
        "wording",
        "phrases",
        "gaps",
        "subjects",
        "syntax",
        "attempts",
        "charges",
        "aftermath",
    ],
    "finders": ["skimming", "models", "reading", "extractors", "finding"],
    "judgement": [
        *(
            "clauses",
            "totals",
            "drills",
            "background",
            "trials",
            "history",
            "plans",
            "bygones",
            "mishaps",
            "reputations",
            "claims",
        ),
        *(
            "tellings",
            "sites",
            "grouping",
            "rosters",
            "attributions",
            "referents",
            "strength",
            "surroundings",
            "sides",
            "origins",
            "casting",
            "roles",
            "backing",
            "marking",
        ),
        *(
            "drafts",
            "scenes",
            "belonging",
            "durations",
            "timing",
            "bearings",
            "assembly",
            "conflicts",
            "continuing",
            "overruling",
            "recalling",
            "merging",
            "backdrop",
        ),
        *(
            "news",
            "parts",
            "protagonists",
            "context",
            "presuming",
            "parties",
            "progress",
            "levels",
            "lending",
            "dating",
            "reordering",
            "verdicts",
            "fronts",
            "summing",
            "gains",
            "fallen",
            "tallies",
            "composing",
        ),
        "confidence",
        *("syndication", "profiles", "likeness", "fusing", "linking"),
    ],
    "path": ["pipeline", "proving", "batch", "workers"],
    "doors": [
        *(
            "articles",
            "journal",
            "outputs",
            "bulk",
            "meter",
            "operations",
            "export",
            "validating",
            "evaluating",
            "view",
            "columns",
            "spark",
        ),
        *("component", "linkcommand", "rulescommand", "__init__", "desk", "goldcommand", "cli", "__main__"),
    ],
}
WITHIN = [
    "triggers",
    "anchors",
    "rankings",
    "joining",
    "dates",
    "capitals",
    "vouching",
    "landmarks",
    "longernames",
    "datelined",
    "placenames",
    "seats",
    "places",
    "forcenames",
    "affiliations",
    "nearby",
    "pronouns",
    "standing",
    "nationals",
    "forces",
    "listed",
    "owning",
    "sufferers",
    "sparing",
    "inventories",
    "hauls",
    "fellows",
    "wholes",
    "results",
    "doubled",
    "partings",
    "retold",
    "bodies",
    "adjacent",
    "tolls",
    "relative",
    "losses",
    "outcomes",
    "persons",
    "introducing",
    "antecedents",
    "namings",
    "people",
    "sources",
    "objectives",
]  # of extractors
PACKAGE = Path(__file__).parent.parent / "src" / "eventx"
RANK = {
    room: (floor, place) for floor, rooms in enumerate(FLOORS.values()) for place, room in enumerate(rooms)
}
FILES = sorted(p.relative_to(PACKAGE) for p in PACKAGE.rglob("*.py"))


def imports(tree: ast.AST, parts: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The modules of eventx that a file imports, anywhere in it, as parts below the package."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {tuple(a.name.split(".")) for a in node.names}
        elif isinstance(node, ast.ImportFrom):
            up = ("eventx", *parts[:-1])[: len(parts) + 1 - node.level] if node.level else ()
            base = (*up, *(node.module or "").split(".")) if node.module else up
            found |= {(*base, a.name) for a in node.names}
    modules = set()
    for name in found:
        if name[0] == "eventx":
            below = name[1:]
            while below and not is_module(below):
                below = below[:-1]
            modules.add(below or ("__init__",))
    return modules


def is_module(parts: tuple[str, ...]) -> bool:
    path = PACKAGE.joinpath(*parts)
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@pytest.mark.parametrize("file", FILES, ids=str)
def test_imports_run_downwards(file):
    parts = file.with_suffix("").parts
    assert parts[0] in RANK, f"{file}: which floor is it on? put it into FLOORS"
    for module in imports(ast.parse((PACKAGE / file).read_text("utf-8")), parts):
        if module[0] != parts[0]:
            below = RANK[module[0]] < RANK[parts[0]]
        elif parts[0] == "extractors" and len(module) > 1 and parts[1] != "__init__":
            below = WITHIN.index(module[1]) < WITHIN.index(parts[1])
        else:
            below = True  # a package and its own rooms
        assert below, f"{file} imports eventx.{'.'.join(module)}, which is not below it"


def test_no_room_without_a_name():
    nameless = {"util", "utils", "helper", "helpers", "common", "base", "manager", "misc"}
    assert not {part for file in FILES for part in file.with_suffix("").parts} & nameless


def test_only_the_command_prints():
    for file in FILES:
        calls = [
            n for n in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8"))) if isinstance(n, ast.Call)
        ]
        prints = any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls)
        assert not prints or file.parts[0] in {"cli.py", "desk.py"}, f"{file} prints"
