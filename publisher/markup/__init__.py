"""The project's Markdown.

In: Markdown text. Out: a CommonMark token stream, and the HTML of one.
"""
