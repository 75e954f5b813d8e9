"""Work in processes of their own: done, failed, or ended at its limits, and never in the way."""

from __future__ import annotations

import os
import pickle
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from publisher.base.errors import PublisherError
from publisher.base.limits import Limits
from publisher.base.workers import InlineExecutor, WorkerPool
from publisher.catalogues.freshness import Freshness
from publisher.language.locale import Language
from publisher.project.results import Job, Result

if TYPE_CHECKING:
    from helpers import Project

WARM = "publisher.base.errors"  # these tests need no engine
LONG, SHORT = Limits(), Limits(seconds=1)


def spin() -> None:
    while True:
        pass


def test_work_is_done_elsewhere_and_a_worker_serves_again() -> None:
    with WorkerPool(1, LONG, WARM) as workers:
        processes = {workers.submit(os.getpid).result() for _ in range(5)}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_results_come_back_with_their_own_work() -> None:
    with WorkerPool(3, LONG, WARM) as workers:
        futures = [workers.submit(divmod, n, 7) for n in range(100)]
        assert [f.result() for f in futures] == [divmod(n, 7) for n in range(100)]


@pytest.mark.parametrize("executor", [InlineExecutor, lambda: WorkerPool(1, LONG, WARM)])
def test_a_failure_is_its_own_works_alone(executor: type[InlineExecutor]) -> None:
    with executor() as workers:
        failed, done = workers.submit(divmod, 1, 0), workers.submit(divmod, 7, 2)
        with pytest.raises(ZeroDivisionError):
            failed.result()
        assert done.result() == (3, 1)


def test_what_an_ended_worker_leaves_is_taken_away() -> None:
    with WorkerPool(1, LONG, WARM) as workers:
        folder = Path(workers.submit(tempfile.mkdtemp).result())
        assert folder.is_dir()
    assert not folder.parent.exists()


def test_our_own_errors_keep_file_and_line() -> None:
    with (
        WorkerPool(1, LONG, WARM) as workers,
        pytest.raises(PublisherError, match="bad seed") as caught,
    ):
        workers.submit(complain).result()
    assert caught.value.line == 3


def complain() -> None:
    raise PublisherError("bad seed", line=3)


def test_work_without_end_is_ended_and_the_others_are_done() -> None:
    with WorkerPool(1, SHORT, WARM) as workers:
        endless, done = workers.submit(spin), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="takes longer than 1 s"):
            endless.result()
        assert done.result() == (3, 1)


def test_work_that_takes_all_memory_is_ended() -> None:
    with WorkerPool(1, Limits(memory_mib=256), WARM) as workers:
        greedy, done = workers.submit(bytes, 2**29), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="more than 256 MiB of memory"):
            greedy.result()
        assert done.result() == (3, 1)


def test_a_worker_that_dies_fails_its_work_alone() -> None:
    with WorkerPool(2, LONG, WARM) as workers:
        dead, done = workers.submit(os._exit, 9), workers.submit(divmod, 7, 2)
        with pytest.raises(PublisherError, match="exit status 9"):
            dead.result()
        assert done.result() == (3, 1)


def test_leaving_by_an_exception_ends_all_work_at_once() -> None:
    with pytest.raises(KeyboardInterrupt), WorkerPool(2, LONG, WARM) as workers:  # noqa: PT012
        pid = workers.submit(os.getpid).result()
        endless = [workers.submit(spin) for _ in range(5)]
        raise KeyboardInterrupt
    assert all(future.done() for future in endless)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_edition_over_its_limit_leaves_the_last_file_and_the_others(project: Project) -> None:
    project.write("seeds/greedy.md", "# A title\n\nAn article.\n")
    project.succeed("pdf", "-l", "en")
    before = project.built("pdf", "greedy.en.pdf").read_bytes()
    project.built("pdf", "bridge.en.pdf").unlink()
    Image.new("RGBA", (9_000, 9_000)).save(project.root / "seeds" / "huge.png", compress_level=1)
    project.write("seeds/greedy.md", "# A title\n\n![A view](huge.png)\n")
    config = project.root / "pyproject.toml"
    config.write_text(f"{config.read_text()}\n[tool.publisher.limits]\nmemory-mib = 256\n")
    line = project.fail("pdf", "-l", "en", "--jobs", "2")
    assert "seeds/greedy.md: in en it needs more than 256 MiB of memory" in line
    assert project.built("pdf", "greedy.en.pdf").read_bytes() == before
    assert project.built("pdf", "bridge.en.pdf").exists()


def test_the_number_of_jobs_changes_nothing(tree: Project) -> None:
    one = tree.succeed("pdf", "--jobs", "1")
    files = {file: file.read_bytes() for file in (tree.root / "build").rglob("*.pdf")}
    tree.succeed("clean")
    assert tree.succeed("pdf", "--jobs", "3") == one
    assert {file: file.read_bytes() for file in files} == files
    assert "--jobs" in tree.fail("pdf", "--jobs", "-1")


def test_jobs_and_results_can_be_sent_anywhere(project: Project) -> None:
    job = Job("bridge", Language("hy"), PublisherError("wrong", file=project.root, line=3))
    result = Result(job, Freshness(1, 2, 3), file=project.root, stale_since=date(2023, 11, 20))
    again = pickle.loads(pickle.dumps(result))  # noqa: S301 - our own
    assert again.job.language == job.language
    assert str(again.job.error) == str(job.error)
    assert again.freshness == result.freshness
