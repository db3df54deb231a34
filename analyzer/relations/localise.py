"""Which figure is wrong, and the smallest edit that would mend it.

Error localisation after Fellegi and Holt (JASA 1976): find the lightest set of figures that must change so that every
relation can hold. A figure weighs the more, the more independent relations vouch for it. All optimal sets are
reported, for where several figures could be the wrong one the reader has to decide. The search is a mixed integer
program (scipy.optimize.milp); it proposes only, and exact integers decide what a proposal must satisfy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.model import Amount, Relation
from analyzer.relations.edits import edit_between, point_shifted, swapped
from analyzer.system.noise import aside

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

TIME_LIMIT = 1.0
"""Seconds that one search may take; reaching it is told in the result."""
MOST_EXPLANATIONS = 6
ALIKE = 0.05
"""Explanations whose weights differ by no more are told together."""
UNBOUNDED = 10**18
"""A bound in 分 beyond every budget: what an inequality leaves open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Localization:
    """The optimal explanations: each a set of figures that must all be wrong. ``complete`` is False at the limit."""

    explanations: tuple[frozenset[str], ...]
    complete: bool = True

    @property
    def certain(self) -> frozenset[str]:
        """Figures that every explanation blames."""
        return frozenset.intersection(*self.explanations) if self.explanations else frozenset()


def components(relations: Sequence[Relation]) -> list[list[Relation]]:
    """``relations`` in groups that share figures (connected components of the bipartite graph)."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for relation in relations:
        first = find(relation.terms[0][1])
        for _, name in relation.terms[1:]:
            parent[find(name)] = first
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        groups[find(relation.terms[0][1])].append(relation)
    return list(groups.values())


MOST_BRIDGED = 8
"""Failing relations that are searched together because relations that hold tie them to each other."""


def bridged(
    failing: Sequence[Relation], holding: Sequence[Relation], amounts: Mapping[str, Amount]
) -> list[list[Relation]]:
    """The components of ``failing``, those together that a holding relation ties and that miss by the same amount.

    A cell and the total of its row copied wrongly break a sum in two columns, and the row holds: one cause, not two.
    """
    groups = components(failing)
    if len(groups) < 2:
        return groups
    of = {name: number for number, group in enumerate(groups) for r in group for _, name in r.terms}
    gaps = [{sum(c * amounts[n].fen for c, n in r.terms) for r in group} for group in groups]
    ties = [
        r
        for r in holding
        if len(tied := {of[n] for _, n in r.terms if n in of}) > 1 and set.intersection(*(gaps[g] for g in tied))
    ]
    owns = {id(r) for r in failing}
    made = []
    for group in components([*failing, *ties]):
        own = [r for r in group if id(r) in owns]
        if own:
            made += [own] if len(own) <= MOST_BRIDGED else components(own)
    return made


def localize(
    failing: Sequence[Relation],
    holding: Iterable[Relation],
    amounts: Mapping[str, Amount],
    *,
    doubt: Mapping[str, float] | None = None,
    time_limit: float = TIME_LIMIT,
) -> Localization:
    """The lightest sets of figures whose change makes ``failing`` hold without breaking ``holding``.

    ``doubt`` lowers the weight of figures that are known to be less reliable. Relations of ``holding`` count where they
    touch a figure of a failing one: of a large system only those need be given.
    """
    suspects = sorted({name for r in failing for _, name in r.terms})
    touched = set(suspects)
    support: dict[str, int] = defaultdict(int)
    vouching = []
    for relation in holding:
        names = [name for _, name in relation.terms if name in touched]
        if names:
            vouching.append(relation)
            for name in names:
                support[name] += 1
    peeled, left, mended = _peel(list(failing), vouching, amounts)
    if not left:
        return Localization(explanations=(frozenset(peeled),) if peeled else ())
    weights = {n: 1.0 + 0.06 * min(support[n], 8) - (doubt or {}).get(n, 0.0) for n in suspects}
    rest = sorted({name for r in left for _, name in r.terms} - set(peeled))
    found = single(rest, weights, left, vouching, mended) or search(
        rest, [weights[n] for n in rest], [*left, *vouching], mended, time_limit
    )
    explanations = tuple(e | frozenset(peeled) for e in found.explanations)
    return Localization(explanations=explanations, complete=found.complete)


def slip_of(
    found: Localization, failing: Sequence[Relation], holding: Iterable[Relation], amounts: Mapping[str, Amount]
) -> Localization:
    """Of several figures that could each be the wrong one, the one that a plain slip would mend, if one is.

    Of a thousand gaps hardly two look by chance like swapped neighbours (`edits.swapped`) or a shifted point: 74700
    printed as 77400, or 4,647 as 4.647, tells which it was. Nor does a gap look by chance like one of the parts.
    """
    if len(found.explanations) < 2:
        return found
    if total := _left_out(found, failing, amounts):
        return Localization(explanations=(frozenset({total}),), complete=found.complete)
    broken, kept = _by_figure(failing), _by_figure(holding)
    # Figures that are wrong together are tied to each other by what holds, which then says nothing of one alone.
    slips = [
        e
        for e in found.explanations
        if all(_slipped(n, [*broken.get(n, ()), *(kept.get(n, ()) if len(e) == 1 else ())], amounts) for n in e)
    ]
    return Localization(explanations=tuple(slips), complete=found.complete) if len(slips) == 1 else found


def _by_figure(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    """The relations that each figure stands in."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for _, name in relation.terms:
            found[name].append(relation)
    return found


def _slipped(name: str, own: Sequence[Relation], amounts: Mapping[str, Amount]) -> bool:
    """Whether a plain slip parts a figure from what the relations it stands in leave it; in two columns of one row the
    same slip may stand twice."""
    room, step = implied_range(name, own, amounts), max(amounts[name].quantum, 1)
    return room is not None and _plain_slip(amounts[name].fen // step, round((room[0] + room[1]) / 2 / step))


def _plain_slip(printed: int, meant: int) -> bool:
    """Whether two numbers differ as hardly two of a thousand do by chance; a lost digit tells so from four on."""
    lost = min(significant(printed), significant(meant)) >= KNOWN_AGAIN and min(printed, meant) > 0
    dropped = lost and edit_between(str(printed), str(meant)) == "digit-dropped"
    return dropped or swapped(printed, meant) or point_shifted(printed, meant)


def _left_out(found: Localization, failing: Sequence[Relation], amounts: Mapping[str, Amount]) -> str:
    """The total of the one sum that fails, where just one of its three parts or more was left out of it."""
    if len(failing) != 1 or failing[0].sense != "=":
        return ""
    (sign, total), *parts = failing[0].terms
    short = amounts[total].fen - sum(amounts[name].fen for _, name in parts)
    summed = (
        sign == 1
        and all(part == -1 for part, _ in parts)
        and len(parts) > _PARTS
        and frozenset({total}) in found.explanations
    )
    return total if summed and sum(amounts[name].fen == -short for _, name in parts) == 1 else ""


_PARTS = 2
"""Of three parts two may well be added up and the third forgotten."""


def _peel(
    failing: list[Relation], holding: Sequence[Relation], amounts: Mapping[str, Amount]
) -> tuple[list[str], list[Relation], dict[str, Amount]]:
    """Figures that alone mend several failing relations at once, taken off before the search.

    A figure is taken only where one change satisfies all relations it stands in, two failing ones among them, and no
    other figure of those relations would do as well. Returns them, the relations left, and the amounts as mended.
    """
    mended = {name: amounts[name] for r in (*failing, *holding) for _, name in r.terms}
    peeled: list[str] = []
    while True:
        chosen = _coherent(failing, holding, mended)
        if not chosen:
            return peeled, failing, mended
        name, (low, high) = chosen
        mended[name] = Amount(
            fen=max(low, min(high, mended[name].fen)) if UNBOUNDED in (-low, high) else (low + high) // 2,
            quantum=mended[name].quantum,
        )
        peeled.append(name)
        failing = [r for r in failing if all(n != name for _, n in r.terms)]


def _coherent(
    failing: Sequence[Relation], holding: Sequence[Relation], amounts: Mapping[str, Amount]
) -> tuple[str, tuple[int, int]] | None:
    inside, beside = _by_figure(failing), _by_figure(holding)
    able = {}
    for name, own in inside.items():
        if len(own) >= 2:
            room = implied_range(name, [*own, *beside.get(name, [])], amounts)
            if room:
                able[name] = room
    for name, room in able.items():
        rivals = {n for r in inside[name] for _, n in r.terms if n in able and n != name}
        if not rivals:
            return name, room
    return None


def single(
    suspects: Sequence[str],
    weights: Mapping[str, float],
    failing: Sequence[Relation],
    holding: Sequence[Relation],
    amounts: Mapping[str, Amount],
) -> Localization | None:
    """The lightest figures that each alone would mend all of ``failing``; None where two together may be as light.

    What `search` finds, in whole numbers and without the solver, for the common case of one wrong figure.
    """
    able = [n for n in suspects if _mends(n, failing, holding, amounts)]
    if not able:
        return None
    best = min(weights[n] for n in able)
    if sum(sorted(weights[n] for n in suspects)[:2]) <= best + ALIKE and len(suspects) > 1:
        return None
    lightest = sorted((n for n in able if weights[n] <= best + ALIKE), key=lambda n: (weights[n], suspects.index(n)))
    return Localization(explanations=tuple(frozenset({n}) for n in lightest[:MOST_EXPLANATIONS]))


def _mends(name: str, failing: Sequence[Relation], holding: Sequence[Relation], amounts: Mapping[str, Amount]) -> bool:
    """Whether one change of a figure, a term of all of ``failing``, lets every relation hold."""
    low, high = Fraction(-UNBOUNDED), Fraction(UNBOUNDED)
    for place, relation in enumerate((*failing, *holding)):
        coefficient = sum(c for c, n in relation.terms if n == name)
        if coefficient == 0:
            if place < len(failing):
                return False
            continue
        residual = sum(c * amounts[n].fen for c, n in relation.terms)
        slack = Fraction(sum(abs(c) * amounts[n].quantum for c, n in relation.terms), 2)
        top = Fraction(UNBOUNDED) if relation.sense == ">=" else slack - residual
        ends = sorted(((-slack - residual) / coefficient, top / coefficient))
        low, high = max(low, ends[0]), min(high, ends[1])
    return low <= high


def search(
    suspects: list[str], weights: list[float], relations: list[Relation], amounts: Mapping[str, Amount], limit: float
) -> Localization:
    """Branch and bound over “is this figure changed”; changes are measured in units of the largest residual.

    In those units the solver's tolerances stay below the slack of any relation worth telling apart.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    count = len(suspects)
    place = {name: i for i, name in enumerate(suspects)}
    reach, first = _constraint(place, relations, amounts)
    constraints = [first]
    integrality = np.concatenate([np.zeros(count), np.ones(count)])
    cost = np.concatenate([np.zeros(count), np.array(weights)])
    bounds = Bounds(
        np.concatenate([np.full(count, -reach), np.zeros(count)]),
        np.concatenate([np.full(count, reach), np.ones(count)]),
    )
    found: list[frozenset[str]] = []
    best = None
    complete = True
    while len(found) < MOST_EXPLANATIONS:
        with aside():
            answer = milp(
                cost, constraints=constraints, integrality=integrality, bounds=bounds, options={"time_limit": limit}
            )
        if answer.x is None:
            complete = complete and answer.status == 2
            break
        if best is not None and answer.fun > best + ALIKE:
            break
        best = answer.fun if best is None else best
        chosen = frozenset(suspects[i] for i in range(count) if answer.x[count + i] > 0.5)
        complete = complete and answer.status == 0
        if not chosen or chosen in found:
            break
        found.append(chosen)
        cut = np.zeros(2 * count)
        cut[[count + place[n] for n in chosen]] = 1.0
        constraints.append(LinearConstraint(cut, -np.inf, len(chosen) - 0.5))
    return Localization(explanations=tuple(found), complete=complete)


def _constraint(
    place: Mapping[str, int], relations: Sequence[Relation], amounts: Mapping[str, Amount]
) -> tuple[float, LinearConstraint]:
    """The largest change of a figure, and what every solution must keep: each relation, and no change where unchanged.

    The columns are the change of each figure, then whether it is changed.
    """
    import numpy as np
    from scipy.optimize import LinearConstraint
    from scipy.sparse import lil_array

    count = len(place)
    residuals = [sum(c * amounts[n].fen for c, n in r.terms) for r in relations]
    size = float(max([abs(r) for r in residuals] + [1]))
    reach = sum(abs(r) for r in residuals) / size + 1.0
    matrix = lil_array((len(relations) + 2 * count, 2 * count))
    low, high = [], []
    for row, relation in enumerate(relations):
        slack = sum(abs(c) * amounts[n].quantum for c, n in relation.terms)
        for coefficient, name in relation.terms:
            if name in place:
                matrix[row, place[name]] += coefficient
        low.append((-slack / 2 - residuals[row]) / size)
        high.append(np.inf if relation.sense == ">=" else (slack / 2 - residuals[row]) / size)
    for i in range(count):
        for side, sign in ((0, 1.0), (1, -1.0)):
            row = len(relations) + 2 * i + side
            matrix[row, i] = sign
            matrix[row, count + i] = -reach
            low.append(-np.inf)
            high.append(0.0)
    return reach, LinearConstraint(matrix.tocsr(), low, high)


def implied_range(name: str, relations: Iterable[Relation], amounts: Mapping[str, Amount]) -> tuple[int, int] | None:
    """The values in 分 (lowest, highest) that figure ``name`` may have so that each of ``relations`` holds, if any.

    The figure's own rounding is left to the caller: the range is for its unrounded value. Bounds are doubled integers
    rounded outwards to whole 分.
    """
    low, high = -UNBOUNDED, UNBOUNDED
    for relation in relations:
        coefficient = sum(c for c, n in relation.terms if n == name)
        if coefficient == 0:
            continue
        rest = sum(c * amounts[n].fen for c, n in relation.terms if n != name)
        slack2 = sum(abs(c) * amounts[n].quantum for c, n in relation.terms if n != name)
        ends = sorted(((-2 * rest - slack2) / (2 * coefficient), (-2 * rest + slack2) / (2 * coefficient)))
        if relation.sense == ">=":
            bound = ends[0] if coefficient > 0 else ends[1]
            low, high = (max(low, int(bound)), high) if coefficient > 0 else (low, min(high, int(bound)))
        else:
            low, high = max(low, int(ends[0] // 1)), min(high, -int(-ends[1] // 1))
    return (low, high) if low <= high and (low, high) != (-UNBOUNDED, UNBOUNDED) else None
