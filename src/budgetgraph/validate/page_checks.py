"""The rules that need the page, not the graph: what a form's heading says, what the text works out,
compares or left in, and personal data.
"""

from __future__ import annotations

from budgetgraph.disclosure import Disclosure
from budgetgraph.rdf.iris import BASE
from budgetgraph.validate.checked import Checked
from budgetgraph.validate.findings import Finding
from budgetgraph.validate.tables.changes import table_changes
from budgetgraph.validate.tables.form_money import form_money
from budgetgraph.validate.tables.funds_by_nature import funds_by_nature
from budgetgraph.validate.tables.lines.headed_lines import headed_lines
from budgetgraph.validate.tables.lines.listed_assets import listed_assets
from budgetgraph.validate.tables.lines.lone_lines import lone_lines
from budgetgraph.validate.tables.lines.numbered_lines import numbered_lines
from budgetgraph.validate.tables.project_lists import listed_amounts
from budgetgraph.validate.tables.ratios import table_ratios
from budgetgraph.validate.tables.scores import score_totals
from budgetgraph.validate.tables.staff_totals import staff_totals
from budgetgraph.validate.tables.sums import table_sums
from budgetgraph.validate.wording.achieved import missed_targets
from budgetgraph.validate.wording.as_printed import calculations, personal_data, pictures
from budgetgraph.validate.wording.broken import broken_sentences
from budgetgraph.validate.wording.classes.amounts import class_amounts
from budgetgraph.validate.wording.classes.copied_uses import copied_uses
from budgetgraph.validate.wording.classes.doubled import doubled_names
from budgetgraph.validate.wording.classes.economic import economic_names
from budgetgraph.validate.wording.classes.levels import wrong_levels
from budgetgraph.validate.wording.classes.names import wrong_names
from budgetgraph.validate.wording.classes.strange import strange_names
from budgetgraph.validate.wording.comparisons import (
    implausible_changes,
    own_years,
    strange_bases,
)
from budgetgraph.validate.wording.counting.areas import areas_divided
from budgetgraph.validate.wording.counting.assets_listed import assets_listed
from budgetgraph.validate.wording.counting.counts import counted_parts
from budgetgraph.validate.wording.counting.listed import listed_otherwise
from budgetgraph.validate.wording.counting.persons_and_vehicles import (
    persons_divided,
    vehicles_kept,
)
from budgetgraph.validate.wording.counting.staff_kinds import (
    above_posts_of_kind,
    vehicles_above_places,
)
from budgetgraph.validate.wording.counting.table_counts import counted_otherwise
from budgetgraph.validate.wording.counting.vehicles_told import (
    vehicles_bought,
    vehicles_unpaid,
    vehicles_without,
)
from budgetgraph.validate.wording.counting.visits import (
    costs_without_visits,
    visits_not_counted,
    visits_without_guests,
)
from budgetgraph.validate.wording.goals import figures_exchanged, goals_differ, things_differ
from budgetgraph.validate.wording.kinds import strange_words
from budgetgraph.validate.wording.kinds.periods import periods_turned
from budgetgraph.validate.wording.kinds.sibling_years import sibling_years
from budgetgraph.validate.wording.lists.added_up import lists_added_up
from budgetgraph.validate.wording.lists.both_sides import both_sides
from budgetgraph.validate.wording.lists.changes import changes_added_up
from budgetgraph.validate.wording.paper import CheckedPaper
from budgetgraph.validate.wording.percentages import wrong_changes
from budgetgraph.validate.wording.percentages.against_plan import changes_from_plan
from budgetgraph.validate.wording.percentages.completion import (
    completion_rates,
    completions_of_nothing,
)
from budgetgraph.validate.wording.percentages.contradictions import contradictions
from budgetgraph.validate.wording.percentages.named_completion import named_comparisons
from budgetgraph.validate.wording.percentages.nothing_before import rates_without_base
from budgetgraph.validate.wording.percentages.plan_difference import differences_from_plan
from budgetgraph.validate.wording.percentages.reasons import wrong_reasons
from budgetgraph.validate.wording.percentages.shares import wrong_shares
from budgetgraph.validate.wording.percentages.table_rates import rates_of_table
from budgetgraph.validate.wording.residues import left_over
from budgetgraph.validate.wording.schedules import plans_of_amounts
from budgetgraph.validate.wording.staff import above_establishment, operating_above, staff_costs
from budgetgraph.validate.wording.sums.divided import divided_parts
from budgetgraph.validate.wording.sums.divided_twice import divided_twice
from budgetgraph.validate.wording.sums.goals_of_all import goals_of_all
from budgetgraph.validate.wording.sums.larger_parts import bought_of_firms, larger_parts
from budgetgraph.validate.wording.sums.lone_parts import lone_parts
from budgetgraph.validate.wording.sums.part_changes import part_changes
from budgetgraph.validate.wording.sums.projects_described import projects_described
from budgetgraph.validate.wording.sums.projects_told import projects_told
from budgetgraph.validate.wording.sums.quarters import quarters, years_balance
from budgetgraph.validate.wording.sums.said_totals import said_totals
from budgetgraph.validate.wording.sums.task_totals import task_totals
from budgetgraph.validate.wording.sums.three_public import three_public_parts
from budgetgraph.validate.wording.sums.untold_kinds import untold_kinds
from budgetgraph.validate.wording.sums.untold_parts import untold_parts
from budgetgraph.validate.wording.sums.untold_plans import untold_plans
from budgetgraph.validate.wording.twice.beside import exchanged_beside
from budgetgraph.validate.wording.twice.denied import denied_money
from budgetgraph.validate.wording.twice.directions import contradicted_changes
from budgetgraph.validate.wording.twice.exchanged import exchanged_digits
from budgetgraph.validate.wording.twice.items import two_amounts
from budgetgraph.validate.wording.twice.limits import other_limits
from budgetgraph.validate.wording.twice.near_printed import exchanged_with_printed
from budgetgraph.validate.wording.twice.nearly_same import nearly_same
from budgetgraph.validate.wording.twice.netted import netted_changes
from budgetgraph.validate.wording.twice.same_as import same_as_before

_CHECKS = (
    plans_of_amounts,
    calculations,
    left_over,
    personal_data,
    pictures,
    wrong_changes,
    contradictions,
    rates_without_base,
    wrong_shares,
    table_changes,
    table_ratios,
    table_sums,
    listed_assets,
    numbered_lines,
    lone_lines,
    headed_lines,
    staff_totals,
    task_totals,
    funds_by_nature,
    form_money,
    score_totals,
    class_amounts,
    completion_rates,
    completions_of_nothing,
    rates_of_table,
    changes_from_plan,
    differences_from_plan,
    implausible_changes,
    own_years,
    strange_bases,
    sibling_years,
    two_amounts,
    wrong_names,
    doubled_names,
    strange_names,
    economic_names,
    wrong_levels,
    copied_uses,
    strange_words,
    broken_sentences,
    above_establishment,
    staff_costs,
    operating_above,
    goals_differ,
    things_differ,
    figures_exchanged,
    missed_targets,
    untold_parts,
    untold_kinds,
    untold_plans,
    visits_not_counted,
    divided_parts,
    divided_twice,
    lists_added_up,
    both_sides,
    said_totals,
    three_public_parts,
    goals_of_all,
    changes_added_up,
    projects_described,
    periods_turned,
    named_comparisons,
    above_posts_of_kind,
    vehicles_above_places,
    counted_parts,
    areas_divided,
    assets_listed,
    counted_otherwise,
    listed_otherwise,
    visits_without_guests,
    costs_without_visits,
    vehicles_without,
    vehicles_bought,
    vehicles_unpaid,
    quarters,
    years_balance,
    larger_parts,
    lone_parts,
    bought_of_firms,
    contradicted_changes,
    exchanged_digits,
    exchanged_beside,
    exchanged_with_printed,
    other_limits,
    nearly_same,
    netted_changes,
    denied_money,
    same_as_before,
    part_changes,
    persons_divided,
    vehicles_kept,
    listed_amounts,
    projects_told,
    wrong_reasons,
)


def check(disclosure: Disclosure, base: str = BASE) -> tuple[Finding, ...]:
    """Tell what the checks of the page find in a disclosure whose source lines are masked."""
    return review(disclosure, base)[0]


def review(disclosure: Disclosure, base: str = BASE) -> tuple[tuple[Finding, ...], Checked]:
    """Give the findings of `check`, and what was compared and holds or could not be compared."""
    paper = CheckedPaper(disclosure, base)
    findings = [paper.finding(fault) for page_check in _CHECKS for fault in page_check(paper)]
    in_order = tuple(sorted(findings, key=lambda finding: finding.order))
    return in_order, Checked(paper.right, paper.unsure)
