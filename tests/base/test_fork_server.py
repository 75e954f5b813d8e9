"""The processes beside the fork server, and signals to them."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import os, signal, time
from multiprocessing import resource_tracker
from publisher.base.fork_server import CONTEXT, start_server

start_server([])
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    os.kill(resource_tracker._resource_tracker._pid, number)
time.sleep(0.2)
resource_tracker.ensure_running()
assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())
"""


def test_resource_tracker_outlives_the_signals_that_end_a_task() -> None:
    result = subprocess.run(
        (sys.executable, "-c", PROGRAM), capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
