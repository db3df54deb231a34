"""The words of the pages and the workbook in both languages, from assets/report."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Language = Literal["zh", "en"]


@cache
def words(lang: Language) -> Mapping[str, str]:
    """Every word by its key: those of columns as ``column_…``, of kinds as ``kind_…``, of states as ``status_…``."""
    return MappingProxyType({row["key"]: row[lang] for row in _table("words.csv")})


@cache
def issues(lang: Language) -> Mapping[str, str]:
    """What each kind of issue means and what mends it, by its code."""
    return MappingProxyType({row["code"]: row[lang] for row in _table("issues.csv")})


def _table(name: str) -> list[dict[str, str]]:
    text = (files("analyzer") / "assets" / "report" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
