"""The unit of rendering: WeasyPrint alone, warm, with the same HTML, fonts and images."""

from __future__ import annotations

import resource
import statistics
from typing import TYPE_CHECKING

from publisher.base.workers import WorkerPool
from publisher.bench.measured import Measured, seconds
from publisher.build.assemble import assemble_page
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS
from publisher.project.project import open_project
from publisher.project.status import jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.bench.generated import Generated
    from publisher.pages.page import Page

OUTPUT = OUTPUTS["pdf"]
WARM = OUTPUT.warm or ""


def pages(place: Generated, slugs: Sequence[str]) -> list[Page]:
    """Lay out articles as they are published, in each of their languages."""
    project = open_project(place.config, slugs, [])
    editions = [project.edition(job.slug, job.language) for job in jobs(project) if job.language]
    build = place.config.build
    return [
        assemble_page(
            project, OUTPUT, edition, OUTPUT.place(build, edition.slug, edition.language.code)
        )
        for edition in editions
    ]


def bare_mean(place: Generated, found: Sequence[Page], repeats: int) -> float:
    """Return the mean over the pages of WeasyPrint's medians, in a warm worker."""
    with WorkerPool(1, place.config.limits, WARM) as worker:
        medians = [worker.submit(bare_seconds, page, repeats).result() for page in found]
    return statistics.mean(medians)


def bare_seconds(page: Page, repeats: int = 1) -> float:
    """Return the median wall time of WeasyPrint alone; to be called in a worker."""
    import weasyprint  # noqa: PLC0415 - in the worker alone, which has it

    from publisher.outputs.pdf.engine.font_faces import configuration  # noqa: PLC0415 - likewise
    from publisher.outputs.pdf.engine.patch import unpatched  # noqa: PLC0415 - likewise

    fonts = configuration(faces(page.families))

    def render() -> None:
        weasyprint.HTML(string=page.html).write_pdf(font_config=fonts)

    with unpatched():
        render()  # fonts are read, and what is cached is
        return statistics.median(seconds(render) for _ in range(repeats))


def memory(place: Generated, found: Sequence[Page], renderings: int) -> Measured:
    """Measure by how much the last third of renderings lifts the peak of a worker's memory."""
    third = max(renderings // 3, 1)
    peaks = []
    with WorkerPool(1, place.config.limits, WARM) as worker:
        for _ in range(3):
            for number in range(third):
                worker.submit(OUTPUT.render, found[number % len(found)]).result()
            peaks.append(worker.submit(_peak).result())
    grown = peaks[2] - peaks[1]
    work = f"memory of a worker after {3 * third:,} renderings"
    note = f"the last third lifted it by {grown:.2f} MiB"
    return Measured(work, peaks[2], "MiB", grown / 2, "2 MiB in the last third", 1, note)


def _peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
