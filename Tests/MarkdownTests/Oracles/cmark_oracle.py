#!/usr/bin/env python3
"""What cmark-gfm's own renderer makes of texts: the oracle of ParserOracleTests.swift.

    cmark_oracle.py spec SPEC_TXT > ../Data/commonmark-0.29.json
    cmark_oracle.py cases ../Data/extensions.txt > ../Data/extensions.json

SPEC_TXT is the CommonMark specification, version 0.29 (c) John MacFarlane, CC BY-SA 4.0; the source
distribution of `commonmark` 0.9.2 on PyPI has it as spec.txt. Its examples are the inputs; the
expectations are the output of the program `cmark-gfm` 0.29.0.gfm.6 (Debian package cmark-gfm) with
every extension on. extensions.txt holds cases of our own, separated by lines of `===`.
"""
import json
import re
import subprocess
import sys

EXTENSIONS = ["table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes"]


def render(text):
    command = ["cmark-gfm", "--unsafe"] + [x for e in EXTENSIONS for x in ("-e", e)]
    result = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return result.stdout.decode()


def spec_examples(path):
    spec = open(path, encoding="utf-8").read()
    fence = "`" * 32
    pattern = re.compile(f"^{fence} example\n(.*?)^\\.\n.*?^{fence}$", re.DOTALL | re.MULTILINE)
    return [match.group(1).replace("→", "\t") for match in pattern.finditer(spec)]


def own_cases(path):
    return [case for case in re.split(r"^===\n", open(path, encoding="utf-8").read(), flags=re.M)]


def main():
    kind, path = sys.argv[1:]
    texts = spec_examples(path) if kind == "spec" else own_cases(path)
    rows = [[number, text, render(text)] for number, text in enumerate(texts, 1)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    print("[\n" + lines + "\n]")


main()
