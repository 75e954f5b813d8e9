"""Foundations, independent of articles.

In: bytes, text and TOML. Out: values within limits, atomically written files, one-line
errors, and results of limited worker processes.
"""
