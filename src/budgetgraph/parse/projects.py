"""One project's form → Project: labelled cells, spending plan, goals, and the indicator rows
stitched over page breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from budgetgraph.disclosure import Amount, Indicator, Project, ProjectUnit, ScheduleEntry
from budgetgraph.document import GridRow, Passage, row_where, squeeze
from budgetgraph.document.where import Where, span
from budgetgraph.forms import fold, forms, printed_scale, role
from budgetgraph.parse.goals import split_goals
from budgetgraph.recognise import FormClaim, is_indicator_heading
from budgetgraph.recognise.headings import texts
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber
from budgetgraph.values.target import read_target

_LEVELS = ("level1", "level2")
_AMOUNTS = frozenset({"total", "total_of_year", "fiscal", "other"})
_LONGEST_LABEL = 20
_FIELDS = ("level1", "level2", "level3", "description", "target", "basis")


@dataclass(slots=True)
class _Form:
    """What the rows of a form have said so far."""

    name: Passage | None = None
    code: Passage | None = None
    amounts: dict[str, Amount] = field(default_factory=dict)
    purpose: Passage | None = None
    overview: Passage | None = None
    schedule: list[ScheduleEntry] = field(default_factory=list)
    goals: list[Passage] = field(default_factory=list)
    basis: list[Passage] = field(default_factory=list)
    rows: list[dict[str, Passage]] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    unit: str = "万元"


def parse_project(claim: FormClaim) -> Project | None:
    """The project of a form; None for the form of a whole department or one that names no project."""
    form = _read(claim)
    name = claim.name or (_line_text(form.name) if form.name else None)
    if claim.kind == "department" or not name:
        return None
    basis = [found.number for passage in form.basis for found in document_number.find(passage.text)]
    return Project(
        number=claim.number,
        name=name,
        code=squeeze(form.code.text) if form.code else None,
        unit=_unit(claim.captions),
        total=form.amounts.get("total_of_year") or form.amounts.get("total"),
        fiscal=form.amounts.get("fiscal"),
        other=form.amounts.get("other"),
        purpose=_line_text(form.purpose) if form.purpose else None,
        schedule=tuple(form.schedule),
        goals=tuple(goal for passage in form.goals for goal in split_goals(passage)),
        funding_documents=_unique(found.number for found in document_number.find(name)),
        basis_documents=_unique(basis),
        indicators=tuple(_indicators(form.rows)),
        overview=_line_text(form.overview) if form.overview else None,
        title=claim.title.where,
        where=span([claim.title.where, *form.places]),
    )


def _unique(numbers: Iterator[DocumentNumber] | list[DocumentNumber]) -> tuple[DocumentNumber, ...]:
    return tuple(dict.fromkeys(numbers))


def _line_text(passage: Passage) -> str:
    """The text without the breaks between its pieces; blanks within a line stay."""
    return "".join(piece.text.strip("\n") for piece in passage.pieces).strip()


def _unit(captions: list[Passage]) -> ProjectUnit | None:
    """The budget unit printed above the form (`473002 元氏县医疗保障局`, `项目申报单位：…`).

    A code as short as a department's is none.
    """
    for caption in captions:
        named = forms().caption["unit"].match(caption.text)
        if named:
            return ProjectUnit(None, named.group("name"))
        found = forms().caption["department"].match(caption.text)
        if found and found.group("code") and len(found.group("code")) > 3:
            return ProjectUnit(found.group("code"), found.group("name"))
    return None


# --- the labelled part ----------------------------------------------------------------------------
def _read(claim: FormClaim) -> _Form:
    """All rows of all pages: labelled rows by their label, indicator rows under the last heading
    above them.
    """
    form = _Form(
        unit=next(
            (scale for caption in claim.captions if (scale := printed_scale(caption.text))), "万元"
        )
    )
    section = ""
    layout: list[str] | None = None
    by: dict[int, str] = {}
    for page in claim.pages:
        fresh = True
        for row in page:
            if not any(row):
                continue
            if is_indicator_heading(row):
                before, fresh, section = layout, True, "indicators"
                layout = [role(forms().indicator, cell) or "" for cell in texts(row)]
                if before is not None and {*before, ""} != {*layout, ""}:
                    form.rows.append({})
            elif section == "indicators" and any(
                cell in forms().label["end"] for cell in texts(row)[:1] if cell
            ):
                section, layout = "end", None
            elif section == "indicators" and layout is not None:
                _add_indicator(form, row, layout, fresh and page is not claim.pages[0])
                fresh = False
            elif section != "end":
                section, by = _labelled(form, row, section, by)
            if section != "end":
                form.places.append(row_where(row))
    return form


def _labelled(
    form: _Form, row: GridRow, section: str, by: dict[int, str]
) -> tuple[str, dict[int, str]]:
    """A row of labels and values.

    Returns the label that rows with a blank first cell belong to, and the columns of the plan or
    goals.
    """
    label = forms().label
    first = row[0]
    name = role(label, first.text) if first else None
    if first and len(first.text) < _LONGEST_LABEL:
        form.unit = printed_scale(first.text) or form.unit
    for key, value in _pairs(row):
        if key == "name":
            form.name = value
        elif key == "code":
            form.code = value
        elif key == "purpose":
            form.purpose = value
        elif key == "overview":
            form.overview = value
        elif key in _AMOUNTS:
            form.amounts.setdefault(key, Amount(squeeze(value.text), value.where, form.unit))
        elif key == "legal_basis":
            form.basis.append(value)
    if first and name is None and not (section == "goals" and 0 in by):
        return "other", {}
    if name in {"schedule", "goals"} or (name is None and section in {"schedule", "goals"}):
        return _plan_or_goals(form, row, name or section, by if name is None else {})
    if name == "schedule_by":
        form.schedule.extend(
            ScheduleEntry(fold(first.text), squeeze(cell.text), cell.where)
            for cell in row[1:2]
            if cell
        )
        return "schedule", by
    if name is None and section == "size" and form.purpose is None:
        form.purpose = next(cell for cell in row if cell)
    return name or section, {}


def _pairs(row: GridRow) -> Iterator[tuple[str, Passage]]:
    """(label, value) for each label whose next cell holds a value."""
    for index, cell in enumerate(row[:-1]):
        key = role(forms().label, cell.text) if cell else None
        following = row[index + 1]
        if key and following and role(forms().label, following.text) is None:
            yield key, following


def _plan_or_goals(
    form: _Form, row: GridRow, section: str, by: dict[int, str]
) -> tuple[str, dict[int, str]]:
    """The spending plan (dates in one row, values below in the same columns) and the goals (beside
    or below their label).
    """
    key = "schedule_by" if section == "schedule" else "goal_column"
    heads = {
        index: fold(cell.text)
        for index, cell in enumerate(row)
        if cell and cell.text in forms().label[key]
    }
    if heads and (section == "schedule" or len(heads) == sum(1 for cell in row if cell)):
        return section, heads
    filled = [
        (index, cell)
        for index, cell in enumerate(row)
        if cell and not (index == 0 and role(forms().label, cell.text))
    ]
    filled = [(index, cell) for index, cell in filled if index not in heads]
    if section == "schedule":
        form.schedule.extend(
            ScheduleEntry(by[index], squeeze(cell.text), cell.where)
            for index, cell in filled
            if index in by
        )
    else:
        form.goals.extend(cell for _, cell in filled)
    return section, by


# --- indicators -----------------------------------------------------------------------------------
def _add_indicator(form: _Form, row: GridRow, layout: list[str], first_on_page: bool) -> None:
    """One row: a new indicator, or, first on a page and without a level, the rest of the one above."""
    cells = _by_role(row, layout)
    if (
        first_on_page
        and form.rows
        and not any(key in cells for key in _LEVELS)
        and not {"level3", "target"} <= cells.keys()
    ):
        above = form.rows[-1]
        for key, cell in cells.items():
            above[key] = above[key].joined(cell) if key in above else cell
        return
    form.rows.append(cells)


def _by_role(row: GridRow, layout: list[str]) -> dict[str, Passage]:
    """The filled cells of a row by what they are: a level by its known name even where its cell has
    shifted, else by its column.
    """
    cells: dict[str, Passage] = {}
    rest: list[tuple[str, Passage]] = []
    filled = [
        (layout[i] if i < len(layout) else "basis", cell)
        for i, cell in enumerate(row)
        if cell and not (i == 0 and _is_label(cell))
    ]
    for index, (column, cell) in enumerate(filled):
        following = filled[index + 1][1].text if index + 1 < len(filled) else ""
        level = (
            _level(cell.text, column, following)
            if "level3" not in cells and column not in _VALUES
            else None
        )
        if level is not None and level not in cells:
            cells[level] = cell
        else:
            rest.append((column, cell))
    has_name = any(column == "level3" for column, _ in rest)
    for column, cell in rest:
        key = column or _nearest(cells, rest)
        if key in _LEVELS and (key in cells or not has_name):
            key = "level3"
        cells[key] = cells[key].joined(cell) if key in cells else cell
    return cells


_VALUES = frozenset({"description", "target", "basis"})


def _is_label(cell: Passage) -> bool:
    """The label of the whole indicator table, printed in a column at its left."""
    return cell.text in forms().label["goals"] or cell.text in forms().label["plain"]


def _level(text: str, column: str, following: str) -> str | None:
    """The level that a known name belongs to.

    One that may be either (满意度指标, 成本指标) goes by its column, else it is the first level where the
    name of a second one stands behind it.
    """
    names = forms().indicator
    fits = [key for key in _LEVELS if text in names[f"{key}_names"]]
    if len(fits) < 2:
        return fits[0] if fits else None
    if column in _LEVELS:
        return column
    return "level1" if following in names["level2_names"] else "level2"


def _nearest(cells: dict[str, Passage], rest: list[tuple[str, Passage]]) -> str:
    """A cell under no heading: the value that its row lacks."""
    taken = set(cells) | {column for column, _ in rest}
    return next((key for key in ("level3", "target", "basis") if key not in taken), "basis")


def _indicators(rows: list[dict[str, Passage]]) -> Iterator[Indicator]:
    """Rows with a third level.

    Blank levels are the last ones above, up to a heading with other labels (an empty row here); a
    first level printed alone begins the row below it.
    """
    levels: dict[str, Passage] = {}
    opening: Where | None = None
    for cells in rows:
        levels = levels | {key: cells[key] for key in _LEVELS if key in cells} if cells else {}
        if "level1" in cells:
            opening = cells["level1"].where
        if "level3" not in cells:
            continue
        places = [cell.where for cell in cells.values()] + ([opening] if opening else [])
        opening = None
        yield _indicator(cells, levels.get("level1"), levels.get("level2"), span(places))


def _indicator(
    cells: dict[str, Passage], level1: Passage | None, level2: Passage | None, where: Where
) -> Indicator:
    basis = cells.get("basis")
    target = cells.get("target")
    return Indicator(
        level1=squeeze(level1.text) if level1 else None,
        level2=squeeze(level2.text) if level2 else None,
        level3=_line_text(cells["level3"]),
        description=_line_text(cells["description"]) if "description" in cells else None,
        target=read_target(_line_text(target)) if target else None,
        basis=_line_text(basis) if basis else None,
        documents=_unique(found.number for found in document_number.find(basis.text))
        if basis
        else (),
        where=where,
    )


def passages(claim: FormClaim) -> Iterator[Passage]:
    """Every text of a form, cells stitched over page breaks, for whoever looks for document numbers
    in it.
    """
    yield claim.title
    form = _read(claim)
    stitched = {
        piece.where for cells in form.rows for cell in cells.values() for piece in cell.pieces
    }
    for cells in form.rows:
        yield from cells.values()
    for page in (*claim.pages, *claim.rest):
        for row in page:
            yield from (
                cell
                for cell in row
                if cell and not {piece.where for piece in cell.pieces} <= stitched
            )
