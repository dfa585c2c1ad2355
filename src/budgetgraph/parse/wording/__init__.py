"""The words of one sentence.

`cutting` cuts it into words that are known, `classes` joins the names of classes, `respective`
puts 分别 in order. `phrases` and `clauses` look at what stands before one amount, `subjects` says
what an amount can be of.
"""
