"""Template code: what has a meaning in Markdown is read, the rest is left out and reported."""

from __future__ import annotations

import pytest

from publisher.readers.site_syntax.prepare import Dialect, prepare

RUN = "only the site's generator can run it; write Markdown in its place"
IN_ADDRESS = "is in the address of a link, of which only the words are shown"
COPY = "other files are not read into an article; copy what it includes into this one"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% highlight ruby %}\nx = {{ y }}\n{% endhighlight %}", "```ruby\nx = {{ y }}\n```"),
        ("{% highlight md %}\n```\n{% endhighlight %}", "````md\n```\n````"),
        ("a {% highlight sh %}ls{% endhighlight %} b", "a ` ls ` b"),
        ('{{< highlight go "linenos=table" >}}\nx\n{{< /highlight >}}', "```go\nx\n```"),
        ("{{< code-toggle file=hugo >}}\na: b\n{{</ code-toggle >}}", "```\na: b\n```"),
        ("{% raw %}`{{`{% endraw %} and {% raw %}`}}`{% endraw %}", "`{{` and `}}`"),
        ("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", "```\n{{ x }}\n```"),
        ("{% comment %}\na {{ b }}\n{% endcomment %}c", "c"),
        ("a {# note #} b {{/* note */}} c", "a  b  c"),
        ("{% assign x = 1 %}a", "a"),
        ('{{ "{%" }} a', "{% a"),
        (
            "{{</* note */>}} {{%/* ref x */%}} {{{< video x >}}}",
            "{{< note >}} {{% ref x %}} {{< video x >}}",
        ),
        ("{{< pagebreak >}}a {{< fa bridge >}}", "a "),
        ('a {{< glossary_tooltip text="Pods" term_id="pod" >}} b', "a Pods b"),
        ("{{< kbd Ctrl-C >}}", "<kbd>Ctrl-C</kbd>"),
        (
            '{{< figure src="a b.png" alt="A [b]" caption="The \\"b\\"" >}}',
            '![A \\[b\\]](a%20b.png "The \\"b\\"")',
        ),
        ("{{< figure src=a.png >}}b{{< /figure >}}", "![](a.png)\nb\n"),
        ("{{% note %}}a{{% /note %}}", "::: note\na\n:::"),
        (
            '{{< callout type="warning" title="Mind" >}}\na\n{{< /callout >}}',
            "::: warning[Mind]\na\n:::",
        ),
        (
            '{{% pageinfo color="warning wide" %}}\na\n{{% /pageinfo %}}',
            "::: warning\na\n:::",
        ),
        (
            "{{% blocks/cover title=B %}}\na{{% blocks/link-down %}}\n{{% /blocks/cover %}}",
            "::: details[B]\na\n:::",
        ),
        ('{{% notice tip "Try it" %}}\na\n{{% /notice %}}', "::: tip[Try it]\na\n:::"),
        ('{% hint style="success" %}\na\n{% endhint %}', "::: tip\na\n:::"),
        (
            '{% tabs %}\n{% tab title="A" %}\na\n{% endtab %}\n{% endtabs %}',
            "\n::: tab[A]\na\n:::\n",
        ),
        ('{{< details summary="More" >}}\na\n{{< /details >}}', "::: details[More]\na\n:::"),
        ("- {{< note >}}\n  a\n  {{< /note >}}", "- ::: note\n  a\n  :::"),
    ],
)
def test_what_markdown_has_is_read(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert prepared.text == expected
    assert not prepared.faults
    assert len(prepared.lines) == expected.count("\n") + 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("{{ site.baseurl }}/x/", "/x/"),
        ("{{ site.url }}{{ site.baseurl }}/x/", "/x/"),
        ("{{ site.baseurl }}", "/"),
        ("{{ '/x/' | relative_url }}", "/x/"),
        ('{{ "x/" | absolute_url }}#a', "/x/#a"),
        ("{{ '/x/' | prepend: site.baseurl }}", "/x/"),
        ("{% link _docs/x y.md %}#a", "/_docs/x#a"),
        ("{{ site.baseurl }}{% link _docs/x.md %}", "/_docs/x.md"),
        ("{% post_url 2020-01-02-x %}", "*/2020-01-02-x.md"),
        ('{{< ref "x.md#a" >}}', "*/x.md#a"),
        ('{{< relref path="/x" >}}', "/x"),
        ("{{% ref `/x` %}}", "/x"),
    ],
)
def test_addresses_of_the_site(address: str, expected: str) -> None:
    for text in ("[a *b*]({})", '[a]({} "Title")', "[a]: {}", "![a]({})", '<a href="{}">'):
        prepared = prepare(text.format(address))
        assert prepared.text == text.format(expected)
        assert not prepared.faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a {{< ref "x.md" >}} b', "a [x.md](*/x.md) b"),
        ("{% post_url b/2020-01-02-x %}", "[2020-01-02-x.md](*/2020-01-02-x.md)"),
        ("<{% link _docs/x.md %}>", "[/_docs/x.md](/_docs/x.md)"),
        ("<{{ site.url }}/x>", "[/x](/x)"),
        ("[a]({{< ref './x' >}}) [b]({{< ref '#c' >}})", "[a](./x) [b](#c)"),
    ],
)
def test_address_of_a_page_in_text_is_a_link(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <https://x.org/{{ v }}/b> c", "a https://x.org/…/b c"),
        ("https://x.org/{{ v }}.", "https://x.org/…."),
        ("http://localhost:{{ port }}/", "http://localhost:…/"),
        ("<{{ page.url }}>", "…"),
        ("[a](https://x.org/{{ v }} 'b') c", "a c"),
        ("[a][b]\n\n[b]: https://x.org/{{ v }}", "a\n\n"),
    ],
)
def test_address_that_only_the_site_knows_is_no_link(text: str, expected: str) -> None:
    prepared = prepare(text)
    assert prepared.text == expected
    assert prepared.faults[0].check == "template-code"


@pytest.mark.parametrize(
    ("text", "expected", "faults"),
    [
        ("a {{ page.title }} b", "a  b", [(1, f"{{{{ page.title }}}} is left out: {RUN}")]),
        ("a\n{% include x.md %}\nb", "a\n\nb", [(2, f"{{% include x.md %}} is left out: {COPY}")]),
        ("{{< include _x.qmd >}}", "", [(1, f"{{{{< include _x.qmd >}}}} is left out: {COPY}")]),
        ("{{< youtube x >}}", "", [(1, f"{{{{< youtube x >}}}} is left out: {RUN}")]),
        (
            "{{% x %}}\n*a*\n{{% /x %}}",
            "\n*a*\n",
            [(1, f"{{{{% x %}}}} is left out, and its content kept: {RUN}")],
        ),
        (
            "{% figure caption='a' %}![b](c.png){% endfigure %}",
            "![b](c.png)",
            [(1, f"{{% figure caption='a' %}} is left out, and its content kept: {RUN}")],
        ),
        (
            "{% if a %}\nb\n{% else %}\nc\n{% endif %}",
            "\nb\n\nc\n",
            [(1, f"{{% if a %}} is left out, and its content kept: {RUN}")],
        ),
        (
            "x\n\n{% for a in b %}\n- {{ a }}\n{% endfor %}",
            "x\n\n",
            [(3, f"{{% for a in b %}} is left out: {RUN}")],
        ),
        (
            "[a [b]]({{ x }}/{{ y }} 'T') c",
            "a [b] c",
            [
                (
                    1,
                    f"{{{{ x }}}} {IN_ADDRESS}: {RUN}",
                )
            ],
        ),
        ("{{ x }}\n{{ x }}", "\n", [(1, f"{{{{ x }}}} is left out: {RUN} (also in line 2)")]),
        ("{{ x }} {{ x }}", " ", [(1, f"{{{{ x }}}} is left out: {RUN}")]),
        ("{{ x }} " * 5, "     ", [(1, f"{{{{ x }}}} is left out: {RUN} (also 4 more times)")]),
    ],
)
def test_what_only_a_generator_can_run_is_left_out(
    text: str, expected: str, faults: list[tuple[int, str]]
) -> None:
    prepared = prepare(text)
    assert prepared.text == expected
    assert [(fault.line, fault.message) for fault in prepared.faults] == faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a]({{ x }}\n\nb (c)", "[a](\n\nb (c)"),
        ("[a]({{ x }} b (c) d", "[a]( b (c) d"),
        ("[a](<{{ x }}> (T)) (c)", "a (c)"),
    ],
)
def test_only_the_address_of_a_link_is_left_out(text: str, expected: str) -> None:
    assert prepare(text).text == expected


def test_the_address_of_an_image_is_kept_for_its_message() -> None:
    prepared = prepare("![a]({{ x }}/b.png)")
    assert prepared.text == "![a](%7B%7B%20x%20%7D%7D/b.png)"
    assert not prepared.faults


@pytest.mark.parametrize(
    "text",
    [
        "`{{ x }}` and ``{% y %}``",
        "```\n{{ x }}\n{% if y %}\n```",
        "    {{ x }}",
        "> ```\n> {{< x >}}\n> ```",
        "$x^{{2}}$ \\frac{{a}}{b} $x_{{i}}$",
        "{ x } {} {x} {{ not closed\n\n}}",
        "## A {#a}\n\nb {#b\n\nc #}",
        "<!-- {{ x }} -->",
    ],
)
def test_code_and_ordinary_braces_stay(text: str) -> None:
    prepared = prepare(text)
    assert (prepared.text, prepared.faults) == (text, [])


def test_tags_in_code_spans_hide_nothing_between_them() -> None:
    text = "`{% raw %}` - `{% endraw %}` and `{% comment %}` - `{% endcomment %}`"
    assert prepare(text).text == text
    assert prepare(text.replace("-", "{# c #}")).text == text.replace("-", "")


def test_backticks_of_another_paragraph_are_no_code() -> None:
    assert prepare("a ` b\n\n{# c #} ` d").text == "a ` b\n\n ` d"
    assert prepare("a ` b\n\nc ` {# d #}").text == "a ` b\n\nc ` "


def test_braces_of_another_paragraph_are_no_template_code() -> None:
    assert prepare("{{ a\n\n{{ b }} {% c\n\n{% assign d = 1 %}e").text == "{{ a\n\n {% c\n\ne"


def test_lines_come_from_the_file() -> None:
    prepared = prepare('a {{< note\ntitle="T"\n>}}b{{< /note >}} c\nd')
    assert prepared.text == "a \n::: note[T]\nb\n:::\n c\nd"
    assert [*prepared.lines] == [0, 0, 2, 2, 2, 3]


def test_components_have_no_template_code() -> None:
    text = "<A style={{x: 1}}>{{ y }}</A>"
    assert prepare(text, Dialect(is_mdx=True)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "{{ " * 50_000,
        "{% raw %}" * 30_000,
        "{% if a %}" * 10_000,
        "{% endif %}" * 10_000 + "{% if a %}" * 10_000,
        "[a](" + "{{ x }}" * 10_000,
        "[" * 1_000 + "](" + "{{ x }} {" * 10_000,
        "`" * 50_000 + "{{ x }}",
        "{{ x }}\n" * 10_000,
    ],
)
def test_hostile_template_code_ends(text: str) -> None:
    assert prepare(text).lines
