"""The grammar of amounts in running text, over the words that `parse/wording` cuts.

`headings` and `paragraphs` keep the headings and items that a sentence stands under. `sentences`
says what each amount is: by its own label (`labels`), as a change (`changes`), as a part of
another (`breakdowns`).
"""
