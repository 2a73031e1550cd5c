"""Makes Data/yaml-structure.txt: what PyYAML's BaseLoader reads in Data/yaml-documents.txt.

BaseLoader leaves every scalar a string, so this is the structure and the text of scalars; what
scalars mean is a table of the YAML 1.2 core schema in CoreSchemaTests.swift.

    pip install pyyaml==6.0.3
    python3 Tests/MetadataTests/Oracles/yaml_structure.py
"""

import json
import pathlib

import yaml

DATA = pathlib.Path(__file__).parent.parent / "Data"


def documents():
    text = (DATA / "yaml-documents.txt").read_text(encoding="utf-8")
    parts = text.split("\n=== ")[1:]
    for number, part in enumerate(parts, 1):
        name, _, body = part.partition("\n")
        if number < len(parts):
            body += "\n"
        for sign, real in (("␣", " "), ("␉", "\t"), ("␍", "\r"), ("∎\n", "")):
            body = body.replace(sign, real)
        yield name, body


# What PyYAML 6.0.3, a parser of YAML 1.1, refuses and YAML 1.2 does not. Sections of YAML 1.2.2.
BY_HAND = {
    # §6.2: a tab may separate, though not indent.
    "tab behind the colon": {"title": "A"},
    "tab before a comment": {"title": "A"},
    "blank lines of tabs": {"title": "A", "date": "B"},
    "plain over lines with trailing blanks": {"title": "A b c"},
    "spec 7.12 plain lines": {"quote": "1st non-empty\n2nd non-empty 3rd non-empty"},
    # §7.4.2: only keys of pairs in flow lists are held to one line.
    "flow map with key over lines": {"a": {"b c": "d"}},
    "flow map with colon on the next line": {"a": {"b": "c"}},
    # §8.1.1.2 leaves it open; yaml-test-suite (L24T, JEF9) lets the end of the file end a line.
    "literal at the end without line break": {"text": "A\n"},
    # §7.3.3: a colon begins a plain scalar when text follows it.
    "spec 7.10 plain characters": [
        "::vector",
        ": - ()",
        "Up, up, and away!",
        "-123",
        "https://example.com/foo#bar",
        ["::vector", ": - ()", "Up, up and away!", "-123", "https://example.com/foo#bar"],
    ],
}


def main():
    lines = []
    for name, body in documents():
        value = BY_HAND.get(name) or yaml.load(body, yaml.BaseLoader)
        lines.append(f"=== {name}\n{json.dumps(value, ensure_ascii=False)}\n")
    (DATA / "yaml-structure.txt").write_text("".join(lines), encoding="utf-8")
    print(len(lines), "documents")


main()
