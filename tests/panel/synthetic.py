"""Small readings made of rows, so that the panel is tested without reader, forms or grammar."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from analyzer.amounts import money, parse_number
from analyzer.model import (
    Claim,
    Corpus,
    Document,
    Extraction,
    Fact,
    Profile,
    Reading,
    Source,
    Stage,
    Target,
)


def fact(number: int, document: str, profile: Profile, statement: str, item: str, measure: str, text: str,
         **more: Any) -> Fact:  # fmt: skip
    """A printed figure; ``unit`` defaults to 万元."""
    unit = more.pop("unit", "万元")
    parsed = parse_number(text)
    assert parsed is not None
    values: dict[str, Any] = {
        "id": f"{document}#f{number:05d}", "document": document, "entity": profile.entity,
        "entity_code": profile.entity_code, "year": profile.year, "stage": profile.stage, "statement": statement,
        "table": 0, "row": number, "column": 1, "item": item, "measure": measure, "value": parsed.value, "unit": unit,
        "amount": money(parsed, unit), "source": Source(document=document, page=1, row=item, column=measure, text=text),
    }  # fmt: skip
    return Fact(**(values | more))


def claim(number: int, document: str, kind: str, subject: str, text: str, **more: Any) -> Claim:
    """A statement of the narrative; ``text`` is the number."""
    parsed = parse_number(text)
    assert parsed is not None
    values: dict[str, Any] = {
        "id": f"{document}#c{number:04d}", "document": document, "kind": kind, "subject": subject,
        "value": parsed.value, "decimals": parsed.decimals, "unit": "万元", "start": number * 10,
        "source": Source(document=document, line=number, text=text),
    }  # fmt: skip
    return Claim(**(values | more))


def reading(
    document: str, profile: Profile, facts: Iterable[Fact], claims: Iterable[Claim] = (), targets: Iterable[Target] = ()
) -> Reading:
    """A document with these figures and sentences."""
    extraction = Extraction(
        document=Document(name=document, path=document, format="text", sha256="", blocks=()),
        profile=profile, tables=(), facts=tuple(facts), targets=tuple(targets), prose=(),
    )  # fmt: skip
    return Reading(extraction=extraction, claims=tuple(claims))


def simple(entity: str, year: int, rows: Iterable[tuple[Any, ...]], *, stage: Any = "budget", **profile: Any) -> Corpus:
    """A corpus of one document: rows of (statement, code or item, measure, text)."""
    who = Profile(entity=entity, year=year, stage=stage, scope=profile.pop("scope", "unit"), **profile)
    name = f"{entity}-{year}-{stage}.txt"
    facts = []
    for number, (statement, item, measure, text) in enumerate(rows, start=1):
        code = item if item[:1].isdigit() else ""
        facts.append(fact(number, name, who, statement, item, measure, text, item_code=code))
    return Corpus(readings=(reading(name, who, facts),))


def together(*corpora: Corpus) -> Corpus:
    """One corpus of several."""
    return Corpus(readings=tuple(r for corpus in corpora for r in corpus.readings))


SOCIAL = Profile(entity="某市社会保险中心", entity_code="323003", year=2023, scope="unit", region="某市")


def one_disclosure() -> Corpus:
    """The figures of the real 2023 disclosure that its sentences speak of, and those sentences as claims."""
    name = "one.txt"

    def f(n: int, *args: str, **more: Any) -> Fact:
        return fact(n, name, SOCIAL, *args, **more)

    facts = [
        f(1, "expenditure", "total", "total", "16356.02"), f(2, "expenditure", "total", "basic", "2914.02"),
        f(3, "expenditure", "total", "project", "13442.00"),
        f(4, "basic_expenditure", "total", "total", "2914.02"),
        f(5, "basic_expenditure", "total", "personnel", "2617.97"),
        f(6, "basic_expenditure", "total", "operating", "296.05"),
        f(7, "three_public", "three_public", "amount", "11.77"), f(8, "three_public", "reception", "amount", "2.77"),
        f(9, "three_public", "vehicles", "amount", "9.00"),
    ]  # fmt: skip

    def c(n: int, kind: str, subject: str, text: str, **more: Any) -> Claim:
        base: dict[str, Any] = {"base_year": 2022, "base_stage": "budget"} if kind == "change" else {}
        return claim(n, name, kind, subject, text, year=2023, **(base | more))

    land = "2023 年“343”被征地人员保障资金"
    claims = [
        c(1, "level", "支出预算", "16356.02"), c(2, "level", "项目支出", "13442"),
        c(3, "level", land, "10428", whole=f"{name}#c0002", partial=True),
        c(4, "level", "预算收支", "16356.02"),
        c(5, "change", "预算收支", "10877.36", direction="greater", current=f"{name}#c0004"),
        c(6, "change", "基本支出", "138.26", direction="greater", whole=f"{name}#c0005"),
        c(7, "change", "人员经费支出", "145.46", direction="greater", whole=f"{name}#c0006"),
        c(8, "change", "日常公用经费", "7.2", direction="less", whole=f"{name}#c0006"),
        c(9, "change", "项目支出", "10739.1", direction="greater", whole=f"{name}#c0005"),
        c(10, "change", land, "10428", direction="greater", whole=f"{name}#c0009", partial=True),
        c(11, "change", "某集团（原某研究所）统筹外代发项目", "58", direction="greater", whole=f"{name}#c0009",
            partial=True),
        c(12, "level", "“三公”经费", "11.77"),
        c(13, "change", "“三公”经费", "0.71", direction="less", current=f"{name}#c0012"),
        c(14, "change", "公务接待费", "0.71", direction="less", whole=f"{name}#c0013"),
    ]  # fmt: skip
    target = Target(project="某集团（原某研究所）统筹外代发项目:取暖费", table=1, level1="成本指标", level2="资金成本",
                    level3="资金成本", description="", operator="", number=Decimal(58), unit="万元", text="58万元",
                    basis="", source=Source(document=name, text="58万元"))  # fmt: skip
    return Corpus(readings=(reading(name, SOCIAL, facts, claims, [target]),))


STAGES: tuple[Stage, ...] = ("budget", "final", "execution", "initial_budget", "full_year_budget")
