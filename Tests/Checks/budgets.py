#!/usr/bin/env python3
"""What a reader's device is asked to carry.

    budgets.py DIR [--base /]

An article: at most 30 kB of HTML and no JavaScript at all (data for machines, `ld+json`, is not
JavaScript). Every page: at most 12 kB of CSS. Sizes are of gzip, level 6; a kB is 1000 bytes.
Prints the heaviest of each. Standard library only; exit code 1 on any finding."""
import argparse, gzip, os, sys, urllib.parse
from html.parser import HTMLParser

HTML_LIMIT, CSS_LIMIT = 30_000, 12_000

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("root")
parser.add_argument("--base", default="/", help="the path of base_url, where it has one")
options = parser.parse_args()


class Page(HTMLParser):
    """The stylesheets and the scripts of a page."""

    def __init__(self, text):
        super().__init__()
        self.is_article, self.sheets, self.inline, self.scripts, self.open = False, [], "", [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        relations = values.get("rel", "").lower().split()
        if tag == "body": self.is_article = "on-article" in values.get("class", "").split()
        if tag == "link" and "stylesheet" in relations: self.sheets.append(values.get("href", ""))
        if tag == "link" and ("modulepreload" in relations or values.get("as") == "script"):
            self.scripts.append(f"a script loaded ahead, {values.get('href')}")
        if tag == "script" and ("src" in values or values.get("type") != "application/ld+json"):
            self.scripts.append(f"a script, {values.get('src', 'inline')}")
        for name, value in values.items():
            if name.startswith("on"): self.scripts.append(f"{name} on <{tag}>")
            if value.strip().lower().startswith("javascript:"): self.scripts.append(f"javascript: in {name}")
        if tag == "style": self.open = tag

    def handle_endtag(self, tag):
        if tag == self.open: self.open = None

    def handle_data(self, data):
        if self.open: self.inline += data


def size(data): return len(gzip.compress(data, 6, mtime=0))


def load(name):
    with open(os.path.join(options.root, name), "rb") as file: return file.read()


def file_of(url, page):
    """The file a stylesheet's address leads to."""
    path = urllib.parse.unquote(urllib.parse.urlsplit(url).path)
    if not path.startswith("/"): return os.path.normpath(os.path.join(os.path.dirname(page), path))
    return ("/" + path.lstrip("/")).removeprefix("/" + options.base.strip("/")).lstrip("/")


problems, articles, sheets, weights = [], [], [], {}
names = sorted(os.path.relpath(os.path.join(folder, file), options.root)
               for folder, _, files in os.walk(options.root) for file in files if file.endswith(".html"))
for name in names:
    data = load(name)
    page = Page(data.decode())
    weight = size(page.inline.encode()) if page.inline else 0
    for url in page.sheets:
        path = file_of(url, name)
        try: weights[path] = weights.get(path) or size(load(path))
        except OSError: problems.append(f"{name}: the stylesheet {url} is not there")
        weight += weights.get(path, 0)
    sheets.append((weight, name))
    if weight > CSS_LIMIT: problems.append(f"{name}: {weight} bytes of CSS, {CSS_LIMIT} are allowed")
    if not page.is_article: continue
    articles.append((size(data), name))
    if articles[-1][0] > HTML_LIMIT:
        problems.append(f"{name}: {articles[-1][0]} bytes of HTML, {HTML_LIMIT} are allowed")
    problems += [f"{name}: {script}" for script in page.scripts]

if not articles: problems.append("there is no article")
for problem in problems[:100]: print(problem)
for what, limit, found in (("HTML", HTML_LIMIT, articles), ("CSS", CSS_LIMIT, sheets)):
    if found: print(f"heaviest {what}: {max(found)[0] / 1000:.1f} kB of {limit / 1000:.0f}, {max(found)[1]}")
print(f"budgets: {len(names)} pages, {len(articles)} articles, {len(problems)} problems")
sys.exit(1 if problems else 0)
