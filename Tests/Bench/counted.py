"""A browser on a server that counts: what a search costs, and what it finds.

The server (`counting.mjs`) speaks HTTP/2 and holds every answer back; the browser is Chromium. Needs
node, openssl, chromium, chromium-driver (Debian) and `selenium` (PyPI)."""
import contextlib, os, shutil, subprocess, tempfile, time
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

HERE = os.path.dirname(os.path.abspath(__file__))
HELD = 100  # milliseconds that every answer takes, as on a telephone

# Both are asked by their interface for programs: [word, address of the client, filters] → addresses.
TIDENDE = """const [word, client, options, done] = arguments;
(window.ours ??= import(client).then(({ createSearch }) => createSearch({ base: "/search/", language: "da" })))
  .then((query) => query(word, options))
  .then(({ results }) => done(results.map(({ url }) => url)), (error) => done(String(error)));"""
PAGEFIND = """const [word, client, options, done] = arguments;
(window.theirs ??= import(client)).then(async (pagefind) => {
  const found = await pagefind.search(word);
  return Promise.all(found.results.slice(0, options.limit).map((result) => result.data()));
}).then((results) => done(results.map(({ url }) => url)), (error) => done(String(error)));"""


@contextlib.contextmanager
def served(folder, held=HELD):
    """The address of a counting server for a folder."""
    with tempfile.TemporaryDirectory() as work:
        key, certificate = os.path.join(work, "key.pem"), os.path.join(work, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                        "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        command = ["node", os.path.join(HERE, "counting.mjs"), folder, key, certificate, str(held)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try: yield f"https://localhost:{server.stdout.readline().strip()}"
        finally:
            server.terminate()
            server.wait()


@contextlib.contextmanager
def browser():
    chrome = webdriver.ChromeOptions()
    chrome.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                     "--ignore-certificate-errors"):
        chrome.add_argument(argument)
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=chrome)
    driver.set_script_timeout(60)
    try: yield driver
    finally: driver.quit()


def ask(driver, script, client, word, **options):
    """The addresses a search finds, the best first."""
    found = driver.execute_async_script(script, word, client, {"limit": 10, **options})
    if not isinstance(found, list): raise SystemExit(f"{client}: {word}: {found}")
    return found


def cost(driver, script, client, word, fresh=True):
    """What one search costs: bytes, requests, steps, and seconds of waiting for the server.

    `fresh` forgets what the page itself asked for."""
    if fresh: read_log(driver)
    ask(driver, script, client, word)
    time.sleep(0.3)  # what is still on its way
    log = read_log(driver)
    return costs(log)


def costs(log):
    """A step is a request that began when another had ended: the longest row of such."""
    ends = []
    for began, ended, *_ in sorted(log):
        ends.append((ended, 1 + max((count for end, count in ends if end <= began + 2), default=0)))
    waited = max((entry[1] for entry in log), default=0) - min((entry[0] for entry in log), default=0)
    return sum(entry[2] for entry in log), len(log), max((count for _, count in ends), default=0), waited / 1000


def read_log(driver):
    log = driver.execute_async_script("fetch('/!log').then((answer) => answer.json()).then(arguments[0])")
    return [entry for entry in log if not entry[3].endswith("favicon.ico")]
