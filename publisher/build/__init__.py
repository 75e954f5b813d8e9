"""Files that readers get.

In: a project. Out: editions and proofs under `build/`; stale ones withdrawn.
"""
