"""Projects in every form that offices print.

A form of one project (`form_rows`) has rows of labels (`labelled_rows`, `money`, `plan_and_goals`)
and a table of indicators (`indicator_table`). Several may stand one below the other (`stacked`), or
one sheet lists them all (`project_list`). `read_forms` reads each of these once; `form_project`
makes the project, `form_notes` says what is no field.

Tables (`tabled`) and sections of the prose (`told`) name projects too; `same_project` puts those of
several places together.
"""
