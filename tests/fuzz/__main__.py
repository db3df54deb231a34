"""`make fuzz`: many cases in workers with limits; each seed that failed is printed with what happened."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from analyzer.pipeline.crew import Crew, Lost
from analyzer.pipeline.stages import warm_to_write
from tests.fuzz.cases import Case, samples, tried

SECONDS = 60.0


def main() -> int:
    """0 where every case was read and written, or refused by name; 1 where one crashed or hung."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--samples", type=Path, default=Path(".hypothesis/fuzz"), help="where sound files are kept")
    options = parser.parse_args()
    samples(options.samples)
    cases = (Case(seed, options.samples) for seed in range(options.seed, options.seed + options.cases))
    found: Counter[str] = Counter()
    with Crew(jobs=options.jobs, warm=warm_to_write) as crew:
        for case, result in crew.each(tried, cases, seconds=lambda _: SECONDS):
            bad = isinstance(result, Lost) or result == "crashed"
            detail = result.detail if isinstance(result, Lost) else result
            found[f"{result.kind}: {detail.split(':')[0]}" if isinstance(result, Lost) else result] += 1
            if bad:
                print(f"seed {case.seed}: {detail}", flush=True)
    for kind, count in found.most_common():
        print(f"{count:8} {kind}")
    return int(any(kind.split(":")[0] in ("crashed", "timed-out") for kind in found))


if __name__ == "__main__":
    sys.exit(main())
