"""A figure that is wrong is no base: what rests on it is judged anew on the figure that its own relations ask for.

A rate, a share or a completion that comes out right with that figure is no fault of its own. It is a witness: of
several figures that could be the wrong one, it tells which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.binding.figures import PLAIN_SCALE, Figures
from analyzer.model import Amount, Claim
from analyzer.relations.edits import slipped
from analyzer.relations.system import Outcome
from analyzer.text import bare
from analyzer.verdicts.against.comparisons import judge_comparisons
from analyzer.verdicts.docket import ClaimFault, Docket, Fault
from analyzer.verdicts.doubts import UNLIKE

RIGHT = ("confirmed", "rounding")


def heard(docket: Docket, faults: Sequence[Fault]) -> list[Fault]:
    """The faults, those decided by a witness made certain; the witnesses' own faults leave the ``docket``."""
    decided = list(faults)
    for fault in [f for f in docket.faults if f.check in (*_COMPUTED, _AVERAGE)]:
        found = _cause(docket, fault, decided)
        if found is not None:
            number, name, computed = found
            docket.faults.remove(fault)
            docket.rule(fault.claim, "consistent", computed, docket.evidence.get(fault.claim.id, ()), "witness")
            decided[number] = replace(decided[number], blamed=(name,), certain=True)
    _tell_once(docket, decided)
    turned = _turned(docket)
    return [f for f in decided if not (_says_what_is_meant(docket, f, decided) or _rests_on(f, turned))]


def _tell_once(docket: Docket, decided: Sequence[Fault]) -> None:
    """Leave to its sums what they tell of a figure alone: its unit or a second telling tells it no better."""
    sole = {fault.blamed for fault in decided if len(fault.blamed) == 1}
    for fault in [f for f in docket.faults if f.check == "text-text" and (f.claim.id,) in sole]:
        docket.faults.remove(fault)


def _turned(docket: Docket) -> set[str]:
    """The changes that are told to go the other way."""
    names = {name for f in docket.faults if f.check == "direction" for name in docket.evidence.get(f.claim.id, ())}
    return {name for name in names if docket.figures.kind(name) == "change"}


def _rests_on(fault: Fault, turned: Collection[str]) -> bool:
    """Whether all that fails rests on a change that goes the other way, which is told already."""
    return all(any(name in turned for _, name in outcome.relation.terms) for outcome in fault.outcomes)


def _says_what_is_meant(docket: Docket, fault: Fault, faults: Sequence[Fault]) -> bool:
    """Whether the fault is that of a level which differs from a cell and says what another cell that it may restate
    should be by the relations that this one breaks: the text is then right, and says so."""
    claim = next((c for n in fault.blamed if (c := docket.figures.claims.get(n)) is not None), None)
    if claim is None or any(o.relation.check != "text-table" for o in fault.outcomes):
        return False
    stated, own = docket.figures.amounts[claim.id].fen, {f.id for f in docket.binder.bind(claim).strict}
    for other in faults:
        for name in own.intersection(other.blamed) if other is not fault else ():
            if any(amount.fen == stated for amount in _asked(docket.figures, name, other.outcomes)):
                shown = docket.shown(stated, claim.unit)
                docket.rule(claim, "consistent", shown, [name], "witness")
                return True
    return False


_COMPUTED = ("rate", "share", "completion")
_AVERAGE = "cost-per-head"


def convict(docket: Docket) -> None:
    """Refute the doubtful levels that a percentage convicts: it is wrong of what is stated and right of the cell's."""
    doubted = {f.claim.id: f for f in docket.faults if f.check == UNLIKE}
    for fault in [f for f in docket.faults if f.check in _COMPUTED]:
        for name in (n for n in docket.evidence.get(fault.claim.id, ()) if n in doubted):
            level, cell = doubted[name].claim, docket.evidence[name][0]
            computed = _judged(docket, fault.claim, name, docket.figures.amounts[cell])
            if computed:
                docket.faults.remove(fault)
                docket.rule(fault.claim, "consistent", computed, docket.evidence[fault.claim.id], "witness")
                docket.faults.remove(doubted.pop(name))
                docket.rule(level, "refuted", docket.verdicts[name].computed, [cell], "text-table")
                docket.equal("text-table", "restates", name, cell, level.document)
                break


def _cause(docket: Docket, fault: ClaimFault, faults: Sequence[Fault]) -> tuple[int, str, str] | None:
    """(number of the fault, the figure at fault, what the statement then computes to) that explains a refutation.

    Where relations leave open which figure is wrong, one slip of a digit must lead from what is printed to what fits,
    or the document tells what fits by the figure's name, or the statement is so precise that chance hardly makes it
    fit; or it must be one sum alone that fails, and the figure its total, which nothing bears out: that the total is
    wrong explains both the sum and the statement, where a slip in a part explains but the sum. (What a part lacks may
    be a part that the text left out.)
    """
    rests = [name for name in docket.evidence.get(fault.claim.id, ()) if name != fault.claim.id]
    for number, other in enumerate(faults):
        total = _only_total(other)
        for name in rests:
            suspect = name if name in other.blamed else _twin(docket, name, other.blamed)
            cleared = not suspect and not other.certain  # by another relation that holds, in error
            if not suspect and not cleared and name != total:
                continue
            for amount in _asked(docket.figures, suspect or name, other.outcomes):
                known = suspect and (other.certain or _told_so(docket, name, amount) or _precise(fault.claim))
                slip = (suspect or cleared) and slipped(docket.figures.amounts[name].fen, amount.fen)
                if known or slip or (name == total and not _borne_out(docket, name)):
                    computed = _judged(docket, fault.claim, name, amount)
                    if computed:
                        return number, suspect or name, computed
    return None


def _twin(docket: Docket, name: str, blamed: Collection[str]) -> str:
    """The statement among ``blamed`` that prints the figure of ``name`` too (收、支总计均为…); else empty."""
    claim = docket.figures.claims.get(name)
    here = docket.beside(claim) if claim is not None else []
    return next((c.id for c in here if claim and c.start == claim.start and c.id in blamed), "")


def _precise(claim: Claim) -> bool:
    """Whether a rate or completion has the digits that one in some hundred figures fits by chance. (A share may be what
    the others leave of 100 %, and fits then what a list lacks.)"""
    return (
        claim.kind in ("rate", "completion")
        and claim.value is not None
        and significant(claim.value, zeros=True) >= KNOWN_AGAIN - 1
    )


def _told_so(docket: Docket, name: str, amount: Amount) -> bool:
    """Whether the document tells ``amount`` under the name of a figure, of the same year and stage."""
    figure = docket.figures.claims.get(name)
    if figure is None or figure.kind != "level":
        return False
    amounts, named = docket.figures.amounts, bare(figure.subject)
    told = [c for c in docket.levels(figure.document, figure.year) if c.id in amounts and c.stage == figure.stage]
    return any(amounts[c.id].fen == amount.fen and bare(c.subject) == named for c in told)


def _only_total(fault: Fault) -> str:
    """The total of the sum that fails alone, empty where there are more relations or no sum."""
    [outcome, *more] = fault.outcomes
    (sign, total), *parts = outcome.relation.terms
    summed = sign == 1 and len(parts) > 1 and all(c == -1 for c, _ in parts)
    return total if summed and not more else ""


def _borne_out(docket: Docket, name: str) -> bool:
    """Whether the figure is a cell, or a statement that a cell or a computation on it bears out."""
    verdict = docket.verdicts.get(name)
    stated = verdict is not None and verdict.kind in RIGHT and verdict.rule.startswith("text-table")
    used = any(v.kind in RIGHT and name in docket.evidence.get(v.claim, ()) for v in docket.verdicts.values())
    return name in docket.figures.facts or stated or used


def _asked(figures: Figures, name: str, outcomes: Sequence[Outcome]) -> Iterator[Amount]:
    """What the failing relations of a figure ask it to be."""
    known = figures.amounts.get(name)
    if known is None:  # a share of a share has no amount
        return
    for outcome in outcomes:
        coefficient = next((c for c, n in outcome.relation.terms if n == name), 0)
        if coefficient and outcome.relation.sense in ("=", ">="):
            yield Amount(fen=known.fen - outcome.residual // coefficient, quantum=known.quantum)


def _judged(docket: Docket, claim: Claim, name: str, amount: Amount) -> str:
    """What the statement computes to with another ``amount``, empty where it is still not right."""
    if claim.kind == "level":
        return _averaged(docket, claim, name, amount)
    trial = Docket(docket.figures, docket.binder)
    with _instead(docket.figures.amounts, name, amount):
        judge_comparisons(trial, docket.binder.readings[claim.document].claims, about=claim)
    verdict = trial.verdicts.get(claim.id)
    return verdict.computed if verdict is not None and verdict.kind in RIGHT else ""


def _averaged(docket: Docket, average: Claim, name: str, amount: Amount) -> str:
    """What an average computes to with another cost or count, empty where it is still not right."""
    with _instead(docket.figures.amounts, name, amount):
        cost, count, printed = (docket.interval(n) for n in (*docket.evidence[average.id][:2], average.id))
    if cost is None or count is None or printed is None or count.low <= 0:
        return ""
    computed = (cost / count).scaled(PLAIN_SCALE)
    return docket.shown(round(computed.middle), average.unit) if computed.meets(printed) else ""


@contextmanager
def _instead(amounts: MutableMapping[str, Amount], name: str, amount: Amount) -> Iterator[None]:
    known = amounts[name]
    amounts[name] = amount
    try:
        yield
    finally:
        amounts[name] = known
