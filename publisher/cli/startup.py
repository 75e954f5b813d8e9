"""Start-up of the command line; import this module before all others.

A signal ends the program in order: temporary files are deleted, and Ctrl-C is answered. An
exception outside the tasks, such as in Invoke's own settings, is one line and exit status 2.

Two optimisations, measured on two cores, least of several runs:

- Bytecode is written again, which Invoke disables: `invoke --list` takes 0.16 s instead of
  0.21, `invoke pdf` without changes 0.23 s instead of 0.29.
- The garbage collector skips its last run at exit: 10 ms instead of 48 from the last line of
  output to the end of the process.

Tasks import their modules when they run, which keeps `invoke --list` quick.
"""

from __future__ import annotations

import atexit
import gc
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType, TracebackType


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    if number == signal.SIGINT:
        # Once, after a progress bar has deleted its line.
        atexit.unregister(_say_interrupted)
        atexit.register(_say_interrupted)
    sys.exit(128 + number)  # as shells report it


def _say_interrupted() -> None:
    print("interrupted; run it again to finish", file=sys.stderr)


def _report(
    kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> NoReturn:
    from publisher.base.errors import PublisherError  # noqa: PLC0415 - for errors only

    if not isinstance(error, PublisherError):
        error = PublisherError(f"{kind.__name__}: {error}; correct it")
    print(f"error: {error}", file=sys.stderr)
    sys.exit(2)


sys.excepthook = _report
for _signal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(_signal) is not signal.SIG_IGN:  # as under nohup
        signal.signal(_signal, _exit)

sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
atexit.register(gc.freeze)
