#!/usr/bin/env python3
"""Writes an article the way people do, beside a real browser that shows the preview.

    preview.py TIDENDE [ROOT] [--article FILE] [--style FILE] [--template FILE]

A copy of ROOT (here) is served by `TIDENDE serve --follow`; every page of it carries the strictest
policy the pages are made for, Trusted Types included. Files are saved, and Chromium has to show it:
a new paragraph, with the page where it was; a colour, without a reload; a problem over the last good
page, as text, gone when it is mended; a draft's banner; a picture; the page of another file that is
saved. Then twelve tabs at once, and a server that went away and came back. Prints how long each took
on this machine, which is no limit.

Needs chromium and chromium-driver (Debian) and selenium (PyPI). Exit code 1 on any finding."""
import argparse, os, re, shutil, socket, subprocess, sys, tempfile, time, urllib.request
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

POLICY = ("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
          "img-src 'self' data:; form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'")
AT_START = """window.breaches = [];
document.addEventListener('securitypolicyviolation', e =>
  window.breaches.push(e.violatedDirective + ' ' + (e.blockedURI || e.sourceFile || '')));"""
PANEL = "document.querySelector('tidende-problems')?.shadowRoot"

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("tidende")
parser.add_argument("root", nargs="?", default=os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
parser.add_argument("--article", help="below ROOT; the first of content/blog")
parser.add_argument("--style", default="themes/avis/assets/main.css")
parser.add_argument("--template", default="themes/avis/templates/base.html", help="holds the <head>")
options = parser.parse_args()
found = []


def expect(is_so, text):
    if not is_so:
        found.append(text)
        print("  finding:", text, flush=True)


class Served:
    """A copy of the site with its preview."""

    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="preview-")
        for name in ("content", "themes"):
            if os.path.isdir(os.path.join(options.root, name)):
                shutil.copytree(os.path.join(options.root, name), os.path.join(self.root, name))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        head = self.read(options.template)
        self.write(options.template, re.sub(
            rb"<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">'.encode(),
            head, count=1))
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [options.tidende, "serve", "--root", self.root, "--port", str(self.port), "--follow"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.search(r"(http://[^/]+)(/\S*)", line)
        if not match: sys.exit(f"the preview does not begin: {line} {self.process.stderr.read()}")
        self.origin, self.base = match[1], match[2]
        # What it says later is not read; the pipe must not fill.
        self.drain = subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)

    def stop(self):
        began = time.monotonic()
        self.process.send_signal(2)
        self.process.wait(10)
        self.drain.wait(10)
        return time.monotonic() - began

    def read(self, name):
        with open(os.path.join(self.root, name), "rb") as file: return file.read()

    def write(self, name, data):
        """As editors do: beside, then in its place."""
        path = os.path.join(self.root, name)
        with open(path + "~new~", "wb") as file: file.write(data)
        os.rename(path + "~new~", path)

    def get(self, path):
        with urllib.request.urlopen(self.origin + path) as answer: return answer.read().decode()


class Browser:
    def __init__(self):
        chrome = webdriver.ChromeOptions()
        chrome.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
        arguments = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage",
                     "--disable-background-networking", "--window-size=1000,700"]
        if os.geteuid() == 0: arguments.append("--no-sandbox")
        for argument in arguments: chrome.add_argument(argument)
        chrome.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=chrome)
        self.driver.set_page_load_timeout(30)
        self.watch()

    def watch(self):
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": AT_START})

    def js(self, text): return self.driver.execute_script("return " + text)

    def open(self, path):
        self.driver.get(site.origin + path)

    def wait(self, condition, what, seconds=10):
        """How many milliseconds until JavaScript says yes."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            try:
                if self.js(condition): return (time.monotonic() - began) * 1000
            except Exception: pass  # the page is being replaced
            time.sleep(0.003)
        expect(False, what)
        return seconds * 1000

    def listen(self, ignoring=()):
        for breach in self.js("window.breaches?.splice(0) ?? []"): expect(False, f"policy: {breach}")
        for entry in self.driver.get_log("browser"):
            text = entry["message"]
            known = any(word in text for word in ("favicon.ico", *ignoring))
            if entry["level"] in ("SEVERE", "WARNING") and not known:
                expect(False, f"console: {text[:200]}")


def step(text, milliseconds=None):
    print(f"{text}" + (f": {milliseconds:.0f} ms" if milliseconds is not None else ""), flush=True)


def articles():
    if options.article: return [options.article]
    folder = os.path.join(site.root, "content", "blog")
    return sorted("content/blog/" + name for name in os.listdir(folder)
                  if name.endswith(".md") and not name.startswith("_"))


def add(name, mark):
    """A paragraph more at the end of an article."""
    data = site.read(name)
    paragraph = f"<p>{mark}</p>" if name.endswith(".html") else f"\n\n{mark} er nyt.\n"
    end = data.rfind(b"</body>") if name.endswith(".html") else len(data)
    site.write(name, data[:end] + paragraph.encode() + data[end:])


def text_has(mark): return f"document.body.textContent.includes('{mark}')"


def saving(article):
    """A paragraph, with the page where it was."""
    browser.open(site.base)
    listening = "navigator.locks.query().then(state => state.held.some(lock => lock.name === 'tidende'))"
    browser.wait(listening, "the page does not listen")
    time.sleep(0.5)  # the lock is held, and then the stream opened
    add(article, "FOERSTE")
    took = browser.wait(text_has("FOERSTE"), "--follow does not open the page of the file that was saved")
    step("saved, its page opened", took)
    path = browser.js("location.pathname")
    times = []
    for round in range(5):
        browser.driver.execute_script("scrollTo({top: 400, behavior: 'instant'}); window.mark = 1")
        mark = f"NYT{round}"
        before = browser.js("scrollY")
        add(article, mark)
        times.append(browser.wait(text_has(mark), "a saved paragraph is not shown"))
        browser.wait("document.readyState == 'complete'", "the page does not come to an end")
        expect(before > 0, "the article is too short to scroll")
        browser.wait(f"Math.abs(scrollY - {before}) <= 1", f"the page does not stay where it was, at {before}", 2)
    step("saved, the new paragraph on screen", sorted(times)[2])
    browser.listen()
    return path


def colour():
    browser.driver.execute_script("window.mark = 1; scrollTo({top: 300, behavior: 'instant'})")
    for shade in ("rgb(1, 99, 2)", "rgb(120, 3, 99)"):
        site.write(options.style, site.read(options.style) + f"\nh1 {{ color: {shade} !important }}\n".encode())
        took = browser.wait(f"getComputedStyle(document.querySelector('h1')).color == '{shade}'",
                            "a saved stylesheet is not shown")
    step("saved, the new colour on screen", took)
    expect(browser.js("window.mark") == 1, "the page was reloaded for a stylesheet")
    expect(browser.js("scrollY") == 300, "the page scrolled for a stylesheet")
    browser.wait("document.querySelectorAll('link[rel=stylesheet][href*=\"main\"]').length == 1",
                 "old stylesheets stay in the page")
    # What follows is no stylesheet any more.
    time.sleep(0.3)
    expect(browser.js("window.mark") == 1, "the page was reloaded after a stylesheet")
    browser.listen()


def problem(article):
    good = site.read(article)
    browser.driver.execute_script("window.mark = 1")
    site.write(article, good + b"\n\nL\xe6s <b>mere</b>\n")
    step("saved, the problem on screen", browser.wait(f"!!{PANEL}", "a problem is not shown"))
    text = browser.js(f"{PANEL}?.querySelector('pre')?.textContent ?? ''")
    expect(article in text, f"the problem does not name its file: {text[:100]!r}")
    expect(browser.js(f"{PANEL}?.querySelector('pre')?.childElementCount") == 0, "the problem is not text")
    expect("error" in browser.js(f"{PANEL}?.querySelector('h2')?.textContent ?? ''"), "nothing is counted")
    expect(browser.js("window.mark") == 1 and browser.js(text_has("NYT4")), "the last good page went")
    browser.driver.refresh()
    browser.wait(f"!!{PANEL}", "the problem is not shown on a page that is loaded anew")
    expect(browser.js(text_has("NYT4")), "the last good page is not served")
    site.write(article, good)
    step("mended, the problem gone", browser.wait(f"!{PANEL}", "a mended problem stays on screen"))
    site.write(article, good + b"\n\nL\xe6s <b>mere</b>\n")
    browser.wait(f"!!{PANEL}", "a problem is not shown the second time")
    browser.driver.execute_script(f"{PANEL}.querySelector('button').click()")
    expect(not browser.js(f"!!{PANEL}"), "the problem cannot be closed")
    site.write(article, good)
    state, deadline = "/_tidende/status" + browser.js("location.pathname"), time.monotonic() + 10
    while site.get(state).split("\n")[1] and time.monotonic() < deadline: time.sleep(0.01)
    browser.listen()


def draft(article):
    if article.endswith(".html"): return
    name = os.path.dirname(article) + "/kladde-til-en-proeve.md"
    site.write(name, "---\ntitle: Kladde til en prøve\ndate: 2026-01-02\ndraft: true\n---\nIKKEKLAR.\n".encode())
    step("a draft's page opened", browser.wait(text_has("IKKEKLAR"), "a new draft's page is not opened"))
    browser.wait("!!document.querySelector('.tidende-notice')?.offsetHeight", "a draft has no banner")
    browser.wait("getComputedStyle(document.querySelector('.tidende-notice')).position == 'fixed'",
                 "the banner has no style")
    os.unlink(os.path.join(site.root, name))
    browser.wait(f"!{text_has('IKKEKLAR')}", "a removed page stays on screen")
    browser.listen(ignoring=["404"])


def picture(article):
    """A page does not change with its picture, and is shown anew all the same."""
    if article.endswith(".html"): return
    folder = os.path.dirname(article)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle r="{}"/></svg>'
    site.write(folder + "/proeve.svg", drawing.format(5).encode())
    site.write(folder + "/proeve.md", b"---\ntitle: Billede\ndate: 2026-01-02\n---\nMEDBILLEDE ![En cirkel](proeve.svg)\n")
    browser.wait(text_has("MEDBILLEDE"), "the page with the picture is not opened")
    browser.wait("document.images[0]?.complete && document.readyState == 'complete'", "the picture is not shown")
    browser.driver.execute_script("window.mark = 1")
    site.write(folder + "/proeve.svg", drawing.format(9).encode())
    step("a changed picture on screen", browser.wait("!window.mark", "a changed picture is not shown"))
    browser.driver.execute_script("window.mark = 1")
    site.write(folder + "/anden.svg", drawing.format(9).encode())
    site.write(folder + "/anden.svg", drawing.format(8).encode())
    time.sleep(0.5)
    expect(browser.js("window.mark") == 1, "the page was reloaded for a picture it does not show")
    for name in ("proeve.md", "proeve.svg", "anden.svg"): os.unlink(os.path.join(site.root, folder, name))
    browser.wait(f"!{text_has('MEDBILLEDE')}", "a removed page stays on screen")
    browser.listen(ignoring=["404"])


def tabs(article, path):
    """Browsers open six connections to a host; streams must not take them all."""
    began = time.monotonic()
    browser.open(path)
    handles = [browser.driver.current_window_handle]
    for _ in range(11):
        browser.driver.switch_to.new_window("tab")
        browser.watch()
        browser.open(path)
        handles.append(browser.driver.current_window_handle)
    step("twelve tabs opened", (time.monotonic() - began) * 1000)
    add(article, "FANER")
    for handle in handles:
        browser.driver.switch_to.window(handle)
        browser.wait(text_has("FANER"), "one of twelve tabs is not up to date when it is looked at")
    # The one that listened for all goes.
    for handle in handles[:-1]:
        browser.driver.switch_to.window(handle)
        browser.driver.close()
    browser.driver.switch_to.window(handles[-1])
    add(article, "SIDSTE")
    step("the last tab is up to date", browser.wait(text_has("SIDSTE"), "the last of the tabs hears nothing"))
    browser.listen()


def away(article):
    """A preview that ends at once, and one that comes back at the same port."""
    took = site.stop()
    expect(took < 1, f"Ctrl-C takes {took:.1f} s")
    step("ended by Ctrl-C", took * 1000)
    add(article, "TILBAGE")
    site.start()
    took = browser.wait(text_has("TILBAGE"), "the page does not find the preview again", 20)
    step("the preview came back, the page with it", took)
    add(article, "IGEN")
    browser.wait(text_has("IGEN"), "the page hears nothing of the preview that came back")
    browser.listen(ignoring=["ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_INCOMPLETE_CHUNKED",
                             "ERR_CONNECTION_RESET", "Failed to fetch"])


site = Served()
browser = None
try:
    browser = Browser()
    article = articles()[0]
    path = saving(article)
    colour()
    problem(article)
    draft(article)
    picture(article)
    tabs(article, path)
    away(article)
finally:
    if browser: browser.driver.quit()
    if site.process.poll() is None: site.stop()
    shutil.rmtree(site.root, ignore_errors=True)
print(f"{len(found)} findings")
sys.exit(bool(found))
