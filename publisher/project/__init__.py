"""A project on disk.

In: the configuration, seeds, catalogues and git history. Out: documents, editions, reviews,
and catalogues brought up to date.
"""
