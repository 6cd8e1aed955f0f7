"""Pages in a real browser without a network: what is shown, by mouse and keyboard; nothing hostile runs."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventx import Article, Extractor, Operation, link, read_articles
from eventx.cli import app
from eventx.records import Count, Force, Outcome, Place, Span, When
from eventx.view.article import article_page
from eventx.view.page import embedded, page
from eventx.view.report import report_page

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
HOSTILE = (
    "</script><script>owned = 1</script><img src=x onerror='owned=1'><svg onload=owned=1> "
    "\"onmouseover=owned=1 --><b>raw</b> ' ${owned=1} {{owned}} &lt;i&gt; \u2028 \u202e \0 ]]> "
    "javascript:owned=1 https://evil.example/x.png"
)


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium without a network; skipped where none is, unless EVENTX_BROWSER is set."""
    if not (CHROMIUM and DRIVER):
        said = "no Chromium and chromedriver: apt-get install chromium chromium-driver"
        if os.environ.get("EVENTX_BROWSER"):
            pytest.fail(said)
        pytest.skip(said)
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed: pip install '.[dev]'"
    )
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--window-size=1200,900", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd(
        "Network.emulateNetworkConditions",
        {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
    )
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def read():
    """The example articles with their traces."""
    extractor = Extractor()
    return [extractor.trace(a) for a in read_articles(EXAMPLES) if isinstance(a, Article)]


@pytest.fixture
def opened(browser, tmp_path):
    """What opens a page; at its end the console is empty and nothing but the page was asked for."""

    def opened(content: str, *, width: int = 1200, height: int = 900):
        path = tmp_path / "page.html"
        path.write_text(content, encoding="utf-8")
        browser.get_log("browser"), browser.get_log("performance")
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.get(path.as_uri())
        return browser

    yield opened
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("file:", "data:"))} == set()
    assert browser.execute_script("return typeof owned") == "undefined"


def press(browser, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def texts(browser, css: str) -> list[str]:
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(n => n.textContent)", css
    )


def wait(browser, script: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 5).until(lambda d: d.execute_script(f"return {script}"), message=script)


def hostile() -> Operation:
    """A record in which every text is markup."""
    span = Span(start=0, end=len(HOSTILE), text=HOSTILE, found_by=HOSTILE)
    told = {"text": HOSTILE, "evidence": [span]}
    return Operation(
        id=HOSTILE, article_id=HOSTILE, title=HOSTILE, source=HOSTILE, url=f"javascript:{HOSTILE}",
        kind="raid", name=HOSTILE, part_of=HOSTILE, evidence=[span],
        date=When(text=HOSTILE, time=HOSTILE, evidence=[span]),
        locations=[Place(**told, name=HOSTILE, country="IQ", latitude=33, longitude=44)],
        forces=[Force(**told, name=HOSTILE, role="initiator")],
        outcomes=[Outcome(**told, type="killed", side="target", object="person", force=HOSTILE,
                          source=HOSTILE, count=Count(low=1, high=1, best=1))],
    )  # fmt: skip


NAMELESS = """
const named = n => (n.getAttribute('aria-label') || n.textContent || '').trim() || n.labels?.length;
return [...document.querySelectorAll('button, a[href], input, select, [role=button]')]
  .filter(n => !named(n)).map(n => n.outerHTML);
"""
CONTRAST = """
const parts = c => c.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b]
  .map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
const back = n => { for (; n; n = n.parentElement) { const c = parts(getComputedStyle(n).backgroundColor);
  if (c.length < 4 || c[3] === 1) return c; } return [0, 0, 0]; };
const poor = [];
for (const n of document.querySelectorAll('body *')) {
  if (n.closest('svg, script, style, .unseen, option, [hidden]')) continue;
  if (![...n.childNodes].some(c => c.nodeType === 3 && c.data.trim())) continue;
  const [a, b] = [light(parts(getComputedStyle(n).color)), light(back(n))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < 4.5) poor.push(n.className + ' ' + n.textContent.slice(0, 30));
}
return poor;
"""


class TestArticle:
    def test_evidence_is_marked_and_linked_both_ways(self, read, opened):
        trace = next(t for t in read if t.article.key == "agency-report")
        browser = opened(article_page([trace]))
        article = browser.find_element("css selector", ".text")
        assert browser.execute_script("return arguments[0].textContent", article) == trace.article.text
        for operation in trace.operations:
            for span in operation.evidence:
                assert any(span.text in t or t in span.text for t in texts(browser, "mark.kind"))
        broken = "[...document.links].filter(a => a.hash && !document.getElementById(a.hash.slice(1)))"
        assert browser.execute_script(f"return {broken}.length") == 0
        quotes = browser.find_elements("css selector", ".quote a")
        assert len(quotes) > 10
        quotes[0].click()
        assert (
            browser.execute_script("return document.querySelector('mark:target').textContent")
            == quotes[0].text
        )

    def test_hover_and_focus_light_up_what_belongs_together(self, read, opened):
        from selenium.webdriver import ActionChains

        trace = next(t for t in read if t.article.key == "agency-report")
        browser = opened(article_page([trace]))
        ActionChains(browser).move_to_element(
            browser.find_element("css selector", ".text mark.date")
        ).perform()
        assert texts(browser, ".fact.on dt") == ["date"]
        ActionChains(browser).move_to_element(browser.find_element("css selector", ".fact")).perform()
        assert "raided" in texts(browser, "mark.on")
        browser.execute_script("document.querySelector('.text mark.place a').focus()")
        assert "place" in texts(browser, ".fact.on dt")

    def test_rejected_with_the_reason(self, read, opened):
        browser = opened(article_page([t for t in read if t.article.key == "peace-talks"]))
        assert texts(browser, ".records h2") == ["No records"]
        assert texts(browser, "details dd")

    def test_many_articles_in_one_page(self, read, opened):
        browser = opened(article_page(read))
        assert len(texts(browser, "article")) == len(read)
        ids = browser.execute_script("return [...document.querySelectorAll('[id]')].map(n => n.id)")
        assert len(ids) == len(set(ids))

    def test_hostile_text_is_text(self, opened):
        text = "Troops raided a camp near Hatra on Tuesday, killing five. "
        text += f"{HOSTILE} Troops <b>raided</b> <i>Hatra</i>."
        article = Article(id=HOSTILE, title=HOSTILE, text=text, url=f"javascript:{HOSTILE}", source=HOSTILE)
        trace = Extractor().trace(article)
        trace.operations = [*trace.operations, hostile()]
        browser = opened(article_page([trace]))
        shown = browser.execute_script("return document.querySelector('.text').textContent")
        assert shown == text.replace("\0", "\ufffd")
        assert (
            browser.execute_script("return document.querySelectorAll('img, svg, b, i, main script').length")
            == 0
        )
        assert browser.execute_script(
            "return [...document.links].every(a => a.hash && !a.protocol.includes('java'))"
        )

    @pytest.mark.parametrize("width", [320, 390, 1200])
    def test_nothing_is_wider_than_the_screen(self, width, read, opened):
        browser = opened(article_page(read), width=width, height=800)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width

    def test_names_and_contrast(self, read, opened):
        browser = opened(article_page(read))
        browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
        assert browser.execute_script(NAMELESS) == []
        for scheme in ("light", "dark"):
            browser.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
            )
            assert browser.execute_script(CONTRAST) == []


@pytest.fixture(scope="module")
def report(read):
    return report_page([op for t in read for op in t.operations], articles=[t.article for t in read])


class TestReport:
    def test_counts_map_timeline_and_table(self, report, read, opened):
        operations = [op for t in read for op in t.operations]
        browser = opened(report)
        unreal = sum(op.status == "planned" or op.modality in ("denied", "hypothetical") for op in operations)
        real = len(operations) - unreal
        assert texts(browser, "#tally")[0].startswith(f"{real} records of {len(operations)}")
        assert len(texts(browser, "#table tbody tr:not([id^=e])")) == real
        assert len(browser.find_elements("css selector", ".point")) > 5
        assert len(browser.find_elements("css selector", ".land")) > 150
        assert browser.find_elements("css selector", "#bars button.full")
        assert "killed" in texts(browser, "#people th[scope=row]")

    def test_filters_count_anew(self, report, opened):
        from selenium.webdriver.support.ui import Select

        browser = opened(report)
        Select(browser.find_element("id", "kind")).select_by_visible_text("airstrike")
        wait(browser, "document.querySelectorAll('#counts [aria-pressed=true]').length === 1")
        kinds = texts(browser, "#table td[data-label=kind]")
        assert kinds
        assert all(kind.startswith("airstrike") for kind in kinds)
        browser.find_element("id", "words").send_keys("nosuchword")
        wait(browser, "document.querySelector('#tally').textContent.startsWith('0 records')")
        browser.find_element("css selector", "button[type=reset]").click()
        wait(browser, "!document.querySelector('#tally').textContent.startsWith('0 records')")

    def test_keyboard_alone(self, report, opened):
        from selenium.webdriver.common.keys import Keys

        browser = opened(report)
        press(browser, Keys.TAB)
        assert browser.switch_to.active_element.text == "Skip to the records"
        for _ in range(40):
            press(browser, Keys.TAB)
            if browser.switch_to.active_element.get_attribute("class") in ("point", "point vague"):
                break
        first = browser.switch_to.active_element.get_attribute("aria-label")
        press(browser, Keys.ARROW_RIGHT)
        second = browser.switch_to.active_element.get_attribute("aria-label")
        assert first != second
        press(browser, Keys.ENTER)
        assert f"{browser.find_element('id', 'place').get_property('value')}:" in second
        assert browser.switch_to.active_element.get_attribute("aria-label") == second
        press(browser, Keys.ENTER)
        assert browser.find_element("id", "place").get_property("value") == ""
        browser.find_element("css selector", "#table tbody button").send_keys(Keys.ENTER)
        assert browser.switch_to.active_element.get_attribute("aria-expanded") == "true"
        assert "kind" in texts(browser, "#table .evidence dt")

    def test_evidence_stands_in_its_sentence(self, report, opened):
        browser = opened(report)
        browser.find_element("css selector", "#table tbody button").click()
        quotes = browser.find_elements("css selector", ".evidence .quote")
        assert quotes
        assert all(q.find_elements("tag name", "mark") for q in quotes)
        assert max(len(q.text) for q in quotes) > 60

    def test_the_timeline_filters_days(self, report, opened):
        browser = opened(report)
        browser.execute_script("document.querySelector('#bars button.full').click()")
        assert browser.find_element("id", "from").get_property("value")
        assert len(texts(browser, "#bars [aria-pressed=true]")) == 1

    def test_a_record_has_an_address(self, report, read, opened, browser):
        operation = read[0].operations[0]
        opened(report)
        browser.get(f"{browser.current_url}#record-{operation.id}")
        browser.refresh()
        assert len(texts(browser, "#table .evidence")) == 1

    def test_hostile_text_is_text(self, opened):
        browser = opened(report_page([hostile()], title=HOSTILE))
        browser.find_element("css selector", "#table tbody button").click()
        assert HOSTILE.replace("\0", "") in texts(browser, ".evidence mark")[0].replace("\0", "")
        assert texts(browser, "h1")[0] == HOSTILE.replace("\0", "\ufffd")
        assert browser.execute_script("return document.querySelectorAll('img, b, main script').length") == 0
        assert browser.execute_script("return [...document.links].length") == 1

    @pytest.mark.parametrize("width", [320, 390, 1200])
    def test_nothing_is_wider_than_the_screen(self, width, report, opened):
        browser = opened(report, width=width, height=800)
        browser.execute_script("for (const b of document.querySelectorAll('#table tbody button')) b.click()")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width

    def test_words_of_the_people_table_are_not_broken(self, report, opened):
        browser = opened(report, width=390, height=800)
        head = "const [h] = document.querySelectorAll('#people th[scope=row]');"
        assert browser.execute_script(f"{head} return h.offsetHeight") < 40

    def test_names_on_the_map_do_not_overlap(self, report, opened):
        browser = opened(report)
        overlaps = """
        const rooms = [...document.querySelectorAll('#map text')].map((n) => n.getBoundingClientRect());
        return rooms.filter((a, i) => rooms.some((b, j) => i < j && a.left < b.right && a.right > b.left
          && a.top < b.bottom - 4 && a.bottom > b.top + 4)).length
        """
        assert len(texts(browser, "#map text")) > 10
        assert browser.execute_script(overlaps) == 0

    def test_names_and_contrast(self, report, opened):
        browser = opened(report)
        browser.execute_script("for (const b of document.querySelectorAll('#table tbody button')) b.click()")
        assert browser.execute_script(NAMELESS) == []
        for scheme in ("light", "dark"):
            browser.execute_cdp_cmd(
                "Emulation.setEmulatedMedia",
                {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
            )
            assert browser.execute_script(CONTRAST) == []

    @pytest.mark.parametrize("number", [0, 1, 2000])
    def test_few_and_many(self, number, opened):
        operations = [
            Operation(id=str(i), article_id="a", kind="raid",
                      locations=[Place(text=f"P{i % 300}", latitude=30 + i % 10, longitude=40 + i % 7)])
            for i in range(number)
        ]  # fmt: skip
        browser = opened(report_page(operations))
        assert texts(browser, "#tally")[0].startswith(f"{number:,} record{'' if number == 1 else 's'} of")
        assert len(texts(browser, "#table tbody tr:not([id^=e])")) == min(number, 50)


@pytest.fixture(scope="module")
def incidents(read):
    """Incidents of the examples and of the same records as another outlet would have them."""
    told = [op for t in read for op in t.operations]
    again = [
        op.model_copy(update={"id": f"{op.id}-2", "article_id": f"{op.article_id}-2", "source": "The Other"})
        for op in told
    ]
    return link([*told, *again])


class TestReportOfIncidents:
    def test_every_claim_with_who_makes_it(self, incidents, opened):
        browser = opened(report_page(incidents))
        assert texts(browser, "h1")[0] == f"{len(incidents)} incidents of operations"
        browser.find_element("css selector", "#table tbody button").click()
        assert "told by 2 articles (1 text; copies count once)" in texts(browser, ".evidence > p")[0]
        assert texts(browser, "h2")[-1] == "Incidents"
        kind = texts(browser, ".evidence .fact")[0]
        assert "The Other" in kind
        assert len(browser.find_elements("css selector", ".fact:first-child .quote")) >= 2

    def test_names_contrast_and_width(self, incidents, opened):
        browser = opened(report_page(incidents), width=320, height=800)
        browser.execute_script("for (const b of document.querySelectorAll('#table tbody button')) b.click()")
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 320
        assert browser.execute_script(NAMELESS) == []
        assert browser.execute_script(CONTRAST) == []

    def test_hostile_text_is_text(self, opened):
        browser = opened(report_page(link([hostile()]), title=HOSTILE))
        browser.find_element("css selector", "#table tbody button").click()
        assert any(
            HOSTILE.replace("\0", "") in t.replace("\0", "") for t in texts(browser, ".evidence li bdi")
        )
        assert browser.execute_script("return document.querySelectorAll('img, b, main script').length") == 0
        assert browser.execute_script("return [...document.links].length") == 1


class TestPlainPages:
    """What holds without a browser."""

    def test_nothing_is_loaded(self, report, read):
        for content in (report, article_page(read)):
            assert re.findall(r"<(?:link|img|iframe|object|script src)\b", content) == []
            assert "default-src 'none'" in content

    def test_data_cannot_end_its_element(self):
        assert "</script" not in embedded(HOSTILE).lower()
        assert json.loads(embedded(HOSTILE)) == HOSTILE

    def test_lone_surrogates(self):
        assert page("\ud800", "", scripts=["article.js"], data="\udfff").encode("utf-8")

    def test_commands(self, tmp_path):
        (tmp_path / "r.jsonl").write_text(hostile().to_json(), "utf-8")
        records, out = f"{tmp_path}/r.jsonl", f"{tmp_path}/r.html"
        done = CliRunner().invoke(app, ["report", records, "-o", out, "--title", "Raids"])
        assert (done.exit_code, done.output) == (0, "")
        assert "<title>Raids</title>" in Path(out).read_text("utf-8")
        done = CliRunner().invoke(app, ["view", f"{EXAMPLES}/police-report.json", "-o", f"{tmp_path}/a.html"])
        assert (done.exit_code, done.output) == (0, "")
        assert '<mark id="a1-t' in (tmp_path / "a.html").read_text("utf-8")
        for command in (["report", f"{tmp_path}/none"], ["view", f"{tmp_path}/none"]):
            done = CliRunner().invoke(app, [*command, "-o", out])
            assert done.exit_code == 1
            assert "no such file" in done.stderr
        assert "<title>Raids</title>" in Path(out).read_text("utf-8")
