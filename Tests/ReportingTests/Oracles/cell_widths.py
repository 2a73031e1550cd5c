"""Writes Data/cell-widths.txt: the cells a terminal gives each scalar, by Python's wcwidth.

    pip install wcwidth==0.9.4
    python3 cell_widths.py > ../Data/cell-widths.txt

A line is `first last width` in hexadecimal, for scalars assigned in Python's own Unicode version,
so that the answer does not depend on whose Unicode is newer. Left out: control characters, and
the letters of flags, which are counted one by one there and in pairs by terminals.
"""

import unicodedata

import wcwidth


def width(value):
    if 0xD800 <= value < 0xE000 or 0x1F1E6 <= value <= 0x1F1FF:
        return None
    if unicodedata.category(chr(value)) in ("Cn", "Co", "Cc", "Zl", "Zp"):
        return None
    return wcwidth.wcwidth(chr(value))


first = None
for value in range(0x20, 0x110001):
    current = width(value) if value < 0x110000 else None
    if first is not None and current != first[1]:
        print(f"{first[0]:X} {value - 1:X} {first[1]}")
        first = None
    if first is None and current is not None:
        first = (value, current)
