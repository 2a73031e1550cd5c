"""A built site: its pages by kind, and a server that sends it as it is meant to be sent.

For browser.py. The server answers on a loopback port, with the one content security policy the
pages are made for on every answer, Trusted Types included."""
import http.server, json, os, posixpath, re, threading, urllib.parse

POLICY = ("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
          "img-src 'self' data:; form-action 'self'; base-uri 'none'; "
          "require-trusted-types-for 'script'")
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".js": "text/javascript; charset=utf-8", ".json": "application/json",
         ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png",
         ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
         ".avif": "image/avif", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf",
         ".ics": "text/calendar; charset=utf-8", ".csv": "text/csv; charset=utf-8"}
# What a page's address ends in to ask a redirect to stay, so that it can be looked at.
STAY = "stay"


class Site:
    """The folder of a built site, and the path it is published under."""

    def __init__(self, root, base):
        self.root = root
        self.base = "/" + base.strip("/") + "/" if base.strip("/") else "/"

    def read(self, name):
        with open(os.path.join(self.root, name), encoding="utf-8") as file: return file.read()

    def pages(self):
        for folder, _, files in os.walk(self.root):
            for file in files:
                if not file.endswith(".html"): continue
                name = os.path.relpath(os.path.join(folder, file), self.root)
                text = self.read(name)
                kind = re.search(r'<body[^>]*\bclass="[^"]*\bon-([\w-]+)', text)
                story = re.search(r'<article class="story ([\w-]+)', text)
                yield {
                    "name": name, "text": text,
                    "path": self.base + re.sub(r"(^|/)index\.html$", r"\1", name),
                    "kind": kind and kind[1], "type": story and story[1],
                    "language": (re.search(r'<html[^>]*\blang="(\w+)', text) or ("", ""))[1],
                    "redirect": 'http-equiv="refresh"' in text,
                    "numbered": bool(re.search(r"\w+/\d{1,3}/index\.html$", name)),
                }

    def choose(self):
        """One page of every kind, and the kinds that are not there."""
        parts = ("<figure", 'class="footnotes"', "<table", 'class="toc"')

        def is_article(page):
            return page["kind"] == "article" and page["type"] not in ("minutes", "agenda", "page")

        def is_in(code): return lambda page: is_article(page) and page["language"] == code

        def is_front(kind): return lambda page: page["kind"] == kind and not page["numbered"]

        wanted = {
            "home": lambda page: page["kind"] == "home" and page["name"] == "index.html",
            "article": lambda page: is_article(page) and all(part in page["text"] for part in parts),
            **{f"article in {code}": is_in(code) for code in ("nb", "nn", "en")},
            "minutes": lambda page: page["type"] == "minutes",
            "page": lambda page: page["kind"] == "article" and page["type"] == "page",
            "numbered list":
                lambda page: page["kind"] in ("home", "section", "tag") and page["numbered"],
            **{kind: is_front(kind) for kind in ("section", "tag", "tags", "person", "people",
                                                 "archives", "archive", "search")},
            "404": lambda page: page["kind"] == "404",
            "redirect": lambda page: page["redirect"],
        }
        pages, chosen, missing = list(self.pages()), [], []
        for label, fits in wanted.items():
            # The longest has most that can go wrong; the name decides between equals.
            found = sorted(filter(fits, pages), key=lambda page: (-len(page["text"]), page["name"]))
            if found: chosen.append({**found[0], "label": label})
            else: missing.append(label)
        return chosen, missing

    def query(self):
        """A word of a title to search for, and the same as it is spelled without æ, ø and å."""
        there = os.path.exists(os.path.join(self.root, "feed.xml"))
        titles = re.findall(r"<item>\s*<title>(.*?)</title>", self.read("feed.xml")) if there else []
        words = [word for title in titles for word in re.findall(r"\w{6,}", title)]
        word = next((word for word in words if re.search("[æøå]", word)), (words or [""])[0])
        return word, word.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")

    def serve(self):
        """A server of the site, started; its `is_index_broken` makes the search's index fail."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.site, server.daemon_threads, server.is_index_broken = self, True, False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


class Handler(http.server.BaseHTTPRequestHandler):
    """Files as they are, and the site's own page for what is not there."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        path, _, query = self.path.partition("?")
        path = urllib.parse.unquote(path)
        inside = posixpath.normpath("/" + path.removeprefix(site.base)).lstrip("/")
        file = os.path.join(site.root, inside)
        # A page that names no icon, such as a redirect, makes the browser ask for one by itself.
        if path == "/favicon.ico" and not os.path.exists(file): return self.answer(204)
        if self.server.is_index_broken and path.startswith(site.base + "search/"): return self.answer(500)
        if path.startswith(site.base) and os.path.isdir(file):
            if not path.endswith("/"):
                return self.answer(301, more={"Location": urllib.parse.quote(path) + "/"})
            file = os.path.join(file, "index.html")
        status = 200
        if not path.startswith(site.base) or not os.path.isfile(file):
            status, file = 404, os.path.join(site.root, "404.html")
            if not os.path.isfile(file): return self.answer(404)
        with open(file, "rb") as opened: body = opened.read()
        if query == STAY: body = re.sub(rb'<meta http-equiv="refresh"[^>]*>', b"", body)
        kind = TYPES.get(os.path.splitext(file)[1].lower(), "application/octet-stream")
        self.answer(status, kind, body)

    def answer(self, status, kind="text/plain", body=b"", more={}):
        self.send_response(status)
        headers = {"Content-Type": kind, "Cache-Control": "no-cache",
                   "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", **more}
        if status != 204: headers["Content-Length"] = str(len(body))
        for header, value in headers.items(): self.send_header(header, value)
        try:
            self.end_headers()
            if body: self.wfile.write(body)
        except ConnectionError:  # the browser has left the page and waits for no answer
            self.close_connection = True

    def log_message(self, *_): pass
