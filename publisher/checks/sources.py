"""Checks of articles: parts that a page cannot show as their author wrote them.

The readers find these faults; the functions only hold their help.
"""

from __future__ import annotations

from publisher.checks.check import of_source


@of_source("error")
def raw_html() -> None:
    """HTML, JSX or code in Markdown that a page cannot show; it is left out.

    Bad: `<iframe src="https://example.org/map"></iframe>`
    Good: `[The map](https://example.org/map)`
    """


@of_source("warning")
def component() -> None:
    """A component of which only the text is shown, or code that readers never see.

    Bad: `<Lede>The bridge is open.</Lede>`
    Good: `The bridge is open.`
    """


@of_source("warning")
def front_matter() -> None:
    """A value in front matter that has no meaning or more than one; it is left out.

    Bad: `date: 03/04/2024`
    Good: `date: 2024-04-03`
    """


@of_source("warning")
def empty_page() -> None:
    """An article of which readers get only the title, such as the index of a folder.

    Bad: `# The bridge`
    Good: `# The bridge`, and below it `It is open.`
    """


@of_source("error")
def template_code() -> None:
    """Code that the generator of a site runs: tags, variables, shortcodes, cells and citations.

    It is left out, apart from the words of a citation. Callouts, tabs, figures, code and addresses
    of the site are read as Markdown.

    Bad: `Version {{ site.version }}`
    Bad: `{{< youtube dQw4w9WgXcQ >}}`
    Bad: `as in [@knuth84]`
    Good: `Version 2.1`
    Good: `{{< figure src="bridge.jpg" alt="The bridge" >}}`
    """


@of_source("error")
def include() -> None:
    """Another file that a site includes in an article; it is left out.

    Bad: `{% include warning.md %}`, `{! notes.md !}`, `--8<-- "notes.md"`
    Good: the text of that file.
    """


@of_source("warning")
def dead_link() -> None:
    """A link of the article that leads to no heading, or to nothing at all.

    Only the text of a link to nothing is shown. With `base-url`, an address that is no article's
    is taken for one of the site.

    Bad: `[The law](#the-law)`, where no heading is called so.
    Bad: `[The law](laws.md)`, where the article is called law.md.
    Good: `[The law](law.md#old)`
    """


@of_source("error")
def missing_image() -> None:
    """An image of the article that is missing or cannot be used; a page shows its description.

    Bad: `![The bridge at dawn](brigde.jpg)`, where the file is called `bridge.jpg`.
    Good: `![The bridge at dawn](bridge.jpg)`
    """


@of_source("error")
def remote_image() -> None:
    """An image of the article that is on the web; a page shows its description.

    Bad: `![The bridge at dawn](https://example.org/bridge.jpg)`
    Good: `![The bridge at dawn](bridge.jpg)`, with the file beside the article.
    """


@of_source("warning")
def alternative_text() -> None:
    """An image of the article has no alternative text (WCAG 2.2, 1.1.1).

    Bad: `![](bridge.jpg)`
    Good: `![The bridge at dawn](bridge.jpg)`
    """


@of_source("warning")
def formula() -> None:
    r"""A formula that cannot be typeset; it is printed as it is written.

    Bad: `$\frac{a}{b$`
    Good: `$\frac{a}{b}$`
    """


@of_source("warning")
def heading_name() -> None:
    """Two headings have the same name, to which a link can lead.

    Bad: `## Rain {#weather}` and `## Snow {#weather}`
    Good: `## Rain {#rain}` and `## Snow {#snow}`
    """


@of_source("warning")
def footnote() -> None:
    """A mark without its footnote, or a footnote without a mark.

    Bad: `The bridge.[^1]`, where no line begins with `[^1]:`.
    Good: `The bridge.[^1]`, and later `[^1]: It was built in 1905.`
    """


@of_source("error")
def repeated_footnote() -> None:
    """A footnote with the name of an earlier one; it is left out.

    Bad: `[^1]: In 1905.` and `[^1]: In 1906.`
    Good: `[^1]: In 1905.` and `[^2]: In 1906.`
    """


@of_source("warning")
def directive() -> None:
    """A comment for translators that belongs to no block.

    Bad: `<!-- i18n: skip -->` at the end of the article.
    Good: `<!-- i18n: skip -->` in a line before a paragraph.
    """


@of_source("warning")
def unsettled_changes() -> None:
    """Comments or tracked changes that nobody has settled, in Word or in CriticMarkup.

    Insertions are read, deletions and comments are not. Changes of style do not count.

    Bad: a comment that is neither resolved nor deleted, or `{++words++}`.
    Good: a document in which all changes are accepted or rejected.
    """


@of_source("warning")
def control_character() -> None:
    """A character in Markdown that no font can show; it is left out.

    Bad: a form feed or an escape sequence that was pasted from a terminal.
    Good: text without them.
    """


@of_source("warning")
def grid_table() -> None:
    """A table in a frame of plus signs, as Pandoc reads it; it is shown as it is written.

    Bad: `+---+---+` above and below each row.
    Good: `| a | b |`, and below it `|---|---|`.
    """


@of_source("warning")
def left_out() -> None:
    """Parts of a web page that are not its article: advertisements, share bars, related links.

    Bad: a page as its site shows it.
    Good: a page with the article alone.
    """
