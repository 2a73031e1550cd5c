#!/usr/bin/env python3
"""Follows every link of a built site.

    links.py DIR [BASE_URL]

HTML: every href, src, srcset and poster that stays on the site leads to a file, and every fragment
to an id of that page; no element loads anything from another host. Feeds and other XML: well-formed,
and every URL in them absolute, also inside the content. Standard library only; exit code 1 on the
first hundred problems."""
import os, re, sys, urllib.parse, xml.dom.minidom
from html.parser import HTMLParser

ROOT = sys.argv[1]
BASE = sys.argv[2] if len(sys.argv) > 2 else ""
PREFIX = urllib.parse.urlsplit(BASE).path.rstrip("/")
LOADING = {"img", "script", "link", "source", "iframe", "audio", "video", "embed", "object", "track"}
NOT_LOADED = {"canonical", "alternate", "author", "license", "me", "next", "prev", "help", "search"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.loads, self.ids = [], [], set()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"): self.ids.add(values["id"])
        if tag == "a" and values.get("name"): self.ids.add(values["name"])
        for name in ("href", "src", "poster", "action"):
            if values.get(name) is None: continue
            self.links.append(values[name])
            relations = set((values.get("rel") or "").split())
            if tag in LOADING and not (tag == "link" and relations & NOT_LOADED):
                self.loads.append(values[name])
        for part in (values.get("srcset") or "").split(","):
            if part.strip(): self.links.append(part.split()[0]); self.loads.append(part.split()[0])


def parse(text):
    page = Page()
    page.feed(text)
    return page


def target(page_path, url):
    """The file a URL leads to, or None where it leaves the site."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme or parts.netloc:
        if not BASE or not url.startswith(BASE): return None, ""
        path = parts.path
    else:
        path = parts.path
    if not path: return page_path, parts.fragment
    path = urllib.parse.unquote(path)
    if path.startswith("/"):
        if PREFIX and not (path + "/").startswith(PREFIX + "/"): return "\0outside " + path, ""
        path = path[len(PREFIX):].lstrip("/")
    else:
        path = os.path.normpath(os.path.join(os.path.dirname(page_path), path)) + ("/" if path.endswith("/") else "")
    if path == "" or path.endswith("/"): path += "index.html"
    return path.lstrip("/"), urllib.parse.unquote(parts.fragment)


problems, pages, counted, feeds = [], {}, 0, 0
files = sorted(os.path.relpath(os.path.join(r, f), ROOT) for r, _, fs in os.walk(ROOT) for f in fs)
for name in files:
    if name.endswith(".html"):
        with open(os.path.join(ROOT, name), encoding="utf-8") as file: pages[name] = parse(file.read())
known = set(files)
for name, page in pages.items():
    for url in page.links:
        counted += 1
        path, fragment = target(name, url)
        if path is None: continue
        if path not in known: problems.append(f"{name}: {url} leads to {path!r}, which is not there")
        elif fragment and fragment != "top" and path in pages and fragment not in pages[path].ids:
            problems.append(f"{name}: {url}: there is no id {fragment!r} in {path}")
    for url in page.loads:
        if urllib.parse.urlsplit(url).netloc and not (BASE and url.startswith(BASE)):
            problems.append(f"{name}: loads {url} from another host")
for name in files:
    if not name.endswith((".xml", ".svg")): continue
    try: document = xml.dom.minidom.parse(os.path.join(ROOT, name))
    except Exception as error:
        problems.append(f"{name}: not well-formed: {error}")
        continue
    if name.endswith(".svg") or document.documentElement.tagName != "rss": continue
    feeds += 1
    for element in document.getElementsByTagName("content:encoded"):
        text = "".join(node.data for node in element.childNodes)
        for url in parse(text).links:
            counted += 1
            parts = urllib.parse.urlsplit(url)
            if not parts.scheme: problems.append(f"{name}: {url} in the content is not absolute")
            path, _ = target(name, url)
            if path is not None and path not in known: problems.append(f"{name}: {url} leads nowhere")
    for tag in ("link", "guid"):
        for element in document.getElementsByTagName(tag):
            text = "".join(node.data for node in element.childNodes)
            if not urllib.parse.urlsplit(text).scheme: problems.append(f"{name}: <{tag}>{text} is not absolute")
for problem in problems[:100]: print(problem)
print(f"links: {len(pages)} pages, {feeds} feeds, {counted} links, {len(problems)} problems")
sys.exit(1 if problems or not pages else 0)
