"""Site syntax: what static site generators read before or beside Markdown.

In: the text of a Markdown seed. Out: Markdown that the parser reads, with the file's line of
each of its lines, and the faults of what is left out. Code is never touched.
"""
