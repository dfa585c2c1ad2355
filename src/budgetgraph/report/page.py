"""The report as one HTML page, grouped by rule and department: nothing is asked of the network, and
it prints well.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from budgetgraph.document.problems import Severity
from budgetgraph.report.text import compared, yuan
from budgetgraph.validate.findings import Finding, Report
from budgetgraph.validate.rules import rules

_TITLES = {
    Severity.VIOLATION: "严重 · violations",
    Severity.WARNING: "警告 · warnings",
    Severity.INFO: "提示 · information",
}
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --violation: #b3261e; --warning: #9a6700; --info: #3b5bdb }
body { font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5em }
h2 { font-size: 1.2em; border-bottom: 2px solid var(--line); margin-top: 2.2rem }
h3 { font-size: 1.05em; margin-bottom: .2rem }
h4 { margin: 1rem 0 .3rem; font-size: .95em }
p { margin: .2rem 0 }
.en, .about, .place { opacity: .75; font-size: .9em }
article { border-left: 4px solid var(--mark); padding: .1rem 0 .1rem .8rem; margin: .7rem 0; break-inside: avoid }
.violation { --mark: var(--violation) } .warning { --mark: var(--warning) } .info { --mark: var(--info) }
pre { background: var(--soft); padding: .3rem .6rem; margin: .3rem 0; font-size: .85em }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
table { border-collapse: collapse }
td, th { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left }
td.n { text-align: right }
a { color: inherit }
.gap { font-weight: 600 }
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
#: A quote is there to be recognised: longer passages are cut.
_QUOTED = 600


def write(report: Report) -> bytes:
    """The whole page in UTF-8."""
    return "\n".join(_page(report)).encode()


def _page(report: Report) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>部门预算核查 · budget audit</title>'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>部门预算核查 · budget audit</h1>"
    yield from _summary(report)
    for severity, serious in groupby(report.findings, key=lambda finding: finding.severity):
        yield f"<h2>{_TITLES[severity]}（{report.count(severity)}）</h2>"
        by_rule = sorted(serious, key=lambda finding: (finding.rule, finding.order))
        for rule, found in groupby(by_rule, key=lambda finding: finding.rule):
            yield from _rule(severity, rule, list(found), report)
    yield "</body>\n</html>\n"


def _summary(report: Report) -> Iterator[str]:
    looked = f"{report.graphs} 个图、{report.triples} 条三元组 · {report.graphs} graphs, {report.triples} triples"
    if report.total:
        yield f"<p>共 {report.total} 项 · {report.total} findings（{looked}）</p>"
    elif report.graphs or not report.unread:
        yield f"<p>未发现问题 · nothing found（{looked}）</p>"
    for file, reason in report.unread:
        yield f"<p><strong>未能读取 · not read: {escape(file)}: {escape(reason)}</strong></p>"
    left_out = sum(report.left_out.values())
    if left_out:
        yield f"<p><strong>未列出 {left_out} 项 · {left_out} findings are not listed.</strong></p>"
    if report.known:
        yield f"<p>另有 {report.known} 项在基线中 · {report.known} more are in the baseline.</p>"
    counts: dict[tuple[int, str], int] = {}
    for finding in report.findings:
        key = (-finding.severity, finding.rule)
        counts[key] = counts.get(key, 0) + 1
    if counts:
        yield "<nav><table><tr><th>级别 · severity</th><th>规则 · rule</th><th>发现 · finds</th><th>数 · count</th></tr>"
        for (severity, rule), count in sorted(counts.items()):
            link = f'<a href="#{_anchor(Severity(-severity), rule)}">{escape(rule)}</a>'
            level = _TITLES[Severity(-severity)].partition(" ")[0]
            yield f'<tr><td>{level}</td><td>{link}</td><td>{escape(_called(rule))}</td><td class="n">{count}</td></tr>'
        yield "</table></nav>"


def _rule(severity: Severity, rule: str, found: list[Finding], report: Report) -> Iterator[str]:
    yield f'<section class="{severity.word}" id="{_anchor(severity, rule)}">'
    yield f"<h3>{escape(_called(rule))} <code>{escape(rule)}</code>（{len(found)}）</h3>"
    if rule in rules():
        yield f'<p class="about">{escape(rules()[rule].text_zh)}</p>'
    for (department, year), findings in groupby(
        found, key=lambda finding: (finding.department or "", finding.fiscal_year)
    ):
        if department:
            yield f"<h4>{escape(department)} {year or ''}</h4>"
        for finding in findings:
            yield from _finding(finding, report)
    yield "</section>"


def _finding(finding: Finding, report: Report) -> Iterator[str]:
    yield "<article>"
    yield (
        f"<p>{escape(finding.message)}"
        + (
            f' <span class="gap">差额 {yuan(finding.gap)} 元</span>'
            if finding.gap is not None
            else ""
        )
        + "</p>"
    )
    if finding.message_zh and finding.message_en:
        yield f'<p class="en" lang="en">{escape(finding.message_en)}</p>'
    place = report.named(finding.place) if finding.place else finding.focus
    others = compared(finding, report)
    yield f'<p class="place">{escape(place)}{f" ↔ {escape(others)}" if others else ""}</p>'
    if finding.quote:
        shown = finding.quote.expandtabs(4)
        yield f"<pre>{escape(shown if len(shown) <= _QUOTED else shown[:_QUOTED] + '…')}</pre>"
    yield "</article>"


def _called(rule: str) -> str:
    return f"{rules()[rule].name_zh} · {rules()[rule].name_en}" if rule in rules() else rule


def _anchor(severity: Severity, rule: str) -> str:
    return escape(f"{severity.word}-{rule}", quote=True)
