"""Sentences with a fault of wording, planted behind paragraphs of the running text, and sentences of
the same kinds without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from planting import Fault

from budgetgraph.disclosure import Disclosure

#: What no table of the made-up papers prints, so that no other rule knows it.
_SUBJECTS = ("课题研究经费", "档案整理经费", "法律顾问经费", "信息维护经费", "普法宣传经费")
_RENAMED = 2018
_RISES = ("增加", "增长", "上升")
_FALLS = ("减少", "下降", "降低")


def wording_faults(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """One sentence of each kind, each behind a paragraph of its own as far as there are any."""
    kinds = [
        ("change-percentage", _percentage(rng, disclosure.year, right=False)),
        ("compares-own-year", _years(rng, disclosure.year, disclosure.year + rng.randint(0, 1))),
        (
            "class-name-code",
            f"医疗卫生与计划生育支出（210类）中的{rng.choice(_SUBJECTS)}按规定安排。",
        ),
        ("template-residue", f"{rng.choice(_SUBJECTS)}增加（减少）的主要原因是业务变化。"),
        ("broken-sentence", f"{rng.choice(_SUBJECTS)}与上年持平，主要原因是。"),
        ("staff-exceeds-establishment", _staff(rng, above=True)),
        ("implausible-change", _change(rng, right=False)),
    ]
    # Up to 2018 the former name is the class's name.
    wrong = [one for one in kinds if one[0] != "class-name-code" or disclosure.year > _RENAMED]
    yield from _behind(rng, disclosure, wrong)


def harmless_sentences(rng: Random, disclosure: Disclosure) -> Iterator[Fault]:
    """Sentences of the same kinds that hold: nothing may be found in them."""
    kinds = [
        ("", _percentage(rng, disclosure.year, right=True)),
        ("", _years(rng, disclosure.year, disclosure.year - 1)),
        ("", f"卫生健康支出（210类）中的{rng.choice(_SUBJECTS)}按规定安排。"),
        ("", f"{rng.choice(_SUBJECTS)}增减变化的主要原因是业务变化。"),
        ("", f"{rng.choice(_SUBJECTS)}与上年持平，主要原因是业务没有变化。"),
        ("", _staff(rng, above=False)),
        ("", _change(rng, right=True)),
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
