"""Which cells a claim restates: by code, by account path, by row label, by the meaning of its subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.checks.basekinds import wrong_base_year
from analyzer.checks.crosswalks import linked
from analyzer.checks.figures import CODED, Figures
from analyzer.checks.scope import divides
from analyzer.checks.subjects import ANY, Selector, clean, fund_of, selectors
from analyzer.model import Claim, Corpus, Fact, Reading
from analyzer.panel.concepts import concept_of
from analyzer.text import bare, squeeze

FUNCTIONAL = ("general_public_budget", "expenditure", "appropriation", "income_expenditure", "government_funds",
              "state_capital", "income")  # fmt: skip
ECONOMIC = ("basic_expenditure", "expenditure_by_economic")
_FUND_ONLY = re.compile(r"(预算|财政)(财政)?(拨款|资金|安排|补助)(资金)?$")
_FUND_NAME = re.compile(r"(一般公共预算|政府性?基金(预算)?|国有资本经营(预算)?)$")
_SITUATION = re.compile(r"(安排|总体|具体)?(情况)?(说明)?$|^[（(]?[一二三四五六七八九十\d]+[)）、.．]")
_LEVEL_WORDS = re.compile(r"[(（](类|款|项)[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The cells of a claim: ``strict`` ones mean the same, ``loose`` ones may; ``blank`` when such cells are empty."""

    strict: tuple[Fact, ...] = ()
    loose: tuple[Fact, ...] = ()
    blank: tuple[Fact, ...] = ()
    empty: bool = False

    def __bool__(self) -> bool:
        return bool(self.strict or self.loose)

    @property
    def all(self) -> tuple[Fact, ...]:
        return (*self.strict, *self.loose)


class Binder:
    """Binds the claims of a corpus to its facts; keeps the labels of each document's code tables at hand."""

    def __init__(self, figures: Figures, corpus: Corpus) -> None:
        self.figures = figures
        self.readings = {r.name: r for r in corpus.readings}
        self.prior: dict[str, Reading] = {}
        self.units: list[tuple[Reading, Reading]] = []
        for kind, one, other in linked(corpus.readings):
            if kind == "prior":
                self.prior.setdefault(one.name, other)
            else:
                self.units.append((one, other))
        self._misdated = {i: y for r in corpus.readings for i, y in _misdated(r)}
        self._levels: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for stated in figures.claims.values():
            if stated.kind == "level":
                self._levels[stated.document, stated.paragraph].append(stated)
        self._labels: dict[str, dict[str, set[str]]] = {}
        self._shorts: dict[str, dict[str, set[str]]] = {}
        self._names: dict[str, dict[str, str]] = {}
        for reading in corpus.readings:
            self._index(reading)

    def _index(self, reading: Reading) -> None:
        labels: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for table in reading.extraction.tables:
            if table.statement not in CODED:
                continue
            for row in table.rows:
                if row.code and row.label:
                    labels[bare(row.label)].add(row.code)
                    names.setdefault(row.code, row.label)
        for fact in reading.facts:
            if fact.item_code and fact.statement in CODED:
                labels[bare(fact.item)].add(fact.item_code)
                names.setdefault(fact.item_code, fact.item)
        self._labels[reading.name] = labels
        shorts: dict[str, set[str]] = defaultdict(set)
        for name, codes in labels.items():
            shorts[_short(name)] |= codes
        self._shorts[reading.name] = shorts
        self._names[reading.name] = names

    def name_of(self, document: str, code: str) -> str:
        """The printed name of a code in the tables of a document, empty where it has none."""
        return self._names.get(document, {}).get(code, "")

    def code_of(self, claim: Claim) -> str:
        """The classification code of a claim: printed, or found by its account path in the document's tables."""
        if claim.code in self._names.get(claim.document, {}):
            return claim.code
        path = [bare(_LEVEL_WORDS.sub("", p)) for p in claim.path if p]
        if not path:
            return ""
        for plain in (str, _short):  # a text may drop the closing 支出: “一般公共服务（类）”
            names = (self._labels if plain is str else self._shorts).get(claim.document, {})
            found = self._codes_on(claim.document, names, [plain(name) for name in path], plain)
            deep = {c for c in found if len(c) == 1 + 2 * len(path)}
            chosen = deep or found
            if chosen:
                return next(iter(chosen)) if len(chosen) == 1 else ""
        return ""

    def _codes_on(
        self, document: str, names: dict[str, set[str]], path: Sequence[str], plain: Callable[[str], str]
    ) -> set[str]:
        """The codes of the document's tables called as the path ends, below headings called as it begins."""
        known = self._names.get(document, {})
        *above, last = path
        return {
            c
            for c in names.get(last, ())
            if all(name in {plain(bare(known.get(c[:cut], ""))) for cut in range(3, len(c), 2)} for name in above)
        }

    def bind(self, claim: Claim) -> Binding:
        """The cells that ``claim`` (a level) restates, in its own document or in last year's."""
        return self.bind_as(claim, self._misdated.get(claim.id, claim.year), claim.stage)

    def bind_as(self, claim: Claim, year: int | None, stage: str) -> Binding:
        """The cells for the claim's subject, but of another ``year`` and ``stage``: the base of a comparison."""
        reading = self.readings[claim.document]
        profile = reading.profile
        year = year or profile.year
        stage = stage or (profile.stage if year == profile.year else "")
        if stage == "initial_budget":
            stage = "budget"
        found = self._in_document(claim, claim.document, year, stage)
        if self.narrowed(claim):
            return Binding(loose=found.all)
        prior = self.prior.get(claim.document)
        if prior is not None and year == prior.profile.year and stage in ("", prior.profile.stage):
            other = self._in_document(claim, prior.name, year, prior.profile.stage)
            strict = (*found.strict, *other.strict) if stage else found.strict
            loose = found.loose if stage else (*found.loose, *other.strict)
            return Binding(
                strict=strict,
                loose=(*loose, *other.loose),
                blank=(*found.blank, *other.blank),
                empty=found.empty or other.empty,
            )
        return found

    def narrowed(self, claim: Claim) -> bool:
        """Whether the claim is a part of something that is itself a part: “项目支出90万元，其中：财政拨款80万元” is not
        the whole 财政拨款; its cells may confirm, never refute."""
        whole = self.figures.claims.get(claim.whole)
        if claim.path or claim.code:
            return False
        if whole is None:
            return claim.subject.startswith("用于")
        return bool(whole.path or whole.code) or not divides(concept_of(whole.subject), concept_of(claim.subject))

    def _in_document(self, claim: Claim, document: str, year: int | None, stage: str) -> Binding:
        stages = [stage] if stage else ["budget", "final"]
        if claim.path or claim.code in self._names.get(document, {}):
            return self._by_code(claim, document, year, stages)
        if self._functional(claim, document):
            return self._by_label(claim, document, year, stages)
        found = self._select(self.selectors(claim), document, year, stages)
        if found or found.blank or found.empty:
            return found
        named = self._by_label(claim, document, year, stages)
        if named or not claim.section:
            return named
        # The heading may say what an unnamed subject is about (“（一）基本支出情况”): it can confirm only.
        titled = self._select(selectors(_SITUATION.sub("", claim.section)), document, year, stages)
        return Binding(loose=titled.all)

    def selectors(self, claim: Claim) -> tuple[Selector, ...]:
        """What the subject of a claim restates, the organisation's own name left out; none for account paths."""
        if claim.path or claim.code in self._names.get(claim.document, {}):
            return ()
        profile = self.readings[claim.document].profile
        entity = squeeze(profile.printed or profile.entity)
        subject = squeeze(claim.subject)
        if _FUND_ONLY.search(subject) or (claim.whole and _FUND_NAME.search(subject)):
            subject += self._side(claim)
        section = "政府性基金" if (fund := self._fund_before(claim)) == "government_funds" else claim.section
        section = "国有资本经营" if fund == "state_capital" else section
        return selectors(subject.replace(entity, "") if entity else subject, section)

    def _fund_before(self, claim: Claim) -> str:
        """The fund that rules the paragraph (“政府性基金…收入…，年末结转…”), for a subject that names none.

        A paragraph that opens with another subject only mentions the fund (收入预算…，其中政府性基金…。支出预算…);
        and a fund that is one part of a list, and a subject that is, speak of the list's whole.
        """
        if claim.whole and not fund_of(self.figures.claims[claim.whole].subject):
            return ""
        near = [c for c in self._levels[claim.document, claim.paragraph] if c.start < claim.start and not c.whole]
        if not near or not fund_of(near[0].subject):
            return ""
        return next((fund for c in reversed(near) if (fund := fund_of(c.subject))), "")

    def _side(self, claim: Claim) -> str:
        """收入 or 支出, as the figure that an appropriation is listed under; empty where neither is near."""
        near = [c for c in self._levels[claim.document, claim.paragraph] if c.start < claim.start]
        for other in reversed(near):
            if ("收入" in other.subject) != ("支出" in other.subject):
                return "收入" if "收入" in other.subject else "支出"
        return ""

    def _select(self, wanted: Sequence[Selector], document: str, year: int | None, stages: Sequence[str]) -> Binding:
        strict: list[Fact] = []
        loose: list[Fact] = []
        blank: list[Fact] = []
        empty = False
        for selector in wanted:
            if selector.strict and year == self.readings[document].profile.year:
                empty = empty or self._is_silent(document, selector, stages)
            if selector.statement == "assets":
                # Assets are counted at the end of last year, in a table of this year's document.
                year = self.readings[document].profile.year
            for stage in stages:
                for measure in selector.measures:
                    cells = self.figures.find(
                        document, selector.statement, selector.item, measure, side=selector.side, year=year, stage=stage
                    )
                    known = [f for f in cells if f.id in self.figures.amounts]
                    blank += [f for f in cells if f.id not in self.figures.amounts and selector.strict]
                    (strict if selector.strict else loose).extend(known[:1] if len(known) == 1 else [])
                    if len(known) > 1:
                        loose.extend(known)
        return Binding(strict=tuple(strict), loose=tuple(loose), blank=tuple(blank), empty=empty)

    def _is_silent(self, document: str, selector: Selector, stages: Sequence[str]) -> bool:
        """Whether the statement is published and prints nothing for the item: empty as a whole, or without the item."""
        tables = [t for t in self.readings[document].extraction.tables if t.statement == selector.statement]
        if tables and all(t.empty for t in tables):
            return True
        year = self.readings[document].profile.year
        keys = [k for k in self.figures.by_key[document] if k.statement == selector.statement]
        return bool(keys) and not any(
            (k.item, k.year) == (selector.item, year) and k.measure in selector.measures and k.stage in stages
            for k in keys
        )

    def _by_code(self, claim: Claim, document: str, year: int | None, stages: Sequence[str]) -> Binding:
        code = self.code_of(claim)
        if not code:
            return self._by_names(claim, document, year, stages)
        measures = _measures(claim.subject)
        statements = ECONOMIC if code[0] in "35" and code[:3] in _ECONOMIC_CLASSES else FUNCTIONAL
        wanted = [
            Selector(s, code, measures, side, strict=s not in ("income", "income_expenditure"))
            for s in statements
            for side in (("expenditure",) if s in ("appropriation", "income_expenditure") else ("",))
        ]
        return self._select(wanted, document, year, stages)

    def _functional(self, claim: Claim, document: str) -> bool:
        """Whether the subject is the printed name of a function code (教育支出), which no total may be taken for."""
        name = bare(_LEVEL_WORDS.sub("", clean(claim.subject)))
        return any(code[:3] not in _ECONOMIC_CLASSES for code in self._labels.get(document, {}).get(name, ()))

    def _by_names(self, claim: Claim, document: str, year: int | None, stages: Sequence[str]) -> Binding:
        """A path that the tables do not have: any line with one of its names may confirm the amount."""
        codes = {
            c for name in claim.path for c in self._labels.get(document, {}).get(bare(_LEVEL_WORDS.sub("", name)), ())
        }
        wanted = [Selector(s, c, ANY, strict=False) for c in sorted(codes) if len(c) > 3 for s in FUNCTIONAL]
        return Binding(loose=self._select(wanted, document, year, stages).all)

    def _by_label(self, claim: Claim, document: str, year: int | None, stages: Sequence[str]) -> Binding:
        name = bare(_LEVEL_WORDS.sub("", clean(claim.subject)))
        codes = self._labels.get(document, {}).get(name, set())
        if _LEVEL_WORDS.search(claim.subject):
            # 住房公积金（项） is the function, never the economic account of the same name.
            codes = {code for code in codes if code[:3] not in _ECONOMIC_CLASSES}
        if not codes or len(name) < 2:
            return Binding()
        wanted = [
            Selector(s, code, _measures(claim.subject), side, strict=False)
            for code in sorted(codes)
            for s in (ECONOMIC if code[:3] in _ECONOMIC_CLASSES else FUNCTIONAL)
            for side in (("expenditure",) if s in ("appropriation", "income_expenditure") else ("",))
        ]
        found = self._select(wanted, document, year, stages)
        # An economic account's name (办公设备购置) may also name a project; only its section can tell.
        economic = any(code[:3] in _ECONOMIC_CLASSES for code in codes)
        if len(codes) == 1 and (not economic or re.search(r"基本支出|经济分类|经济科目", claim.section)):
            return Binding(strict=found.all, blank=found.blank, empty=found.empty)
        return found


def _short(name: str) -> str:
    return name.removesuffix("支出") or name


def _misdated(reading: Reading) -> Iterator[tuple[str, int]]:
    """Base figures that the text dates to its own year though last year's must be meant, with that year."""
    by_id = {c.id: c for c in reading.claims}
    for claim in reading.claims:
        if wrong_base_year(claim, reading.profile) and claim.base in by_id:
            yield claim.base, (reading.profile.year or 0) - 1


_ECONOMIC_CLASSES = frozenset({"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"})


def _measures(subject: str) -> tuple[str, ...]:
    if "项目支出" in subject:
        return ("project",)
    if "基本支出" in subject:
        return ("basic",)
    return ANY
