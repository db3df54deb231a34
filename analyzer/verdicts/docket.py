"""What the judging of claims collects: verdicts, relations among figures, and faults that are no linear relation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from analyzer.amounts import FEN, Interval, in_unit, to_quantum
from analyzer.binding.binder import Binder
from analyzer.binding.figures import PLAIN_SCALE, Figures
from analyzer.claims.reading.view import in_one_form
from analyzer.concepts.scopes import Scope, scope_of
from analyzer.model import Claim, Fact, Relation, Repair, Source, Verdict, VerdictKind, Why
from analyzer.relations.edits import edit_between
from analyzer.relations.system import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFault:
    """A refuted statement: what was computed, from which figures (ids), and what would mend it."""

    check: str
    document: str
    claim: Claim
    computed: str
    figures: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    repairs: tuple[Repair, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    note: bool = False
    """Whether it is only worth a look: what it rests on is implied, or not every word was understood."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A group of failing relations with one cause: ``blamed`` are the figures (ids) to look at, best first.

    ``certain`` is True where every explanation blames the same figures.
    """

    check: str
    document: str
    outcomes: tuple[Outcome, ...]
    blamed: tuple[str, ...]
    certain: bool
    complete: bool = True


@dataclass(slots=True)
class Docket:
    """The open file on a corpus while its claims are judged."""

    figures: Figures
    binder: Binder
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    faults: list[ClaimFault] = field(default_factory=list)
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The ids of the figures that each verdict rests on."""
    loose: dict[str, Relation] = field(default_factory=dict)
    """Changes whose base is not named, with the relation that would judge them by last year's document."""
    misdated: set[str] = field(default_factory=set)
    """Changes that are wrong of the year they name and exactly right of another one that stands beside it."""
    _scopes: dict[str, Scope] = field(default_factory=dict)
    _beside: dict[tuple[str, int], list[Claim]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _printed: dict[tuple[str, int], Counter[tuple[Decimal | None, str]]] = field(default_factory=dict)
    _parts: dict[str, list[Claim]] = field(default_factory=dict)
    _printing: dict[tuple[str, int], dict[int, list[Fact]]] = field(default_factory=dict)
    _dated: dict[tuple[str, int | None], list[Claim]] = field(default_factory=dict)

    def rule(
        self, claim: Claim, kind: VerdictKind, computed: str = "", evidence: Sequence[str] = (), rule: str = ""
    ) -> None:
        """Give the verdict on ``claim``; ``evidence`` are ids of figures."""
        self.evidence[claim.id] = tuple(evidence)
        self.verdicts[claim.id] = Verdict(
            claim=claim.id,
            kind=kind,
            computed=computed,
            evidence=tuple(self.figures.source(e) for e in evidence),
            rule=rule,
        )

    def abstain(
        self, claim: Claim, why: Why, computed: str = "", evidence: Sequence[str] = (), *, doubtful: bool = False
    ) -> None:
        """Leave ``claim`` undecided and say why; ``doubtful`` where a figure was found that disagrees."""
        self.evidence[claim.id] = tuple(evidence)
        sources = tuple(self.figures.source(e) for e in evidence)
        self.verdicts[claim.id] = Verdict(
            claim=claim.id,
            kind="doubtful" if doubtful else "unverifiable",
            computed=computed,
            evidence=sources,
            why=why,
            alternative=self.figures.printed(evidence[-1]) if evidence else "",
        )

    def question(self, claim: Claim, check: str, why: Why, computed: str, evidence: Sequence[str]) -> None:
        """Call ``claim`` doubtful and tell it as a note of ``check``."""
        self.abstain(claim, why, computed, evidence, doubtful=True)
        shown = (str(claim.value), *(self.figures.printed(e) for e in evidence))
        sources = (claim.source, *(self.figures.source(e) for e in evidence))
        self.faults.append(
            ClaimFault(
                check=check, document=claim.document, claim=claim, computed=computed, figures=shown, sources=sources,
                note=True,
            )
        )  # fmt: skip

    def refute(
        self,
        claim: Claim,
        check: str,
        computed: str,
        evidence: Sequence[str] = (),
        proposals: Sequence[tuple[str, str]] = (),
        values: Sequence[tuple[str, str]] = (),
        figures: Sequence[str] = (),
        elsewhere: Sequence[Repair] = (),
        beside: Sequence[Source] = (),
    ) -> None:
        """Refute ``claim``; ``proposals`` are (text, edit kind or empty to find it), ``figures`` more to quote.

        ``elsewhere`` are repairs of the figures it rests on, which are told before those of the claim. ``beside`` are
        places that speak against it without being figures.
        """
        self.rule(claim, "refuted", computed, evidence, check)
        printed = f"{claim.value}" if claim.value is not None else claim.source.text
        repairs = tuple(
            Repair(printed=printed, proposed=p, edit=e or edit_between(printed, p), source=claim.source, resolves=1)
            for p, e in proposals
        )
        self.faults.append(
            ClaimFault(
                check=check,
                document=claim.document,
                claim=claim,
                computed=computed,
                figures=(printed, computed, *(self.figures.printed(e) for e in evidence), *figures),
                sources=(claim.source, *(self.figures.source(e) for e in evidence), *beside),
                repairs=(*elsewhere, *repairs),
                values=tuple(values),
            )
        )

    def refuted(self, claim: Claim) -> bool:
        """Whether something has spoken against the statement already."""
        verdict = self.verdicts.get(claim.id)
        return verdict is not None and verdict.kind == "refuted"

    def text(self, claim: Claim) -> str:
        """The paragraph in which a claim stands, in one form of characters and punctuation, each in its place."""
        return in_one_form(self.binder.readings[claim.document].extraction.prose[claim.paragraph].text)

    def scope(self, claim: Claim) -> Scope:
        """The scope that a claim's words and its paragraph set; looked for once, for several rooms ask."""
        if claim.id not in self._scopes:
            text = self.text(claim)
            self._scopes[claim.id] = scope_of(claim.source.text, text[: claim.start], text[claim.end :])
        return self._scopes[claim.id]

    def beside(self, claim: Claim) -> list[Claim]:
        """The statements of a claim's paragraph, itself among them."""
        if not self._beside:
            for other in self.figures.claims.values():
                group = self._beside.setdefault((other.document, other.paragraph), [])
                self._places[other.id] = len(group)
                group.append(other)
        return self._beside.get((claim.document, claim.paragraph), [])

    def about(self, claim: Claim, reach: int) -> list[Claim]:
        """The statements of a claim's paragraph that stand at most ``reach`` before it or behind it."""
        group = self.beside(claim)
        place = self._places.get(claim.id, 0)
        return group[max(0, place - reach) : place + reach + 1]

    def often(self, claim: Claim) -> int:
        """How often the paragraph prints the figure of a claim."""
        key = (claim.document, claim.paragraph)
        if key not in self._printed:
            self._printed[key] = Counter((c.value, c.unit) for c in self.beside(claim))
        return self._printed[key][claim.value, claim.unit]

    def levels(self, document: str, year: int | None) -> list[Claim]:
        """The levels that a document states of a year."""
        if not self._dated:
            for other in self.figures.claims.values():
                if other.kind == "level":
                    self._dated.setdefault((other.document, other.year), []).append(other)
        return self._dated.get((document, year), [])

    def belied(self, claim: Claim) -> bool:
        """Whether a figure is said to stand still and both its levels are stated and differ: that is told by itself."""
        levels = [name for name in (claim.current, claim.base) if name in self.figures.amounts]
        return claim.kind == "flat" and len(levels) == 2 and not self.meet(*levels)

    def parts(self, claim: Claim) -> list[Claim]:
        """The parts that the text lists for a figure, those with an amount."""
        if not self._parts:
            for other in self.figures.claims.values():
                if other.whole and other.id in self.figures.amounts:
                    self._parts.setdefault(other.whole, []).append(other)
        return self._parts.get(claim.id, [])

    def printing(self, document: str, fen: int, quantum: int = 1) -> list[Fact]:
        """The cells of a document, and of those that hold the tables to its text, that print just this amount, or what
        comes to it in figures of that ``quantum``."""
        key = document, quantum
        if key not in self._printing:
            index = self._printing[key] = {}
            for reading in self.binder.family(document):
                for fact in reading.facts:
                    if fact.id in self.figures.amounts:
                        rounded = to_quantum(self.figures.amounts[fact.id].fen, quantum)
                        index.setdefault(rounded, []).append(fact)
        return self._printing[key].get(fen, [])

    def interval(self, name: str) -> Interval | None:
        """The interval of a figure (fact or claim) in 分 or scaled units, None where it has none."""
        amount = self.figures.amounts.get(name)
        return Interval.of(amount) if amount else None

    def meet(self, one: str, other: str) -> bool:
        """Whether two figures can be the same, as far as their printed digits tell."""
        a, b = self.interval(one), self.interval(other)
        return a is not None and b is not None and a.meets(b)

    def equal(self, check: str, rule: str, a: str, b: str, document: str) -> None:
        """Add the relation that two figures are equal, told by ``check`` where they are not."""
        self.relations.append(Relation(check=check, rule=rule, terms=((1, a), (-1, b)), document=document))

    def shown(self, fen: int, unit: str, decimals: int = 2) -> str:
        """``fen`` in ``unit`` as it would be printed."""
        if unit in FEN:
            return in_unit(fen, unit, decimals)
        return format(round(fen / PLAIN_SCALE, decimals), "g") if fen % PLAIN_SCALE else str(fen // PLAIN_SCALE)
