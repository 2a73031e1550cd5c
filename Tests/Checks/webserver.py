"""nginx with the recipe's configuration, and what readers get of it by HTTP and in Chromium.

For publish.py."""
import gzip, http.client, os, re, shutil, socket, subprocess, sys, tempfile, time, urllib.parse
from recipes import RECIPES, expect, step, tree
from served import POLICY, Site

class Nginx:
    """nginx with the recipe's configuration on a free port."""

    def __init__(self, work, root, base="/"):
        self.work, self.port = tempfile.mkdtemp(dir=work, prefix="nginx-"), free_port()
        with open(os.path.join(RECIPES, "nginx.conf"), encoding="utf-8") as file: text = file.read()
        for old, new, count in (
            ("listen 80;", f"listen 127.0.0.1:{self.port};", 1), ("listen [::]:80;", "", 1),
            ("include /var/www/magasin/", f"include {root}{base}", 1),
            (" /404.html;", f" {base}404.html;", 2),
            ("root /var/www/magasin;", f"root {root};", 1)):
            expect(text.count(old) == count, f"nginx.conf says {old!r} {text.count(old)} times")
            text = text.replace(old, new)
        temps = "\n".join(f"  {name}_temp_path {self.work}/{name};" for name in
                          ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.file = os.path.join(self.work, "nginx.conf")
        with open(os.path.join(self.work, "magasin.conf"), "w", encoding="utf-8") as file: file.write(text)
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(f"daemon off;\npid {self.work}/pid;\nerror_log {self.work}/error.log;\n"
                       f"events {{ }}\nhttp {{\n  include /etc/nginx/mime.types;\n"
                       f"  default_type application/octet-stream;\n  access_log off;\n{temps}\n"
                       f"  include {self.work}/magasin.conf;\n}}\n")
        self.who = {}
        if os.geteuid() == 0:
            self.who = {"user": 65534, "group": 65534, "extra_groups": []}
            subprocess.run(["chown", "-R", "65534:65534", self.work], check=True)
        self.command = ["nginx", "-c", self.file, "-e", f"{self.work}/error.log"]
        tested = subprocess.run(self.command + ["-t"], capture_output=True, text=True, **self.who)
        expect(tested.returncode == 0 and "warn" not in tested.stderr, "nginx -t: " + tested.stderr)
        self.process = subprocess.Popen(self.command, **self.who)
        for _ in range(100):
            try: return socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError: time.sleep(0.05)
        sys.exit("publish: nginx does not start")

    def reload(self):
        subprocess.run(self.command + ["-s", "reload"], check=True, **self.who)
        time.sleep(0.5)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, path, method="GET", **headers):
        """(status, headers, body); the path is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items(): connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


SECURITY = {"X-Content-Type-Options": "nosniff", "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "strict-origin-when-cross-origin", "Content-Security-Policy": POLICY,
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin"}


def check_nginx(nginx, web):
    def ask(path, wanted, method="GET", **headers):
        status, answer, body = nginx.ask(path, method, **headers)
        expect(status == wanted, f"{path} answers {status}, not {wanted}")
        for name, value in SECURITY.items():
            expect(answer.get(name) == value, f"{path}: {name} is {answer.get(name)}")
        expect(re.fullmatch("nginx", answer.get("Server", "")), f"{path} tells the server's version")
        return answer, body

    quoted = urllib.parse.quote
    page = quoted("/prøve/ét/")
    answer, body = ask(page, 200)
    with open(web + "/prøve/ét/index.html", "rb") as file:
        expect(file.read() == body, f"{page} is not the file")
    expect(answer["Content-Type"] == "text/html; charset=utf-8", f"{page} is {answer['Content-Type']}")
    expect(answer["Cache-Control"] == "no-cache", f"{page} is kept: {answer['Cache-Control']}")
    status, again, body = nginx.ask(page, If_None_Match=answer["ETag"])
    expect(status == 304 and not body and again["Content-Security-Policy"] == POLICY,
           f"{page} again is {status}")
    # Lower-case escapes and bare bytes are the same address.
    ask(page.lower(), 200)

    for path, target in (
        ("/gammel/", page), ("/gammel", page), ("/gammel.html", page), ("/GAMMEL", page),
        (quoted("/gamle æøå/"), page), (quoted("/pris$uri *:/"), page),
        ("/gammel/index.html?a=b", "/gammel/?a=b"), ("/gammel/?a=b", page + "?a=b"),
        (page + "index.html", page), ("/index.html", "/"), (page[:-1], page), ("/om", "/om/"),
        ("//evil.example/index.html", None), ("/%5Cevil.example/index.html", None),
        ("/\\evil.example/index.html", None)):
        if target is None:
            status, answer, _ = nginx.ask(path)
            location = answer.get("Location", "")
            expect(not re.match(r"[/\\]{2}|https?:", location), f"{path} leads to {location}")
        else:
            answer, _ = ask(path, 301)
            location = answer.get("Location")
            expect(location == target, f"{path} leads to {location}, not {target}")

    with open(web + "/404.html", "rb") as file: missing = file.read()
    for path in ("/findes/ikke/", "/assets/", "/assets/main.00000000.css", "/.tidende/manifest.json",
                 "/.nojekyll"):
        answer, body = ask(path, 404)
        expect(body == missing, f"{path}: not the site's own page")
        expect(answer["Cache-Control"] == "no-cache", f"{path} is kept: {answer['Cache-Control']}")

    for name in sorted(os.listdir(web + "/assets")):
        answer, _ = ask("/assets/" + quoted(name), 200)
        kept = answer["Cache-Control"]
        expect(kept == "public, max-age=31536000, immutable", f"{name}: {kept}")

    for path, wanted in (("/search/m.json", "no-cache"), ("/search/m.json?1a2b3c", "public, max-age=86400"),
                         ("/search/ingen.json?1a2b3c", "no-cache"), ("/?assets/x.00000000.css", "no-cache")):
        _, answer, _ = nginx.ask(path)
        expect(answer["Cache-Control"] == wanted, f"{path}: {answer['Cache-Control']}")

    packed = 0
    for name in sorted(tree(web)):
        if name.startswith(".") or name == "404.html": continue
        path = "/" + quoted(re.sub(r"(^|/)index\.html$", r"\1", name))
        status, answer, body = nginx.ask(path, Accept_Encoding="gzip")
        if status == 301: continue  # a page that leads on
        expect(status == 200, f"{path} answers {status}")
        with open(os.path.join(web, name), "rb") as file: plain = file.read()
        kind = answer.get("Content-Type", "")
        if answer.get("Content-Encoding") == "gzip":
            packed += 1
            expect(gzip.decompress(body) == plain, f"{path} unpacks to something else")
            expect(answer.get("Vary") == "Accept-Encoding", f"{path} does not say that it varies")
            status, _, _ = nginx.ask(path, Accept_Encoding="gzip", If_None_Match=answer["ETag"])
            expect(status == 304, f"{path} packed again is {status}")
        else:
            expect(body == plain, f"{path} is something else")
            expect(len(plain) < 512 or re.match("image/(?!svg)", kind), f"{path} ({kind}) is not packed")
        if kind.startswith("text/"): expect("charset=utf-8" in kind, f"{path} is {kind}")
    expect(packed > 20, f"{packed} files are packed")
    answer, body = ask(page, 200, "HEAD")
    expect(not body, "HEAD has a body")
    step(f"nginx: redirects, 404, headers, caching; {packed} files packed")


def check_base_path(nginx, web, base):
    """A site below a path: its pages, redirects, 404 and assets."""
    with open(web + base + "404.html", "rb") as file: missing = file.read()
    asset = sorted(os.listdir(web + base + "assets"))[0]
    for path, status, name, value in (
        (base, 200, "Cache-Control", "no-cache"), (base + "om", 301, "Location", base + "om/"),
        (base + "gammel", 301, "Location", base + urllib.parse.quote("prøve/ét/")),
        (base + "om/index.html", 301, "Location", base + "om/"),
        (base + "assets/" + asset, 200, "Cache-Control", "public, max-age=31536000, immutable"),
        (base + "findes/ikke/", 404, "Cache-Control", "no-cache"), ("/", 404, "Cache-Control", "no-cache")):
        answered, answer, body = nginx.ask(path)
        expect(answered == status, f"{path} answers {answered}, not {status}")
        expect(answer.get(name) == value, f"{path}: {name} is {answer.get(name)}, not {value}")
        expect(answer.get("Content-Security-Policy") == POLICY, f"{path} has no policy")
        if status == 404: expect(body == missing, f"{path}: not the site's own page")
    step("nginx: a site below a path")


def check_browser(nginx, web):
    """Every kind of page in Chromium, with nginx's own policy; the search is used."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait
    site = Site(web, "/")
    pages, _ = site.choose()
    word, _ = site.query()
    chrome = webdriver.ChromeOptions()
    chrome.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage"):
        chrome.add_argument(argument)
    if os.geteuid() == 0: chrome.add_argument("--no-sandbox")
    chrome.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=chrome)
    try:
        origin = f"http://127.0.0.1:{nginx.port}"
        for page in pages:
            path = urllib.parse.quote(page["path"])
            if page["label"] == "404": path = "/findes/ikke/"
            if page["label"] == "search": path += "?q=" + urllib.parse.quote(word)
            driver.get(origin + path)
            if page["label"] == "search":
                shown = lambda _: driver.find_elements(By.CSS_SELECTOR, "#_results:not([hidden]) li")
                try: WebDriverWait(driver, 10, 0.05).until(shown)
                except Exception: expect(False, f"a search for {word} finds nothing")
            styled = driver.execute_script("return document.styleSheets[0]?.cssRules.length")
            expect(styled, f"{path} has no style")
            for entry in driver.get_log("browser"):
                if page["label"] == "404" and "findes/ikke" in entry["message"]: continue
                expect(False, f"{path}: console: {entry['message'][:200]}")
    finally: driver.quit()
    step(f"Chromium: {len(pages)} kinds of pages under nginx's policy, and the search")
