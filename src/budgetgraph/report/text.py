"""Write the report that a person reads.

Findings come most serious first, then by department and rule. Each has the line to look at and the
lines that it was compared with. It is in the language of its reader, in Chinese and English where
that is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from budgetgraph.document.languages import message_in
from budgetgraph.document.problems import Severity
from budgetgraph.validate.findings import Finding, QuotedPassage, Report
from budgetgraph.validate.rules import rules


@dataclass(frozen=True, slots=True)
class ReportLanguage:
    """The language of a report; None for both."""

    code: str | None = None

    def say(self, zh: str, en: str) -> str:
        """Give a text in the language: `共 3 项`, `3 findings`, or `共 3 项 · 3 findings`."""
        if self.code is None:
            return f"{zh} · {en}"
        return zh if self.code == "zh" else en


BOTH = ReportLanguage()

HEADINGS = {
    Severity.VIOLATION: ("严重", "violations"),
    Severity.WARNING: ("警告", "warnings"),
    Severity.INFO: ("提示", "information"),
}
#: Longer quotes are cut: a quote only has to be recognised.
_QUOTED_LINES, _QUOTED_WIDTH = 2, 120
#: At most this many compared places are named; a sum over a long table has more.
_COMPARED = 12


def write(report: Report, language: ReportLanguage = BOTH) -> bytes:
    """Write the whole list; the last line says what was looked at."""
    checked = told_checked(report, language)
    lines = [*_body(report, language), *checked, _summary(report, language)]
    return ("\n".join(lines) + "\n").encode()


def _body(report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write the findings of each severity, and the files that could not be read."""
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        heading = language.say(*HEADINGS[severity])
        yield f"== {heading}（{report.count(severity)}）"
        by_disclosure = groupby(serious, key=_disclosure)
        for (department, year), findings in by_disclosure:
            if department is not None:
                yield f"-- {department} {year or ''}".rstrip()
            yield from _rules(findings, report, language)
        yield ""
    for file, reason in report.unread:
        unread = language.say("未能读取", "not read")
        yield f"{unread}: {file}: {message_in(reason, language.code)}"


def _disclosure(finding: Finding) -> tuple[str | None, int | None]:
    """Give the department and the year of a finding."""
    return finding.department, finding.fiscal_year


def _rules(findings: Iterable[Finding], report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write the findings of one department, by rule."""
    for rule, alike in _by_rule(findings):
        count = f"（{len(alike)}）" if len(alike) > 1 else ""
        yield f"[{rule}] {called(rule, language)}{count}".rstrip()
        for finding in alike:
            yield from _finding(finding, report, language)


def _by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Sort the findings of one department by rule; rules keep the order of their first findings."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return list(by_rule.items())


def called(rule: str, language: ReportLanguage) -> str:
    """Name a rule; "" for a foreign shape."""
    if rule not in rules():
        return ""
    return language.say(rules()[rule].name_zh, rules()[rule].name_en)


def _finding(finding: Finding, report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write the lines of a finding."""
    place = place_of(finding, report, language)
    gap = said_gap(finding, language)
    yield f"  {place}  {gap}".rstrip()
    for number, message in enumerate(messages(finding, language)):
        yield f"    {'en: ' if number else ''}{message}"
    if finding.file is None:
        return
    for line in (finding.quote or "").splitlines()[:_QUOTED_LINES]:
        shown = " ".join(line.split())
        if shown:
            yield f"    > {cut(shown, _QUOTED_WIDTH - 1, _QUOTED_WIDTH)}"
    others = compared(finding, report, language)
    if others:
        yield f"    ↔ {others}"
    for follows in finding.consequences:
        yield f"    ⇒ [{follows.rule}] {messages(follows, language)[0]}"


def said_gap(finding: Finding, language: ReportLanguage) -> str:
    """Say the gap of a finding: `差额 1,000.00 元`; "" where it has none."""
    if finding.gap is None:
        return ""
    word = "gap" if language.code == "en" else "差额"
    unit = "yuan" if language.code == "en" else "元"
    return f"{word} {yuan(finding.gap)} {unit}"


def messages(finding: Finding, language: ReportLanguage) -> list[str]:
    """Say what was found, in Chinese and then in English, or in the language that was asked for.

    A message that is not in the language is given as it is.
    """
    if not (finding.message_zh and finding.message_en):
        return [finding.message]
    both = [finding.message_zh, finding.message_en]
    return {"zh": both[:1], "en": both[1:]}.get(language.code or "", both)


def cut(text: str, kept: int, longest: int) -> str:
    """Cut a text that is longer than `longest` to `kept` characters and an ellipsis."""
    return text if len(text) <= longest else text[:kept] + "…"


def place_of(finding: Finding, report: Report, language: ReportLanguage = BOTH) -> str:
    """Name where to look first; the thing itself where it stands in no source."""
    return report.named(finding.place, language.code) if finding.place else finding.focus


def compared(finding: Finding, report: Report, language: ReportLanguage = BOTH) -> str:
    """Name the other places that the rule read, each file once: `a.txt:3、7-8；b.txt:12`.

    Empty where there is only one place.
    """
    first, others = finding.passages[:1], finding.passages[1:]
    seen = {(file, spot) for file, _, spot in _places(first, report, language)}
    places: list[tuple[str, str]] = []
    for file, _, spot in sorted(_places(others, report, language)):
        # Two lines of one page are one place.
        if (file, spot) not in seen:
            seen.add((file, spot))
            places.append((file, spot))
    spots: dict[str, list[str]] = {}
    for file, spot in places[:_COMPARED]:
        # `:3` in front of the file's first spot only.
        shown = spot.lstrip(": ") if file in spots else spot
        spots.setdefault(file, []).append(shown)
    listed = "；".join(file + "、".join(in_file) for file, in_file in spots.items())
    return f"{listed} …" if len(places) > _COMPARED else listed


def _places(
    passages: Iterable[QuotedPassage], report: Report, language: ReportLanguage
) -> set[tuple[str, int, str]]:
    """Give the file, the first line and the spot of passages that are in a file."""
    places = set()
    for passage in passages:
        file = report.path(passage)
        if file:
            places.add((file, passage.first_line or 0, passage.spot(language.code)))
    return places


def yuan(amount: Decimal) -> str:
    """Write an amount in 元 with thousands commas and at least two decimals."""
    return f"{amount:,.2f}" if int(amount.as_tuple().exponent) > -2 else f"{amount:,f}"


def looked_at(report: Report, language: ReportLanguage = BOTH) -> str:
    """Say how much was looked at."""
    graphs, triples = report.graphs, report.triples
    return language.say(f"{graphs} 个图、{triples} 条三元组", f"{graphs} graphs, {triples} triples")


#: What was compared, as a person calls it, and why some of it could not be.
_KINDS: dict[str, tuple[str, tuple[str, str] | None]] = {
    "sums": ("个合计", None),
    "comparisons": ("处文字与报表的比对", None),
    "percentages": ("个百分比", ("同句金额不足以重算", "their sentences do not tell both amounts")),
    "changes": ("处增减", None),
    "sums of a sentence": ("处句内合计", None),
    "rates of completion": (
        "个完成率",
        ("同句未列两个金额", "their sentences do not tell both amounts"),
    ),
    "items": ("个事项", None),
    "classes": (
        "个科目金额",
        ("与报表可能不是同一口径", "prose and tables may speak of other money"),
    ),
    "names of classes": ("个科目名称", None),
    "uses of classes": ("处科目用途", None),
    "titles in the contents": ("个目录标题", None),
    "years": ("处年度", None),
    "goals": ("个目标数量", None),
    "projects": ("个项目金额", None),
    "staff": ("处人员编制", None),
    "costs of staff and running": ("处人员和公用经费", None),
    "tables": (
        "张表",
        (
            "种类不明、未能读取或没有可加总的行列",
            "of no known kind, not read, or with nothing that adds up",
        ),
    ),
}


def told_checked(report: Report, language: ReportLanguage = BOTH) -> Iterator[str]:
    """Say what was compared and holds, and what could not be compared, each in one line."""
    right = [(kind, report.right[kind]) for kind in _KINDS if report.right.get(kind)]
    if right:
        zh = "、".join(f"{count} {_KINDS[kind][0]}" for kind, count in right)
        en = ", ".join(f"{count} {kind}" for kind, count in right)
        yield language.say(f"核对相符：{zh}", f"right: {en}")
    for kind in _KINDS:
        count = report.unsure.get(kind)
        if count:
            zh, reason = _KINDS[kind]
            said = language.say(*reason) if reason else ""
            told = language.say(f"未能核对：{count} {zh}", f"not checked: {count} {kind}")
            yield f"{told}（{said}）"


def _summary(report: Report, language: ReportLanguage) -> str:
    """Write the last line: the counts, or that nothing was found."""
    if report.unread and not report.graphs:
        return language.say("没有可核查的内容", "nothing could be checked")
    known = ""
    if report.known:
        known = f"；{in_baseline(report, language)}"
    if not report.total:
        return _nothing_found(report, language) + known + _unread(report, language)
    line = _counted(report, language)
    left_out = sum(report.left_out.values())
    if left_out:
        not_listed = language.say(f"未列出 {left_out} 项", f"{left_out} are not listed")
        line += f"；{not_listed}"
    return line + known


def in_baseline(report: Report, language: ReportLanguage) -> str:
    """Say how many findings are not listed because they were known before."""
    known = report.known
    return language.say(f"另有 {known} 项在基线中", f"{known} more are in the baseline")


def _nothing_found(report: Report, language: ReportLanguage) -> str:
    """Say that nothing was found; nothing new where there is a baseline."""
    said = (
        ("未发现新问题", "nothing new found") if report.known else ("未发现问题", "nothing found")
    )
    return f"{language.say(*said)}（{looked_at(report, language)}）"


def _unread(report: Report, language: ReportLanguage) -> str:
    """Say how many files could not be read."""
    count = len(report.unread)
    if not count:
        return ""
    return "；" + language.say(f"{count} 个文件未能读取", f"{count} file(s) not read")


def _counted(report: Report, language: ReportLanguage) -> str:
    """Count the findings, in all and of each severity that has any."""
    chinese, english = [], []
    for severity in sorted(Severity, reverse=True):
        count = report.count(severity)
        if count:
            chinese.append(f"{HEADINGS[severity][0]} {count}")
            english.append(f"{count} {severity.word}")
    total = report.total
    said = language.say(f"共 {total} 项", f"{total} findings")
    counts = "，".join(chinese) if language.code == "zh" else ", ".join(english)
    colon = "：" if language.code == "zh" else ": "
    return f"{said}{colon}{counts}（{looked_at(report, language)}）"
