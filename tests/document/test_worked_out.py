"""A property of a record is worked out once, and for each record by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from budgetgraph.document import Passage, Piece, passage
from budgetgraph.document.where import Where
from budgetgraph.document.worked_out import worked_out


@dataclass(frozen=True)
class _Line:
    text: str
    asked: list[str] = field(default_factory=list)

    @worked_out
    def words(self) -> list[str]:
        """The words of the line."""
        self.asked.append("words")
        return self.text.split()


def test_it_is_worked_out_once_for_each_record() -> None:
    first, second = _Line("水利 支出"), _Line("教育 支出")
    assert first.words == ["水利", "支出"]
    assert first.words is first.words
    assert first.asked == ["words"]
    assert second.words == ["教育", "支出"]


def test_what_is_not_asked_for_is_not_worked_out() -> None:
    assert _Line("水利").asked == []


def test_records_are_equal_whatever_was_worked_out() -> None:
    place = Where(3, 3)
    asked, fresh = passage("合 计", place), passage("合 计", place)
    assert asked.squeezed == "合计"
    assert asked == fresh
    assert hash(asked) == hash(fresh)


def test_the_class_gives_the_property_itself() -> None:
    assert isinstance(_Line.words, worked_out)
    assert _Line.words.__doc__ == "The words of the line."


def test_a_passage_is_blank_where_it_prints_no_character() -> None:
    place = Where(3, 3)
    assert not passage(" \u3000\t\n", place)
    assert not Passage((Piece("①", place, raised=True),))
    assert passage(" 合 ", place)
