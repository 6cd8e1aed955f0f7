"""A package that only some formats need → the module, or an error that names the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from eventx.errors import ExtraError


def needed(module: str) -> Any:
    """The module. Raises ExtraError, which says what to install.

    >>> needed("no_such_package")
    Traceback (most recent call last):
    eventx.errors.ExtraError: needs no_such_package, which is not installed: pip install no_such_package
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        if error.name is not None and error.name.partition(".")[0] != package:
            raise  # it is there, and what is broken lies deeper
        raise ExtraError(f"needs {package}, which is not installed: pip install {package}") from error
