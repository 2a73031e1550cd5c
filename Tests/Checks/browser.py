#!/usr/bin/env python3
"""Reads a built site in a real browser, as people meet it.

    browser.py DIR [--base /] [--shots DIR]

DIR is served on a loopback port with the one content security policy the pages are made for,
Trusted Types included. One page of every kind is found in DIR and opened in Chromium at two widths,
light and dark. A finding is: an axe-core violation of WCAG 2.2 A or AA; a page that scrolls
sideways, also at 320 px and at 200 % zoom; a warning or an error in the console; a request to
another host or one that fails; a breach of the policy; a picture that cannot be shown; a kind of
page that is not there. The search is typed into, walked with the keyboard, left and come back to.

Needs chromium and chromium-driver (Debian), selenium and axe-playwright-python (PyPI).
Exit code 1 on any finding. What axe cannot see, such as reading order, stays work for people."""
import argparse, base64, glob, json, os, shutil, sys, sysconfig, time, urllib.parse
from concurrent.futures import ThreadPoolExecutor
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

sys.dont_write_bytecode = True
from served import STAY, Site

MODES = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
ALSO = {390: (320,), 1280: (640,)}  # 320 px: WCAG 1.4.10; 640 px: 1280 px at 200 %, WCAG 1.4.4
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = sysconfig.get_paths()["purelib"] + "/axe_playwright_python/**/axe.min.js"
MISSING = "findes/ikke/her/"

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("root")
parser.add_argument("--base", default="/", help="the path of base_url, where it has one")
parser.add_argument("--shots", help="a folder for a picture of every page in every mode")
options = parser.parse_args()
SITE = Site(options.root, options.base)
WORD, PLAIN = SITE.query()


# In the page

AT_START = """window.breaches = [];
document.addEventListener('securitypolicyviolation', e =>
  window.breaches.push(e.violatedDirective + ' ' + (e.blockedURI || e.sourceFile || '')));"""

PICTURES = """const done = arguments[arguments.length - 1];
Promise.all([...document.images].map(image => {
  image.loading = 'eager';
  return image.decode().then(() => null, () => image.currentSrc || image.src);
})).then(broken => done(broken.filter(Boolean)));"""

# The body may clip what sticks out, so every box is measured, not only the document's width. What
# scrolls inside a box of its own, or is hidden from sight on purpose, may be wider.
SIDEWAYS = """const width = document.documentElement.clientWidth, out = [];
const holds = element => {
  for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
    const style = getComputedStyle(e);
    if (/auto|scroll|hidden/.test(style.overflowX) || style.clipPath === 'inset(50%)') return true;
  }
};
for (const e of document.body.querySelectorAll('*')) {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!box.width || !box.height || box.bottom < 0) continue;
  if (style.clipPath === 'inset(50%)' || style.display === 'inline') continue;
  const right = Math.max(box.right, style.overflowX === 'visible' ? box.left + e.scrollWidth : 0);
  if ((right > width + 1 || box.left < -1) && !holds(e)) out.push([e, Math.round(right)]);
}
if (!out.length && document.documentElement.scrollWidth > width)
  out.push([document.body, document.documentElement.scrollWidth]);
return out.filter(([e]) => !out.some(([other]) => other !== e && e.contains(other)))
  .map(([e, right]) => e.tagName.toLowerCase() + '.' + e.className + ' ends at ' + right + ' px');"""

# WCAG 2.5.8: 24 by 24 px, or so much room that a circle of 24 px around the middle touches no other
# target. axe leaves out every link that has text beside it; here only those that flow in a line do.
TARGETS = """const all = [...document.querySelectorAll('a[href], button, input, summary')].filter(e => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && !e.disabled && style.display !== 'inline' && style.clipPath === 'none';
}).map(e => ({e, box: e.getBoundingClientRect()})).filter(({box}) => box.bottom > 0);
const small = box => box.width < 23.9 || box.height < 23.9;
const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
const near = (one, other) => {
  const [x, y] = middle(one), [u, v] = middle(other);
  const dx = Math.max(other.left - x, 0, x - other.right);
  const dy = Math.max(other.top - y, 0, y - other.bottom);
  return Math.hypot(dx, dy) < 11.9 || small(other) && Math.hypot(x - u, y - v) < 23.9;
};
const touched = one => all.some(other => other !== one && near(one.box, other.box));
const told = ({e, box}) => e.textContent.trim().slice(0, 30) + ' (' + Math.round(box.width) +
  ' × ' + Math.round(box.height) + ')';
return all.filter(one => small(one.box) && touched(one)).map(told);"""

AXE_RUN = """const done = arguments[arguments.length - 1], [tags, rules] = arguments;
const told = found => found.map(x => [x.id, x.impact, x.nodes.length, x.nodes[0].target.join(' '),
  x.nodes[0].any.concat(x.nodes[0].all, x.nodes[0].none).map(y => y.message)[0] || x.help]);
axe.run(document, {preload: false, resultTypes: ['violations'],
  runOnly: rules ? {type: 'rule', values: rules} : {type: 'tag', values: tags},
  rules: rules ? {} : {'target-size': {enabled: true}}})
  .then(r => done({found: told(r.violations), version: r.testEngine.version,
    ran: [...r.violations, ...r.passes, ...r.incomplete, ...r.inapplicable].map(x => x.id)}),
    error => done({error: String(error)}));"""

# axe gives up on contrast where a pseudo-element lies under the text. The rule is run again without
# them, once on each of the theme's two grounds. A made stylesheet is no breach of the policy.
GROUND = """const sheet = new CSSStyleSheet();
sheet.replaceSync('*::before, *::after { content: none !important } body { background: var(' +
  arguments[0] + ') !important }');
document.adoptedStyleSheets = [sheet];"""


class Mode:
    """One browser at one width in one colour scheme, with its own server."""

    def __init__(self, width, scheme):
        self.width, self.scheme, self.name = width, scheme, f"{width} {scheme}"
        self.server = SITE.serve()
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.driver, self.found, self.version = None, [], ""

    def start(self):
        self.stop()
        chrome = webdriver.ChromeOptions()
        chrome.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--force-color-profile=srgb", "--disable-background-networking"]
        if os.geteuid() == 0: arguments.append("--no-sandbox")
        for argument in arguments: chrome.add_argument(argument)
        chrome.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=chrome)
        self.driver.set_script_timeout(60)
        self.driver.set_page_load_timeout(60)
        self.command("Page.addScriptToEvaluateOnNewDocument", source=AT_START)
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": self.scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.resize(self.width)

    def stop(self):
        try:
            if self.driver: self.driver.quit()
        except WebDriverException: pass
        self.driver = None

    def command(self, name, **values): return self.driver.execute_cdp_cmd(name, values)

    def resize(self, width):
        height = 844 if width < 600 else 900
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=False)

    def report(self, text): self.found.append(text)

    def run(self, pages):
        """The findings of every page, in the order of the pages."""
        found = []
        try:
            for page in pages: found.append(self.visit_twice(page))
        finally:
            self.stop()
            self.server.shutdown()
        return found

    def visit_twice(self, page):
        """A browser that falls over is started once more; what it falls over twice is a finding."""
        for attempt in (1, 2):
            self.found = []
            try:
                if attempt == 2 or not self.driver: self.start()
                self.visit(page)
                break
            except Exception as error:  # a dead driver is told in many ways, not all of them Selenium's
                self.server.is_index_broken = False
                if attempt == 2: self.report(f"the browser: {type(error).__name__}: {str(error)[:200]}")
        return self.found

    def visit(self, page):
        path = page["path"]
        if page["label"] == "404": path = SITE.base + MISSING
        if page["label"] == "redirect": path += "?" + STAY
        if page["label"] == "search": path += "?q=" + urllib.parse.quote(WORD)
        self.open(path)
        if page["label"] == "search" and not self.wait(self.results):
            self.report(f"a search for {WORD!r} by address shows no results")
        for url in self.driver.execute_async_script(PICTURES): self.report(f"picture not shown: {url}")
        self.listen(404 if page["label"] == "404" else 200)
        for width in (*ALSO[self.width], self.width):
            self.resize(width)
            for what, script in (("sideways", SIDEWAYS), ("small target", TARGETS)):
                for text in self.driver.execute_script(script)[:3]:
                    self.report(f"{what} at {width} px: {text}")
        if options.shots: self.shoot(page["label"])
        self.accessibility()
        if page["label"] == "redirect": self.follow(page)
        if page["label"] == "search": Search(self, page["path"]).check()
        if page["label"] == "article": self.search_from(page["path"])

    def open(self, path): self.driver.get(self.origin + urllib.parse.quote(path, safe="/?=&%"))

    def wait(self, condition, seconds=8):
        try: return WebDriverWait(self.driver, seconds, 0.05).until(lambda _: condition())
        except TimeoutException: return None

    def all(self, selector): return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def results(self): return self.all("#_results:not([hidden]) li")

    def listen(self, status=200, expected=()):
        """What the console, the network and the policy said since the last time."""
        for breach in self.driver.execute_script("return window.breaches.splice(0)"):
            self.report(f"policy: {breach}")
        for entry in self.driver.get_log("browser"):
            if entry["level"] not in ("SEVERE", "WARNING"): continue
            if status == 404 and MISSING in entry["message"]: continue
            if any(text in entry["message"] for text in expected): continue
            self.report(f"console: {entry['message'][:200]}")
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            values = message["params"]
            if message["method"] == "Network.requestWillBeSent":
                url = values["request"]["url"]
                if not url.startswith((self.origin + "/", "data:")): self.report(f"request to {url}")
            elif message["method"] == "Network.responseReceived":
                answer = values["response"]
                wanted = status if values["type"] == "Document" else 200
                if answer["url"].startswith("http") and answer["status"] not in (wanted, 204, 304) \
                        and not any(text in answer["url"] for text in expected):
                    self.report(f"{answer['url']} answers {answer['status']}, not {wanted}")

    def accessibility(self):
        self.driver.execute_script(AXE_SOURCE)
        result = self.driver.execute_async_script(AXE_RUN, TAGS, None)
        if "error" in result: return self.report(f"axe: {result['error']}")
        self.version = result["version"]
        for rule in {"target-size", "color-contrast"} - set(result["ran"]):
            self.report(f"axe did not run {rule}")
        found = result["found"]
        for ground in ("--paper", "--panel"):
            self.driver.execute_script(GROUND, ground)
            again = self.driver.execute_async_script(AXE_RUN, TAGS, ["color-contrast"])
            if "error" in again: return self.report(f"axe: {again['error']}")
            found += again["found"]
        for rule, impact, count, target, message in found:
            self.report(f"axe {rule} ({impact}, {count}): {target}: {message[:200]}")

    def shoot(self, label):
        height = min(self.driver.execute_script("return document.documentElement.scrollHeight"), 8000)
        clip = {"x": 0, "y": 0, "width": self.width, "height": height, "scale": 1}
        picture = self.command("Page.captureScreenshot", format="png", clip=clip,
                               captureBeyondViewport=True)
        os.makedirs(options.shots, exist_ok=True)
        name = f"{label}-{self.name}.png".replace(" ", "-")
        with open(os.path.join(options.shots, name), "wb") as file:
            file.write(base64.b64decode(picture["data"]))

    def follow(self, page):
        """The redirect leads to a page of this site."""
        self.open(page["path"])
        here = self.origin + urllib.parse.quote(page["path"])
        if not self.wait(lambda: self.driver.current_url != here): self.report("the redirect leads nowhere")
        self.wait(lambda: self.driver.execute_script("return document.readyState") == "complete")
        if not self.all("main"): self.report(f"the redirect leads to {self.driver.current_url}, no page")
        self.listen()

    def search_from(self, path):
        """The search field of an article, which has no script, leads to the results."""
        self.open(path)
        field = self.all("input[type=search]")
        if not field: return self.report("there is no search field")
        field[0].send_keys(WORD, Keys.ENTER)
        if not self.wait(self.results): self.report("the search field of the article leads to no results")
        self.listen()


class Search:
    """The search page, used as a person uses it: by keyboard, with the back button, with bad luck."""

    def __init__(self, mode, path): self.mode, self.path = mode, path

    def expect(self, is_so, text):
        if not is_so: self.mode.report(f"search: {text}")

    def status(self): return self.mode.all("#_status")[0].text

    def press(self, *keys): webdriver.ActionChains(self.mode.driver).send_keys(*keys).perform()

    def focused(self, selector):
        script = "return document.activeElement.matches(arguments[0])"
        return self.mode.driver.execute_script(script, selector)

    def address(self):
        query = urllib.parse.urlsplit(self.mode.driver.current_url).query
        return urllib.parse.parse_qs(query).get("q", [""])[0]

    def type(self, text):
        field = self.mode.all("#_q")[0]
        before = self.status()
        field.clear()
        field.send_keys(text)
        self.mode.wait(lambda: self.address() == text and self.status() not in ("", before), 4)

    def tab_to(self, selector, most=60):
        for _ in range(most):
            if self.focused(selector): return True
            self.press(Keys.TAB)
        return False

    def check(self):
        mode, word, plain = self.mode, WORD, PLAIN
        mode.open(self.path)
        # The skip link first, then the field, the button and the results, in that order.
        self.press(Keys.TAB)
        self.expect(self.focused(".skip"), "the first tab stop is not the skip link")
        self.press(Keys.ENTER)
        self.expect(self.tab_to("#_q", 4), "the field is not the next stop after the skip link")
        self.press(word)
        self.expect(mode.wait(mode.results), f"{word!r} typed, no results")
        self.expect(mode.wait(lambda: word in self.status()),
                    f"the status does not tell what was found: {self.status()!r}")
        count = len(mode.results())
        self.expect(self.address() == word, "the query is not in the address")
        self.expect(mode.all("#_results mark"), "the word is not marked in the results")
        self.expect(self.tab_to("#_results h3 a", 4), "no result within four tab stops of the field")
        self.press(Keys.ENTER)
        self.expect(mode.wait(lambda: not mode.all("#_results")), "Enter does not open the result")
        mode.driver.back()
        self.expect(mode.wait(lambda: len(mode.results()) == count),
                    "back from an article loses the results")
        mode.driver.back()
        field = lambda: mode.all("#_q")[0].get_attribute("value")
        self.expect(mode.wait(lambda: field() == "" and not mode.results()),
                    "back from the first query does not empty the page")
        # Other spellings, nothing found, markup as text.
        self.type(plain)
        self.expect(len(mode.results()) == count, f"{plain!r} finds {len(mode.results())}, {word!r} {count}")
        self.type("<qqqzzz>")
        self.expect(not mode.results() and "<qqqzzz>" in self.status(),
                    "markup in a query is not shown as text")
        self.type("<img src=x onerror=alert(1)>qqq")
        self.expect(not mode.all("main img, main qqqzzz"), "markup in a query became an element")
        # More than one screenful.
        self.type("digital")
        first = len(mode.results())
        if any(button.is_displayed() for button in mode.all("#_results button")):
            self.expect(self.tab_to("#_results button", 80), "no way to more results")
            self.press(Keys.ENTER)
            self.expect(mode.wait(lambda: len(mode.results()) > first), "the button shows no more results")
            self.expect(mode.wait(lambda: self.focused(f"#_results li:nth-child({first + 1}) a")),
                        "focus is not on the next result")
        mode.listen()
        # The index does not come; then it does.
        mode.server.is_index_broken = True
        mode.open(self.path + "?q=" + urllib.parse.quote(word))
        said = mode.all("#_results")[0].get_attribute("data-error")
        self.expect(mode.wait(lambda: said and self.status() == said), "a missing index is not told")
        self.expect(not mode.results(), "results without an index")
        mode.server.is_index_broken = False
        self.type(plain)
        self.expect(mode.wait(mode.results), "no second try after a missing index")
        mode.listen(expected=("/search/",))


def main():
    began = time.monotonic()
    pages, missing = SITE.choose()
    modes = [Mode(width, scheme) for width, scheme in MODES]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda mode: mode.run(pages), modes))
    total = len(missing)
    for label in missing: print(f"FAIL  {label}: the site has no such page")
    for number, page in enumerate(pages):
        # One finding in several modes is one line.
        where = {}
        for mode, of_mode in zip(modes, found):
            for text in dict.fromkeys(of_mode[number]):
                where.setdefault(text.replace(mode.origin, ""), []).append(mode.name)
        total += len(where)
        print(f"{'FAIL' if where else 'ok  '}  {page['label']:14} {urllib.parse.unquote(page['path'])}")
        for text, names in where.items(): print(f"        {', '.join(names)}: {text}")
    print(f"axe {modes[0].version}, {time.monotonic() - began:.0f} s")
    print(f"browser: {len(pages)} pages × {len(modes)} modes, {total} findings")
    return 1 if total or not pages else 0


AXE_FILES = glob.glob(AXE, recursive=True)
if not AXE_FILES: sys.exit("browser: axe-core is not there; pip install axe-playwright-python")
with open(AXE_FILES[0], encoding="utf-8") as file: AXE_SOURCE = file.read()
sys.exit(main())
