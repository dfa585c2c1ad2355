"""Quantities of a project's goals against the targets of the indicators that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetgraph.disclosure import Goal, Indicator
from budgetgraph.document.folding import fold
from budgetgraph.validate.wording.known import pattern
from budgetgraph.validate.wording.paper import CheckedPaper, Fault
from budgetgraph.values.target import Target

#: What the name of an indicator says of its kind of count: 材料发放数量, 培训人次.
_COUNTED = pattern("goals", "counted")
_SHORTEST = 3
_FIGURE = pattern("goals", "figure")
_OF_YEARS = pattern("goals", "of_years")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
#: The target lost its 万: another rule tells it.
_THING = pattern("goals", "thing")
_ANY_FIGURE = pattern("goals", "any_figure")
_EXACTLY = "="
#: 为716名学生 counts persons, as 716人 does.
_SAME_UNITS = {"名": "人"}
_LOST = {Decimal(10_000), Decimal(100_000_000)}
#: Of two digits, 12 and 21, two other figures have the same by chance.
_FEWEST_EXCHANGED = 3
_GOAL, _PROSE = ("绩效目标", "the goal"), ("说明文字", "the prose")
#: 小型水库除险加固 is one thing by two pairs of its characters: 水库, 除险.
_FEWEST_PAIRS, _LONGEST_THING = 2, 12
_MARKS = re.compile(r"[^一-鿿]")


def goals_differ(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every quantity of a goal that its indicator does not have: 参保率达97% beside 参保率 ≥95%.

    Another unit, or a target that lost its 万, is no difference.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        for indicator in project.indicators:
            target = indicator.target
            if target is None or target.value is None or target.value == 0 or not target.unit:
                continue
            told = list(_figures(project.goals, indicator, target.unit))
            # The goal of three years tells other figures than that of the year.
            if any(figure == target.value for _, _, figure in told):
                paper.right["goals"] += 1
                continue
            for goal, words, figure in told:
                if figure / target.value not in _LOST:
                    yield _fault(project.name, iri, goal, indicator, target, words)


def things_differ(paper: CheckedPaper) -> Iterator[Fault]:
    """Give every number of things in a goal that the one indicator of these things does not have,
    where its target is that number and no limit.

    `完成21个村庄环境整治` beside 整治村庄数量 12个. Goals of several years tell other numbers.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        for goal in project.goals:
            text = fold(goal.text)
            told = {} if _OF_YEARS.search(text) else _things(text)
            for (name, unit), match in told.items():
                indicator = _of_thing(project.indicators, name, unit)
                if indicator is None:
                    indicator = _of_words(project.indicators, text[match.start("name") :], unit)
                if indicator is None or indicator.target is None:
                    continue
                if indicator.target.value == Decimal(match["digits"]):
                    paper.right["goals"] += 1
                else:
                    target = indicator.target
                    yield _fault(project.name, iri, goal, indicator, target, match[0])


def figures_exchanged(paper: CheckedPaper) -> Iterator[Fault]:
    """Give each target whose digits are those of a figure of the goals in another order, where no
    other target has that figure: 管护19.53万亩 beside 补偿公益林面积 ＝15.93万亩.
    """
    for project, iri in zip(paper.disclosure.projects, paper.projects, strict=True):
        targets = [one.target for one in project.indicators if one.target is not None]
        for goal in (*project.goals, *_told_in_prose(paper, project.name)):
            told = list(_ANY_FIGURE.finditer(fold(goal.text)))
            for indicator in project.indicators:
                figure = _exchanged(told, indicator.target, targets)
                if figure is not None and indicator.target is not None:
                    target = indicator.target
                    teller = _GOAL if goal in project.goals else _PROSE
                    yield _fault(project.name, iri, goal, indicator, target, figure, teller)


def _told_in_prose(paper: CheckedPaper, name: str) -> Iterator[Goal]:
    """Give the paragraphs that begin with the name of a project: what they tell is what its form
    does. `高标准农田建设项目绩效自评综述：…受益农户2360户。`
    """
    for passage in paper.prose:
        if fold(passage.text).startswith(fold(name)):
            yield Goal(passage.text, passage.where)


def _exchanged(
    told: Sequence[re.Match[str]], target: Target | None, targets: Sequence[Target]
) -> str | None:
    """Give the one figure of a goal that has the digits of a target in another order."""
    printed = _ANY_FIGURE.search(fold(target.text)) if target is not None else None
    if printed is None or any(_is_same(match, printed) for match in told):
        return None
    alike = [match for match in told if _has_digits_of(match, printed)]
    others = [match for one in targets if (match := _ANY_FIGURE.search(fold(one.text)))]
    if len(alike) != 1 or any(_is_same(alike[0], other) for other in others):
        return None
    return alike[0][0][: alike[0].start("unit") - alike[0].start()] + printed["unit"]


def _is_same(left: re.Match[str], right: re.Match[str]) -> bool:
    """Tell whether two figures are one, in one unit."""
    return _is_of_unit(left, right) and Decimal(left["digits"]) == Decimal(right["digits"])


def _has_digits_of(told: re.Match[str], printed: re.Match[str]) -> bool:
    """Tell whether two figures of one unit have the same digits in another order: 19.53, 15.93."""
    left, right = told["digits"], printed["digits"]
    if len(left.replace(".", "")) < _FEWEST_EXCHANGED:
        return False
    has_point_there = left.find(".") == right.find(".")
    is_of_them = has_point_there and sorted(left) == sorted(right) and left != right
    return is_of_them and _is_of_unit(told, printed)


def _is_of_unit(told: re.Match[str], printed: re.Match[str]) -> bool:
    """Tell whether two figures are counted in one unit: 万亩集 begins with 万亩."""
    return told["scale"] == printed["scale"] and told["unit"].startswith(printed["unit"])


def _things(text: str) -> dict[tuple[str, str], re.Match[str]]:
    """Give the numbers of things that a text tells once each, by the things and their unit."""
    told: dict[tuple[str, str], list[re.Match[str]]] = {}
    for match in _THING.finditer(text):
        unit = _SAME_UNITS.get(match["unit"], match["unit"])
        told.setdefault((match["name"], unit), []).append(match)
    return {thing: matches[0] for thing, matches in told.items() if len(matches) == 1}


def _of_thing(indicators: Sequence[Indicator], name: str, unit: str) -> Indicator | None:
    """Give the one indicator that names a thing, where its target is a number of them."""
    named: list[Indicator] = []
    for one in indicators:
        is_counted = one.target is not None and one.target.unit == unit
        if is_counted and name in fold(one.level3):
            named.append(one)
    target = named[0].target if len(named) == 1 else None
    is_number = target is not None and target.operator == _EXACTLY
    return named[0] if is_number else None


def _of_words(indicators: Sequence[Indicator], words: str, unit: str) -> Indicator | None:
    """Give the one indicator whose name shares two pairs of characters or more with the words that
    follow a number: 完成3座小型水库除险加固 → 除险加固水库数量, 3座.
    """
    told = set(_pairs(words[:_LONGEST_THING]))
    alike: list[Indicator] = []
    for one in indicators:
        target = one.target
        is_number = target is not None and (target.operator, target.unit) == (_EXACTLY, unit)
        if is_number and len(told.intersection(_pairs(fold(one.level3)))) >= _FEWEST_PAIRS:
            alike.append(one)
    return alike[0] if len(alike) == 1 else None


def _pairs(words: str) -> Iterator[str]:
    """Give each two characters beside each other, up to the first mark."""
    name = _MARKS.split(words)[0]
    for at in range(len(name) - 1):
        yield name[at : at + 2]


def _figures(
    goals: Sequence[Goal], indicator: Indicator, unit: str
) -> Iterator[tuple[Goal, str, Decimal]]:
    """Give the goals that give a quantity of an indicator, each with its words and its value."""
    for goal in goals:
        told = _told(goal, indicator, unit)
        if told is not None and not _OF_YEARS.search(fold(goal.text)):
            yield goal, *told


def _told(goal: Goal, indicator: Indicator, unit: str) -> tuple[str, Decimal] | None:
    """Give the one quantity that the goal gives right behind the indicator's name, in its unit."""
    name = _COUNTED.sub("", fold(indicator.level3))
    if len(name) < _SHORTEST:
        return None
    parts = fold(goal.text).split(name)
    figures = [
        match
        for part in parts[1:]
        if (match := _FIGURE.match(part)) and match["unit"].startswith(unit)
    ]
    if len(figures) != 1:
        return None
    [match] = figures
    words = name + match[0][: match.start("unit")] + unit
    return words, Decimal(match["digits"]) * _SCALES[match["scale"]]


def _fault(
    project: str,
    iri: str,
    goal: Goal,
    indicator: Indicator,
    target: Target,
    words: str,
    teller: tuple[str, str] = _GOAL,
) -> Fault:
    """Say what the goal or the prose tells, and what the target of the indicator is."""
    zh, en = teller
    return Fault(
        "goal-matches-indicator",
        f"{project} {indicator.level3} {words}",
        f"{project}：{zh}写“{words}”，指标“{indicator.level3}”的指标值为 {target.text}。",
        f"{project}: {en} says “{words}”, the target of “{indicator.level3}” is {target.text}.",
        [indicator.where, goal.where],
        focus=iri,
    )
