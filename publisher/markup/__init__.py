"""The project's Markdown dialect.

In: Markdown text. Out: a CommonMark token stream, and its HTML.
"""
