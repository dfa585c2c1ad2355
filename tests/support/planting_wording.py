"""Sentences with a fault of wording, planted behind paragraphs of the running text, and sentences of
the same kinds without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from budgetgraph.disclosure import Disclosure
from planting import Fault

#: What no table of the made-up papers prints, so that no other rule knows it.
_SUBJECTS = ("课题研究经费", "档案整理经费", "法律顾问经费", "信息维护经费", "普法宣传经费")
_RENAMED = 2018
_RISES = ("增加", "增长", "上升")
_FALLS = ("减少", "下降", "降低")


#: Names that a class has no more, or that are another's, beside its code.
_NAMES = (
    "医疗卫生与计划生育支出（210类）",
    "卫生健康支出（208类）",
    "教育支出（204类）",
    "农林水支出（212类）",
    "医疗卫生与计划生育支出（类）",
)
_RESIDUES = (
    "{}增加（减少）的主要原因是业务变化。",
    "{}较上年增长/下降的主要原因是业务变化。",
    "{}支出XX万元，主要用于业务活动。",
    "{}支出___万元，主要用于业务活动。",
    "{}支出安排情况（）如下，主要用于业务活动。",
    "{}支出安排情况此处填写，主要用于业务活动。",
    "{}按规定安排（如有），主要用于业务活动。",
    "{}比上年减少增加8.00万元，主要是业务变化。",
    "{}由XX科承办，主要用于业务活动。",
)
_BROKEN = (
    "{}与上年持平，主要原因是。",
    "{}按规定安排，主要用于。",
    "{}与上年持平。。",
    "{}按规定安排，，主要用于业务活动。",
    "{}按《中华人民共和国预算法安排，主要用于业务活动。",
    "{}按“三定规定安排，主要用于业务活动。",
    "{}按规定安排（含课题费，主要用于业务活动。",
    "{}按规定安排，上年支出有所增加，增长13.95。",
    "{}按规定安\ue012排，主要用于业务活动。",
    "{}按规定安排，主要用于用于业务活动。",
    "{}安排情况情况如下，主要用于业务活动。",
    "{}预算为184..59万元，主要用于业务活动。",
    "{}安排截至2024年6月31日，主要用于业务活动。",
)
#: What belongs to a neighbour: its level, its benefit, the money of another heading.
_COPIED = (
    ("class-name-code", "公共安全支出（类）司法（款）普法宣传（款）中的{}按规定安排。"),
    (
        "paper-kind",
        "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）"
        "主要用于支付购房补贴。",
    ),
    (
        "paper-kind",
        "九、国有资本经营预算支出情况说明\n\n本部门没有使用政府性基金预算安排的{}。",
    ),
)


def wording_faults(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """One sentence of each kind, each behind a paragraph of its own as far as there are any."""
    year, subject = disclosure.year, rng.choice(_SUBJECTS)
    kinds = [
        ("change-percentage", _percentage(rng, year, right=False)),
        ("change-percentage", _share(rng, right=False)),
        ("change-percentage", _after_sentence(rng, year, right=False)),
        ("change-percentage", _percentage_first(rng, year, right=False)),
        ("change-percentage", _contradicted(rng, year)),
        ("completion-rate", _completed(rng, right=False)),
        ("compares-own-year", _years(rng, year, year + rng.randint(0, 1))),
        ("class-name-code", f"{rng.choice(_NAMES)}中的{subject}按规定安排。"),
        ("template-residue", rng.choice(_RESIDUES).format(subject)),
        ("broken-sentence", rng.choice(_BROKEN).format(subject)),
        ("staff-exceeds-establishment", _staff(rng, above=True)),
        ("implausible-change", _change(rng, right=False)),
        ("change-percentage", _reason(rng, right=False)),
        ("statement-parts", _counted(rng, right=False)),
        ("paper-kind", f"截至{year}年12月31日，共有{subject}项目。"),
        ("paper-kind", f"我部门{year - 1}年无政府采购预算。"),
        ("statement-parts", _projects(rng, right=False)),
        ("part-not-told", _kinds_of_posts(rng, right=False)),
        ("statement-contradicted", _told_twice(rng, right=False)),
        (
            "statement-contradicted",
            f"公务接待{rng.randint(20, 60)}批次、{rng.randint(2, 19)}人次。",
        ),
    ]
    rule, copied = rng.choice(_COPIED)
    kinds.append((rule, copied.format(subject)))
    # Up to 2018 the former name is the class's name.
    wrong = [one for one in kinds if one[0] != "class-name-code" or year > _RENAMED]
    yield from _behind(rng, disclosure, wrong)


def harmless_sentences(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """Sentences of the same kinds that hold: nothing may be found in them."""
    year, subject = disclosure.year, rng.choice(_SUBJECTS)
    kinds = [
        ("", _percentage(rng, year, right=True)),
        ("", _share(rng, right=True)),
        ("", _after_sentence(rng, year, right=True)),
        ("", _percentage_first(rng, year, right=True)),
        ("", _turned(rng, right=True)),
        ("", _two_bases(rng, year)),
        ("", _completed(rng, right=True)),
        ("", f"{subject}按实际情况据实列支，主要用于业务活动（含课题费）。"),
        ("", f"{subject}主要是业务工作所需。"),
        ("", _years(rng, year, year - 1)),
        ("", f"卫生健康支出（210类）中的{subject}按规定安排。"),
        ("", f"{subject}增减变化的主要原因是业务变化（含课题费）。"),
        ("", f"{subject}与上年持平，主要原因是业务没有变化。"),
        ("", f"{subject}按《中华人民共和国预算法》和“三定”规定安排。"),
        ("", _staff(rng, above=False)),
        ("", _change(rng, right=True)),
        ("", _reason(rng, right=True)),
        ("", _counted(rng, right=True)),
        ("", f"截至{year - 1}年12月31日，共有{subject}项目。"),
        ("", f"{subject}由社会工作工作站承办，一项一项落实。"),
        ("", _projects(rng, right=True)),
        ("", _kinds_of_posts(rng, right=True)),
        ("", _told_twice(rng, right=True)),
        ("", f"公务接待{rng.randint(2, 19)}批次、{rng.randint(20, 60)}人次。"),
        ("", f"公共安全支出（类）司法（款）普法宣传（项）中的{subject}按规定安排。"),
        ("", f"九、国有资本经营预算支出情况说明\n\n本部门没有国有资本经营预算安排的{subject}。"),
    ]
    yield from _behind(rng, disclosure, kinds)


def _behind(rng: Random, disclosure: Disclosure, kinds: list[tuple[str, str]]) -> Iterator[Fault]:
    lines = disclosure.source.lines
    ends = [one.where.last for one in disclosure.prose if one.text.endswith("。")]
    rng.shuffle(kinds)
    for line, (rule, sentence) in zip(dict.fromkeys(ends), kinds, strict=False):
        edits = {line: f"{lines[line - 1]}\n\n{sentence}"}
        rules = frozenset({rule}) if rule else frozenset()
        yield Fault(f"wording: {rule or 'holds'}", edits, frozenset({line}), rules, sentence)


def _percentage(rng: Random, year: int, right: bool) -> str:
    """`课题研究经费上年预算为80.00万元，2026年预算安排100.00万元，同比增加25.00%。`"""
    before, now = (Decimal(rng.randint(2000, 90000)) / 100 for _ in range(2))
    change = (now / before - 1) * 100
    shown = abs(change) if right else abs(change) + rng.randint(2, 40)
    verb = rng.choice(_RISES if change > 0 else _FALLS)
    told = (
        f"{year - 1}年当年预算执行数为{before}万元",
        f"{year - 1}年预算{before}万元",
        f"上年预算为{before}万元",
    )
    return f"{rng.choice(_SUBJECTS)}{rng.choice(told)}，{year}年预算安排{now}万元，同比{verb}{shown:.2f}%。"


def _share(rng: Random, right: bool) -> str:
    """`课题研究经费100.00万元，其中：印刷费60.00万元，占60.00%；差旅费40.00万元，占40.00%。`"""
    one, two = (Decimal(rng.randint(2000, 90000)) / 100 for _ in range(2))
    whole = one + two
    shown = one * 100 / whole + (0 if right else rng.randint(3, 9))
    return (
        f"{rng.choice(_SUBJECTS)}共{whole}万元，其中：印刷费{one}万元，占{shown:.2f}%；"
        f"资料费{two}万元，占{two * 100 / whole:.2f}%。"
    )


def _after_sentence(rng: Random, year: int, right: bool) -> str:
    """`课题研究经费共120.00万元。与2025年相比，增加20.00万元，增长20.00%。`"""
    before, by = (Decimal(rng.randint(2000, 90000)) / 100 for _ in range(2))
    shown = by * 100 / before + (0 if right else rng.randint(3, 40))
    return f"{rng.choice(_SUBJECTS)}共{before + by}万元。与{year - 1}年相比，增加{by}万元，增长{shown:.2f}%。"


def _percentage_first(rng: Random, year: int, right: bool) -> str:
    """`课题研究经费2026年预算100.00万元，较上年增长25.00%，增加20.00万元。`"""
    before, by = (Decimal(rng.randint(2000, 90000)) / 100 for _ in range(2))
    shown = by * 100 / before + (0 if right else rng.randint(3, 40))
    words = rng.choice(("增长{:.2f}%，增加{}万元", "增长{:.2f}%，即增加{}万元"))
    return (
        f"{rng.choice(_SUBJECTS)}{year}年预算{before + by}万元，较上年{words.format(shown, by)}。"
    )


def _contradicted(rng: Random, year: int) -> str:
    """Words that say two things of one change."""
    by = Decimal(rng.randint(200, 9000)) / 100
    return rng.choice(
        (
            f"{rng.choice(_SUBJECTS)}比上年减少{by}万元，与上年持平。",
            f"{rng.choice(_SUBJECTS)}与{year - 1}年持平，增长{by}%。",
            f"{rng.choice(_SUBJECTS)}比上年增加-{by}万元。",
            _turned(rng, right=False),
        )
    )


def _reason(rng: Random, right: bool) -> str:
    """`课题研究经费比上年减少5.00万元，减少的主要原因是业务变化。`"""
    by = Decimal(rng.randint(200, 9000)) / 100
    verb, other = rng.choice((("增加", "减少"), ("减少", "增加")))
    told = verb if right else other
    words = rng.choice(("{}的主要原因是业务变化", "{}原因：业务变化", "{}的原因是业务变化"))
    return f"{rng.choice(_SUBJECTS)}比上年{verb}{by}万元，{words.format(told)}。"


def _counted(rng: Random, right: bool) -> str:
    """`共有业务用车6辆，其中：执法用车2辆、应急用车1辆、其他用车3辆。`"""
    uses = [rng.randint(1, 9) for _ in range(3)]
    whole = sum(uses) + (0 if right else rng.choice((-1, 1, 2)))
    mark = rng.choice("、，")
    parts = mark.join(
        f"{name}用车{count}辆" for name, count in zip(("执法", "应急", "其他"), uses, strict=True)
    )
    return f"共有业务用车{whole}辆，其中：{parts}。"


def _projects(rng: Random, right: bool) -> str:
    """`编报绩效目标的项目共3个，涉及资金60.00万元。其中：河道清淤项目20.00万元，…`"""
    names = ("河道清淤项目", "堤防加固项目", "机井维修项目")
    amounts = [Decimal(rng.randint(2000, 90000)) / 100 for _ in names]
    whole = sum(amounts) + (0 if right else rng.randint(3, 40))
    told = "，".join(f"{name}{one}万元" for name, one in zip(names, amounts, strict=True))
    return f"编报绩效目标的项目共{len(names)}个，涉及资金{whole}万元。其中：{told}。"


def _kinds_of_posts(rng: Random, right: bool) -> str:
    """`核定编制38名，其中行政编制20名、事业编制18名。`"""
    offices, services = rng.randint(9, 40), rng.randint(9, 40)
    whole = offices + services + (0 if right else rng.randint(1, 9))
    return f"核定编制{whole}名，其中行政编制{offices}名、事业编制{services}名。"


def _told_twice(rng: Random, right: bool) -> str:
    """`课题研究经费123.45万元，比上年增加67.89万元。其中课题研究经费123.45万元，比上年减少67.89万元。`"""
    by = Decimal(rng.randint(200, 900) * 10 + 7) / 100
    now = by + Decimal(rng.randint(200, 9000) * 10 + 1) / 100
    told = f"{rng.choice(_SUBJECTS)}{now}万元，比上年"
    again = "增加" if right else "减少"
    return f"{told}增加{by}万元，按规定安排；{told}{again}{by}万元，按规定安排。"


def _turned(rng: Random, right: bool) -> str:
    """`课题研究经费由上年的80.00万元增加到100.00万元。`"""
    before = Decimal(rng.randint(2000, 90000)) / 100
    now = before + Decimal(rng.randint(200, 9000)) / 100
    verb = "增加" if right else "减少"
    return f"{rng.choice(_SUBJECTS)}由上年的{before}万元{verb}到{now}万元。"


def _two_bases(rng: Random, year: int) -> str:
    by = Decimal(rng.randint(200, 9000)) / 100
    return rng.choice(
        (
            f"{rng.choice(_SUBJECTS)}比年初预算减少{by}万元，与上年持平。",
            f"{rng.choice(_SUBJECTS)}比{year - 2}年减少{by}万元，与{year - 1}年持平。",
            f"{rng.choice(_SUBJECTS)}增加0.00万元，与上年持平。",
        )
    )


def _completed(rng: Random, right: bool) -> str:
    """`课题研究经费年初预算为50.00万元，支出决算为45.00万元，完成年初预算的90.00%。`"""
    planned, spent = (Decimal(rng.randint(2000, 90000)) / 100 for _ in range(2))
    rate = spent * 100 / planned + (0 if right else rng.randint(3, 40))
    told = (
        f"年初预算为{planned}万元，支出决算为{spent}万元，完成年初预算的{rate:.2f}%",
        f"预算数为{planned}万元，决算数为{spent}万元，预算完成率{rate:.2f}%",
        f"支出决算{spent}万元，完成年初预算{planned}万元的{rate:.2f}%",
    )
    return f"{rng.choice(_SUBJECTS)}{rng.choice(told)}。"


def _years(rng: Random, year: int, against: int) -> str:
    words = rng.choice(("比{}年预算增加", "与{}年预算数持平", "较{}年预算执行数减少"))
    return f"{year}年{rng.choice(_SUBJECTS)}{words.format(against)}，主要是工作需要。"


def _staff(rng: Random, above: bool) -> str:
    posts = rng.randint(5, 90)
    persons = posts + rng.randint(1, 9) if above else posts - rng.randint(0, 4)
    return f"核定编制{posts}人，实有在职{persons}人。"


def _change(rng: Random, right: bool) -> str:
    now = Decimal(rng.randint(2000, 90000)) / 100
    by = now / 2 if right else now * 2
    return f"{rng.choice(_SUBJECTS)}{now}万元，比上年增加{by:.2f}万元。"
