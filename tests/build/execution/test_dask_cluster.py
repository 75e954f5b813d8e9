"""Rendering on a Dask cluster: the same bytes as locally, even after a worker is lost."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import distributed
import pytest
from system_helpers import renamed_font

from publisher.base.errors import PublisherError
from publisher.base.limits import Limits
from publisher.base.workers import InlineExecutor
from publisher.build.chosen import Chosen
from publisher.build.execution import dask_cluster
from publisher.build.execution.dask_cluster import HashedRendering
from publisher.build.publish import publish
from publisher.fonts.installed import own_faces
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page
from publisher.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from helpers import Project

    from publisher.pages.page import Rendering

PAGE = Page("<!doctype html><html lang=en><title>A</title><p>A.", ("Noto Serif",))
RENDER = OUTPUTS["html"].render

# Dask's own threads leave sockets and processes to be collected, when workers are killed.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@contextlib.contextmanager
def dask(count: int, *, processes: bool) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        processes=processes,
        dashboard_address="127.0.0.1:0",  # the default port may be taken
        host="127.0.0.1",
        protocol="tcp",
    ) as local:
        yield local


def editions(project: Project, start: Callable[[], Executor]) -> dict[str, bytes]:
    """Publish everything from scratch and return the files."""
    build = project.root / "build"
    for file in build.rglob("*.*"):
        file.unlink()
    found = publish(load_config(project.root), OUTPUTS["pdf"], Chosen(), start)
    assert not [result.error for result in found.results if result.error]
    return {file.name: file.read_bytes() for file in build.rglob("*.pdf")}


class Killing(dask_cluster.DaskExecutor):
    """Kill a worker of the cluster after the first rendering."""

    victim = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as given
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._kill)
        return future

    def _kill(self, _: Future[Any]) -> None:
        if pid := self.victim:
            type(self).victim = 0
            os.kill(pid, signal.SIGKILL)


def test_editions_are_identical_after_a_worker_was_killed(project: Project) -> None:
    for number in range(5):
        project.seed(f"article-{number}", f"Title {number}\n\nThe text of article {number}.\n")
    project.succeed("update")
    expected = editions(project, InlineExecutor)
    assert len(expected) == 12
    limits = load_config(project.root).limits
    with dask(2, processes=True) as local:
        Killing.victim = next(iter(local.workers.values())).pid
        found = editions(project, lambda: Killing(local.scheduler_address, limits))
        assert Killing.victim == 0
    assert found == expected


def test_ctrl_c_leaves_whole_files_and_a_running_cluster(project: Project) -> None:
    for number in range(40):
        project.seed(f"article-{number}", f"Title {number}\n\nThe text of article {number}.\n")
    with dask(1, processes=True) as local:
        arguments = ("pdf", "--executor", "dask", "--address", local.scheduler_address)
        status, errors = project.interrupt(*arguments)
        assert status == 128 + signal.SIGINT
        assert "Traceback" not in errors
        done = [*(project.root / "build").rglob("*.pdf")]
        assert 0 < len(done) < 41
        assert all(file.read_bytes().endswith(b"%%EOF\n") for file in done)
        project.succeed(*arguments, "-s", "bridge", "-l", "en")


def test_worker_with_another_toolchain_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprints = iter(["theirs", "ours", "same", "same"])
    monkeypatch.setattr(dask_cluster, "_fingerprint", lambda _: next(fingerprints))
    with (
        dask(1, processes=False) as local,
        dask_cluster.DaskExecutor(local.scheduler_address, Limits()) as there,
    ):
        with pytest.raises(PublisherError, match=r"worker tcp://\S+ differs .* install the same"):
            there.submit(RENDER, PAGE).result()
        assert there.submit(RENDER, PAGE).result() == RENDER(PAGE)
        monkeypatch.setattr(dask_cluster, "_render_and_hash", damaged)
        monkeypatch.setattr(dask_cluster, "_fingerprint", str)
        with pytest.raises(PublisherError, match="damaged on its way"):
            there.submit(RENDER, PAGE).result()


def damaged(fn: Callable[[Page], Rendering], page: Page) -> HashedRendering:
    return HashedRendering(replace(fn(page), content=b"damaged"), "the hash before")


def test_fonts_of_the_project_are_sent_with_the_page(tmp_path: Path) -> None:
    font = tmp_path / "house.ttf"
    font.write_bytes(renamed_font("Our House"))
    page = replace(PAGE, families=("Our House",), fonts=own_faces(["Our House"], (tmp_path,)))
    render = OUTPUTS["pdf"].render
    expected = render(page)
    with (
        dask(1, processes=False) as local,
        dask_cluster.DaskExecutor(local.scheduler_address, Limits()) as there,
    ):
        future = there.submit(render, page)
        font.unlink()
        assert future.result() == expected


def test_bad_address_is_one_line(project: Project) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(dask_cluster, "_TIMEOUT", 1)
            for wrong in (address, "http://127.0.0.1:1"):
                with pytest.raises(PublisherError, match=f"--address {wrong}: no Dask scheduler"):
                    dask_cluster.DaskExecutor(wrong, Limits())
    for wrong in ("http://127.0.0.1:1", "tcp://"):
        assert "no Dask scheduler" in project.fail("pdf", "--executor", "dask", "--address", wrong)
    assert "'threads'" in project.fail("pdf", "--executor", "threads")
    assert "add --executor dask" in project.fail("pdf", "--address", address)
    assert "needs the address of the scheduler" in project.fail("pdf", "--executor", "dask")


def test_missing_extra_names_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PublisherError, match=r"-m pip install '.+\[cluster\]'"):
        dask_cluster.DaskExecutor("tcp://127.0.0.1:1", Limits())
