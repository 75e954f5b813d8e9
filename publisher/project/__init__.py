"""A project on disk.

In: `pyproject.toml`, seeds, catalogues and git history. Out: documents, editions, reviews,
and catalogues brought up to date.
"""
