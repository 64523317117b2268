"""Feedback page and class report: what they say, and that text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.utils.html import escape

from autograder.report.class_report import class_page
from autograder.report.feedback import feedback_page
from autograder.report.markup import prose
from autograder.report.strings import STRINGS
from autograder.report.visible import for_student

from . import samples

ROOM = Path(__file__).parents[2] / "autograder" / "report"


def page_of(result, language="en"):
    return feedback_page(
        for_student(result, language),
        course_title="A course",
        assignment_title="Mini-batch SGD",
        student_name=samples.NAMES.get(result.student, ""),
    )


def class_of(results, language="en"):
    return class_page(
        results,
        course_title="A course",
        assignment_title="SGD",
        names=samples.NAMES,
        language=language,
    )


def every_page():
    for language in ("en", "ko"):
        for result in samples.everyone():
            yield page_of(result, language)
        yield class_of(samples.everyone(), language)
        yield class_of([], language)


class Outline(HTMLParser):
    """Tags, attributes and ids of a page, and the text that a reader sees."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.ids, self.targets, self.headings, self.text = [], [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.text += " "
        attributes = dict(attrs)
        assert not [name for name in attributes if name.startswith("on")]
        self.ids += [attributes["id"]] if "id" in attributes else []
        for name in ("aria-labelledby", "aria-describedby"):
            self.targets += (attributes.get(name) or "").split()
        if (attributes.get("href") or "").startswith("#"):
            self.targets.append(attributes["href"][1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def pages():
    return list(every_page())


def test_no_page_holds_an_active_or_fetching_element(pages):
    for page in pages:
        tags = set(Outline(page).tags)
        assert not tags & {"script", "img", "iframe", "object", "embed", "form", "base", "audio"}
        assert "http://" not in page
        assert "https://" not in page


def test_headings_come_in_order_and_every_reference_has_its_target(pages):
    for page in pages:
        outline = Outline(page)
        assert outline.headings[0] == 1
        assert outline.headings.count(1) == 1
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(below - above <= 1 for above, below in steps)
        assert len(outline.ids) == len(set(outline.ids))
        assert set(outline.targets) <= set(outline.ids)


def test_every_page_names_its_language_and_has_landmarks(pages):
    for page in pages:
        assert re.search(r'<html lang="(en|ko)">', page)
        assert {"header", "main", "footer"} <= set(Outline(page).tags)


def test_templates_name_nothing_that_is_not_there(pages):
    assert not any("missing: " in page for page in pages)


def test_pages_can_be_written_as_utf8(pages):
    assert all(page.encode() for page in pages)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_feedback_page_holds_no_secret(language):
    for result in samples.everyone():
        page = page_of(result, language)
        assert [secret for secret in samples.SECRETS if secret in page] == []


def test_a_page_has_the_score_and_a_word_for_every_exercise():
    text = " ".join(Outline(page_of(samples.wrong_gradient())).text.split())
    assert "3.5 of 15 points" in text
    assert "✓ right 2 / 2" in text
    assert "◐ partly right 1.5 / 4" in text
    assert "✗ not right yet 0 / 9" in text


def test_a_page_shows_message_hint_figure_shapes_and_traceback():
    page = page_of(samples.wrong_gradient(), "ko")
    assert "결과가 같습니다" in page
    assert page.count("<svg") == 3
    assert "grad_out (2,)" in page
    assert "w.reshape(1, -1)" in page_of(samples.raised())


def test_a_page_without_a_score_shows_none():
    text = Outline(page_of(samples.unreadable())).text
    assert "No score yet" in text
    assert "of 15 points" not in text


def test_a_score_of_zero_is_a_score():
    assert "No score yet" not in page_of(samples.raised())


def test_formulas_become_mathml_and_names_code():
    assert "<math>" in prose("the value of $x^2$")
    assert prose("`a<b`") == "<code>a&lt;b</code>"


@pytest.mark.parametrize(
    "text", ["it costs $5 and $6", "$ x $", "a $ b", r"$\unknown{x}$", "$$", "${$", "$" + "{" * 400]
)
def test_dollars_that_hold_no_formula_stay_as_they_are(text):
    assert prose(text) == text


@pytest.mark.parametrize(
    "text",
    [
        r"$\raisebox{9em}{25}$",
        r"$\raisebox{-40pt}{25}$",
        r"$\hspace{-20em}25$",
        r"$\hspace{-40ex}25$",
        r"$\hspace{300pt}25$",
        r"$\kern 50em 25$",
        r"$\genfrac{}{}{20em}{}{2}{5}$",
        "$" + r"\!" * 90 + "25$",
    ],
)
def test_a_formula_that_would_be_drawn_over_others_stays_source(text):
    assert prose(text) == text


@pytest.mark.parametrize(
    "text",
    [
        r"$\def\a#1{" + "#1" * 31 + r"}\a{\a{\a{" + "x" * 100 + "}}}$",
        r"$\newcommand\a[1]{" + r"\\#1" * 31 + r"}\a{\a{xxxx}}$",
        r"$\renewcommand{\alpha}{(((}" + r"\alpha" * 30 + "$",
        r"$\def\a{" + "x" * 100 + r"}\def\b{" + r"\a" * 30 + r"}\b\b\b\b$",
        r"$\let\a(" + r"\a" * 40 + "$",
        r"$\let \a\lbrace" + r"\a" * 40 + "$",
    ],
)
def test_a_formula_with_commands_of_its_own_stays_source(text):
    assert prose(text) == text


@pytest.mark.parametrize(
    "bracket", ["(", "[", r"\{", r"\lvert ", "⟨", "⎰", r"\bigl<", "([", r"(\\["]
)
def test_a_formula_of_many_open_brackets_stays_source(bracket):
    text = "$" + bracket * 40 + "$"
    assert prose(text) == escape(text)


@pytest.mark.parametrize("bracket", ["(", "[", r"\{"])
def test_fewer_open_brackets_are_many_in_a_long_formula(bracket):
    text = "$" + bracket * 12 + "x" * 250 + "$"
    assert prose(text) == escape(text)
    assert "<math>" in prose("$" + bracket * 8 + "x" * 250 + "$")


def test_the_usual_brackets_make_a_formula():
    assert "<math>" in prose(
        r"$P(X_1 \mid X_2) = \lambda \bigl(f(a), [b], \{c\}\bigr) \text{가나다}$"
    )


def test_the_usual_spaces_make_a_formula():
    assert "<math>" in prose(r"$\int\! f\,dx \qquad a \xrightarrow{b} c \Bigg( \cfrac{1}{2}$")


@pytest.mark.parametrize(
    "text", ["{}", "`{}`", "${}$", r"$\text{{{}}}$", r"$\mathrm{{{}}}$", r"$\href{{{}}}{{x}}$"]
)
def test_markup_in_prose_is_escaped_wherever_it_stands(text):
    assert not {"script", "img"} & set(Outline(prose(text.format(samples.EVIL))).tags)


def test_the_same_result_gives_the_same_page():
    assert page_of(samples.wrong_gradient()) == page_of(samples.wrong_gradient())


def test_a_text_that_its_author_did_not_translate_comes_in_the_authors_language():
    assert "the true loss" in page_of(replace(samples.wrong_gradient()), "en")
    assert page_of(samples.wrong_gradient(), "fr").count("not right yet") >= 1


def test_every_string_exists_in_both_languages_with_the_same_placeholders():
    for key, text in STRINGS.items():
        fields = {lang: set(re.findall(r"{(\w+)}", text[lang])) for lang in ("en", "ko")}
        assert fields["en"] == fields["ko"], key
        assert text["ko"] != text["en"], key


def test_no_string_is_left_over():
    sources = [
        path.read_text("utf-8")
        for path in [*ROOM.glob("*.py"), *ROOM.glob("templates/*.html")]
        if path.name != "strings.py"
    ]
    used = set(re.findall(r"\bt\.(\w+)|\"(\w+)\"", "\n".join(sources)))
    named = {name for pair in used for name in pair}
    made = re.compile("(axis|status|why|advice|exercise|test)_")
    assert [key for key in STRINGS if key not in named and not made.match(key)] == []


def test_the_class_report_names_people_in_order_of_score():
    text = Outline(class_of(samples.everyone())).text
    students = text[text.index("Scores, the highest first") :]
    assert students.index("김하늘") < students.index("이서준") < students.index("Ada Lovelace")


def test_the_class_report_says_what_was_missed_and_who_has_no_score():
    text = " ".join(Outline(class_of(samples.everyone())).text.split())
    assert "83% (5)" in text
    assert "sums over the samples" in text
    assert "s005 fault in the course" in text
    assert "landlock+seccomp (8)" in text
