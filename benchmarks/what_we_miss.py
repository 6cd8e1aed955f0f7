"""Known failures → docs/what-we-miss.md: what is read wrongly, by cause, with an example of each.

Run it without arguments whenever the cases change; `tests/test_cases.py` says so when the page is old.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "known_failures.toml"
PAGE = ROOT / "docs" / "what-we-miss.md"


def page(failures: Mapping[str, Any]) -> str:
    """The cases as a page: the causes that were seen most come first."""
    reasons, cases, survey = failures["reason"], failures["case"], failures["survey"]
    order = sorted(reasons, key=lambda name: -reasons[name]["seen"])
    rows = [
        f"| [{reasons[n]['title']}](#{_anchor(reasons[n]['title'])}) | {reasons[n]['seen']} |" for n in order
    ]
    sections = [_section(reasons[n], [case for case in cases if case["reason"] == n]) for n in order]
    return "\n".join([_head(len(cases), len(order), survey), *rows, "", *sections])


def _head(cases: int, causes: int, survey: Mapping[str, int]) -> str:
    return f"""# What we miss

Made by `benchmarks/what_we_miss.py` from `tests/cases/known_failures.toml`: {cases} short texts of our own
that are read wrongly today, by {causes} causes. The tests hold each of them to be wrong; one that is read
rightly must be moved.

How often a cause occurs was counted once, on 26 November 2026, by hand: {survey["news"]} texts of one to
three sentences on operations in some thirty countries, and {survey["other"]} on other things, were written
before the program read them. Of the former {survey["news_wrong"]} had at least one of these faults, of the
latter {survey["other_wrong"]} gave a record. One author wrote them, so the figures give an order, not a rate.

| cause | texts |
|---|---:|"""


def _section(reason: Mapping[str, Any], cases: list[Mapping[str, Any]]) -> str:
    case = min(cases, key=lambda case: len(case["text"]))
    day = f" (published {case['published']})" if "published" in case else ""
    wanted = [f"- {_record(record)}" for record in case["records"]] or ["- no record"]
    lines = [f"## {reason['title']}", "", reason["why"], "", f"> {case['text']}", ""]
    return "\n".join([*lines, f"Right would be{day}:", "", *wanted, ""])


def _record(record: Mapping[str, Any]) -> str:
    """A record that is expected, in a line."""
    return "; ".join(f"{key} {_told(value)}" for key, value in record.items())


def _told(value: str | list[str]) -> str:
    if isinstance(value, str):
        return f"`{value}`" if value else "none"
    return ", ".join(f"`{item.replace('|', ' or ')}`" for item in value) or "none"


def _anchor(title: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


if __name__ == "__main__":
    PAGE.write_text(page(tomllib.loads(CASES.read_text("utf-8"))), encoding="utf-8")
