"""Which rules a command uses, and what `eventx check-rules` does: folders in, faults and a summary out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.errors import RuleError

if TYPE_CHECKING:
    from eventx.rulefiles import ReadFile

VARIABLE = "EVENTX_RULES"
FILE = "eventx.toml"
RULES = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FOLDER",
        help="Rules of your own: a folder, or the name that an installed package gives its own; may be given "
        f"several times. Else those of {VARIABLE}, else of {FILE} in the working directory.",
    ),
]


def rule_folders(
    given: Sequence[str] | None, *, environment: Mapping[str, str] = os.environ, here: Path = Path()
) -> list[Path]:
    """The folders of rules that a command uses: of --rules, else of EVENTX_RULES, else of eventx.toml.

    Folders in eventx.toml are relative to it; those of EVENTX_RULES are parted as in PATH. Raises RuleError.
    """
    from eventx.rulefiles import folder_of

    if given:
        return [folder_of(name).resolve() for name in given]
    if VARIABLE in environment:  # empty: none, whatever eventx.toml says
        listed = filter(None, environment[VARIABLE].split(os.pathsep))
        return [folder_of(name).resolve() for name in listed]
    return [folder_of(name, here).resolve() for name in _settings(here / FILE)]


def _settings(path: Path) -> tuple[str, ...]:
    """The folders that an eventx.toml names."""
    from eventx.rulefiles import SETTINGS, SettingsFile, rule_text, validated

    if not path.is_file():
        return ()
    return validated(rule_text(path, path.name), SettingsFile, SETTINGS).eventx.rules


def digests(folders: Sequence[Path]) -> list[list[str]]:
    """Folders → each with the digest of what its files say, for a run that goes on to compare."""
    from eventx.rulefiles import folder_texts

    return [
        [str(folder), hashlib.sha256(repr(folder_texts(folder)).encode()).hexdigest()] for folder in folders
    ]


def told(error: RuleError) -> str:
    """An error of rules as it is printed: its faults with a caret each."""
    return "\n".join(fault.pointed() for fault in error.faults) or str(error)


class Check:
    """One run of `eventx check-rules`; counts what is wrong."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.faults = 0

    def lines(self) -> Iterator[str]:
        """What is wrong, as it is found, and a summary."""
        from eventx.knowledge import load_knowledge

        try:
            knowledge = load_knowledge(*self.folders)
        except RuleError as error:
            self.faults += max(1, len(error.faults))
            yield told(error)
            yield f"{_many(self.faults, 'fault')}; examples are run when there is none"
            return
        from eventx.pipeline import Extractor
        from eventx.proving import prove, unproved

        extractor = Extractor(knowledge=knowledge)
        for file in knowledge.own:
            for fault in prove(extractor, file):
                self.faults += 1
                yield fault.pointed()
            for fault in unproved(file):
                yield f"note: {fault}"
        yield f"{_held(knowledge.own)}: {_many(self.faults, 'fault') if self.faults else 'all hold'}"


def _held(files: Sequence[ReadFile]) -> str:
    """What files hold, in words."""
    contents = [file.content for file in files]
    rules = [rule for content in contents for rule in content.rule]
    numbers = {
        "rule": len(rules),
        "force": sum(len(c.force) for c in contents),
        "place": sum(len(c.place) for c in contents),
        "example": sum(len(x.example) for x in rules) + sum(len(c.example) for c in contents),
        "counterexample": sum(len(x.counterexample) for x in rules)
        + sum(len(c.counterexample) for c in contents),
    }
    return ", ".join(_many(number, noun) for noun, number in numbers.items())


def _many(number: int, noun: str) -> str:
    """A number and its noun: "1 rule", "2 rules"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
