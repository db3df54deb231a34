"""What a change can be, by number for the arithmetic and by word for its readers."""

from __future__ import annotations

STATUSES = ("ok", "implied base", "stated base", "code moved", "zero base", "new", "ended", "sign change",
            "restated base", "basis differs", "not comparable", "no base", "conflict", "claimed")  # fmt: skip
"""What a change can be; ``new`` and ``ended`` name items that one of the two tables does not list, ``not comparable``
codes that a reform merged, split or gave other items, ``conflict`` cells with several contradicting rows, ``claimed``
changes without a level. A later one outweighs an earlier one."""
(OK, IMPLIED_BASE, STATED_BASE, MOVED, ZERO, NEW, ENDED, SIGN, RESTATED, BASIS, NOT_COMPARABLE, NO_BASE, CONFLICT,
 CLAIMED) = range(14)  # fmt: skip
