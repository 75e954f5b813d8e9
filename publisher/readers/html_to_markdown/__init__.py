"""HTML to Markdown, for saved web pages and Word documents.

In: an article's HTML element. Out: Markdown as an author would write it.
"""
