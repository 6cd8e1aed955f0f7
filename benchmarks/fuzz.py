"""Random input that must not crash anything: fuzz.py [PART...] [--times N] [--seed N] [--guided].

The parts are `reading` (bytes in every form), `numbers`, `dates` and `path` (article → records → JSON, with
offsets checked). Inputs are texts made of pieces that matter to the part, cut, doubled and spoiled at
random; with --guided, atheris makes them and is led by what they reach (pip install atheris). A crash
prints the input and ends with exit code 1.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import io
import json
import random
import sys
import time
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventx import Extractor

TIMES = {"reading": 400_000, "numbers": 300_000, "dates": 300_000, "path": 20_000}
DAY = dt.date(2024, 2, 7)
PIECES = tomllib.loads(Path(__file__).with_name("fuzz.toml").read_text(encoding="utf-8"))
LIMIT = 10.0  # seconds that one input may take


def main() -> int:
    """Fuzz the parts that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--times", type=int, help="inputs of each part (default: those of issue 5)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--guided", action="store_true", help="let atheris make the inputs of one part")
    args = parser.parse_args()
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for part in args.parts or list(PARTS):
        times = args.times or TIMES[part]
        if args.guided:
            guided(part, times)
        start = time.perf_counter()
        slowest = fuzz(part, times, args.seed)
        seconds = time.perf_counter() - start
        print(
            f"{part:10}{times:>12,} inputs, no crash, {seconds:,.0f} s, the slowest {slowest:.2f} s",
            flush=True,
        )
    return 0


def fuzz(part: str, times: int, seed: int = 0) -> float:
    """Give a part so many inputs; the seconds that the slowest took. Raises what the part raises."""
    pieces, check = PARTS[part]
    slowest = 0.0
    check(pieces[0])  # what loads on first use is loaded
    for i in range(times):
        text = made(random.Random(f"{seed}-{part}-{i}"), pieces)
        start = time.perf_counter()
        try:
            check(text)
        except BaseException:
            print(f"{part}: input {i} of seed {seed}: {text!r}", file=sys.stderr)
            raise
        taken = time.perf_counter() - start
        slowest = max(slowest, taken)
        if taken > LIMIT:
            sys.exit(f"{part}: input {i} of seed {seed} took {taken:.1f} s: {text!r}")
    return slowest


def guided(part: str, times: int) -> None:
    """Let atheris make the inputs; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["eventx"]):
        for room in ("articles", "quantities", "extractors.dates", "pipeline"):
            import_module(f"eventx.{room}")

    _, check = PARTS[part]

    def one(data: bytes) -> None:
        check(data.decode("utf-8", "surrogateescape" if part == "reading" else "replace"))

    atheris.Setup([sys.argv[0], f"-runs={times}", "-max_len=400", f"-timeout={LIMIT:.0f}"], one)
    atheris.Fuzz()


def made(chance: random.Random, pieces: list[str]) -> str:
    """A text of pieces in any order; sometimes one is doubled many times, cut, or a character is spoiled."""
    parts = chance.choices(pieces, k=chance.randint(1, 25))
    joint = chance.choice(("", " ", " ", " "))
    text = joint.join(parts)
    for _ in range(chance.choice((0, 0, 1, 2))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + chr(chance.choice((0, 32, 127, 0x300, 0x661, 0x2019, 0x1F600))) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 5) :]
            case 2:
                text = text[:at] + chance.choice(parts) * chance.randint(2, 30) + text[at:]
            case _:
                text = text[:at] + text[at:].upper()
    return text


def reading(text: str) -> None:
    """Bytes as a stream and in every form: articles or errors come, and texts can be written again."""
    from eventx import ArticleError
    from eventx.articles.files import FORMS, _read_handle

    chance = random.Random(text)
    data = text.encode("utf-8", "surrogateescape" if _escaped(text) else "surrogatepass")
    match chance.randrange(6):
        case 0:
            data = gzip.compress(data)[: chance.choice((None, -1, 12))]
        case 1:
            data = text.encode("utf-16", "surrogatepass")
        case 2:
            data = data[: chance.randrange(len(data) + 1)] + bytes([chance.randrange(256)])
    form = chance.choice([None, *(f for f in FORMS.values() if f != "parquet")])
    for entry in _read_handle(io.BytesIO(data), "fuzz", "fuzz", form):
        assert (entry.article is None) == bool(entry.errors)
        for error in entry.errors:
            assert isinstance(error, ArticleError)
            json.dumps(str(error))
        if entry.article:
            entry.article.model_dump_json()


def _escaped(text: str) -> bool:
    """Whether a text holds bytes as surrogates."""
    return any("\udc80" <= c <= "\udcff" for c in text) and not any("\ud800" <= c < "\udc80" for c in text)


def numbers(text: str) -> None:
    """Words as a count: bounds in order, or none."""
    from eventx.quantities import parse_count

    count = parse_count(text.split(" "))
    if count is not None and count.low is not None and count.high is not None:
        assert count.low <= count.high


def dates(text: str) -> None:
    """Words as dates: spans inside the text, first days before last ones."""
    from eventx.extractors.dates import find

    doc = _extractor().nlp.make_doc(text)
    for mention in find(doc, DAY if len(text) % 2 else None):
        assert 0 <= mention.start < mention.end <= len(doc)
        when = mention.value
        assert when.start is None or when.end is None or when.start <= when.end, when


def path(text: str) -> None:
    """Words as an article: its records can be written, and their evidence stands where they say."""
    from eventx import Article

    title = text[:30] if len(text) % 3 == 0 else None
    article = Article(id="fuzz", text=text, title=title, published=DAY if len(text) % 2 else None)
    if not text.strip():
        return
    for operation in _extractor()(article):
        operation.to_json()
        for span in operation.evidence:
            field = article.title or "" if span.in_ == "title" else text
            assert field[span.start : span.end] == span.text


@cache
def _extractor() -> Extractor:
    """The extractor of all inputs."""
    import warnings

    from eventx import Extractor

    warnings.simplefilter("ignore")  # texts that do not look English
    return Extractor()


PARTS: dict[str, tuple[list[str], Callable[[str], None]]] = {
    "reading": (PIECES["markup"], reading),
    "numbers": (PIECES["numbers"], numbers),
    "dates": (PIECES["dates"], dates),
    "path": ([*PIECES["story"], *PIECES["story"], *PIECES["numbers"], *PIECES["dates"]], path),
}


if __name__ == "__main__":
    sys.exit(main())
