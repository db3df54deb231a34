"""The headline series: one figure a series, entity, year and stage; what may speak for it, and what may not."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from functools import cache

import pandas as pd
import pytest

from analyzer import claims, forms, panel, readers, series
from analyzer.errors import UsageError
from analyzer.model import Corpus, Reading, Table, TableRow, Verdict
from tests.conftest import SHARED
from tests.panel.synthetic import SOCIAL, claim, fact, one_disclosure, reading, simple

JIANGSU = [
    ("three_public", "three_public", "amount", "24.00", "合计"),
    ("three_public", "three_public", "amount", "10.00", "“三公”经费/小计"),
    ("three_public", "abroad", "amount", "2.00", "“三公”经费/因公出国（境）费"),
    ("three_public", "vehicles", "amount", "5.00", "“三公”经费/公务用车购置及运行维护费/小计"),
    ("three_public", "vehicle_operation", "amount", "5.00", "“三公”经费/公务用车购置及运行维护费/公务用车运行维护费"),
    ("three_public", "reception", "amount", "3.00", "“三公”经费/公务接待费"),
    ("three_public", "meeting", "amount", "8.00", "会议费"),
    ("three_public", "training", "amount", "6.00", "培训费"),
]


@dataclass(frozen=True)
class Judged:
    verdicts: tuple[Verdict, ...] = field(default_factory=tuple)


def values(table: pd.DataFrame, year: int = 2023, **where: str) -> dict[str, tuple[float, str]]:
    rows = table[table["year"] == year]
    for name, value in where.items():
        rows = rows[rows[name] == value]
    assert not rows.duplicated(["entity", "stage", "series"]).any()
    return {n: (w, o) for n, w, o in zip(rows["series"], rows["amount_wan"], rows["origin"], strict=True)}


def built(*rows: tuple[str, str, str, str], **more: str) -> pd.DataFrame:
    return series.build(panel.build(simple(more.pop("entity", "甲局"), 2023, rows, **more)))


def jiangsu(blank: bool = True) -> Corpus:
    """A table of the three public expenses with meetings and training; the vehicles bought are a blank column."""
    facts = [fact(n, "j.pdf", SOCIAL, s, i, m, text) for n, (s, i, m, text, _) in enumerate(JIANGSU, start=1)]
    columns = [head for *_, head in JIANGSU]
    texts = [text for *_, text, _ in JIANGSU]
    at = 4
    columns.insert(at, "“三公”经费/公务用车购置及运行维护费/公务用车购置费")
    texts.insert(at, "")
    placed = [
        replace(f, row=0, column=n if n < at else n + 1, source=replace(f.source, column=JIANGSU[n][4]))
        for n, f in enumerate(facts)
    ]
    made = reading("j.pdf", SOCIAL, placed)
    table = Table(index=0, document="j.pdf", statement="three_public", title="“三公”经费、会议费、培训费支出预算表",
                  unit="万元", columns=tuple(columns), page=9,
                  rows=(TableRow(label="", texts=tuple(texts)),))  # fmt: skip
    extraction = replace(made.extraction, tables=(table,) if blank else ())
    return Corpus(readings=(replace(made, extraction=extraction),))


def test_three_public_is_without_meetings_and_training() -> None:
    told = values(series.build(panel.build(jiangsu())))
    assert told["three_public"] == (10.0, "printed")
    assert told["meeting"] == (8.0, "printed")
    assert told["training"] == (6.0, "printed")


def test_a_total_with_meetings_alone_gives_way_to_the_sum_of_the_items() -> None:
    """Where the table prints only the 合计 of everything, the three public expenses are added up."""
    whole = jiangsu().readings[0]
    facts = tuple(f for f in whole.facts if f.source.column != "“三公”经费/小计")
    corpus = Corpus(readings=(replace(whole, extraction=replace(whole.extraction, facts=facts)),))
    assert values(series.build(panel.build(corpus)))["three_public"] == (10.0, "derived")


def test_a_blank_item_of_a_table_with_figures_is_zero() -> None:
    told = values(series.build(panel.build(jiangsu())))
    assert told["vehicle_purchase"] == (0.0, "printed")
    assert "vehicle_purchase" not in values(series.build(panel.build(jiangsu(blank=False))))


def test_a_blank_is_no_zero_where_the_items_do_not_make_up_the_total() -> None:
    """5 for vehicles, 4 for their operation: what was bought is not nothing, it was not told."""
    whole = jiangsu().readings[0]
    facts = tuple(
        replace(f, amount=replace(f.amount, fen=4_000_000)) if f.item == "vehicle_operation" and f.amount else f
        for f in whole.facts
    )
    corpus = Corpus(readings=(replace(whole, extraction=replace(whole.extraction, facts=facts)),))
    assert "vehicle_purchase" not in values(series.build(panel.build(corpus)))


def test_personnel_and_operating_are_derived_from_codes() -> None:
    rows = [("basic_expenditure", code, "amount", text) for code, text in
            (("301", "50.00"), ("30101", "50.00"), ("302", "20.00"), ("303", "10.00"), ("310", "5.00"))]  # fmt: skip
    told = values(built(*rows, ("basic_expenditure", "total", "amount", "85.00")))
    assert told["personnel"] == (60.0, "derived")
    assert told["operating"] == (25.0, "derived")


def test_codes_are_added_up_from_their_items_where_no_class_is_printed() -> None:
    rows = [("basic_expenditure", code, "amount", text) for code, text in
            (("30101", "30.00"), ("30102", "20.00"), ("30201", "7.00"), ("30302", "3.00"))]  # fmt: skip
    told = values(built(*rows))
    assert (told["personnel"], told["operating"]) == ((53.0, "derived"), (7.0, "derived"))


def test_nothing_is_derived_where_the_classes_do_not_make_up_the_total() -> None:
    """A class that was not read would make both figures wrong."""
    rows = [("basic_expenditure", code, "amount", text) for code, text in (("301", "50.00"), ("302", "20.00"))]
    assert "personnel" not in values(built(*rows, ("basic_expenditure", "total", "amount", "85.00")))


def test_what_is_printed_outranks_what_is_derived() -> None:
    rows = [("basic_expenditure", "301", "total", "50.00"), ("basic_expenditure", "total", "personnel", "50.01")]
    assert values(built(*rows))["personnel"] == (50.01, "printed")


def test_meetings_from_codes_where_the_three_public_table_has_none() -> None:
    assert values(built(("basic_expenditure", "30215", "total", "3.00")))["meeting"] == (3.0, "printed")


def test_a_line_keeps_to_one_scope_of_money() -> None:
    """2022 tells the meetings of basic expenditure only, 2023 those of all money: no line joins the two."""
    before = panel.build(simple("甲局", 2022, [("basic_expenditure", "30215", "total", "3.00")]))
    after = panel.build(simple("甲局", 2023, [("three_public", "meeting", "amount", "9.00")]))
    table = series.build(panel.join([before, after]))
    assert values(table, 2022) == {}
    assert values(table)["meeting"] == (9.0, "printed")


def test_all_money_and_that_of_the_year_are_not_joined() -> None:
    """支出总计 holds what is carried over, 本年支出合计 does not: one is drawn, and the year of the other left out."""
    current = [("expenditure", "total", "total", "9.00")]
    whole = [("income_expenditure", "expenditure_total", "amount", "12.00")]
    before = panel.build(simple("甲局", 2022, current, stage="final"))
    after = panel.build(simple("甲局", 2023, [*current, *whole], stage="final"))
    table = series.build(panel.join([before, after]))
    assert values(table, 2022, stage="final") == {}
    assert values(table, stage="final")["total_expenditure"] == (12.0, "printed")
    assert values(series.build(before), 2022, stage="final")["total_expenditure"] == (9.0, "printed")


def test_implied_figures_and_their_origin() -> None:
    told = values(series.build(panel.build(one_disclosure())), 2022)
    assert told["total_expenditure"] == (5478.66, "implied")
    assert told["three_public"] == (12.48, "implied")


def test_a_refuted_figure_never_enters() -> None:
    corpus = one_disclosure()
    for kind in ("refuted", "doubtful"):
        judged = Judged(tuple(Verdict(claim=c.id, kind=kind) for c in corpus.claims()))
        table = series.build(panel.build(corpus, judged))
        assert values(table, 2022) == {}
        assert values(table)["three_public"] == (11.77, "printed")


def test_zeros_of_the_text_enter_unless_sentences_disagree() -> None:
    zero = claim(1, "t.pdf", "level", "公务用车购置费", "0", year=2023)
    other = claim(2, "t.pdf", "level", "公务用车购置费", "3", year=2023)
    told = panel.build(Corpus(readings=(reading("t.pdf", SOCIAL, [], [zero]),)))
    assert values(series.build(told))["vehicle_purchase"] == (0.0, "printed")
    both = panel.build(Corpus(readings=(reading("t.pdf", SOCIAL, [], [zero, other]),)))
    assert "vehicle_purchase" not in values(series.build(both))


def test_stages_are_never_mixed() -> None:
    rows = [("expenditure", "total", "total", "10.00")]
    table = series.build(panel.join([panel.build(simple("甲局", 2023, rows)),
                                     panel.build(simple("甲局", 2023, rows, stage="final"))]))  # fmt: skip
    assert values(table, stage="budget")["total_expenditure"] == (10.0, "printed")
    assert len(table[table["series"] == "total_expenditure"]) == 2


def test_a_department_and_its_head_office_are_two() -> None:
    tables = [panel.build(simple("甲局", 2023, [("expenditure", "total", "total", text)], scope=scope))
              for scope, text in (("department", "10.00"), ("unit", "6.00"))]  # fmt: skip
    table = series.build(panel.join(tables))
    assert values(table, entity="甲局")["total_expenditure"][0] == 10.0
    assert values(table, entity="甲局（单位）")["total_expenditure"][0] == 6.0


def test_a_figure_of_the_own_document_outranks_one_told_later() -> None:
    own = panel.build(simple("甲局", 2022, [("expenditure", "total", "total", "10.00")]))
    later = panel.build(simple("甲局", 2023, [("expenditure", "total", "total", "11.00")])).assign(year=2022)
    table = series.build(panel.join([later.astype({"year": "Int64"}), own]))
    assert values(table, 2022)["total_expenditure"][0] == 10.0


def test_odd_panels() -> None:
    """Nothing, figures without a year, negative amounts, a panel of few columns."""
    assert list(series.build(panel.join([])).columns) == list(series.COLUMNS)
    assert len(series.build(panel.build(simple("甲局", 2023, [])))) == 0
    assert values(built(("expenditure", "total", "total", "-3.00")))["total_expenditure"][0] == -3.0
    few = panel.build(simple("甲局", 2023, [("expenditure", "total", "total", "10.00")]))
    few = few[["entity", "year", "stage", "statement", "item", "measure", "concept", "amount_fen", "origin", "version"]]
    assert values(series.build(few))["total_expenditure"][0] == 10.0


def test_select() -> None:
    table = series.build(panel.build(one_disclosure()))
    chosen = series.select(table, "three_public", entity="社会保险", years=range(2020, 2030), stage="budget")
    assert chosen["amount_wan"].tolist() == [12.48, 11.77]
    with pytest.raises(UsageError, match="three_public"):
        series.select(table, "three_publc")
    with pytest.raises(UsageError, match="某市社会保险中心"):
        series.select(table, entity="某市社会保障中心")
    with pytest.raises(UsageError, match="budget"):
        series.select(table, stage="bugdet")


# ---- the real documents ----------------------------------------------------------------------------------------------

TRUTH = SHARED / "panel" / "series.csv"


@cache
def real(*names: str) -> pd.DataFrame:
    found = []
    for path in sorted(p for name in names for p in (SHARED / "disclosures").glob(f"{name}*")):
        extraction = forms.extract(readers.read(path))
        found.append(Reading(extraction=extraction, claims=claims.extract(extraction)[0]))
    return series.build(panel.build(Corpus(readings=tuple(found))))


@pytest.mark.skipif(not TRUTH.is_file(), reason="the audited series are not on this machine")
@pytest.mark.parametrize(("files", "entity"), [("js-cppcc-201[89]", "江苏省政协办公厅"), ("wanli", "万里街道办事处")])
def test_the_audited_series(files: str, entity: str) -> None:
    with TRUTH.open(encoding="utf-8-sig") as lines:
        truth = [row for row in csv.DictReader(lines) if row["entity"].endswith(entity)]
    table = series.select(real(files), entity=entity)
    got = {(y, s, n): w for y, s, n, w in zip(table["year"], table["stage"], table["series"], table["amount_wan"],
                                              strict=True)}  # fmt: skip
    wanted = {(int(r["year"]), r["stage"], r["series"]): float(r["amount_wan"]) for r in truth}
    assert {key: got.get(key) for key in wanted} == pytest.approx(wanted)
