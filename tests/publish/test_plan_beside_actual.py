"""A department's page shows what was planned beside what was spent, by class and by project."""

from __future__ import annotations

from pathlib import Path

import lxml.html
from starlette.testclient import TestClient

from budgetgraph.pipeline.build import build
from budgetgraph.publish.app import create_app

_PLAN = """平乡县档案局2023年部门预算公开
部门支出预算总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t160.00\t100.00\t60.00
201\t一般公共服务支出\t160.00\t100.00\t60.00
2012604\t档案馆\t160.00\t100.00\t60.00
项目支出绩效目标表
项目名称\t库房改造
年度资金总额\t60.00
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t改造库房\t2间
"""
_ACTUAL = """平乡县档案局2023年度部门决算公开
支出决算表
单位：万元
科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出
\t合计\t150.00\t96.00\t54.00
201\t一般公共服务支出\t150.00\t96.00\t54.00
2012604\t档案馆\t150.00\t96.00\t54.00
项目支出绩效自评表
项目名称\t库房改造
\t全年预算数\t全年执行数
年度资金总额\t60.00\t54.00
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值
产出指标\t数量指标\t改造库房\t2间\t2间
"""


def test_plan_and_actual_of_classes_and_projects_are_shown(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(_PLAN, "utf-8")
    (tmp_path / "actual.txt").write_text(_ACTUAL, "utf-8")
    build([str(tmp_path / "plan.txt"), str(tmp_path / "actual.txt")], tmp_path / "out", dumps=False)
    with TestClient(create_app(tmp_path / "out")) as client:
        page = client.get("/page/department/130532/平乡县档案局?lang=zh")
    tree = lxml.html.document_fromstring(page.text)
    assert _row(tree, "plan") == ["档案馆", "2012604", "160.00", "150.00", "-10.00", "93.8 %"]
    assert _row(tree, "plan_of_projects") == ["库房改造", "", "60.00", "54.00", "-6.00", "90.0 %"]


def _row(tree: lxml.html.HtmlElement, section: str) -> list[str]:
    """Give the texts of the only row of a section."""
    (row,) = tree.xpath(f"//section[@aria-labelledby='{section}']//tbody/tr")
    return [" ".join(cell.text_content().split()) for cell in row]
