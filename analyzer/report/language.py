"""The words of the pages and the workbook in both languages, from assets/report/words.csv."""

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
    text = (files("analyzer") / "assets" / "report" / "words.csv").read_text("utf-8")
    return MappingProxyType({row["key"]: row[lang] for row in csv.DictReader(text.splitlines())})
