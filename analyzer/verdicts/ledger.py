"""The judged numbers of a corpus: relations with outcomes, claims with verdicts, faults with blame.

Failing relations that share figures are one fault. Error localisation names the figures that must be wrong; where
several could be, all are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.binding.binder import Binder
from analyzer.binding.cutoff import widen
from analyzer.binding.figures import Figures
from analyzer.binding.links import linked
from analyzer.model import Amount, Corpus, Issue, Reading, Relation, Verdict, VerdictKind
from analyzer.relations.crosswalks import document_relations, pair_relations
from analyzer.relations.identities import credible, table_relations
from analyzer.relations.localise import Localization, bridged, localize, slip_of
from analyzer.relations.system import Outcome, judge
from analyzer.verdicts.against.comparisons import judge_comparisons
from analyzer.verdicts.against.departments import judge_departments
from analyzer.verdicts.against.levels import judge_levels
from analyzer.verdicts.against.projects import Projects
from analyzer.verdicts.against.siblings import judge_siblings
from analyzer.verdicts.against.statedchanges import judge_changes
from analyzer.verdicts.blame.reliance import Reliance
from analyzer.verdicts.blame.witnesses import convict, heard
from analyzer.verdicts.counted.counts import judge_counts
from analyzer.verdicts.counted.grades import are_grades, judge_grades
from analyzer.verdicts.counted.rollcalls import judge_rolls
from analyzer.verdicts.counted.staff import judge_staff
from analyzer.verdicts.counted.standards import judge_standards
from analyzer.verdicts.counted.tallies import judge_tallies
from analyzer.verdicts.counted.twofold import judge_twofold
from analyzer.verdicts.docket import ClaimFault, Docket, Fault
from analyzer.verdicts.gate import withdraw_misread_forms
from analyzer.verdicts.sums.divisions import divides_wholly
from analyzer.verdicts.sums.flows import judge_flows
from analyzer.verdicts.sums.lined.introduced import judge_introduced
from analyzer.verdicts.sums.lined.itemized import judge_itemized
from analyzer.verdicts.sums.lined.tabulated import judge_lined
from analyzer.verdicts.sums.lists import judge_lists
from analyzer.verdicts.sums.partitions import judge_partitions
from analyzer.verdicts.sums.reckonings import judge_reckonings
from analyzer.verdicts.sums.respective import judge_respective
from analyzer.verdicts.sums.scoped import judge_scoped
from analyzer.verdicts.within.agreement import judge_agreement
from analyzer.verdicts.within.averages import judge_averages
from analyzer.verdicts.within.contradictions import judge_contradictions
from analyzer.verdicts.within.derivations import judge_derivations
from analyzer.verdicts.within.formulas import judge_formulas
from analyzer.verdicts.within.impossible import judge_impossible, judge_reserved
from analyzer.verdicts.within.means import judge_means
from analyzer.verdicts.within.misunits import judge_conversions, judge_units
from analyzer.verdicts.within.perhead import judge_per_head
from analyzer.verdicts.within.points import judge_points
from analyzer.verdicts.within.retellings import judge_retellings


class Ledger:
    """Everything judged about the numbers of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.figures = Figures(corpus)
        self.binder = Binder(self.figures, corpus)
        widen(self.binder, corpus.readings)
        self.projects = {r.name: Projects(r) for r in corpus.readings}
        self.issues: list[Issue] = []
        self.docket = Docket(self.figures, self.binder)
        relations = list(self._relations())
        for reading in corpus.readings:
            judge_levels(self.docket, reading.claims, self.projects[reading.name])
            judge_siblings(self.docket, reading.claims)
            withdraw_misread_forms(self.docket, reading.claims)
            judge_units(self.docket, reading.claims)
            judge_lists(self.docket, reading.claims)
            judge_respective(self.docket, reading.claims)
            judge_twofold(self.docket, reading.claims)
            judge_counts(self.docket, reading)
            judge_grades(self.docket, reading.claims)
            judge_rolls(self.docket, reading, self.projects[reading.name].listed)
            judge_staff(self.docket, reading)
            judge_partitions(self.docket, reading.claims)
            judge_changes(self.docket, reading.claims)
            judge_itemized(self.docket, reading.claims)
            judge_lined(self.docket, reading.claims)
            judge_introduced(self.docket, reading.claims)
            judge_flows(self.docket, reading.claims)
            judge_comparisons(self.docket, reading.claims)
            judge_formulas(self.docket, reading.claims)
            judge_agreement(self.docket, reading.claims)
            judge_conversions(self.docket, reading.claims)
            judge_standards(self.docket, reading.claims)
            judge_per_head(self.docket, reading.claims)
            judge_means(self.docket, reading.claims)
            judge_points(self.docket, reading.claims)
            judge_reserved(self.docket, reading.claims)
            judge_contradictions(self.docket, reading.claims)
            judge_averages(self.docket, reading.claims)
            judge_reckonings(self.docket, reading.claims)
            judge_scoped(self.docket, reading.claims)
            judge_impossible(self.docket, reading.claims)
        judge_tallies(self.docket, corpus.readings)
        judge_departments(self.docket, corpus.readings)
        convict(self.docket)
        self.outcomes = judge(_unique([*relations, *self.docket.relations]), self.figures.amounts)
        self._touching: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            for _, name in outcome.relation.terms:
                self._touching[name].append(outcome)
        self.faults = heard(self.docket, list(self._faults()))
        self._settle_verdicts()
        self._agree()
        for reading in corpus.readings:
            judge_retellings(self.docket, reading.claims)
            judge_derivations(self.docket, reading.claims)

    def outcomes_of(self, name: str) -> list[Outcome]:
        """The outcomes of every relation in which figure ``name`` stands."""
        return self._touching.get(name, [])

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of each statement, by its id."""
        return self.docket.verdicts

    @property
    def claim_faults(self) -> list[ClaimFault]:
        """Statements refuted by themselves, without a relation of figures."""
        return self.docket.faults

    def _relations(self) -> Iterator[Relation]:
        for reading in self.corpus.readings:
            for table in reading.extraction.tables:
                families: dict[tuple[str, str], list[Relation]] = defaultdict(list)
                for relation in table_relations(self.figures, reading.name, table):
                    rule = relation.rule if relation.check == "row-total" or relation.rule == "flat" else ""
                    families[relation.check, rule].append(relation)
                for (check, _), family in families.items():
                    if check not in _GUESSED or credible(family, self.figures):
                        yield from family
                    else:
                        self._withdrawn(reading, table.title, check, len(family))
            if reading.facts:
                yield from document_relations(self.figures, reading)
        for kind, one, other in linked(self.corpus.readings):
            if one.facts and other.facts:
                yield from pair_relations(self.figures, kind, one, other)

    def _withdrawn(self, reading: Reading, title: str, check: str, count: int) -> None:
        detail = f"{title}: {count} relations “{check}” mostly fail; the layout was not understood, they are not judged"
        self.issues.append(Issue(code="layout-unclear", document=reading.name, detail=detail))

    def _faults(self) -> Iterator[Fault]:
        failing = [o for o in self.outcomes if o.kind == "fails"]
        holding = [o.relation for o in self.outcomes if o.kind in ("holds", "improbable")]
        by_relation = {id(o.relation): o for o in failing}
        reliance = Reliance(self.docket, self.outcomes_of)
        for group in bridged([o.relation for o in failing], holding, self.figures.amounts):
            turned = self._turned(group)
            if turned:
                yield self._fault(group, [turned], True, True, by_relation)
                continue
            beside = self._holding_beside(group)
            found = localize(group, beside, self.figures.amounts, doubt=reliance.doubts(group))
            if not found.complete:
                detail = "the search for the wrong figure reached its time limit"
                self.issues.append(Issue(code="time-limit", document=group[0].document, detail=detail))
            yield from self._causes(group, slip_of(found, group, beside, self.figures.amounts), by_relation)

    def _holding_beside(self, group: Sequence[Relation]) -> list[Relation]:
        """The relations that hold and touch a figure of those that do not, each once."""
        names = dict.fromkeys(n for r in group for _, n in r.terms)
        touching = (o for name in names for o in self.outcomes_of(name) if o.kind in ("holds", "improbable"))
        return list({id(o): o.relation for o in touching}.values())

    def _turned(self, group: Sequence[Relation]) -> str:
        """The one stated change whose direction alone makes everything come out right (减支 for 增支), else empty."""
        amounts = self.figures.amounts
        names = {n for r in group for _, n in r.terms}
        changes = [n for n in sorted(names) if n in self.figures.claims and self.figures.claims[n].kind == "change"]
        found = []
        for name in changes if all(r.check == "text-list" for r in group) else ():
            other = Amount(fen=-amounts[name].fen, quantum=amounts[name].quantum)
            if all(o.kind == "holds" for o in judge(group, {**{n: amounts[n] for n in names}, name: other})):
                found.append(name)
        return found[0] if len(found) == 1 else ""

    def _causes(self, group: list[Relation], found: Localization, by_relation: dict[int, Outcome]) -> Iterator[Fault]:
        """One fault for each certainly wrong figure with its relations, one for the rest."""
        left = list(group)
        single = len(found.explanations) == 1
        for names in self._printed_alike(sorted(found.certain)):
            own = [r for r in left if any(n in names for _, n in r.terms)]
            if own:
                yield self._fault(own, names, True, found.complete, by_relation)
                left = [r for r in left if r not in own]
        if not left:
            return
        blamed = list(dict.fromkeys(n for e in found.explanations for n in sorted(e) if n not in found.certain))
        inside = {n for r in left for _, n in r.terms}
        yield self._fault(left, [b for b in blamed if b in inside], single, found.complete, by_relation)

    def _printed_alike(self, names: Sequence[str]) -> list[list[str]]:
        """The figures, those together that are one number in several columns of one row: one slip made them."""
        groups: dict[object, list[str]] = defaultdict(list)
        for name in names:
            fact = self.figures.facts.get(name)
            row = (fact.document, fact.table, fact.row, self.figures.amounts[name].fen) if fact else name
            groups[row].append(name)
        return list(groups.values())

    def _fault(
        self, relations: list[Relation], blamed: list[str], certain: bool, complete: bool, by: dict[int, Outcome]
    ) -> Fault:
        narrative = any(b in self.figures.claims for b in blamed)
        first = min(relations, key=lambda r: (r.check in _TEXTUAL and not narrative, _RANK.get(r.check, 50)))
        document = self.figures.document(blamed[0]) if blamed and certain else first.document
        outcomes = tuple(by[id(r)] for r in relations)
        return Fault(
            check=first.check,
            document=document,
            outcomes=outcomes,
            blamed=tuple(blamed),
            certain=certain,
            complete=complete,
        )

    def _settle_verdicts(self) -> None:
        """A claim that disagrees with a cell which is itself certainly wrong is not refuted by it."""
        blamed = {n for f in self.faults for n in f.blamed}
        certain = {n for f in self.faults if f.certain for n in f.blamed}
        for fault in self.faults:
            self._blame(fault)
        beside: dict[str, set[str]] = defaultdict(set)
        for relation in (outcome.relation for fault in self.faults for outcome in fault.outcomes):
            names = {name for _, name in relation.terms}
            for name in names:
                beside[name] |= names
        for name, verdict in list(self.verdicts.items()):
            linear = verdict.rule in ("text-table", "change-difference")
            against = beside.get(name, set())
            if verdict.kind == "refuted" and linear and name not in blamed and against & certain:
                self.verdicts[name] = Verdict(
                    claim=name,
                    kind="unverifiable",
                    computed=verdict.computed,
                    evidence=verdict.evidence,
                    why="table-in-doubt",
                )

    def _agree(self) -> None:
        """An undecided statement that makes a sum, a difference or a rate come out right is *consistent*."""
        failing = {n for o in self.outcomes if o.kind == "fails" for _, n in o.relation.terms}
        for names in (*self._supports(),):
            for name in names:
                known, claim = self.verdicts.get(name), self.figures.claims.get(name)
                doubted = known is not None and known.why == "table-in-doubt"  # what fails, fails for the table's sake
                if claim is None or (name in failing and not doubted):
                    continue
                if known is not None and known.kind != "unverifiable":
                    continue
                others = [n for n in names if n != name]
                self.docket.rule(claim, "consistent", self._sum(name, names, others), others, "text")

    def _sum(self, name: str, names: tuple[str, ...], others: Sequence[str]) -> str:
        """“138.26 + 10739.1 + 0”: the parts that make up a figure, where it is the whole of a list of statements."""
        listed = all(n in self.figures.claims for n in others)
        kinds = {self.figures.claims[n].kind for n in others} if listed else set()
        if names[0] != name or len(others) < 2 or kinds != {self.figures.claims[name].kind}:
            return ""
        signed = [(self.figures.amounts[n].fen < 0, str(self.figures.claims[n].value)) for n in others]
        text = "".join(f" {'−' if less else '+'} {value}" for less, value in signed)
        return text.removeprefix(" + ").strip()

    def _supports(self) -> Iterator[tuple[str, ...]]:
        """The figures of every relation that holds and of every statement found right, that statement among them."""
        for outcome in self.outcomes:
            if outcome.kind == "holds" and len(outcome.relation.terms) > 1 and outcome.relation.sense == "=":
                yield tuple(n for _, n in outcome.relation.terms)
        for name, verdict in list(self.verdicts.items()):
            if verdict.kind in ("confirmed", "rounding") and len(self.docket.evidence.get(name, ())) > 1:
                yield (name, *self.docket.evidence[name])

    def _refute_total(self, outcome: Outcome) -> None:
        relation = outcome.relation
        (sign, total), *parts = relation.terms
        known, claim = self.verdicts.get(total), self.figures.claims.get(total)
        listed = sign == 1 and all(c == -1 for c, _ in parts) and len(parts) > 1
        group = [self.figures.claims[n] for _, n in parts if n in self.figures.claims]
        open_ = known is not None and known.kind == "unverifiable"
        tallied = claim is not None and (claim.kind == "count" or "采购" in claim.subject)
        wholly = len(group) == len(parts) and (divides_wholly(group) or are_grades(group))
        if listed and open_ and tallied and claim is not None and wholly:
            self.docket.rule(claim, "refuted", "", [name for _, name in parts], relation.check)

    def _blame(self, fault: Fault) -> None:
        """A figure of the text that is certainly wrong is refuted; the rest of its list is then no longer in doubt.

        Where it may be any, the total of things counted or bought by kind is refuted: it is but their tally.
        """
        if not fault.certain:
            if fault.check == "text-list" and len(fault.outcomes) == 1:
                self._refute_total(fault.outcomes[0])
            return
        for outcome in fault.outcomes:
            for _, name in outcome.relation.terms:
                known = self.verdicts.get(name)
                if known is None or known.kind != "unverifiable":
                    continue
                others = [n for _, n in outcome.relation.terms if n != name]
                kind: VerdictKind = "refuted" if name in fault.blamed else "consistent"
                self.docket.rule(self.figures.claims[name], kind, "", others, outcome.relation.check)


_GUESSED = frozenset({"row-total", "sum-of-parts", "grand-total"})
"""Relations that rest on the layout as we understood it, and so on our having understood it."""
_TEXTUAL = frozenset({"text-table", "text-list", "change-difference"})
_RANK = {
    "text-table": 1, "sum-of-parts": 2, "row-total": 3, "row-change": 3, "grand-total": 4, "two-sides": 5,
    "carry-over": 6, "three-public-parts": 7, "procurement-sum": 8, "asset-sum": 9, "crosswalk": 10, "text-list": 11,
    "change-difference": 12, "three-public-lines": 13, "department-unit": 14, "prior-year": 15,
}  # fmt: skip
"""Which relation speaks for a fault that breaks several: the one a reader can check most easily."""


def _unique(relations: Sequence[Relation]) -> list[Relation]:
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        seen.setdefault((relation.terms, relation.sense), relation)
    return list(seen.values())
