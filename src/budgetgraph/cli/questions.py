"""List the questions that can be asked by name: the command `questions`."""

from __future__ import annotations

from budgetgraph.cli.terminal import put, spoken


def list_questions() -> None:
    """List the canned questions, with their parameters."""
    from budgetgraph.query.questions import load

    for question in load().values():
        options = []
        for parameter in question.parameters:
            option = f"--{parameter.name} …"
            if not parameter.required:
                option = f"[{option}]"
            options.append(option)
        put(f"{question.name} {' '.join(options)}\n")
        put(f"    {spoken.choose(question.title_zh, question.title_en)}\n")
