"""Speed of the changes, as ratios to one pandas merge of the same frames: they hold on any machine.

ANALYZER_BENCH_ROWS sets the rows of the large panel (default 5,000,000).
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from analyzer.changes import changes
from analyzer.panel.schema import KEY

ROWS = int(os.environ.get("ANALYZER_BENCH_ROWS", "5000000"))
YEARS = 8
CODES = tuple(f"{c}" for c in (205, 208, 210, 212, 221)) + tuple(f"{c}{g:02d}" for c in (205, 208, 210, 212, 221)
                                                               for g in range(1, 6)) + tuple(
    f"{c}{g:02d}{i:02d}" for c in (205, 208, 210, 212, 221) for g in range(1, 6) for i in range(1, 5))  # fmt: skip
MEASURES = ("total", "basic", "project")


def large_panel(rows: int, seed: int = 0, *, shuffled: bool = False) -> pd.DataFrame:
    """A panel of the schema's own types: many units, 155 codes and the total, three measures, eight years.

    Documents (a unit's year) come in random order, the rows of each together, as a panel is built; ``shuffled``
    scatters
    the rows themselves, which no panel of documents does.
    """
    rng = np.random.default_rng(seed)
    names = np.array([*CODES, ""], dtype=object)
    per_unit = YEARS * len(names) * len(MEASURES)
    block = per_unit // YEARS
    starts = rng.permutation(-(-rows // block)) * block
    number = (starts[:, None] + np.arange(block)).ravel()
    number = rng.permutation(rows) if shuffled else number[number < rows]
    unit, rest = number // per_unit, number % per_unit
    year, rest = rest // (len(names) * len(MEASURES)), rest % (len(names) * len(MEASURES))
    code, measure = rest // len(MEASURES), rest % len(MEASURES)
    units = np.array([f"单位{n:05d}" for n in range(rows // per_unit + 1)], dtype=object)
    return pd.DataFrame({
        "entity": pd.Series(units[unit], dtype="str"), "scope": pd.Series(np.full(rows, "unit", dtype=object),
            dtype="str"),
        "year": pd.array(year + 2016, dtype="Int64"), "stage": pd.Series(np.full(rows, "budget", dtype=object),
            dtype="str"),
        "statement": pd.Series(np.full(rows, "expenditure", dtype=object), dtype="str"),
        "side": pd.Series(np.full(rows, "", dtype=object), dtype="str"),
        "item": pd.Series(np.where(names[code] == "", "total", names[code]), dtype="str"),
        "code": pd.Series(names[code], dtype="str"),
        "measure": pd.Series(np.array(MEASURES, dtype=object)[measure], dtype="str"),
        "amount_fen": pd.array(rng.integers(1, 10**11, rows), dtype="Int64"),
        "quantum_fen": pd.array(np.full(rows, 100), dtype="Int64"),
        "origin": pd.Series(np.full(rows, "printed", dtype=object), dtype="str"),
    })  # fmt: skip


def merged(panel: pd.DataFrame) -> pd.DataFrame:
    """What a researcher would write: the panel merged with itself on year − 1 (a base column, nothing else)."""
    names = [*KEY, "year"]
    base = panel[[*names, "amount_fen"]].assign(year=panel["year"] + 1)
    return panel.merge(base, on=names, how="left", suffixes=("", "_base"))


def timed(function: object, panel: pd.DataFrame) -> float:
    gc.collect()
    start = perf_counter()
    function(panel)  # type: ignore[operator]
    return perf_counter() - start


@pytest.mark.parametrize("rows", [ROWS])
def test_changes_beside_the_bare_merge(rows: int) -> None:
    """Changes with contributions, growth and completion against the bare merge; time per row stays flat."""
    changes(large_panel(10_000))  # imports and caches
    for shuffled in (False, True):
        small, large = (large_panel(n, shuffled=shuffled) for n in (rows // 10, rows))
        per_small = min(timed(changes, small) for _ in range(3)) / len(small)
        merge = min(timed(merged, large) for _ in range(2))
        own = min(timed(changes, large) for _ in range(4))
        growth = own / len(large) / per_small
        order = "rows shuffled" if shuffled else "documents shuffled"
        print(f"\n{rows:,} rows, {order}: merge {merge:.1f} s, changes {own:.1f} s, ratio {own / merge:.2f} (≤ 4)")
        print(f"time per row against {rows // 10:,} rows: {growth:.2f} (≤ 1.5 with documents shuffled)")
        assert own <= 4 * merge
        # Scattered rows make each fetch miss the cache; a panel built of documents is not scattered.
        assert growth <= (3 if shuffled else 1.5)


MEASURED = """
import resource, sys
from tests.speed.test_panel_speed import large_panel
from analyzer.changes import changes
changes(large_panel(10_000))
panel = large_panel(int(sys.argv[1]))
import gc; gc.collect()
size = panel.memory_usage(deep=True, index=True).sum()
import threading, time
rss = lambda: int(open('/proc/self/statm').read().split()[1]) * resource.getpagesize()
before, peak, done = rss(), [0], []
def watch():
    while not done:
        peak[0] = max(peak[0], rss()); time.sleep(0.005)
thread = threading.Thread(target=watch); thread.start()
changes(panel)
done.append(1); thread.join()
print(size, peak[0] - before)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="resident memory is read from /proc")
def test_memory_of_changes_beside_the_panel() -> None:
    """Peak resident memory of the call, result included, against the panel's own size; measured in its own process."""
    done = subprocess.run([sys.executable, "-c", MEASURED, str(ROWS)], capture_output=True, text=True, check=True)
    size, peak = map(int, done.stdout.split())
    print(f"\npanel {size / 1e6:.0f} MB, peak of the call {peak / 1e6:.0f} MB, ratio {peak / size:.2f} (≤ 4)")
    assert size > 0
