#!/usr/bin/env python3
"""Writes the letters of SlugTests: every Latin letter of the Basic Multilingual Plane that Unicode
takes apart into an ASCII letter and marks, and that letter in lower case.

    python3 slugs.py > ../Data/letters.txt
"""
import unicodedata as ud

for code in range(0x80, 0x10000):
    if 0xD800 <= code <= 0xDFFF or not ud.category(chr(code)).startswith("L"):
        continue
    base = ud.normalize("NFD", chr(code).lower())[0]
    if base.isascii() and base.isalpha():
        print(f"{code:X} {base}")
