# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""The exact money of an invented office, in 分: everything that its disclosure states is a sum of these.

Primitive amounts (pay lines, running costs, projects) are drawn at random; all totals are derived, so every identity of
the statutory tables holds to the 分 before anything is rounded for print. Keys of `Ledger.amounts`:

``x`` expenditure of all funds, ``g`` of the general public budget, ``f`` government funds, ``k`` state capital, ``fx``
all three; each alone, by code (``x:2080505``) and by measure (``x:208.basic``). ``i`` income of the year, by source
(``i.fiscal``) and by code. ``e:30201`` basic expenditure by economic code. ``t`` 三公, ``p`` procurement, ``j:0`` projects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from tests.seeded.codes import FIELDS, INSTITUTIONS, OPERATING, PERSONNEL, PROJECTS

TEN_THOUSAND = 1_000_000
"""分 in 万元."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project: its name, the 项 that pays it, and its fund: g general public, f government funds, k state capital."""

    name: str
    code: str
    fund: str = "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An invented organisation: its kind decides the codes that it spends on. ``grain`` is the smallest step in 分."""

    name: str
    kind: str
    code: str
    staff: int
    projects: tuple[Project, ...]
    grain: int = 1

    @property
    def institution(self) -> bool:
        return self.kind in INSTITUTIONS

    @property
    def post(self) -> str:
        """The 项 that pays the staff."""
        return FIELDS[self.kind][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One year of an office: ``primitives`` were drawn, ``amounts`` follow from them. ``counts`` are things, not money."""

    year: int
    primitives: Mapping[str, int] = field(default_factory=dict)
    amounts: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    projects: tuple[Project, ...] = ()

    def __getitem__(self, key: str) -> int:
        return self.amounts.get(key, 0)

    def codes(self, root: str) -> list[str]:
        """The function or economic codes that have money under ``root`` (x, g, f, k, e, i), parents first."""
        found = {key.split(":")[1].split(".")[0] for key in self.amounts if key.startswith(f"{root}:")}
        return sorted(code for code in found if self[f"{root}:{code}"])

    def items(self, root: str) -> list[str]:
        """The 项 among `codes` (款 for economic codes)."""
        return [code for code in self.codes(root) if len(code) == (5 if root == "e" else 7)]


def office(rng: Random, name: str, kind: str, code: str, grain: int) -> Office:
    """An invented office with a handful of projects."""
    codes = FIELDS[kind][1]
    names = rng.sample(PROJECTS, rng.randint(3, 7))
    projects = [Project(name=label, code=rng.choice(codes)) for label in names]
    if rng.random() < 0.3:
        projects.append(Project(name="专项建设工程", code=rng.choice(("2120803", "2296002")), fund="f"))
    if rng.random() < 0.1:
        projects.append(Project(name="退休人员社会化管理补助", code="2230105", fund="k"))
    return Office(name=name, kind=kind, code=code, staff=rng.randint(12, 160), projects=tuple(projects), grain=grain)


def first_year(rng: Random, of: Office, year: int, *, final: bool) -> Ledger:
    """A year drawn at random."""
    draw: dict[str, int] = {}
    pay = {
        "30101": 6.2,
        "30102": 5.1,
        "30103": 3.0,
        "30108": 1.8,
        "30109": 0.9,
        "30110": 1.0,
        "30112": 0.2,
        "30113": 1.9,
    }
    if of.institution:
        pay |= {"30107": 6.5, "30102": 0.9}
    for code in PERSONNEL:
        usual = pay.get(code, 0.15) * of.staff * TEN_THOUSAND
        present = code in pay or rng.random() < 0.5
        draw[f"e:{code}"] = int(usual * rng.uniform(0.7, 1.3)) if present else 0
    for code in OPERATING:
        present = rng.random() < (0.4 if code in ("30203", "30204", "30212", "30214", "31002") else 0.85)
        draw[f"e:{code}"] = int(0.12 * of.staff * TEN_THOUSAND * rng.uniform(0.1, 2.5)) if present else 0
    for number, project in enumerate(of.projects):
        amount = int(rng.choice((8, 30, 120, 400)) * TEN_THOUSAND * rng.uniform(0.4, 2.2))
        draw[f"j:{number}"] = amount
        if project.fund == "g" and rng.random() < 0.25:
            draw[f"{rng.choice(('service_income', 'other_income'))}:{number}"] = int(amount * rng.uniform(0.05, 0.6))
    for key, chance in (("abroad", 0.15), ("purchase", 0.2), ("operation", 0.2), ("reception", 0.2), ("meeting", 0.3)):
        draw[f"t+{key}"] = int(TEN_THOUSAND * rng.uniform(1, 9)) if rng.random() < chance else 0
    if rng.random() < 0.35:
        draw["carry"] = int(TEN_THOUSAND * rng.uniform(5, 90))
    for key, share in (("goods", 0.08), ("works", 0.05), ("services", 0.25)):
        draw[f"p.{key}"] = int(TEN_THOUSAND * 300 * share * rng.uniform(0.2, 2)) if rng.random() < 0.85 else 0
    counts = {"vehicles": rng.randint(1, 9), "equipment": rng.randint(0, 4), "batches": rng.randint(5, 60)}
    return derived(of, rounded(draw, of.grain), counts, year, rng if final else None)


def next_year(rng: Random, of: Office, before: Ledger, *, final: bool, shift: float = 0.2, year: int = 0) -> Ledger:
    """A year that grows out of another: some lines stay the same, most move by up to ``shift``, a few come or go."""
    draw: dict[str, int] = {}
    for key, amount in before.primitives.items():
        luck = rng.random()
        optional = key.startswith(("t+", "j:")) and key != "j:0"
        if not amount and key.startswith("t+") and luck > 0.92:
            draw[key] = int(TEN_THOUSAND * rng.uniform(3, 25))
        elif luck < 0.15:
            draw[key] = amount
        elif luck < 0.18 and optional and shift > 0.1:
            draw[key] = 0
        elif key.startswith(("service_income", "other_income", "carry")):
            draw[key] = int(amount * rng.uniform(0.6, 1.0))
        else:
            draw[key] = int(amount * (1 + rng.uniform(-shift, shift)))
    for key in list(draw):
        source, _, number = key.partition(":")
        if source.endswith("_income"):
            draw[key] = min(draw[key], draw[f"j:{number}"])
    counts = {key: max(0, value + rng.choice((-1, 0, 0, 0, 1))) for key, value in before.counts.items()}
    counts["vehicles"] = max(1, counts["vehicles"])
    return derived(of, rounded(draw, of.grain), counts, year or before.year + 1, rng if final else None)


def rounded(draw: Mapping[str, int], grain: int) -> dict[str, int]:
    """Every amount as a multiple of ``grain``."""
    return {key: amount // grain * grain for key, amount in draw.items()}


def derived(of: Office, draw: dict[str, int], counts: Mapping[str, int], year: int, rng: Random | None) -> Ledger:
    """All totals of a year. With ``rng`` (final accounts) income of a project differs from what was spent on it."""
    total: Counter[str] = Counter()
    for key, amount in draw.items():
        if key.startswith("e:"):
            _spend_basic(total, of, key[2:], amount)
    _spend_projects(total, of, draw, rng)
    _three(total, draw)
    total["agency"] = 0 if of.institution else total["g.operating"]
    for key in ("goods", "works", "services"):
        total[f"p.{key}"] += draw[f"p.{key}"]
        total["p"] += draw[f"p.{key}"]
    return Ledger(year=year, primitives=draw, amounts=dict(total), counts=dict(counts), projects=of.projects)


def combined(ledgers: list[Ledger]) -> Ledger:
    """The department of several units: the sum of everything."""
    amounts: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    projects: list[Project] = []
    for ledger in ledgers:
        for key, amount in ledger.amounts.items():
            if not key.startswith("j:"):
                amounts[key] += amount
        for number, _ in enumerate(ledger.projects):
            amounts[f"j:{len(projects) + number}"] = ledger[f"j:{number}"]
        projects.extend(ledger.projects)
        counts.update(ledger.counts)
    return replace(ledgers[0], amounts=dict(amounts), counts=dict(counts), projects=tuple(projects), primitives={})


def _special(of: Office, code: str) -> str:
    """The 项 that pays an economic 款: pensions, medical care and housing have their own, the rest is the post's."""
    retired = "2080502" if of.institution else "2080501"
    medical = "2101102" if of.institution else "2101101"
    own = {"30108": "2080505", "30109": "2080506", "30110": medical, "30111": "2101103", "30113": "2210201",
           "30301": retired, "30302": retired, "30304": "2080801"}  # fmt: skip
    return own.get(code, of.post)


def _book(total: Counter[str], roots: str, code: str, measures: tuple[str, ...], amount: int) -> None:
    for root in roots.split():
        for part in ("", *(f":{code[:digits]}" for digits in (3, 5, 7) if digits <= len(code))):
            total[f"{root}{part}"] += amount
            for measure in measures:
                total[f"{root}{part}.{measure}"] += amount


def _spend_basic(total: Counter[str], of: Office, code: str, amount: int) -> None:
    kind = "personnel" if code in PERSONNEL else "operating"
    _book(total, "e", code, (kind,), amount)
    function = of.post if kind == "operating" else _special(of, code)
    _book(total, "x g fx", function, ("basic", kind), amount)
    _earn(total, function, amount, 0, "general_public", "fiscal")


def _earn(total: Counter[str], code: str, income: int, carry: int, *sources: str) -> None:
    """Income of the year by function code, and ``carry`` brought forward from the year before."""
    _book(total, "i", code, sources, income)
    _book(total, "c", code, (), carry)


def _spend_projects(total: Counter[str], of: Office, draw: dict[str, int], rng: Random | None) -> None:
    names = {"g": "general_public", "f": "government_funds", "k": "state_capital"}
    carry = draw.get("carry", 0)
    out = 0
    for number, project in enumerate(of.projects):
        amount = draw[f"j:{number}"]
        total[f"j:{number}"] += amount
        other = 0
        for source in ("service_income", "other_income"):
            part = draw.get(f"{source}:{number}", 0)
            _earn(total, project.code, part, 0, source)
            other += part
        _book(total, "x", project.code, ("project",), amount)
        _book(total, f"{project.fund} fx", project.code, ("project",), amount - other)
        taken = min(carry, (amount - other) // 2) if project.fund == "g" else 0
        carry -= taken
        surplus = int(amount * rng.uniform(0, 0.1)) // of.grain * of.grain if rng and project.fund == "g" else 0
        out += surplus
        _earn(total, project.code, amount - other - taken + surplus, taken, names[project.fund], "fiscal")
    total["carry_in"] = total["c"]
    total["carry_out"] = out
    total["i.all"], total["x.all"] = total["i"] + total["c"], total["x"] + out
    total["fi.all"], total["fx.all"] = total["i.fiscal"] + total["c"], total["fx"] + out


def _three(total: Counter[str], draw: Mapping[str, int]) -> None:
    lines = {"abroad": "30212", "operation": "30231", "reception": "30217", "purchase": "31013"}
    for key, code in lines.items():
        total[f"t.{key}"] = draw.get(f"e:{code}", 0) + draw.get(f"t+{key}", 0)
    total["t.vehicles"] = total["t.purchase"] + total["t.operation"]
    total["t"] = total["t.abroad"] + total["t.vehicles"] + total["t.reception"]
    total["meeting"] = draw.get("e:30215", 0) + draw.get("t+meeting", 0)
    total["training"] = draw.get("e:30216", 0)
