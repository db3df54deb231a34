"""Which cells a claim restates: by account, by row label, by the meaning of its subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.amounts import HARDLY_CHANCE, significant
from analyzer.binding.accounts import ECONOMIC_CLASSES, Account, Accounts
from analyzer.binding.basekinds import misdated_bases
from analyzer.binding.figures import Figures
from analyzer.binding.links import companions, linked
from analyzer.binding.subjects import clean, measures_of, places_of
from analyzer.binding.unitrows import UnitRows
from analyzer.concepts import places
from analyzer.concepts.headlines import concept_of
from analyzer.concepts.meaning import fund_of
from analyzer.concepts.places import Place, elsewhere, of_economic, of_function
from analyzer.concepts.statements import is_property
from analyzer.concepts.understanding import divides
from analyzer.model import DATED_PLANS, Claim, Corpus, Fact, Reading, Table
from analyzer.text import bigrams, squeeze

_FUND_ONLY = re.compile(r"(预算|财政)(财政)?(拨款|资金|安排|补助)(资金)?$")
_FUND_NAME = re.compile(r"(一般公共预算|政府性?基金(预算)?|国有资本经营(预算)?)$")
_SITUATION = re.compile(r"(安排|总体|具体)?(情况)?(说明)?$|^[（(]?[一二三四五六七八九十\d]+[)）、.．]")
_LEVEL_WORDS = re.compile(r"[(（](类|款|项)[)）]")
_TELLING = 3
_COMMON = re.compile(r"一般公共预算|财政拨款|支出|收入|预算|决算|总计|合计|总额|[\d年度数]")
_PART_OF_ACCOUNT = re.compile(r"^(基本|项目|人员|公用|日常公用)(支出|经费)?(预算|决算)?(数|安排)?$")


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
        """The cells that mean the same, then those that may."""
        return (*self.strict, *self.loose)


_LEVEL = re.compile(r"[（(][类款项][)）]$")
_OF_THE_YEAR = re.compile(r"本年(?:收入|支出)(?:合计|小计)?|(?:上年|年初|年末|年终).{0,3}(?:结转|结余).{0,5}")
_OF_ALL = re.compile(r"(?:部门|单位|年度)?收(?:入)?[、和及与]?支(?:出)?(?:各)?总计(?:[(（].*)?")
_MONEY_OF = re.compile(r"财政拨款|一般公共预算|政府性?基金|国有资本|财政专户|单位资金")
_OWN_MONEY = re.compile(r"[\u4e00-\u9fff](?:补助|专项|专款|补贴)(?:资金|经费)?(?:支出|收入|安排)?$|资金(?:支出|收入)$")
"""Names of money given for one purpose, which no statement totals."""


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
        self._misdated = {i: y for r in corpus.readings for i, y in misdated_bases(r)}
        self._levels: dict[tuple[str, int], list[Claim]] = defaultdict(list)
        for stated in figures.claims.values():
            if stated.kind == "level":
                self._levels[stated.document, stated.paragraph].append(stated)
        beside = companions(corpus.readings)
        self._family = {r.name: (r, *beside.get(r.name, ())) for r in corpus.readings}
        self.accounts = {name: Accounts(family) for name, family in self._family.items()}
        self.unit_rows = {name: UnitRows(family) for name, family in self._family.items()}
        self._periods: dict[tuple[str, int | None, str], list[Fact]] = {}
        self._known: dict[tuple[str, str], Account] = {}
        self._selected: dict[tuple[object, ...], Binding] = {}

    def family(self, document: str) -> tuple[Reading, ...]:
        """The document and those that hold the tables to its text."""
        return self._family[document]

    def tables(self, document: str) -> Iterator[Table]:
        """The tables of a document and of those that belong to it."""
        for reading in self.family(document):
            yield from reading.extraction.tables

    def name_of(self, document: str, code: str) -> str:
        """The printed name of a code in the tables of a document, empty where it has none."""
        return self.accounts[document].names.get(code, "")

    def account(self, claim: Claim, document: str = "") -> Account:
        """The rows of the document's account tables that the claim's words name."""
        document = document or claim.document
        found = self._known.get((claim.id, document))
        if found is None:
            found = self._known[claim.id, document] = self._resolve(claim, document)
        return found

    def _resolve(self, claim: Claim, document: str) -> Account:
        accounts = self.accounts[document]
        if claim.code in accounts.names:
            return Account(codes=(claim.code,), explicit=True)
        entity = squeeze(self.readings[claim.document].profile.entity)
        words = (
            "".join(f"{part}（{level}）" for part, level in zip(claim.path, "类款项", strict=False)) or claim.subject
        )
        words = clean(squeeze(words).replace(entity, "") if entity else words)
        whole = self.figures.claims.get(claim.whole)
        above = whole.subject if whole is not None else ""
        return accounts.resolve(words, claim.context + claim.section + above)

    def code_of(self, claim: Claim) -> str:
        """The classification code of a claim: printed, or found by its account path in the document's tables."""
        found = self.account(claim)
        return found.codes[0] if found.explicit and found.sure else ""

    def bind(self, claim: Claim) -> Binding:
        """The cells that ``claim`` (a level) restates, in its own document or in last year's."""
        return self.bind_as(claim, self._misdated.get(claim.id, claim.year), claim.stage)

    def bind_as(self, claim: Claim, year: int | None, stage: str) -> Binding:
        """The cells for the claim's subject, but of another ``year`` and ``stage``: the base of a comparison."""
        reading = self.readings[claim.document]
        profile = reading.profile
        year = year or profile.year
        stage = stage or (profile.stage if year == profile.year else "")
        found = self._in_document(claim, claim.document, year, stage)
        if stage in DATED_PLANS and not found.all:
            stage = "budget"  # a form with one plan prints it as 预算数
            found = self._in_document(claim, claim.document, year, stage)
        if self.narrowed(claim):
            return Binding(loose=found.all)
        prior = self.prior.get(claim.document)
        if prior is not None and year == prior.profile.year and stage in ("", prior.profile.stage):
            other = self._in_document(claim, prior.name, year, prior.profile.stage)
            strict = (*found.strict, *other.strict) if stage else found.strict
            loose = found.loose if stage else (*found.loose, *other.strict)
            blank, empty = (*found.blank, *other.blank), found.empty or other.empty
            return Binding(strict=strict, loose=(*loose, *other.loose), blank=blank, empty=empty)
        return found

    def alike(self, claim: Claim) -> Fact | None:
        """The cell that says the same amount in words that share something with the claim's: it confirms, no more.

        All cells of the claim's year and stage are candidates; that value *selects* is AggChecker's idea (Jo et al.,
        SIGMOD 2019). Amounts of fewer than three digits agree by chance and are left out; those of fewer than five
        must have a third of the words in common, the claim's or those of row or column.
        """
        amount = self.figures.amounts.get(claim.id)
        if amount is None or not telling(claim):
            return None
        profile = self.readings[claim.document].profile
        period = (claim.year or profile.year, claim.stage or profile.stage)
        known = self._of_period(claim.document, period)
        if claim.stage == "execution" and profile.stage == "final":  # a final account's 执行数 is its 决算数
            known = [*known, *self._of_period(claim.document, (period[0], "final"))]
        if claim.year == (profile.year or 0) - 1:  # what an office owns is told of last year's end
            own = self._of_period(claim.document, (profile.year, claim.stage or profile.stage))
            known = [*known, *(fact for fact in own if is_property(fact.statement))]
        wanted, fund = _pairs(claim.subject), fund_of(clean(claim.subject))
        best: tuple[int, Fact] | None = None
        for fact in known:
            fen = self.figures.amounts[fact.id].fen
            wider = fund and places.of_all_money(fact.statement) and fund_of(fact.source.row) != fund
            if 2 * abs(fen - amount.fen) > amount.quantum or wider:
                continue
            row, column = _pairs(fact.source.row), _pairs(fact.source.column)
            shared = len(wanted & (row | column | _pairs(fact.source.table)))
            close = _SHARED * shared >= len(wanted)
            close = close or any(label and _SHARED * len(wanted & label) >= len(label) for label in (row, column))
            if (
                shared
                and (close or significant(claim.value or 0) >= HARDLY_CHANCE)
                and (best is None or shared > best[0])
            ):
                best = (shared, fact)
        return best[1] if best else None

    def _of_period(self, document: str, period: tuple[int | None, str]) -> list[Fact]:
        key = (document, *period)
        if key not in self._periods:
            facts = (f for reading in self.family(document) for f in reading.facts)
            self._periods[key] = [f for f in facts if (f.year, f.stage) == period and f.id in self.figures.amounts]
        return self._periods[key]

    def narrowed(self, claim: Claim) -> bool:
        """Whether the claim is a part of something that is itself a part: “项目支出90万元，其中：财政拨款80万元” is not
        the whole 财政拨款; its cells may confirm, never refute."""
        whole = self.figures.claims.get(claim.whole)
        if claim.path or claim.code or (_LEVEL.search(claim.subject) and self.account(claim).explicit):
            return False  # “卫生健康支出…，主要是事业单位医疗（项）…”: a line of its own
        if whole is None:
            return claim.subject.startswith("用于") or self._of_money_before(claim)
        if _OF_ALL.fullmatch(clean(whole.subject)):
            return False  # of all that an office received and spent, what was left over too
        above = concept_of(clean(whole.subject))
        basic = above.endswith("basic") or above in ("personnel", "operating")
        if self._below(claim, whole) or (basic and self.account(claim).economic):
            return False  # 工资福利支出 of 基本支出 has a line in a table of its own
        if _OF_THE_YEAR.fullmatch(clean(claim.subject)) and _MONEY_OF.search(clean(whole.subject)):
            return True  # “财政拨款收入728.69万元，其中：本年收入…” is of the appropriation, not of all money
        concept = concept_of(claim.subject)
        if concept and concept == concept_of(whole.subject):
            return True  # “三公”经费29.60万元，其中：局本级“三公”经费28.60万元
        return bool(whole.path or whole.code) or not divides(above, concept)

    def _of_money_before(self, claim: Claim) -> bool:
        """“衔接补助资金支出526万元，…，年末结转59万元”: what is left of the money that the paragraph opens with."""
        if not _OF_THE_YEAR.fullmatch(clean(claim.subject)):
            return False
        name = next((clean(c.subject) for c in self._levels[claim.document, claim.paragraph]), "")
        return bool(_OWN_MONEY.search(name)) and not fund_of(name) and not concept_of(name)

    def _below(self, claim: Claim, whole: Claim) -> bool:
        """Whether a part is the account of a function below that of its whole: “住房保障支出215.35万元，其中：
        住房公积金172.45万元” has a line of its own."""
        own, over = self.account(claim), self.account(whole)
        functional = self._functional(own) and own.sure and over.sure
        return functional and own.codes[0].startswith(over.codes[0]) and own.codes != over.codes

    def _in_document(self, claim: Claim, document: str, year: int | None, stage: str) -> Binding:
        stages = [stage] if stage else ["budget", "final"]
        account = self.account(claim, document)
        if account.explicit and account.codes:
            return self._by_account(claim, account, document, year, stages)
        inside = self._inside_account(claim, document, year, stages)
        if inside is not None:
            return inside
        if self._functional(account):
            return self._by_name(claim, account, document, year, stages)
        found = self._select(self.places(claim), document, year, stages)
        if found or found.blank or found.empty:
            return found
        named = self._by_name(claim, account, document, year, stages)
        if named or not claim.section:
            return named
        # The heading may say what an unnamed subject is about (“（一）基本支出情况”): it can confirm only.
        titled = self._select(places_of(_SITUATION.sub("", claim.section)), document, year, stages)
        return Binding(loose=titled.all)

    def _inside_account(self, claim: Claim, document: str, year: int | None, stages: Sequence[str]) -> Binding | None:
        """“图书馆（项）1340.58万元，其中：基本支出788.12万元”: a part of the account just named, in a column of it."""
        whole = self.figures.claims.get(claim.whole)
        if whole is None or not _PART_OF_ACCOUNT.match(clean(claim.subject)):
            return None
        account = self.account(whole, document)
        if not account.sure or not (account.explicit or self._functional(account)):
            return None
        return self._of_codes(account.codes, measures_of(clean(claim.subject)), document, year, stages, strict=True)

    def places(self, claim: Claim) -> tuple[Place, ...]:
        """What the subject of a claim restates, the organisation's own name left out; none for account paths."""
        if self.account(claim).explicit:
            return ()
        profile = self.readings[claim.document].profile
        entity = squeeze(profile.printed or profile.entity)
        subject = squeeze(claim.subject)
        if _FUND_ONLY.search(subject) or (claim.whole and _FUND_NAME.search(subject)):
            subject += self._side(claim)
        section = "政府性基金" if (fund := self._fund_before(claim)) == "government_funds" else claim.section
        section = "国有资本经营" if fund == "state_capital" else section
        return places_of(subject.replace(entity, "") if entity else subject, section)

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

    def _select(self, wanted: Sequence[Place], document: str, year: int | None, stages: Sequence[str]) -> Binding:
        key = (*wanted, document, year, *stages)
        if key not in self._selected:
            self._selected[key] = self._at(wanted, document, year, stages)
        return self._selected[key]

    def _at(self, wanted: Sequence[Place], document: str, year: int | None, stages: Sequence[str]) -> Binding:
        strict: list[Fact] = []
        loose: list[Fact] = []
        blank: list[Fact] = []
        empty = False
        for place in wanted:
            if place.strict and year == self.readings[document].profile.year:
                empty = empty or self._is_silent(document, place, stages)
            if place == places.owned():
                # Assets are counted at the end of last year, in a table of this year's document.
                year = self.readings[document].profile.year
            for stage in stages:
                for measure in place.measures:
                    cells = self.figures.find(
                        document, place.statement, place.item, measure, side=place.side, year=year, stage=stage
                    )
                    known = [f for f in cells if f.id in self.figures.amounts]
                    blank += [f for f in cells if f.value is None and f.id not in self.figures.amounts and place.strict]
                    one = len({self.figures.amounts[f.id].fen for f in known}) == 1
                    (strict if place.strict and one else loose).extend(known)
        return Binding(strict=tuple(strict), loose=tuple(loose), blank=tuple(blank), empty=empty)

    def _is_silent(self, document: str, place: Place, stages: Sequence[str]) -> bool:
        """Whether the statement is published and prints nothing for the item: empty as a whole, or without the item."""
        tables = [t for t in self.tables(document) if t.statement == place.statement]
        if tables and all(t.empty for t in tables):
            return True
        year = self.readings[document].profile.year
        figures = self.figures.by_key[document]
        keys = [k for k in figures if k.statement == place.statement]
        whole = len(place.measures) > 1 and place.item == "total"  # in whatever column the total stands
        if whole and any(f.value for k in keys if k.item == "total" for f in figures[k]):
            return False
        return bool(keys) and not any(
            (k.item, k.year) == (place.item, year) and k.measure in place.measures and k.stage in stages for k in keys
        )

    def _by_account(
        self, claim: Claim, account: Account, document: str, year: int | None, stages: Sequence[str]
    ) -> Binding:
        return self._of_codes(account.codes, measures_of(claim.subject), document, year, stages, strict=account.sure)

    def _of_codes(
        self,
        codes: Sequence[str],
        measures: tuple[str, ...],
        document: str,
        year: int | None,
        stages: Sequence[str],
        *,
        strict: bool,
    ) -> Binding:
        wanted = [
            place
            for code in codes
            for place in (of_economic if code[:3] in ECONOMIC_CLASSES else of_function)(code, measures, strict=strict)
        ]
        found = self._select(wanted, document, year, stages)
        if found or found.blank or found.empty:
            return found
        # A table of no statutory form (财政拨款支出预算表) that alone prints the account speaks for it.
        return self._select([elsewhere(code, measures, strict=strict) for code in codes], document, year, stages)

    @staticmethod
    def _functional(account: Account) -> bool:
        """Whether the subject is the printed name of a function code (教育支出), which no total may be taken for."""
        return not account.residue and any(code[:3] not in ECONOMIC_CLASSES for code in account.codes)

    def _by_name(
        self, claim: Claim, account: Account, document: str, year: int | None, stages: Sequence[str]
    ) -> Binding:
        """A subject that ends with an account's name, in no form of a path."""
        codes = account.codes
        if _LEVEL_WORDS.search(claim.subject):
            # 住房公积金（项） is the function, never the economic account of the same name.
            codes = tuple(code for code in codes if code[:3] not in ECONOMIC_CLASSES)
        # An economic account's name (办公设备购置) may also name a project; only its section can tell.
        economic = any(code[:3] in ECONOMIC_CLASSES for code in codes)
        known = not economic or bool(re.search(r"基本支出|经济分类|经济科目", claim.section))
        sure = len(codes) == 1 and not account.residue and known
        return self._of_codes(codes, measures_of(claim.subject), document, year, stages, strict=sure)


_SHARED = 3
"""The least part of its words, a third, that a statement must have in common with the cell that bears it out."""


def telling(claim: Claim) -> bool:
    """Whether a figure has so many digits that its agreement with another is hardly chance."""
    return claim.value is not None and significant(claim.value, zeros=True) >= _TELLING


def _pairs(words: str) -> set[str]:
    """Pairs of characters, those aside that every table of the genre has."""
    return {pair for pair in bigrams(_COMMON.sub("，", squeeze(words))) if "，" not in pair}
