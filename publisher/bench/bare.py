"""Bare WeasyPrint, the reference for rendering: warm, with the same HTML, fonts and images."""

from __future__ import annotations

import resource
import statistics
from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.base.workers import WorkerPool
from publisher.bench.measured import Measurement, seconds
from publisher.build.assemble import assemble_page
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS
from publisher.project.project import open_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.bench.generated import GeneratedProject
    from publisher.pages.page import Page

OUTPUT = OUTPUTS["pdf"]
PRELOAD = OUTPUT.preload or ""


def lay_out_pages(generated: GeneratedProject, slugs: Sequence[str]) -> list[Page]:
    """Lay out articles as `invoke pdf` does, in each of their languages."""
    config = generated.config
    project = open_project(config, slugs)
    return [
        assemble_page(project, project.review(*key), OUTPUT) for key in project.select().editions
    ]


def bare_mean_seconds(generated: GeneratedProject, pages: Sequence[Page], repeats: int) -> float:
    """Return the mean over the pages of WeasyPrint's median wall times, in a warm worker."""
    with WorkerPool(1, generated.config.limits, PRELOAD) as worker:
        medians = [worker.submit(bare_median_seconds, page, repeats).result() for page in pages]
    return statistics.mean(medians)


def bare_median_seconds(page: Page, repeats: int = 1) -> float:
    """Return the median wall time of WeasyPrint alone; call it in a worker."""
    import weasyprint  # noqa: PLC0415 - only workers have it loaded

    from publisher.outputs.pdf.engine.font_faces import configuration  # noqa: PLC0415 - likewise
    from publisher.outputs.pdf.engine.patch import is_applied, unpatched  # noqa: PLC0415 - likewise
    from publisher.outputs.pdf.engine.registry import RENDERING_PATCHES  # noqa: PLC0415 - likewise

    fonts = configuration(faces(page.families, page.fonts))

    def render() -> None:
        weasyprint.HTML(string=page.html).write_pdf(font_config=fonts)

    # Hyphenation stays: other line breaks would be other work.
    applied = [patch.name for patch in RENDERING_PATCHES if is_applied(patch)]
    suspended = [name for name in applied if name != "hyphenate"]
    with unpatched(*suspended):
        render()  # warm up: read the fonts and fill the caches
        return statistics.median(seconds(render) for _ in range(repeats))


def measure_memory(
    generated: GeneratedProject, pages: Sequence[Page], renderings: int
) -> Measurement:
    """Measure the growth of a worker's peak memory over the last third of renderings."""
    peaks = []
    with WorkerPool(1, generated.config.limits, PRELOAD) as worker:
        for third in range(3):
            for number in range(renderings * third // 3, renderings * (third + 1) // 3):
                worker.submit(OUTPUT.render, pages[number % len(pages)]).result()
            peaks.append(worker.submit(_peak_mib).result())
    growth = peaks[2] - peaks[1]
    return Measurement(
        f"memory of a worker after {counted(renderings, 'rendering')}",
        peaks[2],
        unit="MiB",
        ratio=growth / 2,
        to="2 MiB in the last third",
        goal=1,
        note=f"the last third raised it by {growth:.2f} MiB",
    )


def measure_unplanned(generated: GeneratedProject, pages: Sequence[Page]) -> Measurement:
    """Count the paragraphs of pages whose lines cannot be planned, by reason."""
    with WorkerPool(1, generated.config.limits, PRELOAD) as worker:
        planned, reasons = worker.submit(_count_paragraphs, pages).result()
    unplanned = sum(reasons.values())
    return Measurement(
        "paragraphs with plain line breaking",
        unplanned,
        unit=f"of {planned + unplanned:,}",
        note="; ".join(f"{reason}: {count}" for reason, count in sorted(reasons.items())),
    )


def _count_paragraphs(pages: Sequence[Page]) -> tuple[int, dict[str, int]]:
    """Render pages; return the number of planned paragraphs, and of others by reason."""
    from publisher.outputs.pdf.engine.paragraphs.planner import PLANNED, paragraph_counts  # noqa: PLC0415 - only workers have it loaded

    before = paragraph_counts()
    for page in pages:
        OUTPUT.render(page)
    counts = paragraph_counts() - before
    return counts.pop(PLANNED, 0), dict(counts)


def _peak_mib() -> float:
    """Return this process's peak memory in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
