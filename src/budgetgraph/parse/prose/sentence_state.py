"""Keep what a sentence has said so far, while it is read from left to right.

A sentence remembers what was spoken of last: a change without a label is a change of that, an
amount with a year alone is of that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from budgetgraph.forms.prose import Kind, prose
from budgetgraph.parse.prose.breakdowns import Breakdowns, SaidAmount, first_of_both_sides
from budgetgraph.parse.prose.labels import Place, subject_of
from budgetgraph.parse.prose.owners import Owners
from budgetgraph.parse.prose.readings import BUDGETED, Paper, Setting
from budgetgraph.parse.prose.reasons import ends_leading_reason
from budgetgraph.parse.prose.since_change import SinceChange
from budgetgraph.parse.prose.years_told import YearsTold
from budgetgraph.parse.wording.clauses import named_side
from budgetgraph.parse.wording.phrases import EXECUTED, Phrase, phrase_before
from budgetgraph.parse.wording.subjects import Subject, side_of, side_of_whole
from budgetgraph.parse.wording.words import SentenceWord

#: What an amount is divided into by its nature.
_NATURES = frozenset({"basic_expenditure", "project_expenditure"})
_DIVIDING = frozenset({Kind.breaks, Kind.axis})


@dataclass(slots=True)
class Sentence:
    """The state while one sentence is read.

    `by_nature`: 基本支出 or 项目支出 was told since the last whole was divided; `roots`: the amounts
    that are no parts; `since_change`: what was told since the last change; `years`: of which year
    they are; `becoming`: what a new amount is told of (由3万元降至2万元); `in_bracket_of`: the amount
    whose bracket has told nothing yet; `depths`: how many breakdowns were open at the first item of
    each style of numbers (1., ①); `from_plan`: what was planned was told last, to compare with.
    """

    paper: Paper
    setting: Setting
    parts: Breakdowns = field(init=False)
    said: SaidAmount | None = None
    roots: list[SaidAmount] = field(default_factory=list)
    since_change: SinceChange = field(default_factory=SinceChange)
    years: YearsTold = field(init=False)
    becoming: Subject | None = None
    in_bracket_of: SaidAmount | None = None
    changed: bool = False
    from_plan: bool = False
    reason: bool = False
    reason_amount: bool = False
    each: bool = False
    owners: Owners = field(init=False)
    behind_semicolon: bool = False
    by_nature: bool = False
    depths: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = Breakdowns(self.setting.whole)
        self.owners = Owners(self.paper, self.setting.of_a_part)
        self.said = self.setting.topic
        told = self.setting.told_year
        self.years = YearsTold(told or self.paper.year, is_told=told is not None)

    def tell(self, said: SaidAmount, *, is_compared: bool = False) -> None:
        """Note an amount that is no change: it is spoken of now.

        One to compare with, or the plan of what was spent, is no root where it is of the same as
        the last one: `三公经费6.50万元，较2024年7.00万元减少。其中：…` divides the 6.50.
        """
        self.since_change.tell(self.parts.of_this_sentence, said.subject)
        self.in_bracket_of = None
        self.years.tell_amount()
        self.by_nature = self.by_nature or said.subject.holds_any(_NATURES)
        self.behind_semicolon = False
        is_plan = self.said is not None and (self.said.phase, said.phase) == (EXECUTED, BUDGETED)
        if (is_compared or is_plan) and self.said and self.said.subject == said.subject:
            return
        self.said = said
        if not self.parts.of_this_sentence:
            self.roots.append(said)

    def is_left_by_nature(self, subject: Subject) -> bool:
        """Tell whether 其他支出 is what is left beside 基本支出 and 项目支出, and no class."""
        return self.by_nature and subject.is_class and subject.name in prose().classes.of_function

    @property
    def begins_a_class(self) -> bool:
        """Whether the first amount of a paragraph below a heading on classes comes next."""
        is_first = self.said is None and not self.roots and not self.parts.of_this_sentence
        return is_first and self.setting.scope.of_classes and not self.setting.own_scope

    @property
    def divided(self) -> Subject | None:
        """What is divided: the amount whose parts are told, else what the heading names, or the one
        above it.
        """
        wholes = self.parts.wholes
        scope = self.setting.scope
        return wholes[0].subject if wholes else scope.subject or scope.above

    @property
    def is_of_a_part(self) -> bool:
        """Whether it spoke of a part of the department last, and of the whole nowhere."""
        is_of_the_whole = any(said.subject.known for said in self.roots)
        return self.owners.of_another_body and not is_of_the_whole

    @property
    def is_behind_parts(self) -> bool:
        """Whether a semicolon stands behind the last part: what follows it without a label may be
        of that part or of the whole (三公经费8万元，其中：公务接待费1万元；2024年9万元).
        """
        return self.behind_semicolon and self.parts.of_this_sentence > 0

    def place(self, phrase: Phrase, *, of_change: bool = False) -> Place:
        """Tell what the resolving of a label has to know of the sentence."""
        said = self.said
        spoken_of = None if said is None else said.subject
        return Place(
            scope=self.setting.scope,
            own_scope=self.setting.own_scope,
            side=self._side(),
            said=spoken_of,
            is_other_phase=said is not None and self.paper.is_other_phase(phrase.phase, said.phase),
            is_other_year=said is not None and said.is_of_other_year(phrase.year),
            is_behind_plan=said is not None and said.phase == BUDGETED,
            of_change=of_change,
            is_divided=bool(self.parts.wholes),
            is_own=self.owners.is_own(phrase.label),
            is_behind_one=self._is_behind_one,
            fund=self.owners.fund_of(phrase.label),
        )

    @property
    def _is_behind_one(self) -> bool:
        """Whether it has told one amount, and neither its parts nor a semicolon stand behind it."""
        is_one = [self.said] == self.roots
        return all((is_one, not self.parts.wholes, not self.behind_semicolon))

    def _side(self) -> str | None:
        """Give the side (revenue, expenditure) that was spoken of last.

        支出预算9万元，其中：财政拨款 → expenditure.
        """
        for said in (self.said, *self.parts.wholes):
            if said is not None and said.subject.known and not said.subject.is_class:
                return side_of_whole(said.subject)
        return self.setting.scope.side

    def is_of_a_project(self, phrase: Phrase) -> bool:
        """Tell whether an amount below a heading on one project is that project's.

        The department's own are told by its name: 石桥县商务局收入预算100万元，其中：财政拨款收入80万元.
        """
        if not self.setting.scope.project:
            return False
        label = phrase.label
        if label is None:
            return self.said is None or not self.said.subject.known
        of_own = any(whole.subject.known for whole in self.parts.wholes)
        return not of_own and not self.owners.is_own_whole(label)

    # --- words between two amounts ----------------------------------------------------------------

    def advance(self, before: Sequence[SentenceWord]) -> None:
        """Take in the words before an amount that open, close or end something.

        A year behind 由 is only that of the amount before: 2025年预算由2024年的3万元降至2万元.
        """
        for at, word in enumerate(before):
            if word.kind in _DIVIDING:
                self._speak_of_side(before[:at])
            if word.kind is Kind.among:
                self._divide_named(before[:at])
            if ends_leading_reason(before, at):
                self.reason = False
            act = _ACTS.get(word.kind)
            is_of_former = at > 0 and before[at - 1].kind is Kind.formerly
            if act is not None and not is_of_former:
                act(self, word)

    def _speak_of_side(self, before: Sequence[SentenceWord]) -> None:
        """收支总预算9万元。收入包括：…；支出包括：… divides one side of what was said at a time."""
        side = named_side(before)
        told = [*self.roots, *filter(None, [self.setting.topic])]
        whole = first_of_both_sides(told) if side is not None else None
        if whole is None:
            return
        kept = tuple(measure for measure in whole.subject.measures if side_of(measure) == side)
        self.parts.restart()
        self.said = replace(whole, subject=replace(whole.subject, measures=kept))

    def _date(self, word: SentenceWord) -> None:
        """2024年: what follows is of that year."""
        self.years.name(word)

    def _date_of_paper(self, _: SentenceWord) -> None:
        """本年度: what follows is of the year of the paper."""
        self.years.name_own(self.paper.year)

    def _begin_item(self, word: SentenceWord) -> None:
        """1., ①: the breakdowns of the item before it have ended."""
        style = word.text[1:][-1:]
        depth = self.depths.setdefault(style, self.parts.of_this_sentence)
        self.parts.end_deeper(depth)

    def _say_each(self, _: SentenceWord) -> None:
        """分别为: which amount is of what is not told."""
        self.each = True

    def _end_part(self, _: SentenceWord) -> None:
        """End at a semicolon a reason without amount, a breakdown without part, and a date."""
        self.reason = self.reason and self.reason_amount
        self.each, self.behind_semicolon = False, True
        self.said = self.parts.end_empty(self.said)
        self.years.end_part()

    def _give_reason(self, _: SentenceWord) -> None:
        """主要原因是: what follows tells why, and is of nothing."""
        self.reason, self.reason_amount = True, False

    def _say_mainly(self, word: SentenceWord) -> None:
        """主要是: the reason behind a change, else the parts of an amount."""
        if self.changed:
            self._give_reason(word)
        else:
            self._break_down(word)

    def _open(self, _: SentenceWord) -> None:
        """Open a bracket: what stands in it are parts of what was said last."""
        self.parts.begin(self.said, brackets=True)
        self.since_change.open_bracket()
        self.years.open_bracket()
        self.said, self.in_bracket_of = None, self.said

    def _close(self, _: SentenceWord) -> None:
        """Close a bracket: what was said before it is spoken of again, by a change too."""
        self.said, self.in_bracket_of = self.parts.close_bracket() or self.said, None
        self.since_change.close_bracket()
        self.years.close_bracket()

    def _divide_again(self, word: SentenceWord) -> None:
        """按功能分类: the whole of the sentence is divided in another way.

        Where none was told, a class that was told last is a part and no whole: 按功能分类：教育支出3万元；
        按性质分类：基本支出2万元.
        """
        whole = self.parts.restart()
        is_part = whole is None and self.said is not None and self.said.subject.is_class
        self.said = None if is_part else whole or self.said
        self.by_nature = False
        self._break_down(word)

    def _break_down(self, word: SentenceWord) -> None:
        """其中: what follows are parts of what was said last, else of the subject of the heading."""
        whole = self.said or self._whole_of_heading()
        self.in_bracket_of = None
        if whole is not None:
            self.parts.begin(whole, names_all=prose().of_which.match(word.text) is None)
            self.said = None

    def _divide_named(self, before: Sequence[SentenceWord]) -> None:
        """Divide what is named before 中: 财政拨款支出中，基本支出6万元; a plain 支出中 is but one side."""
        phrase = phrase_before(before)
        label = phrase.label
        if label is None:
            return
        is_side = label.word.kind is Kind.bare and not label.part
        side = Subject((label.word.name or "",))
        named = side if is_side else subject_of(label, self.place(phrase))
        year = phrase.year or self.years.year
        self.said = SaidAmount(named, self.paper.phase(phrase.phase), year)
        if not is_side:
            self.parts.begin(self.said)
            self.said = self.in_bracket_of = None

    def _whole_of_heading(self) -> SaidAmount | None:
        """Give the subject of the heading as an amount that is divided; None within a breakdown."""
        subject = self.setting.divided
        if subject is None or self.parts.of_this_sentence:
            return None
        return SaidAmount(subject, self.paper.phase(None), self.years.year)


#: What the words between two amounts do to a sentence.
_ACTS: dict[Kind, Callable[[Sentence, SentenceWord], None]] = {
    Kind.year: Sentence._date,
    Kind.this_year: Sentence._date_of_paper,
    Kind.each: Sentence._say_each,
    Kind.mark: Sentence._begin_item,
    Kind.semicolon: Sentence._end_part,
    Kind.reason: Sentence._give_reason,
    Kind.mainly: Sentence._say_mainly,
    Kind.opens: Sentence._open,
    Kind.closes: Sentence._close,
    Kind.breaks: Sentence._break_down,
    Kind.axis: Sentence._divide_again,
}
