"""Workers: results, failures and limits of tasks in other processes."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sentencex
from helpers import ROOT
from PIL import Image

from publisher.base.errors import PublisherError
from publisher.base.limits import Limits
from publisher.base.workers import InlineExecutor, WorkerPool
from publisher.catalogues.freshness import Freshness
from publisher.language.locale import Language
from publisher.project.results import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers import Project

PRELOAD = "publisher.base.errors"  # these tests need no engine
DEFAULT, SHORT = Limits(), Limits(seconds=1)


class OddError(BaseException):
    """Exception that cannot be pickled."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(f"{first} {second}")


def unpicklable() -> None:
    raise OddError(1, 2)


def panic() -> None:
    sentencex.segment("en", "Plan B\u00a0. It held.")


def spin() -> None:
    while True:
        pass


def test_tasks_run_in_another_process_which_is_reused() -> None:
    with WorkerPool(1, DEFAULT, PRELOAD) as workers:
        processes = {workers.submit(os.getpid).result() for _ in range(5)}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_each_future_has_the_result_of_its_task() -> None:
    with WorkerPool(3, DEFAULT, PRELOAD) as workers:
        futures = [workers.submit(divmod, n, 7) for n in range(100)]
        assert [f.result() for f in futures] == [divmod(n, 7) for n in range(100)]


def test_failure_affects_only_its_own_task() -> None:
    with InlineExecutor() as executor:
        failed, done = executor.submit(divmod, 1, 0), executor.submit(divmod, 7, 2)
        with pytest.raises(ZeroDivisionError):
            failed.result()
        assert done.result() == (3, 1)


@pytest.mark.parametrize("task", [partial(divmod, 1, 0), panic, unpicklable])
def test_any_failure_of_a_worker_is_an_error_of_one_line(task: Callable[[], object]) -> None:
    with WorkerPool(1, DEFAULT, PRELOAD) as workers:
        pid = workers.submit(os.getpid).result()
        with pytest.raises(PublisherError, match=r"\((ZeroDivision|Panic|Odd)\w*: "):
            workers.submit(task).result()
        assert workers.submit(os.getpid).result() == pid


def test_temporary_files_of_killed_workers_are_deleted() -> None:
    with WorkerPool(1, DEFAULT, PRELOAD) as workers:
        folder = Path(workers.submit(tempfile.mkdtemp).result())
        assert folder.is_dir()
    assert not folder.parent.exists()


def test_publisher_error_keeps_its_line() -> None:
    with (
        WorkerPool(1, DEFAULT, PRELOAD) as workers,
        pytest.raises(PublisherError, match="bad seed") as caught,
    ):
        workers.submit(raise_error).result()
    assert caught.value.line == 3


def raise_error() -> None:
    raise PublisherError("bad seed", line=3)


def test_endless_task_is_killed_and_others_run() -> None:
    with WorkerPool(1, SHORT, PRELOAD) as workers:
        endless, done = workers.submit(spin), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="takes longer than 1 s"):
            endless.result()
        assert done.result() == (3, 1)


def test_task_over_its_memory_limit_fails() -> None:
    with WorkerPool(1, Limits(memory_mib=256), PRELOAD) as workers:
        greedy, done = workers.submit(bytes, 2**29), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="more than 256 MiB of memory"):
            greedy.result()
        assert done.result() == (3, 1)


def test_crash_of_a_worker_fails_only_its_task() -> None:
    with WorkerPool(2, DEFAULT, PRELOAD) as workers:
        dead, done = workers.submit(os._exit, 9), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="exit status 9"):
            dead.result()
        assert done.result() == (3, 1)


def test_leaving_by_an_exception_kills_all_tasks() -> None:
    with pytest.raises(KeyboardInterrupt), WorkerPool(2, DEFAULT, PRELOAD) as workers:  # noqa: PT012
        pid = workers.submit(os.getpid).result()
        endless = [workers.submit(spin) for _ in range(5)]
        raise KeyboardInterrupt
    assert all(future.done() for future in endless)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_edition_over_its_limit_keeps_its_last_file_and_others_are_built(project: Project) -> None:
    project.write("seeds/greedy.md", "# A title\n\nAn article.\n")
    project.succeed("pdf", "-l", "en")
    before = project.built("pdf", "greedy.en.pdf").read_bytes()
    project.built("pdf", "bridge.en.pdf").unlink()
    Image.new("RGBA", (9_000, 9_000)).save(project.root / "seeds" / "huge.png", compress_level=1)
    project.write("seeds/greedy.md", "# A title\n\n![A view](huge.png)\n")
    config = project.root / "pyproject.toml"
    config.write_text(f"{config.read_text()}\n[tool.publisher.limits]\nmemory-mib = 256\n")
    line = project.fail("pdf", "-l", "en", "--jobs", "2")
    assert "seeds/greedy.md: needs more than 256 MiB of memory" in line
    assert project.built("pdf", "greedy.en.pdf").read_bytes() == before
    assert project.built("pdf", "bridge.en.pdf").exists()


def without_times(output: str) -> str:
    return re.sub(r"\([\d.]+ s\)", "", output)


def test_number_of_jobs_does_not_change_outputs(tree: Project) -> None:
    output = without_times(tree.succeed("pdf", "--jobs", "1"))
    files = {file: file.read_bytes() for file in (tree.root / "build").rglob("*.pdf")}
    tree.succeed("clean")
    assert without_times(tree.succeed("pdf", "--jobs", "3")) == output
    assert {file: file.read_bytes() for file in files} == files
    assert "--jobs" in tree.fail("pdf", "--jobs", "-1")


def test_name_of_the_temporary_folder_may_be_long(project: Project) -> None:
    scratch = project.root / ("x" * 100)
    scratch.mkdir()
    project.succeed("pdf", "-l", "en", TMPDIR=str(scratch))
    assert [*scratch.iterdir()] == []


def test_results_can_be_pickled(project: Project) -> None:
    result = Result(
        slug="bridge",
        language=Language("hy"),
        freshness=Freshness(1, 2, 3, 0, 0),
        file=project.root,
        error=PublisherError("wrong", file=project.root, line=3),
        stale_since=date(2023, 11, 20),
    )
    unpickled = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own
    assert unpickled.language == result.language
    assert str(unpickled.error) == str(result.error)
    assert unpickled.freshness == result.freshness


def test_ctrl_c_does_not_reach_the_server() -> None:
    program = (
        "import os, signal, time\n"
        "from publisher.base.limits import Limits\n"
        "from publisher.base.workers import WorkerPool\n"
        "signal.signal(signal.SIGINT, lambda *_: None)\n"
        "with WorkerPool(1, Limits(), 'publisher.outputs.pdf.preload') as pool:\n"
        "    for _ in range(30):\n"
        "        os.killpg(0, signal.SIGINT)\n"
        "        time.sleep(0.01)\n"
        "    print(pool.submit(int, '7').result())\n"
    )
    result = subprocess.run(
        (sys.executable, "-c", program),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert (result.stdout, result.stderr) == ("7\n", "")
