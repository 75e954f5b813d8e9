"""gettext catalogues, read and written without loss.

In: messages and `.po` files. Out: translations, updated and merged files, TMX.
"""
