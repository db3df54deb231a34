"""What the parent of a run holds of so many documents, without running them: their cards, tasks and manifest.

`python -m tests.speed.parent 1000 10000 100000` prints its memory; ``--keep`` puts the last into ``costs.csv``.
"""

from __future__ import annotations

import argparse
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.pipeline import Options, inputs
from analyzer.pipeline.judging import Job, grouped, name_of
from analyzer.pipeline.output.manifest import manifest
from analyzer.pipeline.output.merging import Merge
from analyzer.pipeline.output.parts import Plan
from analyzer.pipeline.publishing import placed
from analyzer.pipeline.readings.store import Store
from analyzer.pipeline.sources.inputs import Input
from analyzer.pipeline.stages import warm_to_write
from analyzer.pipeline.work import Card, Task, carded
from tests.conftest import OWN_DISCLOSURE
from tests.speed import costs


def memory() -> float:
    """The memory of this process in MB, from what Linux says of it."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def many(count: int) -> Iterator[tuple[Input, Card]]:
    """The user's document under so many names, as the parent knows it once it was read."""
    (item,) = inputs(OWN_DISCLOSURE)
    with TemporaryDirectory() as folder:
        card = carded(Task(item=item, options=Options(), store=Store(Path(folder))))
    assert isinstance(card, Card)
    whole = pickle.dumps((item, card))  # as it comes from a worker: nothing is shared
    for n in range(count):
        item, card = pickle.loads(whole)
        name = f"{n:06}.txt"
        profile = replace(card.profile, entity=f"石家庄市第{n}社会保险中心", entity_code=f"{323003 + n}")
        yield (replace(item, name=name, path=Path("/disclosures") / name),
               replace(card, name=name, key=f"{n:064x}", sha256=f"{n:064x}", profile=profile))  # fmt: skip


def held(count: int) -> float:
    """The memory of a parent that holds so many documents, in MB."""
    warm_to_write()
    items, cards = zip(*many(count), strict=True)
    plan, store = Plan(large=True), Store(Path("/readings"))
    jobs = [
        Job(cards=group, places=places, store=store, plan=plan, folder=Path("/parts") / name_of(group, places, plan))
        for group, places in placed(grouped(cards))
    ]
    told = manifest(items, [], cards, [], Options())
    task = Merge(parts=tuple(job.folder for job in jobs), out=Path("/new"), plan=plan, manifest=told)
    assert pickle.dumps(task)
    return memory()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.parent", description=__doc__)
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--keep", action="store_true", help="put the last into costs.csv")
    options = parser.parse_args()
    for count in options.documents[:-1]:
        subprocess.run([sys.executable, "-m", "tests.speed.parent", str(count)], check=True)
    last = options.documents[-1]
    found = held(last)
    print(f"{last} documents: {found:.1f} MB")
    if options.keep:
        costs.kept({"documents": last, "parent_mb": found}, date.today().isoformat(), "parent")


if __name__ == "__main__":
    main()
