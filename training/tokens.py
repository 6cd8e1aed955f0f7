"""Make the tokenizer of the pipeline: spaCy's English rules and a few of our own.

The rules are saved with the model, so this file is needed in training only. Hyphens
between letters are split by spaCy already ("Saudi-led" is three tokens); ours add the
same for "U.S.-led", split dashes between any two words or numbers, and keep military
ranks with their full stop, which would otherwise end a sentence.
"""

from collections.abc import Callable
from typing import Any

from spacy.lang.en import English
from spacy.language import Language
from spacy.util import compile_infix_regex, registry

INFIXES = (
    r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])",  # U.S.-led
    r"(?<=[0-9A-Za-z)\]])[–—](?=[0-9A-Za-z(\[$£€])",  # 2014–2016
    r"(?<=[0-9])-(?=[$£€])",  # $3,000-$5,000
    r"(?<=[0-9]-)[$£€](?=[0-9])",
)
RANKS = {
    "Brig.": "brigadier",
    "Capt.": "captain",
    "Cmdr.": "commander",
    "Col.": "colonel",
    "Cpl.": "corporal",
    "Ft.": "fort",
    "Insp.": "inspector",
    "Lt.": "lieutenant",
    "Maj.": "major",
    "Mt.": "mount",
    "Pvt.": "private",
    "Sgt.": "sergeant",
    "Spc.": "specialist",
    "Supt.": "superintendent",
}


def add_rules(nlp: Language) -> Language:
    """Add our infixes and ranks to the English rules of the pipeline's tokenizer."""
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *INFIXES]).finditer
    for rank, norm in RANKS.items():
        tokenizer.add_special_case(rank, [{"ORTH": rank, "NORM": norm}])
    return nlp


def make_callback() -> Callable[[Language], Language]:
    """Return what `spacy train` calls before it initializes a pipeline."""
    return add_rules


registry.callbacks.register("eventx.tokens.v1", func=make_callback)


def blank() -> Language:
    """Return an English pipeline with our tokenizer and no components."""
    return add_rules(English())
