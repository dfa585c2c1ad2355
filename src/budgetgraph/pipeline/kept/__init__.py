"""What came of each source, kept beside the graph for the next build and for the files of the
whole graph: a small record that is held, and a pack of pieces that is read when it is wanted.
"""
