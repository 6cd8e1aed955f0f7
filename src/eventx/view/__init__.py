"""Records for the eye: a tree in the terminal, an article with its evidence, a report of many records."""

from __future__ import annotations
