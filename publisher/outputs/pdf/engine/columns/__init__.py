"""Layout of multi-column boxes (CSS Multi-column Layout 1), in place of the engine's.

`layout` lays a box out on a `page`. It goes through the `groups` of its children: blocks in
columns, and blocks that span them (`spans`). `fill` lays a group out in columns of a given height,
and `balance` looks for the least height. Blocks that do not fit may wait for the next column
(`floats`).
"""
