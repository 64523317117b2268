"""The pages in a real browser: nothing runs, nothing is fetched, nothing overflows a phone."""

from __future__ import annotations

import shutil

import pytest

from . import samples
from .test_pages import class_of, page_of

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium on the PATH")

RESULTS = {
    "full": samples.full_marks(),
    "wrong": samples.wrong_gradient(),
    "raised": samples.raised(),
    "unreadable": samples.unreadable(),
    "evil": samples.evil(),
}
PAGES = {
    **{
        f"{name}-{lang}": page_of(result, lang)
        for name, result in RESULTS.items()
        for lang in ("en", "ko")
    },
    **{f"class-{lang}": class_of(samples.everyone(), lang) for lang in ("en", "ko")},
}

CONTRAST = """() => {
  const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => { x /= 255;
    return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2] };
  const behind = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor;
    if (!c.endsWith(', 0)') && c !== 'transparent') return c } return 'rgb(255, 255, 255)' };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (e.closest('svg') || !own) continue;
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(e.outerHTML.slice(0, 80));
  }
  return bad }"""


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
    pages = []

    def open_page(name, **options):
        path = tmp_path / f"{name}.html"
        path.write_text(PAGES[name], "utf-8")
        page = browser.new_page(**options)
        pages.append(page)
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_says_nothing_and_fits_a_phone(opened, name):
    page = opened(name, viewport={"width": 360, "height": 780})
    assert page.said == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert len(page.asked) <= 2  # the page itself, and its empty icon
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["evil-en", "class-ko"])
def test_a_students_markup_is_inert(opened, name):
    page = opened(name)
    assert page.title() != "owned"
    assert page.evaluate("document.querySelectorAll('script, img').length") == 0
    assert "<script>" in page.inner_text("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["wrong-en", "raised-ko", "class-en"])
def test_text_stands_out_from_its_ground_by_wcag_aa(opened, name, scheme):
    page = opened(name, color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


def test_the_keyboard_reaches_the_results_first_and_then_the_exercises(opened):
    page = opened("wrong-en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#e1"


def test_figures_have_their_name_and_description(opened):
    page = opened("wrong-ko")
    figure = page.get_by_role("img", name="grad_over_time의 상대오차")
    assert figure.count() == 1
