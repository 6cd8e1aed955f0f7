"""A spaCy pipeline with the component "eventx" → `doc._.operations` of every Doc.

spaCy loads this module by its entry point (`spacy_factories`), so that `nlp.add_pipe("eventx")` works without
an import. The model is loaded when the first Doc comes.

A Doc that the pipeline has parsed with Universal Dependencies labels is read as it is. Any other is parsed
once more by the shipped components, aside, and keeps its own tokens.
"""

# no `from __future__ import annotations`: spaCy checks a factory's settings by its annotations, and with
# confection 0.1 (spaCy up to 3.8.7) cannot read them where they are strings

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from eventx.errors import PipelineError

if TYPE_CHECKING:
    from eventx.pipeline import Extractor
    from eventx.records import Article, Operation
    from eventx.rulefiles import RuleText

ARTICLE = "eventx.article"  # keys of Doc.user_data; the values are plain, so that a Doc can be stored
OPERATIONS = "eventx.operations"
WORKING = ("eventx.layout", "eventx.cut", "eventx.parse")  # what reading leaves there, which cannot be stored


@Language.factory(
    "eventx",
    default_config={"rules": [], "published": None, "keep_background": False, "min_confidence": 0.0},
    assigns=["doc._.operations"],
)
def make_component(
    nlp: Language,
    name: str,
    *,
    rules: list[str],
    published: str | None,
    keep_background: bool,
    min_confidence: float,
) -> "Component":
    """The component for a pipeline.

    `rules` are folders of users' rules, `published` the day of publication (ISO 8601) of Docs that tell none
    in `doc._.published`; the others are those of `Extractor`. Raises ValueError for a `published` that is no
    date, RuleError for rules that cannot be read.
    """
    if published is not None:
        dt.date.fromisoformat(published)
    return Component(nlp, rules, published, keep_background=keep_background, min_confidence=min_confidence)


class Component:
    """Fills `doc._.operations`; stored with the pipeline, its rules included."""

    def __init__(
        self,
        nlp: Language,
        rules: Sequence[str] = (),
        published: str | None = None,
        *,
        keep_background: bool = False,
        min_confidence: float = 0.0,
    ) -> None:
        self._nlp, self._rules, self._published = nlp, list(rules), published
        self._settings = {"keep_background": keep_background, "min_confidence": min_confidence}
        self._texts: tuple[tuple[RuleText, ...], ...] | None = None  # of the rules; read when first needed
        self._shared: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Fill one Doc."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Fill many, in order; those that must be parsed are parsed in batches."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            parsed = [self._suits(doc) for doc in docs]
            aside = [doc for doc, whole in zip(docs, parsed, strict=True) if not whole]
            read = self.extractor.pipe(map(self._article, aside), batch_size=batch_size)
            for doc, (_, operations) in zip(aside, read, strict=True):
                _keep(doc, operations)
            for doc in compress(docs, parsed):
                _keep(doc, self.extractor.trace_doc(doc, self._article(doc)).operations)
                for key in WORKING:
                    doc.user_data.pop(key, None)
            yield from docs

    @property
    def extractor(self) -> "Extractor":
        """What reads the Docs, made when the first comes."""
        if self._shared is None:
            from eventx.knowledge import compile_knowledge
            from eventx.pipeline import Extractor

            self._shared = Extractor(knowledge=compile_knowledge(self.texts), **self._settings)  # type: ignore[arg-type]
        return self._shared

    @property
    def texts(self) -> "tuple[tuple[RuleText, ...], ...]":
        """The rules' files, a tuple a folder. Raises RuleError."""
        if self._texts is None:
            from eventx.rulefiles import folder_of, folder_texts

            self._texts = tuple(folder_texts(folder_of(name)) for name in self._rules)
        return self._texts

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules beside the pipeline, a numbered folder for each of theirs."""
        for rank, texts in enumerate(self.texts):
            folder = Path(path) / f"rules-{rank}"
            folder.mkdir(parents=True, exist_ok=True)
            for text in texts:
                (folder / Path(text.name).name).write_text(text.text, "utf-8", newline="")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "Component":
        """Read the rules that `to_disk` wrote, wherever the folders of the configuration are."""
        from eventx.rulefiles import folder_texts

        folders = [Path(path) / f"rules-{rank}" for rank in range(len(self._rules))]
        self._texts, self._shared = tuple(folder_texts(folder) for folder in folders), None
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules as bytes."""
        return json.dumps([[(t.name, t.text) for t in texts] for texts in self.texts]).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Component":
        """The rules from bytes."""
        from eventx.rulefiles import RuleText

        self._texts = tuple(tuple(RuleText(*text) for text in texts) for texts in json.loads(data))
        self._shared = None
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Leave the extractor behind; the process that this goes to makes its own."""
        return {**self.__dict__, "_texts": self.texts, "_shared": None}

    def _suits(self, doc: Doc) -> bool:
        """Whether the pipeline has parsed a Doc as the grammar reads it."""
        from eventx.models import check_pipeline

        if not doc.has_annotation("DEP") or "title" in doc.user_data.get(ARTICLE, {}):
            return False
        try:
            check_pipeline(self._nlp)
        except PipelineError:
            return False
        return True

    def _article(self, doc: Doc) -> "Article":
        """A Doc's text with what `doc._.article` tells of it."""
        from eventx.records import Article

        fields = {"published": self._published, **doc.user_data.get(ARTICLE, {})}
        return Article.model_validate({"text": doc.text, **fields})


def _keep(doc: Doc, operations: "Iterable[Operation]") -> None:
    """Store records in a Doc, as lines of JSON."""
    doc.user_data[OPERATIONS] = [operation.to_json() for operation in operations]


def _operations(doc: Doc) -> "list[Operation]":
    """The records of a Doc; offsets are those of `doc.text`."""
    from eventx.records import Operation

    return [Operation.model_validate_json(line) for line in doc.user_data.get(OPERATIONS, ())]


def _told(doc: Doc) -> dict[str, Any]:
    """What is told of a Doc's article besides its text: id, title, published, url, source."""
    told: dict[str, Any] = doc.user_data.setdefault(ARTICLE, {})
    return told


def _tell(doc: Doc, fields: dict[str, Any]) -> None:
    """Tell of a Doc's article; days become ISO 8601, so that a Doc can be stored."""
    plain = {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in fields.items()}
    doc.user_data[ARTICLE] = plain


def _published(doc: Doc) -> dt.date | None:
    """The day of publication that a Doc was given."""
    given = _told(doc).get("published")
    return dt.date.fromisoformat(given) if given else None


def _publish(doc: Doc, day: dt.date | str | None) -> None:
    """Give a Doc its day of publication. Raises ValueError for what is no ISO 8601 date."""
    _tell(doc, {**_told(doc), "published": dt.date.fromisoformat(day) if isinstance(day, str) else day})


for _name, _get, _set in (
    ("operations", _operations, None),
    ("article", _told, _tell),
    ("published", _published, _publish),
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_get, setter=_set)
