"""Every regular expression that eventx compiles while it reads the examples: JSON on stdout."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re._compiler as compiler
import sys
import warnings
from pathlib import Path

import eventx

PACKAGE = Path(eventx.__file__).parent
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


def main() -> None:
    found: dict[tuple[str, int], dict[str, object]] = {}
    compile_ = compiler.compile

    def noted(pattern, flags=0):
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        if frame and (file := Path(frame.f_code.co_filename)).is_relative_to(PACKAGE):
            text = made.pattern if isinstance(made.pattern, str) else made.pattern.decode()
            told = {"pattern": text, "flags": made.flags, "bytes": isinstance(made.pattern, bytes)}
            found[text, made.flags] = told | {
                "file": file.relative_to(PACKAGE).as_posix(),
                "line": frame.f_lineno,
            }
        return made

    compiler.compile = noted
    warnings.simplefilter("ignore")
    for module in pkgutil.walk_packages(eventx.__path__, "eventx."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    extractor = eventx.Extractor()
    records = [
        o for a in eventx.read_articles(EXAMPLES) if isinstance(a, eventx.Article) for o in extractor(a)
    ]
    for form in ("acled", "ucdp", "plover"):
        eventx.export.write(records, Path("/dev/null"), to=form)
    json.dump(list(found.values()), sys.stdout)


if __name__ == "__main__":
    main()
