"""Whose the amounts of a sentence are, where a body or a fund is named before several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.readings import Paper
from budgetgraph.parse.wording.phrases import Label
from budgetgraph.parse.wording.subjects import UNKNOWN, Subject
from budgetgraph.parse.wording.words import SentenceWord

#: Behind what a fund carried over it is the fund's own: 本年收入, 本年支出.
_THIS_YEAR = re.compile("本年|当年")
_CARRIED = "carryover_revenue"


@dataclass(slots=True)
class Owners:
    """What was told last in a paper: `carried` is the fund whose carryover was,
    `is_beside_untold` says that a total was of nothing known; `is_torn` that the sentence begins
    with an amount: what that is of stands on a page that is not there.
    """

    paper: Paper
    of_another_body: bool = False
    of_another_fund: bool = False
    carried: str | None = None
    is_beside_untold: bool = False
    is_torn: bool = False

    def begin(self, words: Sequence[SentenceWord]) -> None:
        """Begin a sentence: 98.16元，项目支出0元 is torn, and 项目支出 that of an item before it."""
        self.is_torn = [word.kind for word in words[:1]] == [Kind.amount]

    def is_own(self, label: Label | None) -> bool:
        """Tell whether the body of the paper is named before a label: 本部门支出, 石桥县商务局支出."""
        bearer = None if label is None else label.bearer
        return bearer is not None and self.paper.is_own_body(bearer)

    def is_own_whole(self, label: Label) -> bool:
        """Tell whether a label is the whole of what the body of the paper takes in or spends.

        支出预算 with a body's name may be its share of a project; 收入预算 and 支出总计 are its own.
        """
        is_whole = label.word.kind is Kind.total or label.word.name == "total_revenue"
        return is_whole and self.is_own(label)

    def own(self, label: Label) -> Label:
        """Give a label as the paper's own where it names the bodies that the paper is on: 全县, and
        全镇 for the expenses of a town.
        """
        is_expense = label.word.name in prose().expenses
        is_of_town = is_expense and self.paper.is_of_town(label.bearer)
        is_own = label.part and (is_of_town or self.paper.is_of_place(label.bearer))
        return replace(label, part=False) if is_own else label

    def is_of_another_body(self, label: Label) -> bool:
        """Tell whether an amount is that of a body below the department, or of one named before it:
        下属水库管理所收入预算80万元，支出预算80万元; in a paper of 水利局, 灌区所收入预算80万元 and
        水利局本级收入预算80万元.
        """
        if label.bearer is not None:
            is_below = label.part and prose().other_body.search(label.bearer) is not None
            self.of_another_body = is_below or self.paper.is_only_a_part(label.bearer)
        return self.of_another_body

    def is_of_another_fund(self, label: Label) -> bool:
        """Tell whether a part is that of a fund before it, or before the label before it:
        政府性基金预算基本支出0万元，项目支出8万元.
        """
        if label.word.name == _CARRIED:
            self.carried = label.fund
        is_of_nobody = not label.of_a_fund and label.word.name in prose().of_a_fund
        if label.of_another_fund or not is_of_nobody:
            self.of_another_fund = label.of_another_fund
        return self.of_another_fund or (self.is_torn and is_of_nobody)

    def of_both_sides(self, label: Label, subject: Subject) -> Subject:
        """Give what a total is of; nothing where the total of the other side is not of it.

        一般公共预算支出 / 部门预算总收入172万元，总支出172万元: the heading tells no revenue, so that 总支出 is
        not the heading's either.
        """
        if label.word.kind is not Kind.total or _THIS_YEAR.match(label.word.text):
            return subject
        self.is_beside_untold = self.is_beside_untold or not subject.known
        return UNKNOWN if self.is_beside_untold else subject

    def fund_of(self, label: Label | None) -> str | None:
        """Give the fund that 本年收入 and 本年支出 are of, behind what it carried over.

        政府性基金预算财政拨款年初结转和结余0万元，本年收入12万元，本年支出12万元 → government_fund
        """
        if label is None or not _THIS_YEAR.match(label.word.text):
            return None
        return self.carried
