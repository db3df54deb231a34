"""``python -m tests.seeded --documents N --seed S``: the benchmark as a table."""

from __future__ import annotations

import argparse
import sys
import time

from tests.seeded import score
from tests.seeded.injector import KINDS
from tests.seeded.semantics import SEMANTIC

_LINE = "{:<26}{:>6}{:>9}{:>11}{:>16}{:>16}"


def main(arguments: list[str] | None = None) -> int:
    """Run and print; the exit code is 1 where a clean document raised an alarm or a numeric kind is under 98 %."""
    parser = argparse.ArgumentParser(prog="python -m tests.seeded", description=__doc__)
    parser.add_argument("--documents", type=int, default=100, help="clean documents (default 100)")
    parser.add_argument("--faults", type=int, default=10, help="faults of each kind (default 10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="", help="only kinds whose name contains this")
    parser.add_argument("--alarms", type=int, default=20, help="false alarms to print")
    parser.add_argument("--missed", action="store_true", help="print the faults that were not found")
    options = parser.parse_args(arguments)
    bad = _clean(options.seed, options.documents, options.alarms) if options.documents else False
    if options.faults:
        bad |= _faults(options)
    return int(bad)


def _clean(seed: int, documents: int, shown: int) -> bool:
    start = time.perf_counter()
    result = score.clean(seed, documents)
    seconds = time.perf_counter() - start
    print(f"clean documents {result.documents}, false alarms {len(result.alarms)} ({seconds:.1f} s)")
    for alarm in result.alarms[:shown]:
        print("  ", alarm)
    for issue, count in sorted(result.issues.items(), key=lambda pair: -pair[1])[:shown]:
        print(f"   {count} × {issue}")
    return bool(result.alarms)


def _faults(options: argparse.Namespace) -> bool:
    print(_LINE.format("kind", "n", "recall", "precision", "blame right", "repair exact"))
    poor = False
    for kind in (*KINDS, *score.WHOLE, *SEMANTIC):
        if options.kinds not in kind:
            continue
        result = score.tally(options.seed, kind, options.faults)
        blame = f"{result.blamed}/{result.decidable}" if result.decidable else "undecidable"
        exact = f"{result.exact}/{result.repairable}" if result.repairable else "-"
        print(
            _LINE.format(kind, result.injected, f"{result.recall:.0%}", f"{result.precision:.0%}", blame, exact),
            flush=True,
        )
        if options.missed:
            for text in result.missed:
                print("   missed", text)
        poor |= kind not in SEMANTIC and result.recall < 0.98
    return poor


if __name__ == "__main__":
    sys.exit(main())
