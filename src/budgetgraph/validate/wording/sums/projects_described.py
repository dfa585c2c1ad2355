"""Projects that the prose describes in sections of their own, against their forms and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budgetgraph.disclosure import Amount, Project
from budgetgraph.document.folding import fold
from budgetgraph.parse.projects.told import told_projects
from budgetgraph.validate.wording.paper import CheckedPaper, Fault, yuan

_RULE = "project-amount-stated"


def projects_described(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each project whose own section of the prose tells another amount than its form.

    `1.教学设备购置项目`, below it `（4）年度预算安排：110.00万元`, and 100.00 in its form.
    """
    told = [project for project in told_projects(paper.prose) if project.total is not None]
    known = [project for project in paper.disclosure.projects if project.total is not None]
    names = Counter(fold(project.name) for project in (*told, *known))
    for project in told:
        for other in known:
            is_same = fold(project.name) == fold(other.name)
            if is_same and names[fold(project.name)] == 2:
                yield from _compared(paper, project, other)


def _compared(paper: CheckedPaper, told: Project, other: Project) -> Iterator[Fault]:
    """Give the two amounts of a project, where they are two."""
    said, printed = told.total, other.total
    if said is None or printed is None or said.where == printed.where:
        return
    if yuan(said) == yuan(printed):
        paper.right["projects"] += 1
        return
    one, two = _shown(said), _shown(printed)
    yield Fault(
        _RULE,
        f"{told.name} {one}",
        f"{told.name}：说明文字为 {one}，项目表为 {two}。",
        f"{told.name}: the prose says {one}, its form {two}.",
        [said.where, printed.where],
        gap=abs(yuan(said) - yuan(printed)),
    )


def _shown(amount: Amount) -> str:
    """Give an amount with its unit: 110.00 万元."""
    return f"{amount.value} {amount.unit}"
