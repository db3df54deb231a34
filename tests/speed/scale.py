"""``python -m tests.speed.scale --documents 100 1000``: what runs of so many documents take, as JSON.

A folder holds the user's disclosure under other organisations' names and codes, invented disclosures in the forms of
eleven provinces and in six formats (two thirds of them web pages and texts, as most are published), and one hostile
file in twenty. The same number gives the same folder. ``--make`` writes folders and runs nothing; ``--keep`` puts what
was measured into ``costs.csv``, ``--plot`` draws ``costs.svg`` of it and prints the table of the page. ``--parts``
writes lists as those of a large run, as Parquet parts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.conftest import OWN_DISCLOSURE
from tests.fuzz.cases import WRITERS
from tests.seeded.generator import Family, make
from tests.speed import costs

HOSTILE: Final = (b"", b"%PDF-1.7\n1 0 obj\n<<", b"\x00" * 5000, b"PK\x03\x04" + b"x" * 500, "从前有座山。".encode())
"""Files that must be refused by name: empty, cut off, no text at all, a broken archive, no disclosure."""
SUFFIXES: Final = ("html", "txt", "html", "md", "docx", "html", "txt", "xlsx", "pdf")
_FIRST: Final = (
    "安北昌大东丰福广海和洪华怀吉江金锦景九开兰乐林龙鲁南宁平青清泉仁荣山上石顺松太泰天通望文武西仙新兴秀阳永玉云长镇正"
)
_LAST: Final = "州川原阳江河溪湖山岭陵源泉塘桥关门城台口港湾浦洲坪坝田林乡宁安昌平顺德化康"

MEASURED: Final = """
import json, resource, sys, time
from pathlib import Path
from analyzer.pipeline import Options, publish, publishing
if sys.argv[5] == "parts":
    publishing.LISTED = 0
started = time.perf_counter()
done = publish(sys.argv[1], sys.argv[2], jobs=int(sys.argv[4]), options=Options(cache=Path(sys.argv[3])),
               log=Path(sys.argv[2] + ".log"))
own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
peak = next(int(x.split()[1]) for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
def size(folder):
    return sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file()) / 1e6
print(json.dumps({
    "read": done.digest.rows["documents"], "refused": len(done.unread), "not_judged": len(done.notes),
    "seconds": time.perf_counter() - started, "parent_mb": peak / 1024, "worker_mb": others.ru_maxrss / 1024,
    "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime, "parent_cpu": own.ru_utime + own.ru_stime,
    "output_mb": size(sys.argv[2]), "figures_mb": size(Path(sys.argv[2], "figures")),
    "pages_mb": size(Path(sys.argv[2], "units")), "data_mb": size(Path(sys.argv[2], "data")),
    "cache_mb": size(sys.argv[3]),
}))
"""


def folder(base: Path, count: int) -> Path:
    """Write ``count`` documents into ``base``, half the user's, half invented, one in twenty hostile."""
    base.mkdir(parents=True)
    text = OWN_DISCLOSURE.read_text("utf-8")
    invented = _invented()
    for number in range(count):
        if number % 20 == 7:
            turn = number // 20
            content = HOSTILE[turn % len(HOSTILE)]
            (base / f"{number:06}.pdf").write_bytes(content + str(turn).encode() if content else content)
        elif number % 2:
            family, index = next(invented)
            suffix = SUFFIXES[number // 2 % len(SUFFIXES)]
            WRITERS[suffix](family.documents[index], base / f"{number:06}.{suffix}")
        else:
            named = text.replace("石家庄市社会保险中心", f"石家庄市第{number}社会保险中心")
            (base / f"{number:06}.txt").write_text(named.replace("323003", f"{323003 + number}"), "utf-8")
    return base


def _invented() -> Iterator[tuple[Family, int]]:
    """Invented families one after the other, each of a place of its own, as (family, position of the document)."""
    number = 0
    while True:
        place = _FIRST[number % len(_FIRST)] + _LAST[number // len(_FIRST) % len(_LAST)]
        level = "市区县"[number // (len(_FIRST) * len(_LAST)) % 3]
        family = make(Random(f"scale:{number}"), number, place=place + level)
        for index in range(len(family.documents)):
            yield family, index
        number += 1


def measured(base: Path, count: int, jobs: int = 2, layout: str = "lists") -> dict[str, Any]:
    """Run the documents of ``base/COUNT`` (made where it is missing) in a process of its own; what that took."""
    given = base / str(count)
    if not given.exists():
        folder(given, count)
    out, cache = f"{given}-{layout}", f"{given}-{layout}-cache"
    arguments = [sys.executable, "-c", MEASURED, str(given), out, cache, str(jobs), layout]
    told = subprocess.run(arguments, stdout=subprocess.PIPE, text=True, check=True)
    return {"documents": count, "jobs": jobs, **json.loads(told.stdout)}


def line(one: Mapping[str, Any]) -> str:
    """The figures of one run, a document where they grow with the documents."""
    each = one["documents"]
    return (f"{each} documents: parent {one['parent_mb']:.0f} MB, largest worker {one['worker_mb']:.0f} MB,"
            f" {one['cpu'] / each:.2f} s of processor a document ({1000 * one['parent_cpu'] / each:.1f} ms"
            f" of them in the parent), {one['seconds']:.0f} s in all, output {one['output_mb'] / each:.2f} MB"
            f" (figures {one['figures_mb'] / each:.2f}), cache {one['cache_mb'] / each:.3f} MB each,"
            f" {one['refused']} refused, {one['not_judged']} not judged")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.scale", description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--folder", type=Path, help="keep documents, output and cache here (default: nothing is kept)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--parts", action="store_true", help="write the lists as Parquet parts, whatever their size")
    parser.add_argument("--keep", action="store_true", help="add the figures to costs.csv")
    parser.add_argument("--plot", action="store_true", help="draw costs.svg of costs.csv, and run nothing")
    parser.add_argument("--make", action="store_true", help="only write the documents")
    options = parser.parse_args()
    if options.plot:
        costs.PLOT.write_bytes(costs.plotted())
        print("\n".join(costs.table()))
        return
    layout = "parts" if options.parts else "lists"
    with TemporaryDirectory() as spare:
        base = options.folder or Path(spare)
        for count in options.documents:
            if options.make:
                folder(base / str(count), count)
                continue
            found = measured(base, count, options.jobs, layout)
            if options.keep:
                costs.kept(found, date.today().isoformat(), layout)
            print(line(found), file=sys.stderr)
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
