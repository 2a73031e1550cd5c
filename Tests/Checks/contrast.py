#!/usr/bin/env python3
"""The contrast of every pair of colours a theme puts on one another.

    contrast.py themes/avis/assets/main.css

Reads the colours from the stylesheet's `:root` blocks: light, dark and print. The ratio is WCAG
2.2's: 4.5 for text (1.4.3), 3 for the edges of controls, focus rings and signs (1.4.11). A token
missing from one of the blocks, a colour written outside them, and a colour that stands in no pair
are problems too: they would go unmeasured. Standard library only; exit code 1 on any problem."""
import re, sys

# What lies on what.
TEXT = [
    ("ink", "paper"), ("ink", "panel"),      # reading; the margin and code
    ("soft", "paper"), ("soft", "panel"),    # dates, captions; the same in the margin
    ("link", "paper"), ("link", "panel"),    # links in prose; links that are code
    ("red", "paper"), ("red", "panel"),      # kickers, hover; titles in the margin
    ("paper", "ink"), ("paper", "red"),      # the search's button and the skip link; hovered
    ("ink", "mark"), ("link", "mark"),       # a found word, a footnote arrived at; its way back
    ("red", "mark"),                         # the same, hovered
]
SIGNS = [
    ("edge", "paper"), ("edge", "panel"),    # the edge of a field; the bar beside code
    ("link", "paper"), ("link", "panel"),    # the focus ring
    ("red", "paper"), ("ink", "paper"),      # where one is in the menu; the button's face
]
# Lines that carry no meaning.
QUIET = {"hair"}
BLOCKS = {"": "light", "@media (prefers-color-scheme: dark)": "dark", "@media print": "print"}


def rules(text):
    """Every rule as (what it stands inside, selector, declarations), innermost blocks only."""
    inside, start = [], 0
    for place in re.finditer(r"[{};]", text):
        part = text[start:place.start()].strip()
        if place[0] == "{":
            inside.append((part, place.end()))
            start = place.end()
        elif place[0] == "}" and inside:
            name, begin = inside.pop()
            yield " ".join(outer for outer, _ in inside), name, text[begin:place.start()]
            start = place.end()
        elif not inside or not inside[-1][0].startswith((":", "@page")):
            start = place.end()


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def ratio(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


path = sys.argv[1]
with open(path, encoding="utf-8") as file: sheet = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
colour = r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?\b"
problems, tokens = [], {name: {} for name in BLOCKS.values()}
for outer, selector, body in rules(sheet):
    if selector == ":root" and outer in BLOCKS:
        tokens[BLOCKS[outer]].update(re.findall(rf"--([\w-]+):\s*({colour})\s*(?:;|$)", body))
    elif "{" not in body:
        for value in re.findall(colour + r"|\b(?:rgb|hsl|oklch|oklab|lab|lch|color)a?\([^)]*\)", body):
            problems.append(f"{selector}: the colour {value} is not a token")

measured, lowest = 0, (99, "")
known = {name for block in tokens.values() for name in block}
paired = {name for pair in TEXT + SIGNS for name in pair}
for name in sorted(known - paired - QUIET): problems.append(f"--{name} stands in no pair")
for block, values in tokens.items():
    for name in sorted((known | paired) - set(values)): problems.append(f"{block}: there is no --{name}")
    for pairs, least in ((TEXT, 4.5), (SIGNS, 3)):
        for front, ground in pairs:
            if front not in values or ground not in values: continue
            measured += 1
            found = ratio(values[front], values[ground])
            told = f"{block}: {front} on {ground} {found:.2f}, at least {least}"
            lowest = min(lowest, (found / least, told))
            if found < least: problems.append(told)
for problem in problems: print(problem)
print(f"closest to its limit: {lowest[1]}")
print(f"contrast: {measured} pairs in {len(tokens)} schemes, {len(problems)} problems")
sys.exit(1 if problems or not measured else 0)
