"""HTML in Markdown: rewritten as Markdown, or left out with a fault.

In: the tokens of a seed with its HTML. Out: tokens without any, and the faults.
"""
