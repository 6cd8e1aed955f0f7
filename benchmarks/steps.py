"""Where the time goes: the steps of reading as shares of the whole, by cProfile: steps.py [--articles N].

Prints a table in Markdown, a column for each mix of articles (variations.py). A profile adds to each call of
Python and nothing to spaCy's own work in C, so that spaCy's true share is larger; speed.py has true seconds.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import warnings

from variations import examples, variations

from eventx import Article, Extractor

STEPS = {  # rows of the table → what is counted, file and function
    "tokens, title and furniture": ("reading.py", "prepare"),
    "sentences scored, parts cut out": ("reading.py", "cuts"),
    "spaCy: tags, parse, names; lemmas": ("models.py", "by_one_thread"),
    "parse and grammar as tables": ("parse.py", "parse_of"),
    "find triggers": ("extractors/triggers.py", "find"),
    "find dates": ("extractors/dates.py", "find"),
    "find names of places": ("extractors/placenames.py", "find_names"),
    "resolve places": ("extractors/places.py", "find"),
    "find names of forces": ("extractors/forces.py", "name"),
    "find forces": ("extractors/forces.py", "find"),
    "find outcomes": ("extractors/outcomes.py", "find"),
    "find sources": ("extractors/sources.py", "find"),
    "find the rest": ("finding.py", "find"),
    "claims": ("claims.py", "mark_claims"),
    "assemble": ("assembly.py", "assemble"),
    "merge": ("merging.py", "merge"),
    "compose records": ("composing.py", "compose"),
}
INSIDE = {  # steps → those within them, which are not counted twice
    "sentences scored, parts cut out": ["tokens, title and furniture"],
    "spaCy: tags, parse, names; lemmas": ["sentences scored, parts cut out"],
    "find the rest": [s for s in STEPS if s.startswith(("find ", "resolve ")) and s != "find the rest"],
}


def main() -> None:
    """Profile each mix, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    number = parser.parse_args().articles
    warnings.simplefilter("ignore")
    extractor = Extractor()
    columns = [
        shares(extractor, articles)
        for articles in (
            list(examples(number)),
            list(variations(number, one_in=10, sentences=8)),
            list(variations(number, one_in=1, sentences=8)),
        )
    ]
    print("| step | examples | mixed news | all report |\n|---|---:|---:|---:|")
    for step in columns[0]:
        print(f"| {step} | {' | '.join(f'{100 * column[step]:.0f} %' for column in columns)} |")


def shares(extractor: Extractor, articles: list[Article]) -> dict[str, float]:
    """Steps → their share of the time, without the steps inside them."""
    for _ in extractor.pipe(articles[:64]):
        pass  # what loads on first use is loaded
    profile = cProfile.Profile()
    profile.enable()
    for _ in extractor.pipe(articles):
        pass
    profile.disable()
    stats = pstats.Stats(profile)
    seconds: dict[tuple[str, str], float] = {}
    for (file, _, function), (*_, cumulative, _) in stats.stats.items():  # type: ignore[attr-defined]
        path = file.replace("\\", "/").partition("/eventx/")[2]
        seconds[path, function] = max(seconds.get((path, function), 0.0), cumulative)
    whole = seconds["pipeline.py", "pipe"]
    told = {step: seconds.get(key, 0.0) / whole for step, key in STEPS.items()}
    told = {step: share - sum(told[s] for s in INSIDE.get(step, ())) for step, share in told.items()}
    return told | {"all else": 1 - sum(told.values())}


if __name__ == "__main__":
    main()
