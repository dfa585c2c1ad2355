"""Write the report as one HTML page, grouped by rule and department.

The page loads nothing from the network, and it prints well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from itertools import groupby

from budgetgraph.document.languages import message_in
from budgetgraph.document.problems import Severity
from budgetgraph.report.text import (
    BOTH,
    HEADINGS,
    ReportLanguage,
    called,
    compared,
    cut,
    in_baseline,
    looked_at,
    messages,
    place_of,
    said_gap,
    told_checked,
)
from budgetgraph.validate.findings import Finding, Report
from budgetgraph.validate.rules import rules

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882 }
:root { --violation: #b3261e; --warning: #9a6700; --info: #3b5bdb }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5em }
h2 { font-size: 1.2em; border-bottom: 2px solid var(--line); margin-top: 2.2rem }
h3 { font-size: 1.05em; margin-bottom: .2rem }
h4 { margin: 1rem 0 .3rem; font-size: .95em }
p { margin: .2rem 0 }
.en, .about, .place { opacity: .75; font-size: .9em }
article { border-left: 4px solid var(--mark); break-inside: avoid }
article { padding: .1rem 0 .1rem .8rem; margin: .7rem 0 }
.violation { --mark: var(--violation) }
.warning { --mark: var(--warning) }
.info { --mark: var(--info) }
pre { background: var(--soft); padding: .3rem .6rem; margin: .3rem 0; font-size: .85em }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
table { border-collapse: collapse }
td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left }
td.n { text-align: right }
nav { overflow-x: auto }
a { color: inherit }
.gap { font-weight: 600 }
.signed { display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 3rem; break-inside: avoid }
.signed span { flex: 1 1 11rem; border-top: 1px solid; padding-top: .2rem; font-size: .9em }
@media print {
  @page { margin: 15mm }
  body { max-width: none; margin: 0; padding: 0; font-size: 9.5pt; line-height: 1.4 }
  tr { break-inside: avoid }
  td, th { padding: .05rem .4rem }
  h2 { margin-top: 1.2rem }
  h2, h3, h4 { break-after: avoid }
  a { text-decoration: none }
}
"""
_NAME = ("部门预算核查", "budget audit")
#: The end of the printed list: who checked it, and when.
_SIGNED = (("核查人", "checked by"), ("复核人", "reviewed by"), ("日期", "date"))
#: The columns of the table of counts.
_COLUMNS = (("级别", "severity"), ("规则", "rule"), ("发现", "finds"), ("数", "count"))
#: Longer quotes are cut: a quote only has to be recognised.
_QUOTED = 600
#: So many files are named at the head of the page.
_NAMED = 20


def write(report: Report, language: ReportLanguage = BOTH) -> bytes:
    """Write the whole page in UTF-8, in both languages unless one of them was asked for."""
    return "\n".join(_page(report, language)).encode()


def _page(report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write the page, severity by severity and rule by rule."""
    name = language.say(*_NAME)
    yield f'<!DOCTYPE html>\n<html lang="{_html_language(language)}">\n<head>'
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{name}</title>"
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>"
    yield from _summary(report, language)
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        yield f"<h2>{language.say(*HEADINGS[severity])}（{report.count(severity)}）</h2>"
        by_rule = sorted(serious, key=lambda finding: (finding.rule, finding.order))
        for rule, alike in groupby(by_rule, key=lambda finding: finding.rule):
            yield from _rule(severity, rule, list(alike), report, language)
    signed = "".join(f"<span>{language.say(*word)}</span>" for word in _SIGNED)
    yield f'<footer class="signed">{signed}</footer>'
    yield "</body>\n</html>\n"


def _html_language(language: ReportLanguage) -> str:
    return "en" if language.code == "en" else "zh-CN"


def _summary(report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write what was looked at and what was not, and the table of counts."""
    yield from _files(report, language)
    looked = looked_at(report, language)
    if report.total:
        total = language.say(f"共 {report.total} 项", f"{report.total} findings")
        yield f"<p>{total}（{looked}）</p>"
    elif report.graphs or not report.unread:
        yield f"<p>{language.say('未发现问题', 'nothing found')}（{looked}）</p>"
    for line in told_checked(report, language):
        yield f"<p>{escape(line)}</p>"
    unread = language.say("未能读取", "not read")
    for file, reason in report.unread:
        said = message_in(reason, language.code)
        yield f"<p><strong>{unread}: {escape(file)}: {escape(said)}</strong></p>"
    left_out = sum(report.left_out.values())
    if left_out:
        said = language.say(f"未列出 {left_out} 项", f"{left_out} findings are not listed")
        yield f"<p><strong>{said}</strong></p>"
    if report.known:
        yield f"<p>{in_baseline(report, language)}</p>"
    if report.findings:
        yield from _counts(report, language)


def _files(report: Report, language: ReportLanguage) -> Iterator[str]:
    """Name the files that were checked: a list that is signed says of what."""
    files = sorted(set(report.paths.values()))
    if files:
        more = " …" if len(files) > _NAMED else ""
        named = escape("、".join(files[:_NAMED]))
        yield f"<p>{language.say('文件', 'files')}（{len(files)}）：<strong>{named}</strong>{more}</p>"


def _counts(report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write the table of counts by severity and rule; each rule links to its section."""
    counts = Counter((-finding.severity, finding.rule) for finding in report.findings)
    heads = "".join(f"<th>{language.say(*column)}</th>" for column in _COLUMNS)
    yield f"<nav><table><tr>{heads}</tr>"
    for (negative, rule), count in sorted(counts.items()):
        severity = Severity(-negative)
        level = HEADINGS[severity][1 if language.code == "en" else 0]
        link = f'<a href="#{_anchor(severity, rule)}">{escape(rule)}</a>'
        name = escape(called(rule, language) or rule)
        yield f'<tr><td>{level}</td><td>{link}</td><td>{name}</td><td class="n">{count}</td></tr>'
    yield "</table></nav>"


def _rule(
    severity: Severity, rule: str, alike: list[Finding], report: Report, language: ReportLanguage
) -> Iterator[str]:
    """Write the section of one rule, department by department."""
    name = escape(called(rule, language) or rule)
    yield f'<section class="{severity.word}" id="{_anchor(severity, rule)}">'
    yield f"<h3>{name} <code>{escape(rule)}</code>（{len(alike)}）</h3>"
    if rule in rules():
        known = rules()[rule]
        about = known.text_en if language.code == "en" else known.text_zh
        yield f'<p class="about">{escape(about)}</p>'
    for (department, year), findings in groupby(alike, key=_disclosure):
        if department:
            yield f"<h4>{escape(department)} {year or ''}</h4>"
        for finding in findings:
            yield from _finding(finding, report, language)
    yield "</section>"


def _disclosure(finding: Finding) -> tuple[str, int | None]:
    """Give the department and the year of a finding."""
    return finding.department or "", finding.fiscal_year


def _finding(finding: Finding, report: Report, language: ReportLanguage) -> Iterator[str]:
    """Write one finding."""
    gap = said_gap(finding, language)
    marked_gap = f' <span class="gap">{gap}</span>' if gap else ""
    first, *second = messages(finding, language)
    yield "<article>"
    yield f"<p>{escape(first)}{marked_gap}</p>"
    for message in second:
        yield f'<p class="en" lang="en">{escape(message)}</p>'
    place = place_of(finding, report, language)
    others = compared(finding, report, language)
    with_others = f"{escape(place)} ↔ {escape(others)}" if others else escape(place)
    yield f'<p class="place">{with_others}</p>'
    if finding.quote:
        yield f"<pre>{escape(cut(finding.quote.expandtabs(4), _QUOTED, _QUOTED))}</pre>"
    if finding.consequences:
        yield f"<p>{language.say('同一原因', 'of the same cause')}</p><ul>"
        for follows in finding.consequences:
            message = escape(messages(follows, language)[0])
            yield f"<li>{message} <code>{escape(follows.rule)}</code></li>"
        yield "</ul>"
    yield "</article>"


def _anchor(severity: Severity, rule: str) -> str:
    """Name the section of a rule."""
    return escape(f"{severity.word}-{rule}", quote=True)
