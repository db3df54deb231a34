"""How fast a large system is judged, and errors are located; ratios measured in one run are printed, never asserted."""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from pathlib import Path

import numpy as np

from analyzer import checks
from analyzer.model import Amount, Corpus, Relation
from analyzer.relations.localise import localize
from analyzer.relations.system import System, judge_system
from tests.checks.archive import edited, reading
from tests.verdicts.texts import judged

SIZE = 1_000_000


def _system(seed: int = 1) -> System:
    """A million figures in a million sums of four parts each."""
    from scipy.sparse import csr_array

    random = np.random.default_rng(seed)
    columns = random.integers(0, SIZE, size=(SIZE, 5))
    data = np.tile(np.array([1, -1, -1, -1, -1]), SIZE)
    matrix = csr_array((data, columns.ravel(), np.arange(0, 5 * SIZE + 1, 5)), shape=(SIZE, SIZE))
    fen = random.integers(0, 10**12, SIZE)
    return System(matrix=matrix, fen=fen, quantum=np.full(SIZE, 10_000), lower=np.zeros(SIZE, dtype=bool))


def test_a_million_relations_against_two_plain_products(capsys: object) -> None:
    system = _system()
    plain, judged = [], []
    for _ in range(5):
        start = time.perf_counter()
        _ = system.matrix @ system.fen
        _ = system.matrix @ system.quantum
        plain.append(time.perf_counter() - start)
        start = time.perf_counter()
        code, residual, _ = judge_system(system)
        judged.append(time.perf_counter() - start)
    tracemalloc.start()
    judge_system(system)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    ratio = sorted(judged)[2] / sorted(plain)[2]
    print(f"\n1,000,000 relations: {ratio:.1f} × two plain products, {peak / 2**20:.0f} MiB beside the system")
    assert len(code) == SIZE
    assert (np.abs(residual[code == 2]) > 0).all()


def test_ten_errors_in_a_statement_of_eight_hundred_cells() -> None:
    amounts, relations = _statement(100, 8)
    wrong = [
        f"c{r}_{c}"
        for r, c in ((3, 1), (17, 2), (24, 5), (31, 7), (40, 3), (55, 4), (63, 6), (78, 1), (85, 2), (96, 5))
    ]
    for i, name in enumerate(wrong):
        amounts[name] = Amount(fen=amounts[name].fen + 10_000 * (900 + 173 * i * i + 31 * 3**i), quantum=10_000)
    failing = [r for r in relations if _residual(r, amounts)]
    holding = [r for r in relations if not _residual(r, amounts)]
    start = time.perf_counter()
    found = localize(failing, holding, amounts, time_limit=1.0)
    print(f"\n10 errors among 800 cells located in {time.perf_counter() - start:.2f} s, complete: {found.complete}")
    assert frozenset(wrong) in found.explanations


def _residual(relation: Relation, amounts: dict[str, Amount]) -> int:
    return sum(c * amounts[n].fen for c, n in relation.terms)


def _statement(rows: int, columns: int) -> tuple[dict[str, Amount], list[Relation]]:
    random = np.random.default_rng(2)
    cells = random.integers(10**6, 10**9, size=(rows, columns)) * 10_000
    cells[:, 0] = cells[:, 1:].sum(axis=1)
    cells[0] = cells[1:].sum(axis=0)
    amounts = {f"c{r}_{c}": Amount(fen=int(cells[r, c]), quantum=10_000) for r in range(rows) for c in range(columns)}
    across = [
        Relation(check="row-total", rule="row", terms=((1, f"c{r}_0"), *((-1, f"c{r}_{c}") for c in range(1, columns))))
        for r in range(rows)
    ]
    down = [
        Relation(check="grand-total", rule="sum", terms=((1, f"c0_{c}"), *((-1, f"c{r}_{c}") for r in range(1, rows))))
        for c in range(columns)
    ]
    return amounts, across + down


def test_time_a_document_does_not_grow_with_the_corpus() -> None:
    """Judging is linear in the number of documents: a corpus is one system only where documents are related."""
    spent = {}
    for count in (20, 200):
        corpus = _copies(count)
        start = time.perf_counter()
        judgement = checks.judge(corpus)
        spent[count] = (time.perf_counter() - start) / count
        assert len(judgement.findings) >= count
    print(f"\njudging: time a document at 200 documents {spent[200] / spent[20]:.2f} × that at 20")


def _copies(count: int) -> Corpus:
    """Right disclosures of different offices, each with one wrong figure."""
    readings = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            wrong = ("人员经费 320.00 万元", "人员经费 302.00 万元")
            text = edited(wrong).replace("云山市档案馆", f"云山市第{n}档案馆").replace("412001", f"{412001 + n}")
            readings.append(reading(text, Path(folder), f"archive-{n}.txt"))
    return Corpus(readings=tuple(readings))


def test_a_text_in_which_half_of_the_figures_are_wrong(tmp_path: Path) -> None:
    """What is done once a fault must not look at the whole text again."""
    line = (
        "{n}.项目{n}支出{now}.40万元，较上年增加{more}.20万元，增长{rate}.10%，上年为{last}.20万元。"
        "其中：设备{part}.10万元、维护50.30万元。"
    )
    seconds = {}
    for count in (60, 240):
        numbers = [{"n": n, "now": 100 + n, "more": 10 + n % 7, "rate": n % 9, "last": 90 + n, "part": 50 + n}
                   for n in range(count)]  # fmt: skip
        start = time.perf_counter()
        run = judged(tmp_path, "某局2025年部门预算", *(line.format(**of) for of in numbers))
        seconds[count] = (time.perf_counter() - start) / count
        assert len(run.finding_records) > count / 2
    print(f"\nwrong figures: a paragraph of 240 takes {seconds[240] / seconds[60]:.1f} × one of 60")


def test_a_paragraph_that_lists_shares_without_end(tmp_path: Path) -> None:
    """A share is held against its own whole and a few figures about it, not against its whole paragraph."""
    seconds = {}
    for count in (100, 800):
        shares = "；".join(f"项目{n}支出{37 * n % 900 + 10}.37万元，占{n * 7 % 90 + 1}.21%" for n in range(count))
        start = time.perf_counter()
        run = judged(tmp_path, "某局2023年部门决算", f"本年支出合计123456.78万元，其中：{shares}。")
        seconds[count] = (time.perf_counter() - start) / count
        assert len(run.claim_records) > 2 * count
    print(f"\nshares: one of a paragraph of 800 takes {seconds[800] / seconds[100]:.1f} × one of 100")
