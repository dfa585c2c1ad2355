"""What the page header or footer of a sheet prints, by the codes of Excel (ECMA-376 part 1,
§18.3.1.39).

&L部门：石桥县水利局&R单位：万元 → 部门：石桥县水利局, 单位：万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Where the left, the middle and the right part begin.
_PARTS = re.compile("&[LCR]")
#: A font, its size and colour, a style, and what the printer fills in: the page, the date.
_CODES = re.compile(r'&(?:"[^"]{0,200}"|\d{1,3}|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z])')
#: Two of them print one.
_DOUBLED = "&&"
_HELD = "\0"


def page_lines(code: str) -> Iterator[str]:
    """Give the lines of a header or a footer, from its left part to its right one."""
    for part in _PARTS.split(code.replace(_DOUBLED, _HELD)):
        printed = _CODES.sub("", part).replace(_HELD, "&")
        yield from filter(None, map(str.strip, printed.splitlines()))
