"""What a text says of one unit of a department is held against that unit's row, and of no other cell."""

from __future__ import annotations

from pathlib import Path

from tests.verdicts.texts import accused, judged

TABLES = """云山市文化局2024年部门预算公开

部门收入总体情况表
单位：万元

单位名称	总计	一般公共预算财政拨款	事业收入	上年结转
合计	1594.72	1501.47	56.10	37.15
云山市图书馆	761.31	748.81	12.50
云山市博物馆	833.41	752.66	43.60	37.15

部门支出总体情况表
单位：万元

单位名称	总计	基本支出	项目支出
合计	1594.72	1030.47	564.25
云山市图书馆	761.31	562.41	198.90
云山市博物馆	833.41	468.06	365.35

{}
"""


def _of(tmp_path: Path, *paragraphs: str) -> list[tuple[str, str]]:
    run = judged(tmp_path, *TABLES.format("\n".join(paragraphs)).split("\n"))
    return [(r["check"], r["message"]["zh"]) for r in accused(run)]


def test_a_units_figures_are_those_of_its_row(tmp_path: Path) -> None:
    said = (
        "1.云山市图书馆：收支总预算761.31万元，其中一般公共预算财政拨款748.81万元，事业收入12.50万元；支出预算中基本支出562.41万元，"
        "项目支出{}万元。"
    )
    assert _of(tmp_path, said.format("198.90")) == []
    [(check, message)] = _of(tmp_path, said.format("189.90"))
    assert check == "text-table"
    assert "198.90" in message


def test_the_departments_own_sentence_is_of_the_department(tmp_path: Path) -> None:
    """A paragraph that names no unit restates the totals, also right below one that does."""
    found = _of(tmp_path, "1.云山市图书馆：项目支出198.90万元。", "2024年项目支出565.25万元。")
    assert [check for check, _ in found] == ["text-table"]


def test_two_units_named_together_are_neither(tmp_path: Path) -> None:
    assert _of(tmp_path, "云山市图书馆、云山市博物馆项目支出合计564.25万元。") == []


STAFF = """云山市水利局2024年部门预算公开

人员情况表

单位名称	编制人数	在职人数	离退休人数
合计	370	342	178
云山市水利局本级	62	57	48
云山市灌区管理中心	308	285	130

{}
"""


def test_staff_of_some_offices_is_not_all_staff(tmp_path: Path) -> None:
    said = (
        "全部门核定编制370名，在职人员{}人，离退休人员178人；其中局机关编制62名、在职57人、离退休48人，所属事业单位"
        "在职285人。"
    )
    right, wrong = (judged(tmp_path, *STAFF.format(said.format(n)).split("\n")) for n in ("342", "324"))
    assert accused(right) == []
    assert [r["figures"][0] for r in accused(wrong)] == ["324人"]


PUBLIC = """云山市文化局2024年部门预算公开

“三公”经费支出情况表
单位：万元

单位名称	“三公”经费合计	因公出国（境）费	公务接待费	公务用车运行维护费
2024年预算合计	24.62	0.00	6.12	18.50
云山市图书馆	5.62		1.12	4.50
云山市博物馆	19.00		5.00	14.00
2023年预算合计	28.03	0.00	7.43	20.60

公务用车运行维护费{}万元，比2023年预算减少2.10万元，下降10.19%。
"""


def test_a_row_that_is_a_years_total_is_of_that_year(tmp_path: Path) -> None:
    """20.60 is last year's figure, left standing as this year's."""
    right, wrong = (judged(tmp_path, *PUBLIC.format(n).split("\n")) for n in ("18.50", "20.60"))
    assert accused(right) == []
    [found] = accused(wrong)
    assert (found["check"], found["figures"][:2]) == ("text-table", ["20.60万元", "18.50"])


PROJECTS = """云山市农业局2025年部门预算公开

项目支出表
单位：万元

项目名称	预算数
合计	5272.80
云山市农业局本级小计	1911.40
高标准农田管护	1237.00
产业发展奖补	674.40
云山市农技推广中心小计	{}
新品种示范推广	864.20
测土配方施肥	572.60
绿色高质高效行动	1638.20
云山市农业执法队小计	286.40
农业执法监管	286.40
"""


def test_sections_of_a_list_add_up_to_their_subtotals(tmp_path: Path) -> None:
    right, wrong = (judged(tmp_path, *PROJECTS.format(n).split("\n")) for n in ("3075.00", "3175.00"))
    assert accused(right) == []
    [found] = accused(wrong)
    assert found["check"] == "grand-total"
    assert "3175.00" in found["message"]["zh"]


CUT = """云山市文化局2024年度部门决算

财政拨款“三公”经费支出决算表
单位：元

项目	预算数	决算数
合计	189500.00	167286.90
因公出国（境）费	0.00	0.00
公务用车购置及运行维护费	185000.00	164786.90
公务用车购置费	0.00	0.00
公务用车运行维护费	185000.00	164786.90
公务接待费	4500.00	2500.00

{}
"""


def test_a_figure_that_is_cut_off_is_a_slip_in_a_text_that_rounds(tmp_path: Path) -> None:
    """164,786.90元 is 16.48万元; 16.47 is that cut off, which a text may say it does."""
    one = "公务用车运行维护费决算16.47万元，公务接待费决算0.25万元。"
    assert [r["check"] for r in accused(judged(tmp_path, *CUT.format(one).split("\n")))] == ["text-table"]
    said = "本节万元数截至小数点后两位，不作进位。"
    assert accused(judged(tmp_path, *CUT.format(said + one).split("\n"))) == []


def test_what_most_figures_show_is_a_habit(tmp_path: Path) -> None:
    text = "“三公”经费决算16.72万元，其中公务用车购置及运行维护费决算16.47万元，公务用车运行维护费决算16.47万元。"
    assert accused(judged(tmp_path, *CUT.format(text).split("\n"))) == []


def test_a_unit_is_known_by_its_short_name_and_by_its_own_level(tmp_path: Path) -> None:
    """“市图书馆” and “市文化局本级” are rows of the tables, whatever the brackets or the place before them."""
    said = "市图书馆收入预算{}万元。市文化局本级收入预算833.41万元。"
    tables = TABLES.replace("云山市博物馆", "云山市文化局（本级）")
    right = judged(tmp_path, *tables.format(said.format("761.31")).split("\n"))
    assert accused(right) == []
    assert [r["verdict"] for r in right.claim_records if r["line"] and r["value"] in ("761.31", "833.41")] == [
        "confirmed",
        "confirmed",
    ]
    [found] = accused(judged(tmp_path, *tables.format(said.format("671.31")).split("\n")))
    assert "671.31" in found["message"]["zh"]
