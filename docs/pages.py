"""Pages of the site that are made when it is built: a hook of mkdocs (mkdocs.yml names it).

The record comes from the models, the command from the typer application, the rule files from what validates
them, so that none of the three can tell of something that is not there.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pydantic import BaseModel

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))
COPIED = {"contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, then leave out of the nav what is not there and put in what it lacks."""
    made = {
        "reference/cli.md": command_page(),
        "reference/record.md": record_page(),
        "reference/rule-files.md": rules_page(),
        **{page: moved((ROOT / name).read_text("utf-8")) for page, name in COPIED.items()},
    }
    for page, content in made.items():
        files.append(File.generated(config, page, content=content))
    there = {file.src_uri for file in files.documentation_pages()}
    nav = [entry for entry in (present(e, there) for e in config.nav or []) if entry]
    lacking = sorted(there - set(named(nav)))
    config.nav = nav + ([{"More": lacking}] if lacking else [])
    return files


def present(entry: Any, there: set[str]) -> Any:
    """An entry of the nav without the pages that are not there; None where nothing is left."""
    if isinstance(entry, str):
        return entry if entry in there else None
    ((title, below),) = entry.items()
    if isinstance(below, str):
        return entry if below in there else None
    left = [found for found in (present(e, there) for e in below) if found]
    return {title: left} if left else None


def named(nav: list[Any]) -> list[str]:
    """The pages that a nav names.

    >>> named(["a.md", {"B": "b.md"}, {"C": [{"D": "d.md"}]}])
    ['a.md', 'b.md', 'd.md']
    """
    found: list[str] = []
    for entry in nav:
        below = next(iter(entry.values())) if isinstance(entry, dict) else entry
        found += named(below) if isinstance(below, list) else [below]
    return found


def moved(text: str) -> str:
    """A page of the root as one of docs/: links to docs stay, others become the file's name.

    >>> moved("[a](docs/a.md), [ci](.ci/run), [net](https://example.org)")
    '[a](a.md), `.ci/run`, [net](https://example.org)'
    """
    text = re.sub(r"\]\(docs/", "](", text)
    return re.sub(r"\[[^]]*\]\(((?!https?:|#)[^)]*)\)", lambda m: link_or_name(m[0], m[1]), text)


def link_or_name(link: str, target: str) -> str:
    """A link into docs/ as it is; of another file its name."""
    path = target.partition("#")[0]
    return link if path.endswith(".md") and (ROOT / "docs" / path).exists() else f"`{target}`"


def command_page() -> str:
    """The commands with their options, as typer writes them."""
    python = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    written = subprocess.run(
        [sys.executable, "-m", "typer", "eventx.cli", "utils", "docs", "--name", "eventx"],
        env={**os.environ, "PYTHONPATH": python}, check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip
    codes = "0 all read; 1 something could not be; 2 the command was wrong; 130 interrupted"
    return f"{written}\nExit codes: {codes}.\n"


def record_page() -> str:
    """The fields of a record, from its JSON Schema."""
    from eventx.records import SCHEMA_VERSION, json_schema

    schema = json_schema()
    parts = {"Operation": schema, **schema["$defs"]}
    order = ["Operation", *sorted(schema["$defs"], key=list(parts).index)]
    head = (
        "# The record\n\n"
        f"Version {SCHEMA_VERSION} of the schema, made from the models of `eventx.records`; as JSON Schema: "
        "[schema.json](../schema.json). What an article does not tell is `null` or `[]`.\n"
    )
    return "\n".join([head, *(part_section(name, parts[name]) for name in order)])


def part_section(name: str, part: dict[str, Any]) -> str:
    """A model of the schema as a heading, what it is, and a table of its fields."""
    rows = [
        f"| `{field}` | {form(of)} | {default(of)} | {cell(of.get('description', ''))} |"
        for field, of in part["properties"].items()
    ]
    about = part.get("description", "").partition("\n\n>>>")[0].strip()
    table = "\n".join(["| field | type | default | meaning |", "|---|---|---|---|", *rows])
    anchor = name.partition(",")[0].lower()
    return f"## {name} {{#{anchor}}}\n\n{plain(about)}\n\n{table}\n"


def form(of: dict[str, Any]) -> str:
    """The type of a field in words."""
    if "$ref" in of:
        name = of["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in of:
        return ", ".join(f"`{value}`" for value in of["enum"])
    if "anyOf" in of:
        return " or ".join(form(part) for part in of["anyOf"])
    if of.get("type") == "array":
        return f"list of {form(of['items'])}"
    limits = [f"{word} {of[key]:g}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in of]
    return " ".join([of.get("format", of.get("type", "any")), *limits])


def default(of: dict[str, Any]) -> str:
    """The default of a field, or that it must be there."""
    if "default" not in of:
        return "must be there"
    return f"`{json.dumps(of['default'])}`"


def rules_page() -> str:
    """The tables of rule files, from the models that validate them, with one of the package's own."""
    from eventx.records import KINDS
    from eventx.rules import BUILT_IN, Counterexample, Example, OutcomeRule, Rule

    models: dict[str, type[BaseModel]] = {
        "Rule, in [[rule]]": Rule,
        "Example, in [[rule.example]]": Example,
        "Counterexample, in [[rule.counterexample]]": Counterexample,
        "Outcome, in [[outcome]] of outcomes.toml": OutcomeRule,
    }
    sections = [part_section(title, model.model_json_schema()) for title, model in models.items()]
    shown = (ROOT / "src/eventx/data/rules/ordnance_disposal.toml").read_text("utf-8").split("\n\n[[rule]]")
    head = (
        "# Rule files\n\n"
        "Rules are TOML files, one for each kind of act: `src/eventx/data/rules/KIND.toml`. A file has "
        "`kind` and any number of `[[rule]]`. An unknown key, a class that nobody gives and a name that is "
        "taken are refused. [How to add a rule](../how-to-add-a-rule.md) goes through one.\n\n"
        f"Kinds: {', '.join(f'`{kind}`' for kind in KINDS)}.\n\n"
        "Classes of arguments are those of `src/eventx/data/taxonomy.toml`, and those that the grammar "
        "gives: "
        f"{', '.join(f'`{name}`' for name in sorted(BUILT_IN))}.\n"
    )
    example = (
        f"## The first rule of ordnance_disposal.toml\n\n```toml\n{shown[0]}\n\n[[rule]]{shown[1]}\n```\n"
    )
    return "\n".join([head, *sections, example])


def plain(text: str) -> str:
    """A docstring as Markdown: double backticks become single ones, wrapped lines one."""
    return re.sub(r"\s*\n\s*", " ", text.replace("``", "`"))


def cell(text: str) -> str:
    """A text in a cell of a table."""
    return plain(text).replace("|", r"\|")
