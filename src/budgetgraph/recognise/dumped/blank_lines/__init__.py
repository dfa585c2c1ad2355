"""Tables that came out one cell a line, blank cells as blank lines: every cell can be counted.

项目 · 预算数 · 项目 · 预算数 · 一、拨款 · 5.00 · 一、教育支出 · 5.00 · 二、基金 ·  ·  ·
"""
