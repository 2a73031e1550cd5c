#!/usr/bin/env python3
"""Renders random templates by Jinja2 and by Tidende and prints where they differ.

    fuzz_run.py --rounds 20000 --seed 1 --tidende ../../../.build/release/tidende
    fuzz_run.py --rounds 800 --seed 20240 --write ../Cases/fuzz.jsonl   # the sample `swift test` uses

Both have to write the same or both have to fail. A difference is made as small as it gets before it
is printed. Left out are renderings whose output Python prints in its own way (functions, views) or
that have whole numbers beyond 64 bits. Exit code 1 if there is a difference, a crash or a hang.
"""

import argparse
import json
import random
import re
import select
import signal
import subprocess
import sys

import jinja2

import grammar
import topics
from jinja_cases import environment

PYTHONISH = re.compile(
    r"at 0x|(&lt;|<)(function|class|generator|Macro|bound|built-in|Namespace|module|Loop|list_rev|method|filter|map|Template)"
    r"|dict_(items|keys|values)|range\(|Undefined|[0-9]{19}|e\+[23]|nan|inf|j\)|loopcontext|loop_context|jinja2|&lt;joiner|&lt;cycler", re.I)
SECONDS = 10


class TooSlow(Exception):
    """Jinja2 takes too long for a case to be worth it."""


def by_jinja(case):
    def ring(*_):
        raise TooSlow
    signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS)
    try:
        template = environment(case["templates"], case["lenient"]).get_template(case["template"])
        return {"out": template.render(**json.loads(json.dumps(case["context"])))}
    except TooSlow:
        return None
    except Exception as error:  # noqa: BLE001, every failure is an expectation
        return {"error": f"{type(error).__name__}: {error}"}
    finally:
        signal.alarm(0)


class Tidende:
    """A running `tidende render --batch`."""

    def __init__(self, path):
        self.path = path
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.path, "render", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        self.pending = b""

    def render(self, case):
        try:
            self.process.stdin.write(json.dumps(case).encode() + b"\n")
            while b"\n" not in self.pending:
                if not select.select([self.process.stdout], [], [], SECONDS)[0]:
                    return self.restart("hangs")
                more = self.process.stdout.read(1 << 16)
                if not more:
                    return self.restart("crashes")
                self.pending += more
        except BrokenPipeError:
            return self.restart("crashes")
        line, self.pending = self.pending.split(b"\n", 1)
        return json.loads(line)

    def restart(self, word):
        self.process.kill()
        self.process.wait()
        self.start()
        return {"fault": word}


def difference(case, tidende):
    """How the two differ: `None` if they do not, `""` if the case is left out."""
    theirs = by_jinja(case)
    if theirs is None or PYTHONISH.search(theirs.get("out", "")):
        return ""
    ours = tidende.render(case)
    if "64 bits" in ours.get("error", ""):
        return ""
    if theirs.get("out") == ours.get("out") and "fault" not in ours:
        return None
    if "error" in ours and any(is_broken(text) for text in case["templates"].values()):
        return ""  # Jinja2 never looked at that template; Tidende compiles all of them.
    kind = "fault" if "fault" in ours else "ours fails" if "error" in ours else "ours does not fail" if "error" in theirs else "output"
    return kind, theirs, ours


def is_broken(text):
    try:
        environment({}).compile(text)
    except jinja2.TemplateSyntaxError:
        return True
    return False


PIECES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|[^{]+|\{", re.S)
WORDS = re.compile(r"\s+|\w+|'[^']*'|.", re.S)


def code(answer):
    return re.sub(r".*?(T\d+|$).*", r"\1", answer.get("error", ""), flags=re.S)


def shrunk(case, kind, ours, tidende):
    """The smallest case that leaving pieces and words out leads to and that differs as this one."""
    def differs(smaller):
        found = difference(smaller, tidende)
        return bool(found) and found[0] == kind and code(found[2]) == code(ours)

    def reduced(text, parts, with_text):
        size = max(len(parts) // 2, 1)
        while size:
            index = 0
            while index < len(parts):
                fewer = parts[:index] + parts[index + size:]
                if differs(with_text("".join(fewer))):
                    parts = fewer
                else:
                    index += size
            size //= 2
        return "".join(parts)

    for name in list(case["templates"]):
        if name != case["template"]:
            smaller = {**case, "templates": {n: t for n, t in case["templates"].items() if n != name}}
            case = smaller if differs(smaller) else case
    for pattern in (PIECES, WORDS, PIECES):
        for name in case["templates"]:
            def with_text(text, name=name):
                return {**case, "templates": {**case["templates"], name: text}}
            text = case["templates"][name]
            case = with_text(reduced(text, pattern.findall(text), with_text))
    for key in list(case["context"]):
        smaller = {**case, "context": {k: v for k, v in case["context"].items() if k != key}}
        case = smaller if differs(smaller) else case
    return case


def cases(seed, rounds):
    for number in range(rounds):
        made = grammar.Grammar(seed * 1_000_003 + number)
        templates, main = made.template()
        yield {"template": main, "templates": templates, "lenient": number % 4 == 0,
               "context": grammar.context(random.Random(seed * 7_000_003 + number))}


def write(path, seed, rounds):
    """Writes a sample with Jinja2's answers, one failure in five, in the form of the other cases."""
    with open(path, "w", encoding="utf-8") as file:
        for number, case in enumerate(cases(seed, 10 ** 9)):
            name = f"random{number % 8}"
            case["context"] = topics.CONTEXTS[name]
            theirs = by_jinja(case)
            if theirs is None or PYTHONISH.search(theirs.get("out", "")) or ("error" in theirs and number % 5):
                continue
            line = {"templates": case["templates"], "main": case["template"], "context": name}
            if case["lenient"]:
                line["lenient"] = True
            line.update({"want": theirs["out"]} if "out" in theirs else theirs)
            text = json.dumps(line, ensure_ascii=False)
            if len(text) > 1000:
                continue
            file.write(text + "\n")
            rounds -= 1
            if not rounds:
                return


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tidende", default="tidende", help="the program")
    parser.add_argument("--write", help="write a sample here instead of comparing")
    parser.add_argument("--most", type=int, default=20, help="stop after that many differences")
    options = parser.parse_args()
    if options.write:
        return write(options.write, options.seed, options.rounds)
    tidende = Tidende(options.tidende)
    left_out = failures = found = 0
    for number, case in enumerate(cases(options.seed, options.rounds)):
        result = difference(case, tidende)
        if result == "":
            left_out += 1
        elif result:
            found += 1
            smaller = shrunk(case, result[0], result[2], tidende)
            kind, theirs, ours = difference(smaller, tidende)
            print(f"round {number}, {kind}: {json.dumps(smaller, ensure_ascii=False)}\n  jinja2  {theirs}\n  tidende {ours}", flush=True)
            if found >= options.most:
                break
    print(f"seed {options.seed}: {number + 1} rounds, {left_out} left out, {found} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
