"""Provinces: each module has ``STYLES`` and ``narrative(voice)``; their grammar was learned, no sentence was copied."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from tests.seeded.speech import Voice
from tests.seeded.style import Style
from tests.specimens.specification import Prose

NAMES = (
    "hebei",
    "shanghai",
    "beijing",
    "shaanxi",
    "yunnan",
    "guangdong",
    "zhejiang",
    "sichuan",
    "hubei",
    "jiangsu",
    "shandong",
)


def style(name: str) -> Style:
    """The style of a province."""
    found = import_module(f"{__name__}.{name}").STYLE
    if not isinstance(found, Style):
        raise TypeError(name)
    return found


def narrative(name: str) -> Callable[[Voice], list[Prose]]:
    """The function that writes the text of a province's disclosure."""
    function: Callable[[Voice], list[Prose]] = import_module(f"{__name__}.{name}").narrative
    return function
