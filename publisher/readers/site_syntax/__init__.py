"""Site syntax: the additions of static site generators to Markdown.

In: the text of a Markdown seed. Out: Markdown that the parser reads, with the file's line of
each of its lines, and faults of the parts that are left out. Code is never touched.
"""
