"""The pages: nothing printed in a document can become markup, nothing is fetched, every link leads somewhere."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

import analyzer
from analyzer.model import Corpus, Finding, Source
from analyzer.pipeline import Run
from analyzer.report import Language, pages, words
from analyzer.report.content.views import units


def parsed(page: Path | bytes | str) -> Any:
    """The tree of a page; what an XPath finds depends on the path, so it is left untyped."""
    return html.fromstring(page.read_bytes() if isinstance(page, Path) else page)


SCRIPT = (files("analyzer") / "assets" / "report" / "page.js").read_text("utf-8")
"""The one script that a page may run."""


def scripts(page: Any) -> list[str]:
    return [str(script.text) for script in page.xpath("//script")]


HOSTILE = "<script>alert('x')</script>&\"{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def run(own_disclosure: Path) -> Run:
    return analyzer.analyze(own_disclosure, jobs=0)


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("pages"))


def hostile(run: Run) -> Run:
    """The run with a name and a finding that try to become markup."""
    reading = run.readings[0]
    profile = replace(reading.profile, entity=HOSTILE)
    reading = replace(reading, extraction=replace(reading.extraction, profile=profile))
    finding = Finding(
        id="0" * 12, check="template-residue", severity="warning", document=reading.name, entity=HOSTILE, year=2023,
        sources=(Source(document=reading.name, line=1, table=HOSTILE, text=HOSTILE),), values=(("quotes", HOSTILE),),
    )  # fmt: skip
    judgement = replace(run.judgement, findings=(finding,))
    return Run(corpus=Corpus(readings=(reading,)), judgement=judgement, manifest=run.manifest)


def test_what_documents_print_never_becomes_markup(run: Run) -> None:
    made = pages(hostile(run), {}, {}, "zh")
    for text in made.values():
        page = parsed(text)
        assert scripts(page) == [SCRIPT]
        assert HOSTILE in page.text_content()
    assert all(re.fullmatch(r"index\.html|units/[\w()（）·-]+\.html", path) for path in made)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_fetch_nothing(run: Run, lang: Language) -> None:
    for text in pages(run, {}, {}, lang).values():
        page = parsed(text)
        assert page.xpath("//link | //iframe | //script[@src]") == []
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text.decode())
        assert "@import" not in text.decode()


def test_every_link_and_anchor_leads_somewhere(written: Path) -> None:
    anchors = {path: set(parsed(path).xpath("//@id")) for path in written.rglob("*.html")}
    for path in anchors:
        for link in parsed(path).xpath("//a/@href"):
            name, _, anchor = unquote(link).partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.exists(), link
            if anchor:
                assert anchor in anchors[target], link


def test_the_unit_page_shows_every_finding_with_what_is_printed_and_where(run: Run, written: Path) -> None:
    page = parsed(written / "units" / "石家庄市社会保险中心.html")
    for row in run.finding_records:
        (card,) = page.xpath(f"//article[@id='f-{row['id']}']")
        told = " ".join(card.text_content().split())
        assert " ".join(row["message"]["zh"].split()) in told
        for source in row["sources"]:
            assert " ".join(source["text"].split())[:100] in told
        for repair in row["repair"]:
            assert repair["proposed"][:50] in told


def test_the_unit_page_counts_what_was_judged(run: Run, written: Path) -> None:
    told = parsed(written / "units" / "石家庄市社会保险中心.html").text_content()
    outcomes = [outcome.kind for outcome in run.judgement.outcomes]
    assert f"共核对 {len(outcomes)} 条勾稽关系，{outcomes.count('holds')} 条成立" in told
    assert "表内数字 385 个" in told
    for claim in run.claim_records:
        assert " ".join(claim["text"].split())[:60] in " ".join(told.split())


def test_the_changes_are_named_by_what_they_are_of(written: Path) -> None:
    page = parsed(written / "units" / "石家庄市社会保险中心.html")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//section[@id='changes']//tbody/tr")]
    total = next(row for row in rows if row[2] == "支出总计")
    assert total[4:8] == ["16,356.02", "5,478.66", "+10,877.36", "+198.54"]
    assert "合计" not in [row[2] for row in rows]


def test_the_legend_explains_every_check_that_spoke(run: Run, written: Path) -> None:
    index = parsed(written / "index.html")
    explained = set(index.xpath("//dt/@id"))
    assert {f"c-{row['check']}" for row in run.finding_records} <= explained


def test_figures_are_drawn_inline_with_title_description_and_data(written: Path) -> None:
    for path in written.rglob("*.html"):
        page = parsed(path)
        drawings = page.xpath("//figure/*[local-name()='svg']")
        assert drawings
        for drawing in drawings:
            said = [drawing.get(f"aria-{by}") for by in ("labelledby", "describedby")]
            title, told = (page.xpath(f"//*[@id='{name}']")[0].text for name in said)
            assert drawing.get("role") == "img"
            assert title
            cells = [cell.text_content() for cell in drawing.getparent().xpath(".//details//td")]
            assert cells
            assert all(cell in told for cell in cells[:5])
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert not page.xpath("//*[local-name()='svg']//*[local-name()='style' or local-name()='metadata']")


def test_what_documents_say_stays_text_in_a_drawing() -> None:
    """A name with markup in it, drawn as a title and listed as data, brings nothing to life."""
    import pandas as pd

    from analyzer import plots
    from analyzer.report.drawings import drawing

    name = "甲<script>alert(1)</script>--><b>局"
    rows = [{"entity": name, "series": "three_public", "year": 2023, "stage": "budget", "amount_wan": 1.5,
             "origin": "printed", "document": name, "page": None}]  # fmt: skip
    made = drawing("three-public", "图", plots.svg(plots.three_public(pd.DataFrame(rows), name)))
    assert "<script" not in made.markup
    assert "<b>" not in made.markup
    assert "alert(1)" in made.markup
    assert ("2023", "预算", "“三公”经费", "1.5", "表列") in made.shown.rows


def test_units_get_pages_of_their_own_even_where_their_names_differ_in_nothing_a_file_name_shows(run: Run) -> None:
    reading = run.readings[0]
    readings = tuple(
        replace(reading, extraction=replace(reading.extraction, profile=replace(reading.profile, entity=name)))
        for name in ("甲/局", "甲:局", "")
    )
    odd = Run(corpus=Corpus(readings=readings), judgement=run.judgement, manifest=run.manifest)
    slugs = [unit.slug for unit in units(odd, {})]
    assert len(set(slugs)) == 3
    assert all(re.fullmatch(r"[\w-]+", slug) for slug in slugs)


# ---- words -----------------------------------------------------------------------------------------------------------


def test_both_languages_have_every_word_with_the_same_gaps() -> None:
    text = (files("analyzer") / "assets" / "report" / "words.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert row["zh"]
        assert row["en"]
        assert sorted(re.findall(r"\{\w*\}", row["zh"])) == sorted(re.findall(r"\{\w*\}", row["en"])), row["key"]


def test_every_state_and_kind_has_a_word() -> None:
    from typing import get_args

    from analyzer import model
    from analyzer.changes import STATUS
    from analyzer.checks.disclosure.completeness import State

    known = words("zh")
    wanted = {*get_args(model.Severity), *get_args(model.Stage), *get_args(State), *get_args(model.VerdictKind)}
    wanted |= {f"kind_{kind}" for kind in get_args(model.ClaimKind)} | {f"status_{status}" for status in STATUS}
    assert wanted <= set(known)


# ---- questions and headline series -----------------------------------------------------------------------------------


def test_the_pages_ask_what_deserves_a_question(written: Path) -> None:
    for page in (written / "index.html", next((written / "units").glob("*.html"))):
        section = parsed(page).xpath("//section[@id='questions']")[0].text_content()
        assert "“项目支出”由2,702.9万元增至13,442万元" in section
        assert "增加10428万元" in section


def test_the_unit_page_shows_the_headline_series(written: Path) -> None:
    section = parsed(next((written / "units").glob("*.html"))).xpath("//section[@id='series']")[0]
    heads = [th.text_content() for th in section.xpath(".//thead//th")]
    assert heads[1:] == ["2022", "2023"]
    row = next(tr for tr in section.xpath(".//tbody/tr") if "“三公”经费" in tr.text_content())
    cells = [" ".join(td.text_content().split()) for td in row.xpath("./td")]
    assert cells[0].startswith("12.48")
    assert "推算" in cells[0]
    assert cells[1].startswith("11.77")
    assert "-5.69%" in cells[1]


def test_questions_of_hostile_names_stay_texts(run: Run) -> None:
    made = pages(hostile(run), {}, {}, "en")
    assert all(scripts(parsed(text)) == [SCRIPT] for text in made.values())


def test_a_page_allows_the_one_script_it_carries_and_no_other(written: Path) -> None:
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    for path in written.rglob("*.html"):
        page = parsed(path)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert f"script-src 'sha256-{digest}'" in policy
        assert scripts(page) == [SCRIPT]
        assert page.xpath("//@onclick | //@onload | //@onerror") == []


def test_a_units_page_begins_with_its_answer(written: Path) -> None:
    """Is the 10877.36 increase right, what made it, what contradicts, what was not checked: in the first section."""
    first = parsed(written / "units" / "石家庄市社会保险中心.html").xpath("//main/section")[0]
    told = " ".join(first.text_content().split())
    assert "2023 年支出总计 16,356.02 万元，2022 年 5,478.66 万元（推算），增加 10,877.36 万元（+198.54%）" in told
    assert "项目支出 +10,739.10，基本支出 +138.26" in told
    assert "自洽 = 138.26 + 10739.1 + 0（与文中其他数字相符；上年数由此推算，没有独立的数字可对）" in told
    assert "“343”被征地人员保障资金 +10,428.00 万元（占总增减的 95.9%）" in told
    assert "“三公”经费 11.77 万元，2022 年 12.48 万元（推算），减少 0.71 万元" in told
    assert len(first.xpath(".//li/a[starts-with(@href, '#f-')]")) == 3
    assert "40 条陈述中 6 条无从核对" in told


def test_every_statement_is_marked_in_its_sentence(run: Run, written: Path) -> None:
    page = parsed(written / "units" / "石家庄市社会保险中心.html")
    marks = page.xpath("//p[@class='passage']/mark")
    assert [mark.get("class") for mark in marks] == [
        run.verdicts[claim.id].kind for claim in run.all_claims if claim.value is not None
    ]
    (refuted,) = [mark for mark in marks if mark.text == "231 万元"]
    assert refuted.getnext().text_content() == "（不一致：246.9）"
    assert refuted.getparent().text_content().split("231 万元")[0].endswith("社保社会化管理服务资金 ")


def test_units_stand_in_the_order_of_their_faults(run: Run) -> None:
    from analyzer.report.content.digest import Line
    from analyzer.report.pages import IndexUnit

    def unit(name: str, error: int, warning: int, wan: float | None) -> IndexUnit:
        counts = {"figures": 9, "refuted": 0, "error": error, "warning": warning, "note": 0}
        line = Line(name=name, slug=name, profile=run.readings[0].profile, counts=counts, total_wan=wan)
        return IndexUnit(entity=name, slug=name, readings=(line,))

    units = [unit("甲", 0, 2, 9.0), unit("乙", 1, 0, None), unit("丙", 1, 0, 5.0), unit("丁", 1, 3, 1.0)]
    assert [one.entity for one in sorted(units, key=lambda one: one.rank)] == ["丁", "丙", "乙", "甲"]


def test_the_index_answers_in_a_few_lines_a_unit(run: Run, written: Path) -> None:
    """Which figures contradict, by how much, and how did the money change: without a click."""
    (gist,) = parsed(written / "index.html").xpath("//article[@class='gist']")
    told = " ".join(gist.text_content().split())
    assert (
        "增加 10,877.36 万元（+198.54%）。 文中“较 2022 年预算增加 10877.36 万元”：自洽 = 138.26 + 10739.1 + 0" in told
    )
    assert "人员经费 2,617.97 万元" in told
    assert "“三公”经费 11.77 万元" in told
    assert "错误 3" in told
    links = gist.xpath(".//li/a/@href")
    by_id = {finding.id: finding for finding in run.all_findings}
    assert [dict(by_id[link.split("#f-")[1]].values)["printed"] for link in links] == ["215万元", "363万元"]
    assert "文中为215万元，目标表为250万元" in told


def test_the_index_tells_of_the_worst_units_first_and_of_a_few(run: Run) -> None:
    from analyzer.report.content.gists import MOST, Gist, worst_first

    def gist(name: str, errors: int, warnings: int, money: float) -> Gist:
        return Gist(entity=name, slug=name, told=(), worst=(), errors=errors, warnings=warnings, money=money)

    told = worst_first(
        [gist("甲", 0, 9, 9), gist("乙", 1, 0, 1), gist("丙", 1, 0, 5), *(gist(f"{n:02}", 0, 0, 0) for n in range(20))]
    )
    assert [one.entity for one in told[:4]] == ["丙", "乙", "甲", "00"]
    assert len(told) == MOST
