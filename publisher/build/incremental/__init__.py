"""Incremental builds: changes since an edition was built.

In: the project's files and the record of earlier builds. Out: the inputs that differ.
"""
