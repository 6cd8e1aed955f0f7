"""Typed records of military and security operations from news articles.

Public names are loaded on first use, so that importing the package costs next to nothing.

>>> import eventx
>>> eventx.Article(text="Troops raided a camp.").title is None
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventx.articles import read_articles
    from eventx.errors import ArticleError, EventxError, GoldError, RecordsError, RuleError
    from eventx.evaluating import Evaluation, GoldArticle, evaluate, read_gold
    from eventx.incidents import Incident, incident_schema
    from eventx.knowledge import Knowledge, load_knowledge
    from eventx.linking import link
    from eventx.mentions import Claim, Mention, Trigger
    from eventx.pipeline import Extractor, Trace, extract
    from eventx.records import (
        SCHEMA_VERSION,
        Article,
        Count,
        Force,
        Objective,
        Operation,
        Outcome,
        Person,
        Place,
        Source,
        Span,
        When,
        json_schema,
    )

    __version__: str

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "ArticleError",
    "Claim",
    "Count",
    "Evaluation",
    "EventxError",
    "Extractor",
    "Force",
    "GoldArticle",
    "GoldError",
    "Incident",
    "Knowledge",
    "Mention",
    "Objective",
    "Operation",
    "Outcome",
    "Person",
    "Place",
    "RecordsError",
    "RuleError",
    "Source",
    "Span",
    "Trace",
    "Trigger",
    "When",
    "__version__",
    "evaluate",
    "extract",
    "incident_schema",
    "json_schema",
    "link",
    "load_knowledge",
    "read_articles",
    "read_gold",
]

_ROOMS = {
    "eventx.articles": ("read_articles",),
    "eventx.errors": ("ArticleError", "EventxError", "GoldError", "RecordsError", "RuleError"),
    "eventx.evaluating": ("Evaluation", "GoldArticle", "evaluate", "read_gold"),
    "eventx.incidents": ("Incident", "incident_schema"),
    "eventx.knowledge": ("Knowledge", "load_knowledge"),
    "eventx.linking": ("link",),
    "eventx.mentions": ("Claim", "Mention", "Trigger"),
    "eventx.pipeline": ("Extractor", "Trace", "extract"),
    "eventx.records": (
        "SCHEMA_VERSION", "Article", "Count", "Force", "Objective", "Operation", "Outcome", "Person", "Place",
        "Source", "Span", "When", "json_schema",
    ),
}  # fmt: skip
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name from its room when it is first asked for (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("eventx")
    elif name in _ROOM_OF:
        value = getattr(import_module(_ROOM_OF[name]), name)
    else:
        raise AttributeError(f"module 'eventx' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
