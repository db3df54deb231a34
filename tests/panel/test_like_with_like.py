"""Changes that compare like with like: items that start and end, reforms, one row a subject, and what the text says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from analyzer import panel
from analyzer.changes import changes, fold
from analyzer.model import Corpus, Profile
from tests.panel.synthetic import claim, one_disclosure, reading, simple

Rows = dict[str, str]


def table(when: int, rows: Rows, *, statement: str = "expenditure", entity: str = "甲局") -> pd.DataFrame:
    return panel.build(simple(entity, when, [(statement, code, "total", text) for code, text in rows.items()]))


def status(frame: pd.DataFrame, code: str, when: int) -> str:
    rows = frame[(frame["code"] == code) & (frame["year"] == when)]
    assert len(rows) == 1, rows
    return str(rows.iloc[0]["status"])


BASE = {"2010301": "10.00", "2010302": "20.00", "2010399": "30.00"}


def test_items_that_start_and_end_have_rows() -> None:
    both = panel.join([table(2022, BASE | {"2010303": "4.00"}), table(2023, BASE | {"2010304": "5.00"})])
    frame = changes(both)
    new = frame[(frame["code"] == "2010304") & (frame["year"] == 2023)].iloc[0]
    assert (new["status"], new["base_fen"], new["absolute_wan"]) == ("new", 0, 5.0)
    assert pd.isna(new["percent"])
    gone = frame[(frame["code"] == "2010303") & (frame["year"] == 2023)].iloc[0]
    assert (gone["status"], gone["amount_fen"], gone["absolute_wan"]) == ("ended", 0, -4.0)


def test_contributions_of_a_total_add_up_when_items_start_and_end() -> None:
    years = [{"total": "64.00"} | BASE | {"2010303": "4.00"}, {"total": "66.00"} | BASE | {"2010304": "6.00"}]
    frame = changes(panel.join([table(2022 + n, rows) for n, rows in enumerate(years)]))
    parts = frame[(frame["year"] == 2023) & (frame["code"] != "")]
    assert parts["contribution"].sum() == pytest.approx(100)


def test_a_table_that_is_not_there_ends_nothing() -> None:
    """2023 tells only a total: its items were not listed, not ended."""
    frame = changes(panel.join([table(2022, BASE), table(2023, {"total": "60.00"})]))
    assert "ended" not in set(frame["status"].astype("str"))


def test_a_table_of_another_level_ends_nothing() -> None:
    """2022 lists 项, 2023 only 款."""
    groups = {"20103": "60.00", "20104": "1.00", "20105": "2.00"}
    frame = changes(panel.join([table(2022, BASE), table(2023, groups)]))
    assert not {"ended", "new"} & set(frame["status"].astype("str"))


def test_a_gap_starts_nothing() -> None:
    frame = changes(panel.join([table(2021, BASE), table(2023, BASE | {"2010304": "5.00"})]))
    assert status(frame, "2010304", 2023) == "no base"


ECONOMIC = {"30101": "50.00", "30102": "60.00", "30201": "5.00"}


def test_classes_that_a_reform_rearranged_are_not_comparable() -> None:
    """In 2018 住房公积金 (30311) became 30113: 301 grew and 303 shrank without anybody spending otherwise."""
    old = {"301": "110.00", "302": "5.00", "303": "40.00", "30311": "40.00"} | ECONOMIC
    new = {"301": "152.00", "302": "5.10", "30113": "42.00"} | ECONOMIC
    frame = changes(panel.join([table(2017, old, statement="basic_expenditure"),
                                table(2018, new, statement="basic_expenditure")]))  # fmt: skip
    assert status(frame, "301", 2018) == "not comparable"
    assert status(frame, "302", 2018) == "ok"
    assert status(frame, "30113", 2018) == "code moved"


def test_a_reform_touches_only_those_who_have_the_item() -> None:
    rows = {"301": "110.00", "302": "5.00", "303": "40.00"} | ECONOMIC
    frame = changes(panel.join([table(2017, rows, statement="basic_expenditure"),
                                table(2018, rows, statement="basic_expenditure")]))  # fmt: skip
    assert status(frame, "301", 2018) == "ok"


def test_a_code_that_absorbed_others_is_not_comparable() -> None:
    old = {"30312": "9.00"} | ECONOMIC
    new = ECONOMIC | {"30102": "69.00"}
    frame = changes(panel.join([table(2017, old, statement="basic_expenditure"),
                                table(2018, new, statement="basic_expenditure")]))  # fmt: skip
    assert status(frame, "30102", 2018) == "not comparable"


def test_one_row_a_subject_with_its_statements_named() -> None:
    years = []
    for when, text in ((2022, "10.00"), (2023, "12.00")):
        rows = [(name, "2010301", "total", text) for name in ("general_public_budget", "expenditure")]
        years.append(panel.build(simple("甲局", when, rows)))
    both = panel.join(years)
    folded = fold(changes(both), both)
    row = folded[(folded["code"] == "2010301") & (folded["year"] == 2023)]
    assert len(row) == 1
    assert {row.iloc[0]["statement"], row.iloc[0]["also"]} == {"general_public_budget", "expenditure"}


def test_a_subject_with_other_amounts_elsewhere_keeps_its_row() -> None:
    """All funds and the general public budget alone are two figures."""
    years = []
    for when, texts in ((2022, ("10.00", "8.00")), (2023, ("12.00", "9.00"))):
        rows = list(zip(("expenditure", "general_public_budget"), ["2010301"] * 2, ["total"] * 2, texts, strict=True))
        years.append(panel.build(simple("甲局", when, rows)))
    both = panel.join(years)
    folded = fold(changes(both), both)
    assert len(folded[(folded["code"] == "2010301") & (folded["year"] == 2023)]) == 2


def test_the_told_change_and_its_reason_stand_beside_the_computed_one() -> None:
    table = panel.build(one_disclosure())
    folded = fold(changes(table), table)
    basic = folded[(folded["concept"] == "basic") & (folded["year"] == 2023)].iloc[0]
    assert (basic["told_fen"], basic["told"]) == (138_260_000, "agrees")
    project = folded[(folded["concept"] == "project") & (folded["year"] == 2023)].iloc[0]
    assert "增加10428万元" in project["reason"]


def test_a_told_change_that_is_not_the_computed_one() -> None:
    """The text says +138.26; last year's own document makes it +100."""
    before = panel.build(simple("某市社会保险中心", 2022, [("expenditure", "total", "basic", "2814.02")]))
    table = panel.join([before, panel.build(one_disclosure())])
    folded = fold(changes(table), table)
    row = folded[(folded["concept"] == "basic") & (folded["year"] == 2023) & (folded["statement"] == "expenditure")]
    assert set(row["told"]) == {"differs"}


def test_a_reason_is_found_by_the_name_of_an_account_whose_change_agrees() -> None:
    """The text stands in another file and names accounts, not codes: name and amount together tell which it is."""
    who = Profile(entity="甲局", year=2023, scope="unit")
    said = claim(1, "text.pdf", "change", "机关事务（款）行政运行（项）", "2.00", year=2023, base_year=2022,
                 base_stage="budget", direction="greater", reason="人员增加")  # fmt: skip
    other = replace(
        said, id="text.pdf#c2", subject="另一事务（款）行政运行（项）", value=Decimal("9.00"), reason="别的原因"
    )
    told = panel.build(Corpus(readings=(reading("text.pdf", who, [], [other, said]),)))
    years = [table(2022, BASE), table(2023, BASE | {"2010301": "12.00"})]
    named = [part.assign(row=part["row"].where(part["code"] != "2010301", "行政运行")) for part in years]
    both = panel.join([*named, told])
    folded = fold(changes(both), both)
    row = folded[(folded["code"] == "2010301") & (folded["year"] == 2023)].iloc[0]
    assert (row["reason"], row["told"]) == ("人员增加", "agrees")
