"""Draw a page of a PDF: its content stream → characters and shapes, each with its place, without
making any picture of it.

    content.py       bytes → operators and their operands
    interpreter.py   operators → what is painted, under which state
    canvas.py        what is painted → characters and shapes, and which of them nobody sees
"""
