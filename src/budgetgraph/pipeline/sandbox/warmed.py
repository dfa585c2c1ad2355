"""Load, before workers are forked, what each of them would load for its first paper.

Patterns, forms, code lists and shapes are loaded when they are first needed, which takes a second
or two. Workers that are forked from a process that has read a paper find them loaded.
"""

from __future__ import annotations

import shutil
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.isolation.termination import held
from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.pipeline.sandbox.process import start_method
from budgetgraph.validate import load_shapes, validate_nquads
from budgetgraph.validate.page_checks import review

#: A made-up paper with something of each kind: tables, sentences, a form, a document.
_PAPER = """\
平乡县水务局2025年部门预算

部门收支总表
单位：平乡县水务局\t单位：万元
收入\t\t支出
项目\t预算数\t项目\t预算数
一、一般公共预算拨款收入\t120.00\t一、农林水支出\t120.00
收入总计\t120.00\t支出总计\t120.00

部门支出总表
单位：平乡县水务局\t单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t120.00\t80.00\t40.00
21303\t水利\t120.00\t80.00\t40.00
2130301\t行政运行\t80.00\t80.00\t
2130305\t水利工程建设\t40.00\t\t40.00
合计\t\t120.00\t80.00\t40.00

2025年收入预算120.00万元，其中：一般公共预算拨款收入120.00万元，比2024年增加20.00万元，增长20.00%。
2025年“三公”经费预算5.00万元，其中：公务接待费1.00万元，公务用车运行维护费4.00万元。

项目支出绩效目标表
项目名称\t灌区清淤\t主管部门\t平乡县水务局
预算数\t40.00万元\t其中：财政资金\t40.00万元
政策依据\t冀财农〔2024〕12号
绩效目标\t清淤灌渠12公里
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t清淤长度\t≥12公里
满意度指标\t服务对象满意度指标\t群众满意度\t≥95%
"""


def warm_to_fork(jobs: int) -> None:
    """Warm this process where several workers will be forked from it.

    A server of workers is warm itself, and workers that start from nothing take nothing along.
    """
    if jobs > 1 and start_method().get_start_method() == "fork":
        warm()


@cache
def warm() -> None:
    """Read and check a small paper once in this process; without a place for it, or where the
    limits that are set are too small for it, go on cold.
    """
    try:
        paper = _read()
    except (OSError, BudgetGraphError):
        return
    shapes = load_shapes()
    validate_nquads(to_graph(paper, shapes.base), shapes)
    review(paper, shapes.base)


def _read() -> Disclosure:
    """Read the paper as a file, the way that every other one comes in."""
    with held(partial(mkdtemp, prefix="budgetgraph-"), _remove) as folder:
        path = Path(folder, "paper.txt")
        path.write_text(_PAPER, encoding="utf-8")
        return extract(path)


def _remove(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
