#!/usr/bin/env python3
"""Writes Sources/Nordic/NormalizationTable.swift and the cases of NormalizationTests.

From Python's unicodedata: every canonical decomposition of one step (UnicodeData.txt, field 5), but
for the CJK compatibility ideographs and Hangul, which is arithmetic.

    python3 normalization.py --table > ../../../Sources/Nordic/NormalizationTable.swift
    python3 normalization.py --cases > ../Data/normalization.txt
"""
import random
import sys
import unicodedata as ud


def is_left_out(code):
    return 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F


def decompositions():
    """(composite, first, second or 0, whether NFC composes it)."""
    for code in range(0x110000):
        text = ud.decomposition(chr(code)) if not 0xD800 <= code <= 0xDFFF else ""
        if not text or text.startswith("<") or is_left_out(code):
            continue
        parts = [int(part, 16) for part in text.split()]
        first, second = parts if len(parts) == 2 else (parts[0], 0)
        yield code, first, second, ud.normalize("NFC", chr(code)) == chr(code)


def table():
    groups = {}
    for code, first, second, composes in decompositions():
        groups.setdefault(second, []).append(f"{first:X}{'=' if composes else '<'}{code:X}")
    print(HEADER.format(version=ud.unidata_version), end="")
    line = "  "
    for second in sorted(groups):
        for word in [f"{second:X}:"] + groups[second]:
            if len(line) + len(word) > 97:
                print(line.rstrip() + " \\")
                line = "  "
            line += word + " "
    print(line.rstrip())
    print('  """')


def show(text, normal):
    if ud.normalize("NFC", text) == normal:
        print(*(f"{ord(c):X}" for c in text), "=", *(f"{ord(c):X}" for c in normal))


def cases():
    """Texts and their NFC, as hexadecimal scalars: all that has a decomposition, by itself and
    taken apart, and letters of many scripts with random marks."""
    for code, *_ in decompositions():
        for form in ("NFC", "NFD"):
            text = ud.normalize(form, chr(code))
            show(chr(code), text)
            show(text, ud.normalize("NFC", text))
    source = random.Random(15)
    marks = [c for c in range(0x300, 0x370)] + [0x3099, 0x93C, 0x5B4, 0x20D0, 0x1DC0]
    ranges = [(0x41, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1FFF), (0x900, 0x9FF),
              (0x2000, 0x22FF), (0xAC00, 0xAC80), (0x1100, 0x11FF), (0x3040, 0x30FF)]
    for _ in range(1000):
        text = ""
        for _ in range(source.randrange(1, 4)):
            text += chr(source.randrange(*source.choice(ranges)))
            text += "".join(chr(source.choice(marks)) for _ in range(source.randrange(0, 4)))
        if any(ud.category(c) == "Cn" for c in text):
            continue
        show(text, ud.normalize("NFC", text))


HEADER = '''\
// The canonical decompositions of Unicode {version}, one step each.
//
// Facts from UnicodeData.txt. Written by Tests/NordicTests/Oracles/normalization.py: change that,
// not this. Left out: Hangul, which is arithmetic, and the CJK compatibility ideographs.

/// Groups that begin with their second scalar (`300:`, or `0:` for none), then the first and the
/// composite: `41=C0` is U+0041 U+0300 = U+00C0; with `<` the composite is taken apart, never made.
/// All hexadecimal.
let normalizationTable: StaticString = """
'''

if __name__ == "__main__":
    table() if "--table" in sys.argv else cases()
