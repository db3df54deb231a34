"""Names of accounts → classification codes, in whatever syntax a text writes a path.

“公共安全支出（类）司法（款）行政运行（项）”, “204类…01项”, “A/B/C”, “A→B”, “A：B”, quoted or run together: the name
of a row of the document's own tables *ends* the subject, and the names of the rows above it *explain* the rest. What
neither explains is the residue; only without one does the name alone choose the row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from analyzer.concepts.codes import ITEM_DIGITS, economic_codes, function_codes
from analyzer.concepts.statements import CODED, TWO_SIDED, is_free
from analyzer.model import Reading
from analyzer.text import bare, squeeze

ECONOMIC_CLASSES = frozenset({"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"})
_MARK = re.compile(r"[(（](?P<digits>\d{2,3})?(?P<level>[类款项目])[)）]")
_CODED_MARK = re.compile(r"(?<!\d)(?P<digits>\d{2,3})(?P<level>[类款项])")
_BRACKETED = re.compile(r"[(（][^（）()]*[)）]")
_TAIL = re.compile(r"(?:[类款项目]|科目|预算数|决算数|(?:年初|全年|当年)?(?:预算|决算)|支出数|数|安排|金额|经费支出)$")
_FILLER = re.compile(
    r"20\d\d年度?|一般公共预算|财政拨款|政府性?基金(?:预算)?|国有资本经营(?:预算)?|科目|支出|预算|决算|年初|全年|安排|用于|列|[类款项目的中在]|\d+"
)
_BEHIND = re.compile(r"(?<=[(（][类款项目][)）])(?:(?:年初|全年|当年)?(?:支出|预算|决算|安排|金额|数|经费))+$")
"""“机关事业单位职业年金缴费支出（项）支出”: behind the mark of its level nothing belongs to a name."""
_EXPLICIT = re.compile(
    r"[(（]\d{0,3}[类款项][)）]|\d{2,3}[类款项]|[\w）)]\s*(?:/|→|·|-|—|>|：|:)\s*[^\d\s]|科目|[类款]\w{2,}项$"
)
_LEAST = 2


_ECONOMIC = frozenset({"301", "302", "303", "307", "309", "310"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The rows that a name may mean: ``codes`` best first, ``residue`` what no name explains.

    ``explicit``: the words have the form of a path, so that nothing but an account can be meant.
    """

    codes: tuple[str, ...] = ()
    residue: str = ""
    explicit: bool = False

    @property
    def sure(self) -> bool:
        """Whether the words alone choose one row."""
        return len(self.codes) == 1 and not self.residue

    @property
    def economic(self) -> bool:
        """Whether it is a class by what is paid for (工资福利支出 301): these divide basic expenditure."""
        return self.sure and self.codes[0] in _ECONOMIC


class Accounts:
    """The accounts of one document's tables by name."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.names: dict[str, str] = {}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            self._index(reading)
        for code, label in self.names.items():
            for name in _variants(label):
                self.by_name[name].add(code)
            for name in former_names(code):
                self.by_name[name].add(code)

    def _index(self, reading: Reading) -> None:
        """Keep the names of a document's codes; a code that lists the office itself is one of its own numbering."""
        for table in reading.extraction.tables:
            if table.statement in CODED or is_free(table.statement):
                for row in table.rows:
                    if row.code and row.label and not names_office(reading, row.label):
                        self.names.setdefault(row.code, row.label)
        for fact in reading.facts:
            if fact.item_code and (fact.statement in CODED or fact.statement in TWO_SIDED):
                label = fact.source.row or fact.item
                if not names_office(reading, label):
                    self.names.setdefault(fact.item_code, label)

    def resolve(self, words: str, context: str = "") -> Account:
        """The rows that ``words`` name; ``context`` (headings, the path before) decides between namesakes."""
        words = _BEHIND.sub("", words)
        explicit = bool(_EXPLICIT.search(squeeze(words)))
        digits = _digits(words)
        plain = bare(_CODED_MARK.sub("", _MARK.sub("", squeeze(words))))
        found = self._ending(plain) or self._ending(bare(_BRACKETED.sub("", _MARK.sub("", squeeze(words)))))
        if digits in self.names:
            named = found is not None and digits in found[1]
            return Account(codes=(digits,), residue="" if named else plain, explicit=True)
        if found is None:
            return Account(residue=plain, explicit=explicit)
        prefix, codes = found
        left = {code: self._unexplained(prefix, code) for code in codes}
        least = min(len(rest) for rest in left.values())
        best = [code for code in sorted(codes) if len(left[code]) == least]
        best = self._nearest(best, plain, bare(context))
        if squeeze(words).endswith("(项)"):  # “住房公积金（项）” is the account by function, not its namesake by kind
            best = [code for code in best if len(code) == ITEM_DIGITS] or best
        path = explicit or (least == 0 and bool(_FILLER.sub("", prefix)))
        return Account(codes=tuple(best), residue=left[best[0]], explicit=path)

    def _ending(self, plain: str) -> tuple[str, set[str]] | None:
        """(what stands before it, codes) of the longest account name that ends ``plain``, closing words aside."""
        while len(plain) >= _LEAST:
            for start in range(len(plain) - _LEAST + 1):
                codes = self.by_name.get(plain[start:])
                if codes:
                    return plain[:start], codes
            shorter = _TAIL.sub("", plain)
            if shorter == plain:
                return None
            plain = shorter
        return None

    def _unexplained(self, prefix: str, code: str) -> str:
        for cut in range(len(code) - 2, 2, -2):
            for name in sorted(
                {*_variants(self.names.get(code[:cut], "")), *former_names(code[:cut])}, key=len, reverse=True
            ):
                if name in prefix:
                    prefix = prefix.replace(name, "", 1)
                    break
        return _FILLER.sub("", prefix)

    def _nearest(self, codes: list[str], plain: str, context: str) -> list[str]:
        """Of namesakes those most of whose headings are named, in the words or before them."""
        if len(codes) < 2:
            return codes
        scores = {code: (self._named(code, plain), self._named(code, context)) for code in codes}
        best = max(scores.values())
        return [code for code in codes if scores[code] == best]

    def _named(self, code: str, text: str) -> int:
        """How many of a code's headings ``text`` names."""
        above = [code[:cut] for cut in range(3, len(code), 2)]
        return sum(any(n in text for n in (*_variants(self.names.get(c, "")), *former_names(c))) for c in above)


def names_office(reading: Reading, label: str) -> bool:
    """Whether a row is of the office itself, whose own number may look like a code (301 云山市档案馆)."""
    office = bare(reading.profile.entity)
    return bool(office) and bare(label).startswith(office)


def _digits(words: str) -> str:
    """The code that the digits in the marks of a path spell (“204类06款01项” → 2040601), empty where they are none."""
    found = [m["digits"] for m in (*_MARK.finditer(squeeze(words)),) if m["digits"]]
    found = found or [m["digits"] for m in _CODED_MARK.finditer(squeeze(words))]
    return "".join(found) if found and len(found[0]) == 3 and all(len(d) == 2 for d in found[1:]) else ""


def _variants(label: str) -> tuple[str, ...]:
    """A name with and without its closing 支出 or 经费, without what stands in brackets."""
    whole = bare(label)
    if len(whole) < _LEAST:
        return ()
    short = whole.removesuffix("支出")
    open_ = bare(_BRACKETED.sub("", squeeze(label)))
    return tuple(dict.fromkeys(n for n in (whole, short, open_, f"{short}支出") if len(n) >= _LEAST))


@lru_cache(maxsize=1)
def _official() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for entry in (*function_codes(), *economic_codes()):
        names[entry.code].extend(_variants(entry.name))
    return {code: tuple(dict.fromkeys(known)) for code, known in names.items()}


def former_names(code: str) -> tuple[str, ...]:
    """The names that the classification of any year gives a code, in the form in which they are compared."""
    return _official().get(code, ())
