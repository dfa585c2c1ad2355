"""Disclosures made up at random, and what they say: a county, a department, a year, classified amounts that add up, projects with
indicators. How they are printed is the matter of the layouts; see `mutation_layouts`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

from budgetgraph.codes import DivisionCode, check_character, concepts, divisions

#: Departments and what their projects and indicators are about.
DEPARTMENTS = {
    "医疗保障局": ("参保居民", "救助对象", "医保基金监管", "异地就医结算"),
    "教育局": ("在校学生", "乡村教师", "义务教育学校", "学前教育资助"),
    "民政局": ("低保对象", "特困人员", "养老机构", "孤儿基本生活"),
    "水利局": ("河道治理", "水库移民", "农村饮水安全", "节水灌溉"),
    "农业农村局": ("高标准农田", "动物防疫", "农产品质量检测", "农机购置补贴"),
    "卫生健康局": ("基层医疗机构", "疫苗接种", "计划生育家庭", "公共卫生服务"),
    "文化广电和旅游局": ("公共图书馆", "文化下乡演出", "文物保护", "旅游宣传"),
    "交通运输局": ("农村公路养护", "公交运营补贴", "桥梁检测", "治超执法"),
}
#: Issuers whose codes are met in published disclosures, with the words of a title of theirs.
AGENCIES = (
    "冀财社 冀财教 冀财农 冀财资环 冀医保字 冀政字 冀民 冀教财 冀水 邢政发 邢医保发 邢政办字 邢财社 秦财社 秦税发 秦政办字 石财教 "
    "卢办发 平办字 临社险 财社 财教 财农 国办发 国发 民发 教财 农计财发 苏财预 豫财社 鲁财农 甘财社 临州财社"
).split()
BRACKETS = ("[]", "［］", "【】", "（）", "()", "〔〕", "﹝﹞", "﹝]", "[）")
#: First levels, each with the second levels that may stand under it.
LEVELS = (
    (("产出指标", "产出目标"), ("数量指标", "质量指标", "时效指标", "成本指标")),
    (("效益指标", "效果指标"), ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    (("满意度指标",), ("服务对象满意度指标",)),
)
NAMED = ("人数", "次数", "覆盖率", "合格率", "及时率", "完成率", "知晓率", "补助标准", "经费控制数", "持续年限", "满意程度", "办结时限")
QUALITATIVE = (
    "有效缓解 明显提升 长期 成效明显 年底 9月底前 2024年12月31日之前 每月月底 依据文件要求全部拨付到位 较上年提高 应保尽保 "
    "低保人员补助342元/人，五保人员补助380元/人"
).split()
SOURCES = ("走访调查", "调查问卷", "统计报表", "年终工作总结", "当年补助文件", "业务台账")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document by its number, with its title."""

    agency: str
    year: int
    serial: int
    title: str

    @property
    def number(self) -> str:
        return f"{self.agency}〔{self.year}〕{self.serial}号"

    def spelled(self, rng: Random) -> str:
        """The number as somebody may type it."""
        opening, shut = rng.choice(BRACKETS)
        gap = rng.choice(["", "", " "])
        return f"{self.agency}{opening}{self.year}{shut}{rng.choice(['', '', ' '])}{self.serial}{gap}号"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed, and what it says."""

    text: str
    operator: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None


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
    """A whole disclosure. `functions` and `economic` are in the order of their codes, sums over the classes below them included."""

    division: DivisionCode
    office: str
    code: str
    year: int
    units: tuple[tuple[str, str, str, str, str], ...]
    functions: tuple[Line, ...]
    economic: tuple[Line, ...]
    projects: tuple[Project, ...]
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
    names = Counter(name for one in divisions().values() for name in (one.name, *(former for former, _ in one.former_names)))
    every = [one for one in divisions().values() if one.level == "county" and one.valid_until is None and not one.former_names]
    return tuple(one for one in every if names[one.name] == 1 and (one.valid_from or 0) < 2017)


def budget(rng: Random) -> Budget:
    """A disclosure at random."""
    division, office, year = rng.choice(counties()), rng.choice(sorted(DEPARTMENTS)), rng.randint(2018, 2026)
    code, name = f"{rng.randint(201, 999)}", division.name + office
    units = [(f"{code}001", name + "本级", "行政", "正科级", "财政拨款")]
    for kind, nature, rank in rng.sample([("服务中心", "事业", "副科级"), ("执法大队", "参公事业", "股级")], rng.randint(0, 2)):
        funding = rng.choice(["财政性资金基本保证", "财政拨款"])
        units.append((f"{code}00{len(units) + 1}", division.name + office[:-1] + kind.replace("执法大队", "管理中心"), nature, rank, funding))
    cited = [_citation(rng, year) for _ in range(rng.randint(3, 6))]
    projects = tuple(_project(rng, division, office, year, units, cited) for _ in range(rng.randint(1, 5)))
    functions = _functions(rng, sum(one.total for one in projects))
    basic = sum(line.basic for line in functions if len(line.code) == 3)
    assets = rng.randint(100, 99999)
    return Budget(division, office, code, year, tuple(units), functions, _economic(rng, basic), _apart(projects), assets, tuple(cited))


def _apart(projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """No two projects of one name."""
    return tuple({one.name: one for one in projects}.values())


def shares(rng: Random, total: int, parts: int) -> list[int]:
    """`total` cut into so many positive parts (fewer where it is too small)."""
    cuts = sorted(rng.sample(range(1, total), min(parts, total) - 1)) if total > 1 else []
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def _summed(leaves: dict[str, tuple[int, int]], scheme: str, lengths: tuple[int, ...]) -> tuple[Line, ...]:
    lines = []
    for code in sorted({leaf[:length] for leaf in leaves for length in lengths}):
        below = [amounts for leaf, amounts in leaves.items() if leaf.startswith(code)]
        name = concepts(scheme)[code].first("prefLabel") or ""
        lines.append(Line(code, name, sum(basic for basic, _ in below), sum(project for _, project in below)))
    return tuple(lines)


def _functions(rng: Random, project: int) -> tuple[Line, ...]:
    """Items with their parents; the project part adds up to `project`."""
    known = concepts("functions")
    items = [code for code in known if len(code) == 7 and code[0] == "2" and code[:5] in known and code[:3] in known]
    chosen = rng.sample(items, rng.randint(3, 14))
    basic = {code: rng.randint(1, 99999) for code in chosen[: rng.randint(1, len(chosen))]}
    paid = dict(zip(chosen[-rng.randint(1, len(chosen)) :], shares(rng, project, len(chosen)), strict=False))
    if rest := project - sum(paid.values()):
        paid[chosen[-1]] = paid.get(chosen[-1], 0) + rest
    leaves = {code: (basic.get(code, 0), paid.get(code, 0)) for code in chosen if basic.get(code) or paid.get(code)}
    return _summed(leaves, "functions", (3, 5, 7))


def _economic(rng: Random, basic: int) -> tuple[Line, ...]:
    """Personnel (first amount) and public (second amount) expenditure; together `basic`."""
    known = concepts("economic")
    people = rng.sample([code for code in known if len(code) == 5 and code[:3] in ("301", "303")], rng.randint(2, 8))
    goods = rng.sample([code for code in known if len(code) == 5 and code[:3] == "302"], rng.randint(1, 8))
    public = rng.randint(1, max(1, basic // 4))
    leaves = {code: (amount, 0) for code, amount in zip(people, shares(rng, basic - public, len(people)), strict=False)}
    leaves |= {code: (0, amount) for code, amount in zip(goods, shares(rng, public, len(goods)), strict=False)}
    return _summed(leaves, "economic", (3, 5))


def _citation(rng: Random, year: int) -> Citation:
    subject = rng.choice([word for every in DEPARTMENTS.values() for word in every])
    kind = rng.choice(["实施意见", "管理办法", "工作方案", "实施细则"])
    return Citation(rng.choice(AGENCIES), rng.randint(2015, year), rng.randint(1, 299), f"关于印发{subject}{kind}的通知")


def _project(
    rng: Random, division: DivisionCode, office: str, year: int, units: list[tuple[str, str, str, str, str]], cited: list[Citation]
) -> Project:
    subject = rng.choice(DEPARTMENTS[office])
    name = f"{subject}{rng.choice(['县级配套资金', '工作经费', '补助资金', '能力提升项目', '专项经费'])}{rng.choice(['', '', '（县级）'])}"
    funding = []
    if rng.random() < 0.5:
        fund = rng.choice(cited)
        funding = [fund.number]
        spelled = fund.spelled(rng)
        name = rng.choice(
            [f"{name}({spelled})", f"{name}（{spelled}）", f"{spelled}-{year}年{name}", f"{spelled}提前下达 {year} 年{name}", f"{spelled}{name}"]
        )
    head = f"{division.code}{year % 100}P{rng.randint(0, 99999999999):011d}"
    total = rng.randint(100, 9999999)
    basis = rng.choice(cited)
    return Project(
        name=name,
        code=head + check_character(head),
        unit=rng.choice(units)[:2],
        total=total,
        other=rng.choice([0, 0, rng.randint(1, total)]),
        purpose=f"用于{subject}，{rng.choice(['保障工作正常开展', '提高服务水平。', '减轻群众负担'])}",
        schedule=_schedule(rng),
        goals=tuple(f"{rng.choice(['保障', '规范', '提高'])}{subject}工作{'，确保资金按时拨付' * (n % 2)}" for n in range(rng.randint(1, 3))),
        funding=tuple(funding),
        basis=f"{basis.spelled(rng)}{basis.title}",
        basis_documents=(basis.number,),
        indicators=_indicators(rng, DEPARTMENTS[office], cited),
    )


def _schedule(rng: Random) -> tuple[tuple[str, str], ...]:
    form = rng.choice(["{}.00", "{}%", "{}"])
    steps = zip(("3月底", "6月底", "10月底", "12月底"), ("25", "50", "75", "100"), strict=True)
    return tuple((by, form.format(value)) for by, value in steps if by == "12月底" or rng.random() < 0.85)


def _indicators(rng: Random, subjects: tuple[str, ...], cited: list[Citation]) -> tuple[Indicator, ...]:
    rows, names = [], iter(rng.sample([f"{subject}{what}" for subject in subjects for what in NAMED], 20))
    for firsts, seconds in LEVELS:
        first = rng.choice(firsts)
        for second in seconds:
            for _ in range(rng.choice([0, 1, 1, 2]) if len(seconds) > 1 else 1):
                name = next(names)
                basis, documents = _basis(rng, cited)
                described = rng.choice([f"{name}占计划的比例", f"反映{name}的实际情况，以年度考核的结果为准", name, ""])
                target = None if rng.random() < 0.05 else target_at_random(rng)
                rows.append(Indicator(first, second, name, described, target, basis, documents))
    return tuple(rows)


def _basis(rng: Random, cited: list[Citation]) -> tuple[str, tuple[str, ...]]:
    kind, one, two = rng.randint(0, 9), rng.choice(cited), rng.choice(cited)
    number = one.spelled(rng)
    if kind < 3:
        return rng.choice(["", *SOURCES]), ()
    if kind == 3 and one != two:
        return f"{number}、{two.spelled(rng)}", (one.number, two.number)
    forms = [f"《{one.title}》{number}", f"《{one.title}》（{number}）", f"{one.title}（{number}）", number, f"{number}文件", f"{number}《{one.title}》"]
    return rng.choice(forms), (one.number,)


def target_at_random(rng: Random) -> Target:
    """A target of the grammar that the contract gives."""
    percent, few, many = rng.randint(50, 100), rng.randint(1, 40), rng.randint(100, 9999)
    part = f"{rng.randint(1, 99)}.{rng.randint(1, 9)}"
    tenfold = str(int(part.replace(".", "")) * 1000)
    gap = rng.choice(["", "", " "])
    return rng.choice(
        [
            Target(f"≥{percent}%", "≥", str(percent), unit="%"),
            Target(f"≥{gap}{percent}%", "≥", str(percent), unit="%"),
            Target(f"{percent}%", "=", str(percent), unit="%"),
            Target(f"≧{percent}%", "≥", str(percent), unit="%"),
            Target(f"≥{part}{gap}万人", "≥", tenfold, unit="人"),
            Target(f"≤{part}{gap}万元", "≤", tenfold, unit="元"),
            Target(f"{few}万元", "=", f"{few}0000", unit="元"),
            Target(f"{few}-{few + 3}{gap}个月", "range", low=str(few), high=str(few + 3), unit="个月"),
            Target(f"{few}~{few + 9}次", "range", low=str(few), high=str(few + 9), unit="次"),
            Target(f"不低于{percent}%", "≥", str(percent), unit="%"),
            Target(f"不少于{few}次", "≥", str(few), unit="次"),
            Target(f"不超过{few}天", "≤", str(few), unit="天"),
            Target(f"至少{few}场次", "≥", str(few), unit="场次"),
            Target(f"{few}次以上", "≥", str(few), unit="次"),
            Target(f"{few}个工作日以内", "≤", str(few), unit="个工作日"),
            Target(f">{many}{gap}次", ">", str(many), unit="次"),
            Target(f"＜{few}%", "<", str(few), unit="%"),
            Target(f"{many}{gap}元/人", "=", str(many), unit="元/人"),
            Target(f"≥{many}{gap}人次", "≥", str(many), unit="人次"),
            Target(f"≥{percent}", "≥", str(percent)),
            *(Target(text) for text in rng.sample(QUALITATIVE, 5)),
        ]
    )
