"""Lines of the prose that tell of one project: a label and, behind its colon, what it says."""

from __future__ import annotations

import re

from budgetgraph.forms import forms, role

#: A longer beginning of a line is no label.
_LONGEST_LABEL = 20


def told_part(line: str) -> str | None:
    """Give what of a project a line tells behind its label.

    实施单位：石桥县河道所 → unit; 石桥县河道所实施。 → None
    """
    head, *behind = re.split("[:：]", "".join(line.split()), maxsplit=1)
    if not behind or len(head) > _LONGEST_LABEL:
        return None
    return "name" if head in forms().told["label"] else role(forms().told_part, head)
