"""Images that are safe to print.

In: a file or its bytes. Out: an asset, refused if it is no image or reaches outside itself.
"""
