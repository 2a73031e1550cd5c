#!/usr/bin/env python3
"""Kills builds and breaks their disk, and looks at what is left.

    faults.py TIDENDE [--kills N] [--part NAME]

A small magazine is built for the first time, again after edits, and again after removals. In each
case the build is killed at every system call that changes a file or lists a folder, and at random
moments; and every such call fails once with ENOSPC, EIO, EACCES and EMFILE. Each time the output
must be the old tree or the new one, byte for byte, with somebody else's files in it; the new one if
the program said it succeeded, the old one if it said it failed; and the next build must put
everything right and leave nothing behind. The same for an output that cannot be exchanged, where a
build that was killed is completed by the next. Then: a reader beside a hundred builds, and what
rsync sees.

Needs strace (Debian's will do) and rsync. Exit code 1 on the first twenty problems."""
import argparse, collections, concurrent.futures, os, random, re, signal, subprocess, sys
import tempfile, threading, time

CALLS = ("openat,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,linkat,write,"
         "pwrite64,ftruncate,fsync,syncfs,utimensat,fchmodat,getdents64")
ERRORS = ["ENOSPC", "EIO", "EACCES", "EMFILE"]
AS_OF = "2026-11-21T12:00:00Z"
FOREIGN = {".gitkeep": b"", "min/fil.txt": b"min"}
problems = []


def complain(text):
    problems.append(text)
    print("faults:", text, file=sys.stderr, flush=True)
    if len(problems) >= 20:
        sys.exit(1)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def article(root, name, title, day, text="Tekst."):
    write(f"{root}/content/blog/{name}.md",
          f"---\ntitle: {title}\ndate: 2026-01-{day:02}\n---\n{text}\n")


def magazine(root):
    write(f"{root}/content/site.yaml",
          "title: Prøve\nlanguage: da\nbase_url: https://example.org/\n"
          "outputs: {people: false, archives: false, search: false, tags: false}\n")
    article(root, "en", "En", 1)
    article(root, "to", "To", 2)
    write(f"{root}/content/_theme/templates/article.html",
          "<p>{{ article.title }}{{ article.content }}")


def edit(root):
    article(root, "to", "To", 2, "Ny tekst.")
    article(root, "tre", "Tre", 3)


def remove(root):
    os.remove(f"{root}/content/blog/to.md")


def tree(root):
    """Every file and link below a folder, and what is in it."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            key = os.path.relpath(path, root)
            if os.path.islink(path):
                found[key] = os.readlink(path)
            else:
                with open(path, "rb") as file:
                    found[key] = file.read()
    return found


Case = collections.namedtuple("Case", "name start old new")


class Lab:
    """A folder with the magazine as it is before each build, and what each build should give."""

    def __init__(self, tidende, folder):
        self.tidende = tidende
        self.folder = folder
        self.site = folder + "/site"
        self.command = [tidende, "build", "--root", self.site, "--as-of", AS_OF, "--quiet",
                        "--jobs", "1"]

    def build(self, *before):
        return subprocess.run([*before, *self.command], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)

    def output(self):
        return tree(self.site + "/public")

    def reset(self, case):
        subprocess.run(["rm", "-rf", self.site], check=True)
        subprocess.run(["cp", "-a", case.start, self.site], check=True)

    def cases(self, *before, foreign=True):
        """A first build, one after edits and one after removals; `before` stands before each."""
        magazine(self.site)
        for path, content in FOREIGN.items() if foreign else []:
            write(f"{self.site}/public/{path}", content.decode())
        for name, change in [("first", None), ("edit", edit), ("edit again", None),
                             ("removal", remove)]:
            if name == "edit again":
                article(self.site, "en", "En", 1, "En ny tekst.")
            if change:
                change(self.site)
            start = tempfile.mkdtemp(dir=self.folder) + "/start"
            # Stat keys are of no use in a copy: inodes differ. So the copy is what is built.
            subprocess.run(["cp", "-a", self.site, start], check=True)
            old = self.output()
            done = self.build(*before)
            if done.returncode:
                sys.exit(f"faults: cannot build: {done.stdout}")
            yield Case(name, start, old, self.output())

    def check(self, case, what, code, *before, whole=True):
        """The tree is the old or the new one; the next build makes it new and leaves nothing."""
        found = self.output()
        allowed = [case.old, case.new]
        if code == 0:
            allowed = [case.new]
        elif code > 0:
            allowed = [case.old]
        if whole and found not in allowed:
            names = [name for name in {**found, **case.new, **case.old}
                     if found.get(name) != allowed[-1].get(name)]
            complain(f"{case.name}, {what} (exit {code}): neither the old nor the new: {names[:5]}")
        done = self.build(*before)
        if done.returncode or self.output() != case.new:
            complain(f"{case.name}, {what}: the next build is not right: {done.stdout}")
        left = os.listdir(self.site + "/.public.tidende") if os.path.exists(
            self.site + "/.public.tidende") else []
        extra = set(left) - {"lock", "twin", "work"}
        extra |= {name for name in os.listdir(self.site)
                  if name not in ("content", "public", ".public.tidende", ".tidende")}
        if extra:
            complain(f"{case.name}, {what}: left behind: {sorted(extra)}")


def trace(lab, case, *before):
    """Which calls of a build to disturb: their numbers, by name of the call.

    What the system does before the program begins is none of it. Of the files that are opened to be
    read, those of a first build will do."""
    lab.reset(case)
    log = lab.folder + "/trace"
    lab.build("strace", "-f", "-qq", "-e", "trace=" + CALLS, "-o", log, *before)
    counts = collections.Counter()
    numbers = collections.defaultdict(list)
    has_begun = False
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            call = re.match(r"\d+ +(\w+)\((.*)", line)
            if not call:
                continue
            counts[call[1]] += 1
            has_begun = has_begun or lab.site in line
            is_read = call[1] == "openat" and "O_CREAT" not in line and "O_DIRECTORY" not in line
            if has_begun and (not is_read or case.name == "first"):
                numbers[call[1]].append(counts[call[1]])
    return numbers


def inject(lab, case, call, when, what):
    lab.reset(case)
    done = lab.build("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call,
                     "-e", f"inject={call}:{what}:when={when}")
    label = f"{call} no. {when}: {what}"
    code = done.returncode
    if code > 4 or "Fatal" in done.stdout:
        code = -1 if what.startswith("signal") else code
        if code != -1:
            complain(f"{case.name}, {label}: exit {code}: {done.stdout[-300:]}")
    if code > 0 and not what.startswith("signal") and not done.stdout.startswith("error"):
        complain(f"{case.name}, {label}: exit {code} without a reason: {done.stdout[-300:]}")
    lab.check(case, label, code)


def every_call(lab, cases):
    count = 0
    for case in cases:
        for call, numbers in sorted(trace(lab, case).items()):
            for when in numbers:
                inject(lab, case, call, when, "signal=SIGKILL")
                count += 1
                # One error each time, in turn: each meets each call.
                inject(lab, case, call, when, "error=" + ERRORS[count // 2 % len(ERRORS)])
                count += 1
    return count


def random_kills(lab, cases, count):
    draw = random.Random(5)
    killed = 0
    lasts = {}
    for case in cases:
        lab.reset(case)
        start = time.perf_counter()
        lab.build()
        lasts[case.name] = time.perf_counter() - start
    number = 0
    while killed < count and number < 5 * count:
        number += 1
        case = cases[number % len(cases)]
        lab.reset(case)
        process = subprocess.Popen(lab.command, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0, lasts[case.name]))
        process.send_signal(signal.SIGKILL)
        code = process.wait()
        killed += code < 0
        lab.check(case, f"killed at a random moment, no. {number}", code)
    return killed


def without_exchange(lab, cases):
    """The journal: a build that was killed is completed by the next, whatever was done of it."""
    no = ["-e", "inject=renameat2:error=EINVAL"]
    count = 0
    for case in cases:
        for call, numbers in sorted(trace(lab, case, *no).items()):
            if call not in ("rename", "unlink", "mkdir", "rmdir"):
                continue
            for when in numbers:
                lab.reset(case)
                lab.build("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace=renameat2,{call}",
                          *no, "-e", f"inject={call}:signal=SIGKILL:when={when}")
                lab.check(case, f"without exchange, {call} no. {when}", -1, "strace", "-f", "-qq",
                          "-o", "/dev/null", "-e", "trace=renameat2", *no, whole=False)
                count += 1
    return count


def reader(lab, builds):
    magazine(lab.site)
    lab.build()
    path = lab.site + "/public/index.html"
    done = threading.Event()
    seen = collections.Counter()

    def read():
        while not done.is_set():
            try:
                with open(path, "rb") as file:
                    text = file.read()
                seen["half" if not text.rstrip().endswith(b"</html>") else "whole"] += 1
            except FileNotFoundError:
                seen["absent"] += 1

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(builds):
        article(lab.site, "to", f"Titel {number}", 2)
        if lab.build().returncode:
            complain("a build beside a reader failed")
    done.set()
    thread.join()
    if seen["absent"] or seen["half"]:
        complain(f"a reader found {dict(seen)}")
    return seen["whole"]


def seen_by_rsync(lab):
    magazine(lab.site)
    copy = lab.folder + "/copy/"
    command = ["rsync", "-ain", "--delete", lab.site + "/public/", copy]
    lists = lambda: subprocess.run(command, capture_output=True, text=True,
                                   check=True).stdout.split("\n")[:-1]
    for number in range(3):
        lab.build()
        subprocess.run(["rsync", "-a", "--delete", lab.site + "/public/", copy], check=True)
        lab.build()
        if lists():
            complain(f"rsync sees a change after an unchanged build: {lists()[:5]}")
        article(lab.site, "en", "En", 1, f"Kun brødteksten {number}.")
        before = tree(lab.site + "/public")
        time.sleep(1.1)  # rsync compares whole seconds
        lab.build()
        changed = {name for name, text in lab.output().items() if before.get(name) != text}
        listed = {line.split(" ", 1)[1] for line in lists()}
        if listed != changed or not changed:
            complain(f"rsync sees {sorted(listed)}, and {sorted(changed)} changed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tidende")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--part")
    options = parser.parse_args()
    tidende = os.path.abspath(options.tidende)
    with tempfile.TemporaryDirectory(prefix="tidende-faults-") as folder:
        def lab(name):
            os.makedirs(f"{folder}/{name}")
            return Lab(tidende, f"{folder}/{name}")

        def calls(half):
            here = lab("calls" + half)
            cases = list(here.cases())
            cases = cases[:2] if half == "a" else cases[2:]
            return f"{every_call(here, cases)} calls killed or failed"

        def moments():
            here = lab("moments")
            cases = list(here.cases())
            return f"{random_kills(here, cases, options.kills)} builds killed at random moments"

        def journal():
            here = lab("journal")
            cases = list(here.cases())
            return f"{without_exchange(here, cases[1:])} builds killed without exchange"

        def run(item):
            start = time.perf_counter()
            print(f"faults: {item[1]()} ({time.perf_counter() - start:.0f} s)", flush=True)

        parts = {"calls-a": lambda: calls("a"), "calls-b": lambda: calls("b"), "moments": moments,
                 "journal": journal,
                 "reader": lambda: f"{reader(lab('reader'), 100)} reads beside 100 builds",
                 "rsync": lambda: seen_by_rsync(lab("rsync")) or "rsync sees only what changed"}
        chosen = [item for item in parts.items() if options.part in (None, item[0])]
        with concurrent.futures.ThreadPoolExecutor(2) as workers:
            list(workers.map(run, chosen))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
