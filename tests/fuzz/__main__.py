"""`make fuzz`: many cases in workers with limits; each seed that failed is printed with what happened."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from analyzer.pipeline.stages import warm_to_write
from analyzer.pipeline.workers.crew import Crew, Lost
from tests.fuzz.cases import Batch, samples, tried

SECONDS = 60.0
TOGETHER = 20
"""Cases in a batch."""


def main() -> int:
    """0 where every case was read and written, or refused by name; 1 where one crashed or hung."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--samples", type=Path, default=Path(".hypothesis/fuzz"), help="where sound files are kept")
    options = parser.parse_args()
    samples(options.samples)
    end = options.seed + options.cases
    batches = [Batch(at, options.samples, min(TOGETHER, end - at)) for at in range(options.seed, end, TOGETHER)]
    found: Counter[str] = Counter()
    with Crew(jobs=options.jobs, warm=warm_to_write) as crew:
        apart = [Batch(seed, options.samples) for seed in _failed(crew, batches, found)]
        alone: Counter[str] = Counter()
        bad = set(_failed(crew, apart, alone))
    for seed in sorted({batch.first for batch in apart} - bad):
        print(f"seed {seed}: only in its batch")
    for kind, count in (found + alone).most_common():
        print(f"{count:8} {kind}")
    return int(bool(apart))


def _failed(crew: Crew, batches: Iterable[Batch], found: Counter[str]) -> list[int]:
    """The seeds of the batches that failed; what became of the others is counted in ``found``."""
    seeds: list[int] = []
    for batch, result in crew.each(tried, batches, seconds=lambda batch: SECONDS + 10 * batch.count):
        kinds = [result.detail] if isinstance(result, Lost) else result
        if isinstance(result, Lost) or "crashed" in kinds:
            seeds += range(batch.first, batch.first + batch.count)
            print(f"seed {batch.first}" + f" and {batch.count - 1} more" * (batch.count > 1) + f": {kinds}", flush=True)
        else:
            found.update(kinds)
    return seeds


if __name__ == "__main__":
    sys.exit(main())
