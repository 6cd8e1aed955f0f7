"""The spaCy pipeline: the shipped one, loaded once and run by one thread, or a user's, checked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from eventx.errors import PipelineError
from eventx.lexicon import words

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

T = TypeVar("T")

NEEDED = ("parser",)
UD_LABELS = frozenset({"nsubj", "obj", "obl", "nmod", "case"})


@cache
def load_pipeline() -> Language:
    """The shipped spaCy pipeline, loaded once; numpy multiplies its matrices.

    On a CPU spaCy would take BLIS, as thinc ships it: 2.5 times as long for matrices of a batch (x86-64).
    """
    import spacy
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
    from spacy.util import registry
    from thinc.api import NumpyOps, get_current_ops, use_ops

    # the tokenizer's exceptions are read from the model's files: the language's own need not be built first
    registry.tokenizers("eventx.empty.v1", func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    empty = {"nlp": {"tokenizer": {"@tokenizers": "eventx.empty.v1"}}}
    ours = type(get_current_ops()) is NumpyOps  # else a GPU's or Apple's, which the user chose
    with use_ops("numpy", use_blis=False) if ours else nullcontext():
        nlp = spacy.load(str(resources.files("eventx") / "data" / "model"), config=empty)
    cut: Any = nlp.tokenizer  # a Tokenizer, which spaCy declares as any callable
    for short in words("models")["abbreviations"]:  # "Pfc. Juan Cruz": else a sentence would end there
        cut.add_special_case(short, [{"ORTH": short}])
    nlp.config["nlp"]["tokenizer"] = {"@tokenizers": "spacy.Tokenizer.v1"}  # what one saved of it starts from
    return nlp


@cache
def _blas() -> ThreadpoolController:
    """What tells numpy's BLAS how many threads to use."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


def by_one_thread(drawn: Iterator[T], batch_size: int) -> Iterator[T]:
    """What is drawn, drawn while numpy uses one thread: on matrices as small as ours more only wait."""
    while True:
        with _blas().limit(limits=1):
            batch = deque(islice(drawn, batch_size))
        if not batch:
            return
        while batch:
            yield batch.popleft()  # it may go when it is read


def check_pipeline(nlp: Language) -> Language:
    """Refuse a pipeline that lacks a component or the label scheme that the grammar reads.

    Raises PipelineError, which names what is missing.
    """
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if not any(name in nlp.pipe_names for name in ("tagger", "morphologizer")):
        missing.append("morphologizer (or tagger with attribute_ruler)")
    if not any("lemmatizer" in name for name in nlp.pipe_names):
        missing.append("lemmatizer")
    if missing:
        raise PipelineError(
            f"the pipeline {nlp.meta.get('name')!r} has no {', '.join(missing)}; "
            f"it has {', '.join(nlp.pipe_names) or 'nothing'}"
        )
    if nlp.lang != "en":
        raise PipelineError(f"the pipeline is for language {nlp.lang!r}; eventx reads English ('en')")
    labels: set[str] = set(getattr(nlp.get_pipe("parser"), "labels", ()))
    lacking = UD_LABELS - labels
    if lacking:
        raise PipelineError(
            f"the parser has no labels {', '.join(sorted(lacking))}: eventx reads Universal Dependencies "
            "(nsubj, obj, obl, nmod, case), not the labels of en_core_web_*"
        )
    return nlp
