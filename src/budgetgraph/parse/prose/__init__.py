"""The grammar of amounts in running text: words, phrases, subjects, sentences.

`words` cuts a sentence into known words. `phrases` looks at what stands before one amount: its
label, year and verb. `subjects` keeps the headings and items that a sentence stands under.
`sentences` puts these together and says what each amount is.
"""
