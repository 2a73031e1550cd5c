"""Makes Data/json-values.txt: what Python's json reads in each line of Data/json-documents.txt.

`invalid` where Python refuses it, and where this project does on purpose: keys that occur twice,
half a surrogate pair, numbers that 64 bits do not hold, more than 64 levels.

    python3 Tests/MetadataTests/Oracles/json_values.py
"""

import json
import math
import pathlib
import re

DATA = pathlib.Path(__file__).parent.parent / "Data"


def refuse(text):
    raise ValueError(text)


def whole(text):
    number = int(text)
    return number if -(2**63) <= number < 2**63 else refuse(text)


def fraction(text):
    number = float(text)
    return number if math.isfinite(number) else refuse(text)


def pairs(items):
    value = dict(items)
    return value if len(value) == len(items) else refuse("twice")


def depth(value):
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


def read(text):
    try:
        value = json.loads(
            text,
            parse_constant=refuse,
            parse_int=whole,
            parse_float=fraction,
            object_pairs_hook=pairs,
        )
        if depth(value) > 64:
            return "invalid"
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        written.encode("utf-8")
        # The same characters as this project escapes them.
        for sign, escape in (("\\b", "\\u0008"), ("\\f", "\\u000c"), ("\x7f", "\\u007f")):
            written = written.replace(sign, escape)
        return written
    except ValueError:
        return "invalid"


def main():
    lines = (DATA / "json-documents.txt").read_text(encoding="utf-8").split("\n")[:-1]
    values = []
    for line in lines:
        raw = re.sub("⟪(..)⟫", lambda found: f"%{found[1]}", line)
        data = re.sub(
            b"%([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), raw.encode("utf-8")
        )
        values.append(read(data.decode("utf-8")))
    (DATA / "json-values.txt").write_text("\n".join(values) + "\n", encoding="utf-8")
    print(len(values), "documents")


main()
