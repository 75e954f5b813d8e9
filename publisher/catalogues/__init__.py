"""gettext catalogues that lose nothing.

In: messages and `.po` files. Out: translations, updated and merged files, TMX.
"""
