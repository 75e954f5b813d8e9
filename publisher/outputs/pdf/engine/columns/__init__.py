"""Layout of multi-column boxes (CSS Multi-column Layout 1), in place of the engine's.

`layout` goes through the groups of a box: blocks side by side in columns, and blocks that span
them (`groups`). `fill` lays a group out in columns of a given height, and `balance` looks for
the least height.
"""
