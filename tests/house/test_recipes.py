"""The recipes of CONTRIBUTING.md, each followed in a copy of the project: what they tell to write is
enough, and the tests that look at it stay green.

Each is followed to the step before the last first, which the tests have to notice.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from places import ROOT
from project_copy import ProjectCopy

pytestmark = pytest.mark.slow

RECIPES = ("Add an example", "Add a layout", "Add a question", "Add a rule")


@pytest.fixture
def project(tmp_path: Path) -> ProjectCopy:
    return ProjectCopy(tmp_path / "project")


def test_these_are_the_recipes() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (Add .+)$", page, re.MULTILINE)) == RECIPES


# --- an example -----------------------------------------------------------------------------------
EXAMPLE = "examples/正定县医疗保障局2020.txt"
EXAMPLE_CASE = "tests/cases/zhengding-yibao-2020"
#: It is that of another county under another name: what is expected of it is known.
MODEL, MODEL_CASE = "examples/元氏县医疗保障局2020.txt", "tests/cases/yuanshi-yibao-2020"


@pytest.mark.long
def test_an_example_is_added(project: ProjectCopy) -> None:
    text = project.read(MODEL).replace("元氏县", "正定县")
    project.write(EXAMPLE, text)
    checks = ("tests/house/test_examples.py", "-k", "every_example or zhengding")
    assert project.failures(*checks) != [], "an example without a case folder"
    answer = json.loads(project.read(f"{MODEL_CASE}/expected.json").replace("元氏县", "正定县"))
    answer["source"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    answer["division"]["code"] = "130123"
    project.write(f"{EXAMPLE_CASE}/expected.json", json.dumps(answer, ensure_ascii=False))
    findings = project.read(f"{MODEL_CASE}/expected-findings.txt")
    project.write(f"{EXAMPLE_CASE}/expected-findings.txt", findings)
    project.path(f"{EXAMPLE_CASE}/source.txt").symlink_to(Path("../../..") / EXAMPLE)
    assert project.failures(*checks) == []
    others = (
        "tests/house/test_examples.py",
        "tests/house/test_action.py",
        "tests/parse/test_ledger.py::test_nothing_that_matters_is_passed_over",
        "tests/pipeline/test_build.py::test_the_folder_holds_what_the_contract_lists",
        "tests/export/test_notebook.py",
        "tests/cli/test_cli.py::test_export_writes_the_whole_and_every_disclosure",
    )
    assert project.failures(*others, "-k", "not zhengding and not limits") == []


# --- a layout -------------------------------------------------------------------------------------
LAYOUT_CASE = "tests/cases/layouts/hebei-zhengding-water-2024"
LAYOUT = """正定县水利局2024年部门预算

经费去向一览表

单位：正定县水利局	单位：万元
科目编码	科目名称	总数	保运转	保任务
	合计	120.00	80.00	40.00
213	农林水支出	120.00	80.00	40.00
21303	水利	120.00	80.00	40.00
2130301	行政运行	80.00	80.00
2130305	水利工程建设	40.00		40.00
"""
_COLUMNS = ("总数", "保运转", "保任务")


def _row(line: int, code: str | None, item: str, *values: str) -> dict[str, object]:
    cells = [
        {"column": column, "value": value}
        for column, value in zip(_COLUMNS, values, strict=True)
        if value
    ]
    return {"line": line, "code": code, "item": item, "cells": cells}


LAYOUT_EXPECTED = {
    "source": {
        "file": "source.txt",
        "sha256": hashlib.sha256(LAYOUT.encode()).hexdigest(),
        "media_type": "text/plain",
    },
    "kind": "budget",
    "department": {"name": "正定县水利局", "code": None, "other_names": []},
    "division": {"name": "正定县", "code": "130123"},
    "fiscal_year": 2024,
    "units": [],
    "tables": [
        {
            "type": "expenditure_summary",
            "title": "经费去向一览表",
            "scale": "万元",
            "empty": False,
            "closes": True,
            "lines": [3, 11],
            "rows": [
                _row(7, None, "合计", "120.00", "80.00", "40.00"),
                _row(8, "213", "农林水支出", "120.00", "80.00", "40.00"),
                _row(9, "21303", "水利", "120.00", "80.00", "40.00"),
                _row(10, "2130301", "行政运行", "80.00", "80.00", ""),
                _row(11, "2130305", "水利工程建设", "40.00", "", "40.00"),
            ],
        }
    ],
    "statements": [],
    "projects": [],
    "documents": [],
}


@pytest.mark.long
def test_a_layout_is_added(project: ProjectCopy) -> None:
    project.write(f"{LAYOUT_CASE}/source.txt", LAYOUT)
    expected = json.dumps(LAYOUT_EXPECTED, ensure_ascii=False)
    project.write(f"{LAYOUT_CASE}/expected.json", expected)
    project.write(f"{LAYOUT_CASE}/expected-findings.txt", "# Every sum closes.\n")
    checks = ("tests/disclosure/test_layouts.py",)
    assert project.failures(*checks, "-k", "zhengding") != [], "a title nobody knows yet"
    known = "'支出(功能)?分类(预算|决算)?(总|汇总)?表$']"
    project.change("src/budgetgraph/forms/tables.toml", known, f"'^经费去向一览表$', {known}")
    assert project.failures(*checks, "tests/house/test_docs.py::test_every_kind_of_table_is_in_the_glossary") == []  # fmt: skip


# --- a question -----------------------------------------------------------------------------------
QUESTION = """# title-zh: 很长的公开文件
# title-en: Long disclosures
# question-zh: 哪些公开文件有一千行以上，从哪一行开始？
# question-en: Which disclosures have a thousand lines or more, and on which line do they begin?
# param: at_least integer optional 至少多少行 / how many lines at least
# columns: source, lines, first_line

PREFIX bg: <https://w3id.org/budgetgraph/ontology#>
PREFIX phase: <https://w3id.org/budgetgraph/id/phase/>
PREFIX prov: <http://www.w3.org/ns/prov#>

SELECT DISTINCT ?source ?lines ?first_line
WHERE {
  VALUES ?at_least_param { UNDEF }  # param at_least
  ?disclosure prov:wasDerivedFrom ?file .
  FILTER NOT EXISTS { ?disclosure bg:phase phase:executed }
  ?file bg:fileName ?source ;
    bg:lineCount ?lines .
  BIND(1 AS ?first_line)
  FILTER(?lines >= COALESCE(?at_least_param, 1000))
}
ORDER BY DESC(?lines) ?source
"""
ANSWER = """source,lines,first_line
linxi-2021.txt,1720,1
lulong-2024.txt,1420,1
pingxiang-2025.txt,1021,1
"""
QUESTION_SECTION = """
## `long-disclosures`: 很长的公开文件 · Long disclosures

哪些公开文件有一千行以上，从哪一行开始？
Which disclosures have a thousand lines or more, and on which line do they begin?

| parameter | type | | |
| --- | --- | --- | --- |
| `at_least` | integer | optional | 至少多少行 / how many lines at least |

`source`, `lines` and `first_line` are the file, its length and 1.

```sh
budgetgraph query long-disclosures --graph build/demo
```
In a browser: `/questions/long-disclosures`.
"""


@pytest.mark.long
def test_a_question_is_added(project: ProjectCopy) -> None:
    project.write("queries/questions/long-disclosures.rq", QUESTION)
    project.write("tests/queries/long-disclosures.csv", ANSWER.replace("\n", "\r\n"))
    checks = (
        "tests/query/test_questions.py",
        "tests/house/test_docs.py::test_every_question_is_documented",
        "-k",
        "long or question or every or base",
    )
    assert project.failures(*checks[1:]) != [], "a question nobody has described"
    page = project.read("docs/questions.md")
    project.write("docs/questions.md", page.rstrip("\n") + "\n" + QUESTION_SECTION)
    assert project.failures(*checks) == []


# --- a rule ---------------------------------------------------------------------------------------
RULE = '''
shapes:project-too-large a sh:NodeShape ;
    bg:rule "project-too-large" ;
    rdfs:label "项目预算数过大"@zh, "a project that is too large"@en ;
    skos:definition "县级部门的项目预算数不超过一万亿元。"@zh,
        "No project of a county department has a trillion 元."@en ;
    sh:targetClass bg:Disclosure ;
    sh:severity sh:Info ;
    sh:sparql shapes:project-too-large-query .

shapes:project-too-large-query
    sh:prefixes <https://w3id.org/budgetgraph/shapes> ;
    sh:message "{?project}：预算数 {?amount} 元过大。"@zh,
        "{?project}: the amount of {?amount} is too large."@en ;
    sh:select """
SELECT $this (?item AS ?value) ?project ?amount
WHERE {
    ?item bg:disclosure $this ; bg:budgetAmount ?amount ; skos:prefLabel ?project .
    FILTER (?amount > 1000000000000)
}
""" .
'''
RULE_CASE = """# {comment}
@base <https://w3id.org/budgetgraph/id/disclosure/000000/x/2025/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix bg: <https://w3id.org/budgetgraph/ontology#> .

<project/1> a bg:Project ; bg:disclosure <.> ; bg:position 1 ; skos:prefLabel "甲"@zh ;
    bg:budgetAmount {amount} ; bg:source <line/3> .
"""
RULE_REPORT = """info project-too-large case.txt:3
  甲：预算数 1000000000000.01 元过大。
  甲: the amount of 1000000000000.01 is too large.
  focus
  value <project/1>
"""
RULE_ROW = "| [`project-too-large`](#project-too-large) | info | 项目预算数过大 · a project that is too large |"
RULE_SECTION = """
### `project-too-large`

`info` · `shapes/projects.ttl`

县级部门的项目预算数不超过一万亿元。

No project of a county department has a trillion 元. There is no tolerance: it is no sum.

Example: A project of 1,000,000,000,000.01 元.
"""


@pytest.mark.long
def test_a_rule_is_added(project: ProjectCopy) -> None:
    project.write("shapes/projects.ttl", project.read("shapes/projects.ttl") + RULE)
    folder = "tests/shapes/project-too-large"
    below = RULE_CASE.format(comment="Just a trillion.", amount="1000000000000.00")
    above = RULE_CASE.format(comment="A cent more.", amount="1000000000000.01")
    project.write(f"{folder}/valid.trillion.ttl", below)
    project.write(f"{folder}/invalid.more.ttl", above)
    project.write(f"{folder}/invalid.more.report.txt", RULE_REPORT)
    checks = (
        "tests/validate/test_shapes.py",
        "tests/house/test_docs.py::test_every_rule_is_documented",
        "-k",
        "too-large or every or all_there or project",
    )
    failed = project.failures(*checks)
    assert failed
    assert all("documented" in line for line in failed), "a rule nobody has described"
    last = re.findall(r"^\| \[`.+$", project.read("docs/rules.md"), re.MULTILINE)[-1]
    project.change("docs/rules.md", last, f"{last}\n{RULE_ROW}")
    page = project.read("docs/rules.md")
    project.write("docs/rules.md", page.rstrip("\n") + "\n" + RULE_SECTION)
    assert project.failures(*checks) == []
