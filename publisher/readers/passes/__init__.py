"""Passes over the tokens of an article in Markdown.

In: parsed tokens. Out: tokens in the form that layouts render, and their definitions.
"""
