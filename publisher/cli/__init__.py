"""Command line: Invoke tasks, terminal output, `doctor`.

In: arguments. Out: calls into the packages below, printed results, exit statuses.
"""
