"""From judged numbers to hits: which figure stands where, what was computed, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.amounts import FEN
from analyzer.binding.figures import PLAIN_SCALE
from analyzer.checks.registry import Case, Hit
from analyzer.model import Claim, Relation, Repair, Severity, Source
from analyzer.relations.edits import edit_between
from analyzer.relations.localise import UNBOUNDED, implied_range
from analyzer.relations.system import Outcome
from analyzer.verdicts.docket import Fault
from analyzer.verdicts.ledger import Ledger

MOST_SOURCES = 60


def place(source: Source) -> str:
    """Where a figure stands, in words: 表 · 行 · 列, or the sentence."""
    if source.table or source.column:
        return " · ".join(
            p for p in (source.table, " ".join((source.row_code, source.row)).strip(), source.column) if p
        )
    return f"正文“{source.text}”"


def _where(ledger: Ledger, name: str) -> str:
    """Where a judged figure stands; a change that does not say of what is told with it (“公务接待费…减少2.50万元”)."""
    source, claim = ledger.figures.source(name), ledger.figures.claims.get(name)
    if claim is None or claim.kind != "change" or not claim.subject or claim.subject in source.text:
        return place(source)
    return f"正文“{claim.subject}…{source.text}”"


def _moved(ledger: Ledger, names: Sequence[str]) -> Iterator[str]:
    """The levels that stated changes are of, where no name among ``names`` is theirs."""
    claims = ledger.figures.claims
    for claim in (claims[n] for n in names if n in claims and claims[n].kind == "change"):
        if claim.current in claims and claim.current not in names:
            yield claim.current


def relation_hits(case: Case, check: str) -> Iterator[Hit]:
    """A hit for every fault of ``case``'s document that broke relations and speaks through ``check``."""
    told = {f.claim.change for f in case.ledger.claim_faults if f.check == "direction" and f.claim.change}
    for fault in case.ledger.faults:
        if (
            fault.check == check
            and fault.document == case.reading.name
            and not (fault.certain and {*fault.blamed} <= told)
        ):
            yield _hit(case.ledger, fault)


def claim_hits(case: Case, *checks: str) -> Iterator[Hit]:
    """A hit for every refuted statement of ``case``'s document that was judged by one of ``checks``."""
    for fault in case.ledger.claim_faults:
        if fault.check in checks and fault.document == case.reading.name:
            turned = fault.check == "direction" and fault.claim.value is not None and bool(fault.repairs)
            values = {
                "claim": fault.claim.source.text,
                "printed": fault.claim.source.text if turned else _stated(fault.claim),
                "computed": fault.repairs[0].proposed if turned else _in_its_unit(fault.computed, fault.claim),
                "evidence": "；".join(place(s) + (f" {s.text}" if s.table else "") for s in fault.sources[1:4]),
                **dict(fault.values),
            }
            severity: Severity | None = "note" if fault.note else None
            yield Hit(
                sources=fault.sources, figures=fault.figures, values=values, repair=fault.repairs, severity=severity
            )


_WORDS = {"greater": "大于（增加）", "less": "小于（减少）", "equal": "相等（持平）", "": "（未说明）"}


def _stated(claim: Claim) -> str:
    """What a sentence states: a number, or in words the order of two figures."""
    return _WORDS[claim.direction] if claim.value is None else f"{claim.value}{claim.unit}"


def _in_its_unit(computed: str, claim: Claim) -> str:
    """A computed figure with the unit of the statement, where it has none of its own."""
    return computed + claim.unit if claim.value is not None and computed[-1:].isdigit() else computed


def _hit(ledger: Ledger, fault: Fault) -> Hit:
    figures = ledger.figures
    outcomes = sorted(fault.outcomes, key=lambda o: _plainness(o.relation, fault.check))
    head = outcomes[0].relation.terms[0][1]  # of several that may be wrong, the one that the others make up comes first
    blamed = sorted(fault.blamed, key=lambda name: not fault.certain and name != head)
    blamed = blamed or [fault.outcomes[0].relation.terms[0][1]]
    others = dict.fromkeys(n for o in outcomes for _, n in o.relation.terms if n not in blamed)
    names = [*blamed, *others][:MOST_SOURCES]
    repairs = sorted((r for b in blamed[:5] for r in _repairs(ledger, fault, b)), key=lambda r: (-r.resolves, r.breaks))
    main = outcomes[0]
    unit = figures.unit(main.relation.terms[0][1])
    values = {
        "place": _where(ledger, blamed[0]),
        "printed": figures.printed(blamed[0]),
        "formula": "；".join(formula(ledger, o.relation) for o in _shown(outcomes)),
        "difference": ledger.docket.shown(abs(main.residual), unit) + unit,
        "computed": repairs[0].proposed if repairs else "",
        "suspects": _suspects(ledger, blamed, fault.certain),
    }
    computed = {r.proposed for r in repairs} | {_computed(ledger, o) for o in fault.outcomes[:4]}
    return Hit(
        sources=tuple(figures.source(n) for n in dict.fromkeys((*names, *_moved(ledger, names)))),
        figures=tuple(dict.fromkeys([*(figures.printed(n) for n in names), *sorted(computed)])),
        values=values,
        repair=tuple(repairs),
    )


def _plainness(relation: Relation, check: str) -> tuple[bool, bool, int, str]:
    """What to show first of the relations that a fault breaks: an equality, of its own check, one of few terms."""
    return relation.sense != "=", relation.check != check, len(relation.terms), relation.rule


def _shown(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """What the message prints: the first relation, and of the others the plainest equality if it has fewer terms."""
    first, *others = outcomes
    shorter = [o for o in others if o.relation.sense == "=" and len(o.relation.terms) < len(first.relation.terms)]
    return [first, *sorted(shorter, key=lambda o: len(o.relation.terms))[:1]]


def _suspects(ledger: Ledger, blamed: Sequence[str], certain: bool) -> str:
    if certain or len(blamed) < 2:
        return ""
    listed = "、".join(f"{ledger.figures.printed(b)}（{_where(ledger, b)}）" for b in blamed[:4])
    return f"；可能有误的数字：{listed}"


def formula(ledger: Ledger, relation: Relation) -> str:
    """The relation in printed figures: “674.15 ≠ 330.33 + 90.95 + 162.87 (= 584.15)”.

    Where a sentence is among them, or cells of two units, the cells have their unit: “352.67万元 ≠ 3,503,499元”.
    """
    head, *rest = relation.terms
    turned = -1 if head[0] < 0 else 1
    sign = "≠" if relation.sense == "=" else "<" if turned > 0 else ">"
    names = [n for _, n in relation.terms]
    named = any(n in ledger.figures.claims for n in names) or len({ledger.figures.unit(n) for n in names}) > 1
    right = "".join(_term(ledger, turned * c, n, named=named) for c, n in rest[:12]).removeprefix(" + ")
    right += " + …" if len(rest) > 12 else ""
    left = _term(ledger, -1, head[1], named=named).removeprefix(" + ").strip()
    if len(rest) < 2:
        return f"{left} {sign} {right.strip() or '0'}"
    return f"{left} {sign} {right.strip()} (= {_sum(ledger, relation)})"


def _term(ledger: Ledger, coefficient: int, name: str, *, named: bool) -> str:
    """“ + 5.56万元”, “ − 0.05万元”: a figure on the right side; a stated decrease (减少0.05万元) is negative."""
    figures = ledger.figures
    printed = figures.printed(name)
    unit = figures.unit(name) if named and name in figures.facts and not printed.endswith(figures.unit(name)) else ""
    decrease = name in figures.claims and figures.claims[name].direction == "less" and figures.amounts[name].fen < 0
    return f" {'−' if (coefficient > 0) != decrease else '+'} {printed}{unit}"


def _sum(ledger: Ledger, relation: Relation) -> str:
    head, *rest = relation.terms
    total = -sum(c * ledger.figures.amounts[n].fen for c, n in rest)
    return shown_like(ledger, head[1], total // head[0])


def _computed(ledger: Ledger, outcome: Outcome) -> str:
    return _sum(ledger, outcome.relation)


def shown_like(ledger: Ledger, name: str, fen: int, among: Sequence[Relation] = ()) -> str:
    """``fen`` as figure ``name`` would be printed: in its unit, with its digits or those of the figures beside it."""
    figures = ledger.figures
    factor = FEN.get(figures.unit(name), PLAIN_SCALE)
    names = {n for r in among for _, n in r.terms}
    finest = min([figures.amounts[n].quantum or factor for n in (name, *names)])
    own = figures.amounts[name].quantum or factor
    quantum = min(own, max(finest, factor // 100))
    decimals = 0
    while quantum * 10**decimals < factor:
        decimals += 1
    return ledger.docket.shown(fen, figures.unit(name), decimals)


def _repairs(ledger: Ledger, fault: Fault, name: str) -> Iterator[Repair]:
    """The proposal for one blamed figure: a value that makes every relation it stands in hold, if there is one."""
    figures = ledger.figures
    failing = [o.relation for o in fault.outcomes if any(n == name for _, n in o.relation.terms)]
    touching = [o.relation for o in ledger.outcomes_of(name) if o.kind in ("holds", "improbable")]
    room = implied_range(name, [*failing, *touching], figures.amounts)
    breaks = 0
    if room is None:
        room, breaks = implied_range(name, failing, figures.amounts), len(touching)
    if room is None or not failing:
        return
    fen = _best(ledger, name, failing, room)
    if fen < 0 <= figures.amounts[name].fen and not _compares(ledger, name):
        return  # no sum that is spent or received is less than nothing
    printed = figures.source(name).text if name in figures.facts else f"{figures.claims[name].value}"
    unit = _in_another_unit(ledger, name, fen)
    turned = name in figures.claims and fen * figures.amounts[name].fen < 0
    proposed = shown_like(ledger, name, abs(fen) if name in figures.claims else fen, failing)
    edit = edit_between(printed, proposed)
    if turned:
        word = "增加" if fen > 0 else "减少"
        edit = "sign-lost" if abs(fen) == abs(figures.amounts[name].fen) else "recomputed"
        proposed = f"{word}{proposed}{figures.claims[name].unit}"
    # Where the digits are right the unit is what was mistaken: it comes before the digits in another unit.
    ways = [*([(unit, "unit-slip")] if unit else []), (proposed, edit)]
    for text, edit in ways:
        yield Repair(
            printed=printed, proposed=text, edit=edit, source=figures.source(name), resolves=len(failing), breaks=breaks
        )


def _compares(ledger: Ledger, name: str) -> bool:
    """Whether a figure is a difference of two others (减少5.70万元, a cell of 增减额): it may be less than nothing."""
    fact, claim = ledger.figures.facts.get(name), ledger.figures.claims.get(name)
    return (fact is not None and fact.measure == "change") or (claim is not None and claim.kind == "change")


def _in_another_unit(ledger: Ledger, name: str, fen: int) -> str:
    """The figure of a statement with its own digits and the unit that makes them right (1,286,437.80万元 of 元)."""
    claim = ledger.figures.claims.get(name)
    if claim is None or claim.value is None or claim.unit not in FEN:
        return ""
    units = (u for u in ("元", "万元", "亿元") if FEN[u] != FEN[claim.unit] and claim.value * FEN[u] == fen)
    return next((f"{claim.value}{unit}" for unit in units), "")


def _printed_elsewhere(ledger: Ledger, name: str, room: tuple[int, int]) -> int | None:
    """What another table prints for the account of a cell, where that is within the range; None for nothing such."""
    own = ledger.figures.facts.get(name)
    if own is None or not own.item_code:
        return None
    for fact in ledger.figures.coded[own.document, own.item_code, own.year, own.stage]:
        if fact.table != own.table and fact.amount is not None and room[0] <= fact.amount.fen <= room[1]:
            return fact.amount.fen
    return None


def _best(ledger: Ledger, name: str, failing: Sequence[Relation], room: tuple[int, int]) -> int:
    """A restated figure inside the range, else the value that balances the shortest relation, else the middle."""
    amounts = ledger.figures.amounts
    low, high = room
    if (restated := _printed_elsewhere(ledger, name, room)) is not None:
        return restated
    for relation in sorted(failing, key=lambda r: len(r.terms)):
        coefficient = next(c for c, n in relation.terms if n == name)
        rest = sum(c * amounts[n].fen for c, n in relation.terms if n != name)
        value = -rest // coefficient
        if low <= value <= high and relation.sense == "=":
            return value
    if low <= -UNBOUNDED or high >= UNBOUNDED:
        return max(low, min(high, amounts[name].fen))
    return (low + high) // 2
