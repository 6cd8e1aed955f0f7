"""medspaCy over articles, a round for each line on standard input: medspacy_rounds.py ARTICLES WORDS SIZE.

Runs in an environment of its own (speed.py --medspacy PYTHON); ARTICLES is JSON Lines, WORDS a JSON list of
words and kinds, SIZE the articles a batch. Each round prints its seconds, after a first line with what was
loaded. The debugging lines of its sentence splitter are switched off: they take longer than its work.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import medspacy
from loguru import logger
from medspacy.target_matcher import TargetRule


def main() -> None:
    """Load, then read all articles whenever a line comes."""
    articles, words, size = sys.argv[1:]
    logger.remove()
    logger.disable("PyRuSH")
    texts = [json.loads(line)["text"] for line in Path(articles).read_text("utf-8").splitlines()]
    parts = ["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"]
    nlp = medspacy.load(medspacy_enable=parts)
    rules = [TargetRule(word, kind) for word, kind in json.loads(Path(words).read_text("utf-8"))]
    nlp.get_pipe("medspacy_target_matcher").add(rules)
    found = sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=int(size)))
    print(f"medspaCy {version('medspacy')}, {len(rules):,} targets, {found:,} found", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        for _doc in nlp.pipe(texts, batch_size=int(size)):
            pass
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
