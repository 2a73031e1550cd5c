#!/usr/bin/env python3
"""Follows the recipes of .github/publish from a fresh checkout to nginx, and looks at what readers get.

    publish.py PROGRAM

The steps are taken out of the recipes and run as they are written there; only addresses, keys and the
release are a test's. The release is packed from PROGRAM by .github/release/pack. What stands in for ssh
asks for the key and hands the command to rrsync, as authorized_keys would. nginx runs with the
recipe's configuration on a loopback port, as nobody where this runs as root, and is asked by HTTP and
by Chromium. A finding is anything that is not as the recipe says.

Needs nginx, rsync, jq, curl, chromium and chromium-driver (Debian), selenium and pyyaml (PyPI).
Exit code 1 on any finding."""
import hashlib, os, re, shutil, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
from recipes import CHECKED, FOUND, HOST_KEY, KEY, ROOT, SSH, Checkout, Run, expect, server, step, tree
from webserver import Nginx, check_base_path, check_browser, check_nginx


def times(folder):
    return {path: os.stat(os.path.join(folder, path)).st_mtime_ns for path in tree(folder)}


ARTICLE = """---
title: {title}
date: 2026-03-01
url: /prøve/{name}/
aliases: {aliases}
---
{text}
"""


ALIASES = '[/gammel/, "/gamle æøå/", /gammel.html, "/pris$uri *:/"]'


def article(name, text="Tekst.", aliases="[]"):
    return ARTICLE.format(title=f"Prøve {name}", name=name, text=text, aliases=aliases)


def check_github(checkout, web, values):
    """The first run, an edit, a schedule, an article that goes, and a mistake."""
    cache = os.path.join(checkout.work, "cache.tar")

    def run(event="push"):
        given = {**values, "github.event_name": event}
        return Run(checkout, cache, given).github("github-publish.yml", "publish")

    checkout.write("content/blog/proeve-ét.md", article("ét", aliases=ALIASES))
    checkout.write("content/blog/proeve-to.md", article("to"))
    first = run()
    expect(first.code == 0, "the first run fails: " + first.log)
    built = os.path.join(first.folder, "public")
    own = tree(built)
    expect(tree(web) == own, "the web server's folder is not the site")
    report = first.report()
    expect(report["counts"]["added"] == len(own) - 1 and not report["changed"],
           "the first report is not all new")
    step(f"published {len(own)} files")

    before = times(web)
    again = run()
    expect(again.code == 0 and again.sent() == ([], []), f"unchanged, but sent: {again.sent()}")
    expect(times(web) == before, "unchanged files have a new time on the server")
    counted = again.counted()
    copied = sum(not name.endswith((".md", ".yaml")) for name in tree(checkout.path("content")))
    expect(counted and counted[1] == 0 and counted[0] <= copied,
           f"unchanged, from the cache: {counted} (rendered, written)")
    expect(not any(again.report()["counts"].values()), "the report of nothing says something")
    step(f"again from a fresh checkout and the cache: {counted} rendered and written, nothing sent")

    checkout.write("content/blog/proeve-to.md", article("to", "Ændret tekst."))
    edited = run()
    sent, deleted = edited.sent()
    expect("prøve/to/index.html" in sent and not deleted, f"an edit sends {sent}, deletes {deleted}")
    changed = [entry["file"] for entry in edited.report()["changed"]]
    expect(sorted(changed + [".tidende/manifest.json"]) == sent,
           f"the report says {changed}, rsync sent {sent}")
    counted = edited.counted()
    expect(counted and counted[1] < 20, f"an edit writes {counted}")
    step(f"one edit: {counted} rendered and written, {len(sent)} files sent")

    quiet = run("schedule")
    expect("Build" not in quiet.ran and quiet.code == 0, f"a schedule with nothing due ran {quiet.ran}")
    soon = time.strftime("%Y-%m-%d %H:%M", time.localtime(time.time() - 60))
    checkout.write("content/blog/proeve-tre.md", article("tre"))
    # As if the last build had been before something that is due by now.
    with tempfile.TemporaryDirectory(dir=checkout.work) as folder:
        subprocess.run(["tar", "-xf", cache, "-C", folder], check=True)
        path = os.path.join(folder, ".tidende", "report.json")
        text = open(path).read()
        open(path, "w").write(re.sub(r'"next": (null|"[^"]*")', f'"next": "{soon}"', text))
        subprocess.run(["tar", "--format=posix", "-cf", cache, "-C", folder, ".tidende", "public"],
                       check=True)
    due = run("schedule")
    expect("Build" in due.ran and os.path.exists(web + "/prøve/tre/index.html"),
           "what is due is not published")
    step("a schedule builds when something is due, and only then")

    os.makedirs(web + "/.well-known/acme-challenge")
    open(web + "/.well-known/acme-challenge/token", "w").close()
    os.remove(checkout.path("content/blog/proeve-tre.md"))
    gone = run()
    expect(gone.code == 0 and "prøve/tre/index.html" in gone.sent()[1], f"not deleted: {gone.sent()[1]}")
    expect("T314" in gone.log and "/prøve/tre/" in gone.log, "nobody says that an address is gone")
    expect(not os.path.exists(web + "/prøve/tre"), "a deleted article is still there")
    expect(os.path.exists(web + "/.well-known/acme-challenge/token"), "the certificate's file is gone")
    shutil.rmtree(web + "/.well-known/acme-challenge")
    step("a deleted article is gone, and the log says so")

    before, kept = tree(web), open(cache, "rb").read()
    checkout.write("content/blog/proeve-fejl.md", article("fejl", "[her](findes-ikke.md)"))
    wrong = run()
    expect(wrong.code == 1 and "::error " in wrong.log, "a broken link does not fail the run: " + wrong.log)
    expect("Publish" not in wrong.ran and tree(web) == before, "a broken site is published")
    expect(open(cache, "rb").read() == kept, "a failed run leaves a cache")
    os.remove(checkout.path("content/blog/proeve-fejl.md"))
    other = {**values, "secrets.PUBLISH_KEY": "another key", "github.event_name": "push"}
    refused = Run(checkout, cache, other).github("github-publish.yml", "publish")
    expect(refused.code and "Permission denied" in refused.log and open(cache, "rb").read() == kept,
           "a server that refuses does not fail the run: " + refused.log)
    step("a mistake is annotated, and nothing is published; a server that refuses fails the run")

    # The same site from nothing as from the cache.
    os.remove(cache)
    cold = run()
    expect(cold.code == 0 and tree(web) == before, "without a cache the site is another")
    step("without a cache it is the same site")


def check_gitlab(checkout, web, values):
    cache = os.path.join(checkout.work, "gitlab-cache")
    other = server(checkout.work, "gitlab.example.org")
    to = "publisher@gitlab.example.org:/"
    variables = {"CI_PIPELINE_SOURCE": "push", "PUBLISH_TO": to}
    cached = [".tidende", "public"]
    for number in range(2):
        run = Run(checkout, cache, values).gitlab("publish", variables, cached)
        expect(run.code == 0, "GitLab's recipe fails: " + run.log)
        expect(tree(other) == tree(web), "GitLab's recipe publishes another site than GitHub's")
        if number == 1:
            expect(run.sent() == ([], []) and run.counted()[1] == 0,
                   f"unchanged: {run.sent()} {run.counted()}")
    variables["CI_PIPELINE_SOURCE"] = "schedule"
    quiet = Run(checkout, cache, values).gitlab("publish", variables, cached)
    expect(quiet.code == 0 and "nothing is due" in quiet.log, "GitLab's schedule: " + quiet.log)
    review = {"CI_MERGE_REQUEST_IID": "7", "PUBLISH_TO": to, "REVIEW_URL": "https://r.example"}
    run = Run(checkout, cache, values).gitlab("review", review, [".tidende", "gennemsyn"])
    expect(run.code == 0 and os.path.exists(other + "/mr-7/index.html"), "GitLab's review: " + run.log)
    run = Run(checkout, cache, values).gitlab("remove", review, [])
    expect(run.code == 0 and not os.path.exists(other + "/mr-7"), "GitLab's copy stays: " + run.log)
    expect(tree(other) == tree(web), "removing a copy removed more")
    step("GitLab: the same site, a schedule, a copy for reviewers and its end")


def check_review(checkout, values):
    web = server(checkout.work, "review.example.org")
    os.makedirs(web + "/pr-1")
    with open(web + "/pr-1/index.html", "w") as file: file.write("another request's")
    draft = article("kladde").replace("---\nTekst", "draft: true\n---\nTekst")
    checkout.write("content/blog/proeve-kladde.md", draft)
    more = {**values, "vars.PUBLISH_TO": "publisher@review.example.org:/",
            "vars.REVIEW_URL": "https://r.example", "github.event.number": "42",
            "github.event.pull_request.head.repo.full_name": "a/b", "github.repository": "a/b"}
    cache = os.path.join(checkout.work, "review.tar")
    for folder in ("first", "second"):
        opened = {**more, "github.event.action": "opened"}
        run = Run(checkout, cache, opened).github("github-review.yml", "review")
        expect(run.code == 0, f"the {folder} review fails: " + run.log)
    pages = [name for name in tree(web + "/pr-42") if name.endswith(".html")]
    expect("prøve/kladde/index.html" in pages, "a draft is not in the copy")
    for name in pages:
        with open(f"{web}/pr-42/{name}", encoding="utf-8") as file: text = file.read()
        expect('<meta name="robots" content="noindex">' in text, f"{name} may be indexed")
        expect('http-equiv="refresh"' in text or "ikke offentliggjort" in text or "ikkje publisert" in text
               or "ikke publisert" in text or "not published" in text, f"{name} does not say what it is")
        expect(not re.search(r'(href|src)="/(?!pr-42/)', text), f"{name} leads out of the copy")
    with open(web + "/pr-42/robots.txt") as file: expect("Disallow: /\n" in file.read(), "robots are let in")
    expect(not os.path.exists(web + "/pr-42/sitemap.xml"), "there is a sitemap")
    fork = {**more, "github.event.action": "opened", "github.event.pull_request.head.repo.full_name": "c/b"}
    expect(not Run(checkout, cache, fork).github("github-review.yml", "review").ran, "a fork gets a copy")
    ended = {**more, "github.event.action": "closed"}
    closed = Run(checkout, cache, ended).github("github-review.yml", "remove")
    expect(closed.code == 0 and not os.path.exists(web + "/pr-42"),
           "a closed request leaves its copy: " + closed.log)
    expect(os.path.exists(web + "/pr-1/index.html"), "another request's copy is gone too")
    os.remove(checkout.path("content/blog/proeve-kladde.md"))
    step(f"a copy for reviewers: {len(pages)} pages, each says so; removed at the end")


def main():
    os.environ["PATH"] += ":/usr/sbin"
    for tool in ("nginx", "rsync", "rrsync", "jq", "curl", "chromedriver"):
        if not shutil.which(tool): sys.exit(f"publish: {tool} is not there")
    program = os.path.abspath(sys.argv[1])
    work = tempfile.mkdtemp(prefix="tidende-publish-")
    os.chmod(work, 0o755)
    nginx = None
    try:
        release = os.path.join(work, "release")
        subprocess.run([ROOT + "/.github/release/pack", program, release], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": "1795262400"})
        tarball = next(name for name in os.listdir(release) if name.endswith(".tar.gz"))
        with open(os.path.join(release, tarball), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        web = server(work, "www.example.org")
        os.mkdir(work + "/bin")
        with open(work + "/bin/ssh", "w") as file: file.write(SSH.format(work=work))
        os.chmod(work + "/bin/ssh", 0o755)
        with open(work + "/key", "w") as file: file.write(KEY + "\n")
        values = {"url": f"file://{release}/{tarball}", "sha256": digest, "secrets.PUBLISH_KEY": KEY,
                  "vars.PUBLISH_KNOWN_HOSTS": HOST_KEY, "vars.PUBLISH_TO": "publisher@www.example.org:/",
                  "github.run_id": "1", "github.run_attempt": "1", "github.event.number": "0"}
        checkout = Checkout(work)
        check_github(checkout, web, values)
        check_gitlab(checkout, web, values)
        check_review(checkout, values)
        nginx = Nginx(work, web)
        check_nginx(nginx, web)
        check_browser(nginx, web)
        below = server(work, "below.example.org")
        subprocess.run([program, "build", "--root", checkout.repository, "--out", below + "/blad", "--quiet",
                        "--base-url", "https://below.example.org/blad/"], check=True)
        other = Nginx(work, below, "/blad/")
        try: check_base_path(other, below, "/blad/")
        finally: other.stop()
        with open(nginx.work + "/error.log") as file: log = [line for line in file if "[notice]" not in line]
        unexpected = [line for line in log if "is forbidden" not in line and "No such file" not in line]
        expect(not unexpected, "nginx says: " + "".join(unexpected[:3]))
    finally:
        if nginx: nginx.stop()
        shutil.rmtree(work, ignore_errors=True)
    print(f"publish: {CHECKED[0]} checks, {len(FOUND)} findings")
    return 1 if FOUND else 0


if __name__ == "__main__":
    if len(sys.argv) != 2: sys.exit("usage: publish.py PROGRAM")
    sys.exit(main())
