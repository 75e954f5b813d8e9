"""Records of tasks.

In: a task and a project. Out: its results, made again only where an input changed.
"""
