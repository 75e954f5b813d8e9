"""Images that are safe to print.

In: a file or its bytes. Out: an asset, or an error if it is unusable or not self-contained.
"""
