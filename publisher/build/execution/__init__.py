"""Where pages are rendered.

In: `--executor`, `--address` and `--jobs`. Out: an Executor: local processes or a Dask cluster.
"""
