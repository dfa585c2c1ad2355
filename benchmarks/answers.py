"""Ask every question as it was and as it is, of one built folder: are the rows the same, and how
long do both take?

    git worktree add /tmp/before HEAD~1
    python benchmarks/answers.py /tmp/before/queries/questions DIR [--only NAME ...] [--asked PARAMETER ...] [--whole]

Each question is asked open and with each of its parameters, as in `questions.py`; `before` is asked
in one step, the present one in two (`query/narrowed.py`). Times are processor time in milliseconds,
both in one run. It ends with status 1 where an answer has other rows. `--whole` asks the present
questions in one step, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from questions import asked_with, opened

from budgetgraph.query import questions
from budgetgraph.query.narrowed import answered
from budgetgraph.store import Store
from budgetgraph.store.answer import Answer


def took(store: Store, query: str, *, whole: bool) -> tuple[float, Answer]:
    begun = time.process_time()
    answer = store.select(query) if whole else answered(store, query)
    return (time.process_time() - begun) * 1000, answer


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold the answers to those of before.")
    parser.add_argument("before", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--asked", nargs="*", default=[], metavar="PARAMETER")
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    folder = opened(given.folder)
    same = True
    print("| question | asked with | rows | before | now | ratio | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, question in questions.load().items():
        path = given.before / f"{name}.rq"
        if not path.is_file() or (given.only and name not in given.only):
            continue
        old = questions.parse(name, path.read_text("utf-8"))
        for names in asked_with(question):
            if given.asked and not {*given.asked} & {*names}:
                continue
            values = {one: folder.values[one] for one in names}
            bound = [questions.bind(one, values, folder.base) for one in (old, question)]
            before, was = took(folder.store, bound[0], whole=True)
            now, answer = took(folder.store, bound[1], whole=given.whole)
            fault = "" if was == answer else f"other rows: {len(was.rows)} before"
            same = same and not fault
            asked = " ".join(names) or "-"
            ratio = f"{now / before:.2f}"
            cells = [name, asked, f"{len(answer.rows)}", f"{before:.1f}", f"{now:.1f}", ratio]
            print("| " + " | ".join([*cells, fault]) + " |", flush=True)
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
