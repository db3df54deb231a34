"""The organisations that a department's tables print a row each, and which of them a sentence is of.

“4.市博物馆：收支总预算833.41万元…；公用经费46.80万元” restates the museum's row and says nothing of the department.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from analyzer.concepts.codes import function_codes
from analyzer.forms.offices import GENERIC, ORGANISATION
from analyzer.model import Fact, Reading
from analyzer.text import squeeze

_AT_ONCE: Final = re.compile(r"[（(]?[一二三四五六七八九十\d]{0,3}[）)、.．]?")
"""What may stand before a name that a paragraph opens with."""
_SEVERAL: Final = re.compile("[、和与及等]|以及")
_OF_ALL: Final = re.compile(r"(?:全|本|各|整个)(?:部门|系统)|所属|下属")
_LEAST: Final = 3
"""Characters of the shortest name of a unit (市图书馆)."""


class UnitRows:
    """The rows of the units in the tables of one family of documents."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        own = {squeeze(r.profile.entity) for r in readings} | {squeeze(r.profile.printed) for r in readings}
        self.rows: dict[str, list[Fact]] = defaultdict(list)
        for reading in readings:
            for fact in reading.facts:
                name = squeeze(fact.source.row).split("/")[0]
                if not fact.item_code and len(name) >= _LEAST and name not in own and _is_office(name):
                    self.rows[name].append(fact)
        accounts = {squeeze(entry.name) for entry in function_codes()} if self.rows else set()
        for name in [n for n in self.rows if n in accounts or n in GENERIC]:
            del self.rows[name]
        self._rows_of = {name: name for name in self.rows} | _short_names(self.rows)
        longest = sorted(self._rows_of, key=len, reverse=True)
        either = ("|".join(map(re.escape, longest))).replace(r"\(", "[(（]").replace(r"\)", "[)）]")
        self._names = re.compile(either) if len(self.rows) > 1 else None

    def of(self, text: str, start: int) -> str:
        """The unit that rules the figure at ``start`` of a paragraph, empty where none does: the one that the paragraph
        opens with, or the last that is named before the figure in its clauses up to “；”."""
        if self._names is None:
            return ""
        found = [m for m in self._names.finditer(text, 0, start) if not _SEVERAL.match(text, m.end())]
        if not found or _SEVERAL.search(text[found[-1].start() - 1 : found[-1].start()]):
            return ""
        last, between = found[-1], text[found[-1].end() : start]
        opens = len(found) == 1 and _AT_ONCE.fullmatch(text[: last.start()]) and re.match("[：:，,。]", between)
        if _OF_ALL.search(between) or (not opens and re.search("[；;。]", between)):
            return ""
        return self._rows_of[squeeze(last[0])]

    def without_name(self, subject: str) -> str:
        """A subject without the unit's short name before it (市图书馆收入预算)."""
        found = self._names.match(subject) if self._names is not None else None
        return subject[found.end() :] or subject if found else subject


def _short_names(names: Iterable[str]) -> dict[str, str]:
    """What a text calls the units for short: 市实验小学 for 白桦市实验小学, 局本级 for 白桦市教育局（本级）."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        place, own = _PLACE.match(name), _OWN_LEVEL.search(name)
        if own:
            found[own["office"] + "本级"].add(name)
        elif place and len(name) - place.start("rest") >= _LEAST:
            found[name[place.start("rest") :]].add(name)
    return {short: next(iter(of)) for short, of in found.items() if len(of) == 1 and short not in names}


_PLACE: Final = re.compile("[\u4e00-\u9fff]{2,8}?(?P<rest>[省市县区旗][\u4e00-\u9fff]{3})")
_OWN_LEVEL: Final = re.compile("(?P<office>[局委厅办院会部])[(（]?(?:本级|机关)[)）]?$")


def _is_office(name: str) -> bool:
    return bool(ORGANISATION.search(re.sub(r"[(（]?(?:本级|机关)[)）]?$", "", name)))
