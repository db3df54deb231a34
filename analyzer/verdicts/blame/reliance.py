"""How far a figure is relied on where relations fail and any of several figures may be the wrong one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain

from analyzer.model import Fact, Relation
from analyzer.relations.edits import edit_between
from analyzer.relations.localise import implied_range
from analyzer.relations.system import Outcome
from analyzer.verdicts.docket import Docket


class Reliance:
    """What speaks for and against the figures of failing relations. ``outcomes_of`` gives all relations of a figure."""

    def __init__(self, docket: Docket, outcomes_of: Callable[[str], Sequence[Outcome]]) -> None:
        self.docket, self.figures, self.outcomes_of = docket, docket.figures, outcomes_of

    def doubts(self, group: Sequence[Relation]) -> dict[str, float]:
        """How much less a figure is relied on than others: by name, below nothing where it is relied on more.

        The narrative is typed by hand: a little less reliable than the cells of generated tables; of a change and its
        two figures those of which a rate was found right are vouched for. So is a cell that another table prints alike
        for the same account; one that differs there by a slip is suspect, the more where what stands there would mend
        the sums. An amount that would have to be negative to mend a list is not what is wrong with it.
        """
        names = {n for r in group for _, n in r.terms}
        differs = all(r.check == "change-difference" for r in group)
        known = self._vouched if differs else frozenset()
        doubts = {n: -0.2 if n in known else 0.1 for n in names if n in self.figures.claims}
        for name in names:
            fact = self.figures.facts.get(name)
            if fact is not None and fact.item_code and fact.amount is not None and abs(fact.amount.fen) > 999:
                doubts[name] = self._elsewhere(fact, [r for r in group if any(n == name for _, n in r.terms)])
        suspect = (*filter(None, map(self._beyond_its_whole, group)), *(names & self.docket.misdated))
        for weight, moved in ((0.4, suspect), (-0.4, chain.from_iterable(map(self._below_nothing, group)))):
            for name in moved:
                doubts[name] = doubts.get(name, 0.0) + weight
        return doubts

    def _below_nothing(self, failing: Relation) -> list[str]:
        """The amounts of a list that would have to be negative for it to come out right."""
        fens = {name: self.figures.amounts[name].fen for _, name in failing.terms}
        off = sum(sign * fens[name] for sign, name in failing.terms)
        if failing.check != "text-list" or failing.sense != "=" or min(fens.values()) < 0:
            return []
        return [n for sign, n in failing.terms if self.figures.kind(n) == "level" and fens[n] - sign * off < 0]

    def _beyond_its_whole(self, failing: Relation) -> str:
        """The one of several parts that is more than their sum is said to be, where another list makes that up."""
        (sign, whole), *parts = failing.terms
        fens = {name: self.figures.amounts[name].fen for _, name in failing.terms}
        beyond = [name for _, name in parts if fens[name] > fens[whole] > 0]
        summed = sign == 1 and len(parts) > 2 and all(s == -1 for s, _ in parts) and min(fens.values()) >= 0
        known = any(o.kind == "holds" and o.relation.terms[0] == (1, whole) for o in self.outcomes_of(whole))
        return beyond[0] if len(beyond) == 1 and summed and known else ""

    @cached_property
    def _vouched(self) -> frozenset[str]:
        """The figures of which a percentage was found right."""
        verdicts = self.docket.verdicts.values()
        right = (v.claim for v in verdicts if v.kind == "confirmed" and v.rule in ("rate", "completion"))
        return frozenset(name for claim in right for name in self.docket.evidence.get(claim, ()))

    def _elsewhere(self, fact: Fact, failing: Sequence[Relation]) -> float:
        """What other tables of the document say of the same account in the same year: −0.3 alike, 0.3 a slip apart, 0.4
        what the failing relations need."""
        assert fact.amount is not None
        others = {
            other.amount.fen
            for other in self.figures.coded[fact.document, fact.item_code, fact.year, fact.stage]
            if other.table != fact.table and other.amount is not None
        }
        if fact.amount.fen in others:
            return -0.3
        room = implied_range(fact.id, failing, self.figures.amounts)
        if room is not None and any(room[0] <= value <= room[1] for value in others):
            return 0.4
        slipped = any(edit_between(str(fact.amount.fen), str(value)) in _SLIPS for value in others)
        return 0.3 if slipped else 0.0


_SLIPS = ("digits-swapped", "digit-replaced", "digit-dropped", "digit-added", "point-shifted")
