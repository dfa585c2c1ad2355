"""The words of made-up disclosures: departments and their matters, document numbers as they are
typed, targets as they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

#: Departments and what their projects and indicators are about.
DEPARTMENTS = {
    "医疗保障局": ("参保居民", "救助对象", "医保基金监管", "异地就医结算"),
    "教育局": ("在校学生", "乡村教师", "义务教育学校", "学前教育资助"),
    "民政局": ("低保对象", "特困人员", "养老机构", "孤儿基本生活"),
    "水利局": ("河道治理", "水库移民", "农村饮水安全", "节水灌溉"),
    "农业农村局": ("高标准农田", "动物防疫", "农产品质量检测", "农机购置补贴"),
    "卫生健康局": ("乡镇卫生院", "疫苗接种", "计划生育家庭", "公共卫生服务"),
    "文化广电和旅游局": ("公共图书馆", "文化下乡演出", "文物保护", "旅游宣传"),
    "人力资源和社会保障局": ("就业创业", "职业技能培训", "公益性岗位", "城乡居民养老保险"),
    "人民政府办公室": ("政务服务中心", "政府网站运维", "应急值班", "政务公开"),
    "残疾人联合会": ("残疾人康复", "残疾儿童救助", "辅助器具适配", "无障碍改造"),
    "林业和草原局": ("造林绿化", "森林防火", "古树名木保护", "退耕还林"),
    "交通运输局": ("农村公路养护", "公交运营补贴", "桥梁检测", "治超执法"),
}
#: How the names of projects end; some end like a measure of the statements.
KINDS = [
    "县级配套资金",
    "工作经费",
    "补助资金",
    "能力提升项目",
    "专项经费",
    "预算管理工作经费",
    "预算绩效管理经费",
    "支出",
    "公用经费",
    "培训费",
]
#: Issuers whose codes are met in published disclosures, with the words of a title of theirs.
AGENCIES = [
    "冀财社",
    "冀财教",
    "冀财农",
    "冀财资环",
    "冀医保字",
    "冀政字",
    "冀民",
    "冀教财",
    "冀水",
    "邢政发",
    "邢医保发",
    "邢政办字",
    "邢财社",
    "秦财社",
    "秦税发",
    "秦政办字",
    "石财教",
    "卢办发",
    "平办字",
    "临社险",
    "财社",
    "财教",
    "财农",
    "国办发",
    "国发",
    "民发",
    "教财",
    "农计财发",
    "苏财预",
    "豫财社",
    "鲁财农",
    "甘财社",
    "临州财社",
]
BRACKETS = ("[]", "［］", "【】", "（）", "()", "〔〕", "﹝﹞", "﹝]", "[）")
#: First levels, each with the second levels that may stand under it.
LEVELS = (
    (
        ("产出指标", "产出目标", "产出类指标"),
        (("数量指标", "质量指标", "时效指标", "成本指标"), ("数量指标", "质量指标", "时效指标")),
    ),
    (("成本指标",), ((), (), ("经济成本指标", "社会成本指标", "生态环境成本指标"))),
    (
        ("效益指标", "效果指标", "效益类指标"),
        (
            ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
            ("经济效益", "社会效益", "环境效益指标"),
        ),
    ),
    (
        ("满意度指标", "满意度类指标"),
        (("服务对象满意度指标",), ("社会公众或服务对象满意度指标",), ("服务对象满意度",)),
    ),
)
NAMED = (
    "人数",
    "次数",
    "覆盖率",
    "合格率",
    "及时率",
    "完成率",
    "知晓率",
    "补助标准",
    "经费控制数",
    "持续年限",
    "满意程度",
    "办结时限",
)
QUALITATIVE = [
    "有效缓解",
    "明显提升",
    "长期",
    "成效明显",
    "年底",
    "9月底前",
    "2024年12月31日之前",
    "每月月底",
    "依据文件要求全部拨付到位",
    "较上年提高",
    "应保尽保",
    "低保人员补助342元/人，五保人员补助380元/人",
]
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
        brackets = rng.choice(BRACKETS)
        gap = rng.choice(["", "", " "])
        return f"{self.agency}{brackets[0]}{self.year}{brackets[1]}{rng.choice(['', '', ' '])}{self.serial}{gap}号"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as printed, and what it says."""

    text: str
    operator: str | None = None
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None


def citation_at_random(rng: Random, year: int) -> Citation:
    """A document of the budget year or before it."""
    subject = rng.choice([word for every in DEPARTMENTS.values() for word in every])
    kind = rng.choice(["实施意见", "管理办法", "工作方案", "实施细则"])
    return Citation(
        rng.choice(AGENCIES),
        rng.randint(2015, year),
        rng.randint(1, 299),
        f"关于印发{subject}{kind}的通知",
    )


def basis_at_random(rng: Random, cited: list[Citation]) -> tuple[str, tuple[str, ...]]:
    """What an indicator rests on, and the numbers that stand in it."""
    kind, one, two = rng.randint(0, 9), rng.choice(cited), rng.choice(cited)
    number = one.spelled(rng)
    if kind < 3:
        return rng.choice(["", *SOURCES]), ()
    if kind == 3 and one != two:
        return f"{number}、{two.spelled(rng)}", (one.number, two.number)
    forms = [
        f"《{one.title}》{number}",
        f"《{one.title}》（{number}）",
        f"{one.title}（{number}）",
        number,
        f"{number}文件",
        f"{number}《{one.title}》",
    ]
    if one.agency[0] in "冀邢秦石":
        forms.append(f"{rng.choice(['市财政局', '市政府办公室', '省财政厅'])}{number}")
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
            Target(
                f"{few}-{few + 3}{gap}个月", "range", low=str(few), high=str(few + 3), unit="个月"
            ),
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


def typeset(rng: Random, target: Target | None) -> Target | None:
    """The target as optical recognition prints it now and then: LaTeX for its sign."""
    if (
        target is None
        or target.operator not in ("≥", ">")
        or not target.text.endswith("%")
        or rng.random() < 0.7
    ):
        return target
    return replace(
        target,
        text=f"${chr(92)}{'geq' if target.operator == '≥' else 'gt'} {target.value}{chr(92)}%$",
    )
