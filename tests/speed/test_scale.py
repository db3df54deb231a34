"""How memory and time grow with the number of documents; ratios and figures are printed, never asserted.

ANALYZER_BENCH_DOCUMENTS sets the size of the large run (default 1000), a tenth of it is the small one. The documents
are one invented disclosure under the names and codes of as many organisations; one in twenty is hostile.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENTS = int(os.environ.get("ANALYZER_BENCH_DOCUMENTS", "1000"))
SOURCE = Path(__file__).parent.parent / "checks" / "archive.txt"

MEASURED = """
import json, resource, sys, time
from pathlib import Path
from analyzer.pipeline import Options, publish
started = time.perf_counter()
done = publish(sys.argv[1], sys.argv[2], jobs=2, options=Options(cache=Path(sys.argv[3])))
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
peak = next(int(x.split()[1]) for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
print(json.dumps({
    "documents": done.digest.rows["documents"], "unread": len(done.unread), "notes": len(done.notes),
    "seconds": time.perf_counter() - started, "parent_mb": peak / 1024, "worker_mb": others.ru_maxrss / 1024,
    "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, "parent_cpu": own.ru_utime + own.ru_stime,
    "disk_mb": sum(p.stat().st_size for p in Path(sys.argv[2]).rglob("*") if p.is_file()) / 1e6,
    "cache_mb": sum(p.stat().st_size for p in Path(sys.argv[3]).rglob("*") if p.is_file()) / 1e6,
}))
"""

HOSTILE = (b"", b"%PDF-1.7\n1 0 obj\n<<", b"\x00" * 5000, b"PK\x03\x04" + b"x" * 500, "从前有座山。".encode())


def folder(base: Path, count: int) -> Path:
    """A folder of ``count`` documents, one in twenty hostile."""
    base.mkdir()
    text = SOURCE.read_text("utf-8")
    for number in range(count):
        path = base / f"{number:05}.txt"
        if number % 20 == 7:
            path.write_bytes(HOSTILE[number // 20 % len(HOSTILE)] + str(number).encode() * (number // 20 % 5 > 0))
            continue
        path.write_text(
            text.replace("云山市档案馆", f"云山市第{number}档案馆").replace("412001", f"{412001 + number}"), "utf-8"
        )
    return base


def test_memory_of_the_parent_and_time_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints parent memory, processor time and disk a document at a tenth of the documents and at all."""
    found = {}
    for count in (DOCUMENTS // 10, DOCUMENTS):
        base = tmp_path / str(count)
        given = folder(base, count)
        arguments = [sys.executable, "-c", MEASURED, str(given), f"{base}-out", f"{base}-cache"]
        told = subprocess.run(arguments, capture_output=True, text=True, check=True)
        found[count] = json.loads(told.stdout)
    small, large = found.values()
    assert large["documents"] + large["unread"] == DOCUMENTS
    with capsys.disabled():
        for one in found.values():
            each = one["documents"]
            print(f"\n{each} documents: parent {one['parent_mb']:.0f} MB, largest worker {one['worker_mb']:.0f} MB,"
                  f" {one['cpu'] / each:.2f} s of processor a document ({1000 * one['parent_cpu'] / each:.1f} ms"
                  f" of them in the parent), output {one['disk_mb'] / each:.2f} MB,"
                  f" cache {one['cache_mb'] / each:.3f} MB each,"
                  f" {one['unread']} refused, {one['notes']} not judged")  # fmt: skip
        print(f"parent memory {large['parent_mb'] / small['parent_mb']:.2f} ×, processor time a document"
              f" {large['cpu'] / large['documents'] / (small['cpu'] / small['documents']):.2f} ×")  # fmt: skip
