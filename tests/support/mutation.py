"""Disclosures made up at random, and what they say: a county, a department, a year, classified
amounts that add up, projects with indicators. How they are printed is the matter of the layouts;
see `mutation_layouts`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

from mutation_words import (
    DEPARTMENTS,
    KINDS,
    LEVELS,
    NAMED,
    Citation,
    Target,
    basis_at_random,
    citation_at_random,
    target_at_random,
)

from budgetgraph.values.codes import check_character, concepts
from budgetgraph.values.divisions import DivisionCode, divisions


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of an indicator table. A blank cell is empty (target: None)."""

    level1: str
    level2: str
    level3: str
    description: str
    target: Target | None
    basis: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """A project; amounts in hundredths of 万元. `basis` is the text of 立项依据."""

    name: str
    code: str
    unit: tuple[str, str]
    total: int
    other: int
    purpose: str
    schedule: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    funding: tuple[str, ...]
    basis: str
    basis_documents: tuple[str, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A class of expenditure with its basic and project part, in hundredths of 万元."""

    code: str
    name: str
    basic: int
    project: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A whole disclosure.

    `functions` and `economic` are in the order of their codes, sums over the classes below them
    included; the class `fund` (empty: none) is paid by a government fund.
    """

    division: DivisionCode
    office: str
    code: str
    year: int
    units: tuple[tuple[str, str, str, str, str], ...]
    functions: tuple[Line, ...]
    economic: tuple[Line, ...]
    projects: tuple[Project, ...]
    fund: str
    assets: int
    citations: tuple[Citation, ...]

    @property
    def department(self) -> str:
        return self.division.name + self.office

    @property
    def basic(self) -> int:
        return sum(line.basic for line in self.functions if len(line.code) == 3)

    @property
    def project(self) -> int:
        return sum(line.project for line in self.functions if len(line.code) == 3)

    @property
    def public(self) -> int:
        return sum(line.project for line in self.economic if len(line.code) == 3)


@cache
def counties() -> tuple[DivisionCode, ...]:
    """Counties that no other place, past or present, shares its name with."""
    names = Counter(
        name
        for one in divisions().values()
        for name in (one.name, *(former for former, _ in one.former_names))
    )
    every = [
        one
        for one in divisions().values()
        if one.level == "county" and one.valid_until is None and not one.former_names
    ]
    return tuple(one for one in every if names[one.name] == 1 and (one.valid_from or 0) < 2017)


def budget(rng: Random) -> Budget:
    """A disclosure at random."""
    division, office, year = (
        rng.choice(counties()),
        rng.choice(sorted(DEPARTMENTS)),
        rng.randint(2018, 2026),
    )
    code, name = f"{rng.randint(201, 999)}", division.name + office
    units = [(f"{code}001", name + "本级", "行政", "正科级", "财政拨款")]
    for kind, nature, rank in rng.sample(
        [("服务中心", "事业", "副科级"), ("执法大队", "参公事业", "股级")], rng.randint(0, 2)
    ):
        funding = rng.choice(["财政性资金基本保证", "财政拨款"])
        units.append(
            (
                f"{code}00{len(units) + 1}",
                division.name + office[:-1] + kind.replace("执法大队", "管理中心"),
                nature,
                rank,
                funding,
            )
        )
    cited = [citation_at_random(rng, year) for _ in range(rng.randint(3, 6))]
    projects = tuple(
        _project(rng, division, office, year, units, cited) for _ in range(rng.randint(1, 5))
    )
    functions = _functions(rng, sum(one.total for one in projects))
    basic = sum(line.basic for line in functions if len(line.code) == 3)
    top = [line.code for line in functions if len(line.code) == 3]
    return Budget(
        division=division,
        office=office,
        code=code,
        year=year,
        units=tuple(units),
        functions=functions,
        economic=_economic(rng, basic),
        projects=tuple({one.name: one for one in projects}.values()),
        fund=rng.choice([top[-1], "", ""]) if len(top) > 1 else "",
        assets=rng.randint(100, 99999),
        citations=tuple(cited),
    )


def shares(rng: Random, total: int, parts: int) -> list[int]:
    """`total` cut into so many positive parts (fewer where it is too small)."""
    cuts = sorted(rng.sample(range(1, total), min(parts, total) - 1)) if total > 1 else []
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def _summed(
    leaves: dict[str, tuple[int, int]], scheme: str, lengths: tuple[int, ...]
) -> tuple[Line, ...]:
    lines = []
    for code in sorted({leaf[:length] for leaf in leaves for length in lengths}):
        below = [amounts for leaf, amounts in leaves.items() if leaf.startswith(code)]
        name = concepts(scheme)[code].first("prefLabel") or ""
        lines.append(
            Line(code, name, sum(basic for basic, _ in below), sum(project for _, project in below))
        )
    return tuple(lines)


def _functions(rng: Random, project: int) -> tuple[Line, ...]:
    """Items with their parents; the project part adds up to `project`."""
    known = concepts("functions")
    items = [
        code
        for code in known
        if len(code) == 7 and code[0] == "2" and code[:5] in known and code[:3] in known
    ]
    chosen = rng.sample(items, rng.randint(3, 14))
    basic = {code: rng.randint(1, 99999) for code in chosen[: rng.randint(1, len(chosen))]}
    paid = dict(
        zip(chosen[-rng.randint(1, len(chosen)) :], shares(rng, project, len(chosen)), strict=False)
    )
    if rest := project - sum(paid.values()):
        paid[chosen[-1]] = paid.get(chosen[-1], 0) + rest
    leaves = {
        code: (basic.get(code, 0), paid.get(code, 0))
        for code in chosen
        if basic.get(code) or paid.get(code)
    }
    return _summed(leaves, "functions", (3, 5, 7))


def _economic(rng: Random, basic: int) -> tuple[Line, ...]:
    """Personnel (first amount) and public (second amount) expenditure; together `basic`."""
    known = concepts("economic")
    people = rng.sample(
        [code for code in known if len(code) == 5 and code[:3] in ("301", "303")], rng.randint(2, 8)
    )
    goods = rng.sample(
        [code for code in known if len(code) == 5 and code[:3] == "302"], rng.randint(1, 8)
    )
    public = rng.randint(1, max(1, basic // 4))
    leaves = {
        code: (amount, 0)
        for code, amount in zip(people, shares(rng, basic - public, len(people)), strict=False)
    }
    leaves |= {
        code: (0, amount)
        for code, amount in zip(goods, shares(rng, public, len(goods)), strict=False)
    }
    return _summed(leaves, "economic", (3, 5))


def _project(
    rng: Random,
    division: DivisionCode,
    office: str,
    year: int,
    units: list[tuple[str, str, str, str, str]],
    cited: list[Citation],
) -> Project:
    subject = rng.choice(DEPARTMENTS[office])
    kind = rng.choice(KINDS)
    name = f"{subject}{kind}{rng.choice(['', '', '（县级）', '（第二批）'])}"
    funding = []
    if rng.random() < 0.3:
        name = f"{year}年中央财政{name}"
    elif rng.random() < 0.15:
        # reads like the title of an institution's budget
        name = f"{year}年{rng.choice(['公共图书馆', '政务服务中心', '乡镇卫生院'])}预算管理工作经费"
    elif rng.random() < 0.5:
        fund = rng.choice(cited)
        funding = [fund.number]
        spelled = fund.spelled(rng)
        name = rng.choice(
            [
                f"{name}({spelled})",
                f"{name}（{spelled}）",
                f"{spelled}-{year}年{name}",
                f"{spelled}提前下达 {year} 年{name}",
                f"{spelled}{name}",
            ]
        )
    total = rng.randint(100, 9999999)
    basis = rng.choice(cited)
    return Project(
        name=name,
        code=_code(rng, division, year),
        unit=rng.choice(units)[:2],
        total=total,
        other=rng.choice([0, 0, rng.randint(1, total)]),
        purpose=f"用于{subject}，{rng.choice(['保障工作正常开展', '提高服务水平。', '减轻群众负担'])}",
        schedule=_schedule(rng),
        goals=_goals(rng, subject),
        funding=tuple(funding),
        basis=f"{basis.spelled(rng)}{basis.title}",
        basis_documents=(basis.number,),
        indicators=_indicators(rng, DEPARTMENTS[office], cited),
    )


def _code(rng: Random, division: DivisionCode, year: int) -> str:
    head = f"{division.code}{year % 100}P{rng.randint(0, 99999999999):011d}"
    return f"{head}{check_character(head)}"


def _goals(rng: Random, subject: str) -> tuple[str, ...]:
    ends = [
        "",
        "，确保资金按时拨付",
        f"，完成投资{rng.randint(1, 9)}.{rng.randint(1, 9)}万元",
        f"，覆盖{rng.randint(2, 99)}个乡镇。",
    ]
    return tuple(
        f"{rng.choice(['保障', '规范', '提高'])}{subject}工作{rng.choice(ends)}"
        for _ in range(rng.randint(1, 4))
    )


def _schedule(rng: Random) -> tuple[tuple[str, str], ...]:
    form = rng.choice(["{}.00", "{}%", "{}"])
    steps = zip(("3月底", "6月底", "10月底", "12月底"), ("25", "50", "75", "100"), strict=True)
    return tuple(
        (by, form.format(value)) for by, value in steps if by == "12月底" or rng.random() < 0.85
    )


def _indicators(
    rng: Random, subjects: tuple[str, ...], cited: list[Citation]
) -> tuple[Indicator, ...]:
    rows, names = (
        [],
        iter(rng.sample([f"{subject}{what}" for subject in subjects for what in NAMED], 20)),
    )
    for firsts, choices in LEVELS:
        first, seconds = rng.choice(firsts), rng.choice(choices)
        for second in seconds:
            for _ in range(rng.choice([0, 1, 1, 2]) if len(seconds) > 1 else 1):
                name = next(names)
                basis, documents = basis_at_random(rng, cited)
                described = rng.choice(
                    [f"{name}占计划的比例", f"反映{name}的实际情况，以年度考核的结果为准", name, ""]
                )
                target = None if rng.random() < 0.05 else target_at_random(rng)
                rows.append(Indicator(first, second, name, described, target, basis, documents))
    return tuple(rows)
