"""Layouts: an edition as an HTML page.

In: an Edition and the files under `templates/`. Out: a Page, which holds all that rendering
needs.
"""
