"""What authors write becomes safe markup, formulas become MathML."""

from __future__ import annotations

import pytest

from autograder.report.quiz_markdown import markdown


def test_markdown_inside_a_formula_is_left_alone() -> None:
    html = markdown("*so* $a_1 * b_1 * c$ and $$\\sum_i x_i$$")
    assert "<em>so</em>" in html
    assert html.count("<em>") == 1
    assert html.count("<math") == 2
    assert 'display="block"' in html


@pytest.mark.parametrize("text", ["costs $5 and $6", "`$a$`", r"\$a\$"])
def test_dollars_that_are_no_formula_stay_dollars(text: str) -> None:
    html = markdown(text)
    assert "<math" not in html
    assert "$" in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](http://elsewhere.example/x.png)",
        r"$\text{<script>alert(1)</script>}$",
        "$<img src=x onerror=alert(1)>$",
        "[[<b>]]",
        "\ue0000\ue001 \ue00099\ue001",
    ],
)
def test_nothing_in_a_text_becomes_active(text: str) -> None:
    html = markdown(text)
    for sign in ("<script", "<img src", "<a ", "href", "<b>"):
        assert sign not in html


def test_only_images_that_the_page_carries_are_shown() -> None:
    html = markdown("![a](images/a.png)", {"images/a.png": "data:image/png;base64,AA=="})
    assert '<img src="data:image/png;base64,AA==" alt="a">' in html


def test_a_formula_that_is_none_is_shown_as_it_was_written() -> None:
    assert "<code>\\nosuch{x}</code>" in markdown(r"$\nosuch{x}$")


def test_blanks_are_marked() -> None:
    assert '<span class="blank">size</span>' in markdown("width [[size]]")


def test_a_label_has_no_paragraph() -> None:
    assert markdown("$x$ *y*", inline=True).startswith('<span class="formula"><math>')


def test_links_are_kept_where_they_are_asked_for_and_lead_nowhere_else() -> None:
    text = "[Book](https://book.example/7) [x](javascript:alert(1)) [y](data:text/html,z)"
    html = markdown(text, inline=True, links=True)
    assert 'href="https://book.example/7"' in html
    assert html.count("href=") == 1
    assert "<a " not in markdown(text, inline=True)
    assert "Book" in markdown(text, inline=True)
