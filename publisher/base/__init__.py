"""Foundations that know nothing of articles.

In: bytes, text and TOML. Out: values within limits, whole files, one-line errors, results
of work done in limited processes.
"""
