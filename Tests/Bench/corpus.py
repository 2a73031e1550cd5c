#!/usr/bin/env python3
"""A magazine of N invented articles, about 6 kB each, for measuring with.

    corpus.py N OUT [--hugo]

Writes OUT/content/SECTION/SLUG.md, and around it the theme and the settings of `site/`, or those of
`hugo/`. Article i is the same for every N: it is drawn from its own number, and links only to
articles before it. So 1,000 articles are the first tenth of 10,000, and growth can be measured.

Words are put together from parts, Danish and Norwegian to look at and without meaning. A few are
used often and most seldom (Zipf), as in a language, so that indexes and feeds meet real shapes.
Headings begin at level 2 and skip none: a good build of this has nothing to warn of."""
import argparse, datetime, functools, multiprocessing, os, random, shutil

SECTIONS = ["leder", "blogg", "referat"]
SMALL = """og i at det en på er til av for med som den ikke de har om et fra var så kan vi men
    skal seg vil der når også etter eller blir hvis uden over mot bare ved sin nu før""".split()
ONSETS = "b b br d f fl g gr h hv k kl kv l m n r s sk sl st str sv t tr v".split()
VOWELS = "a a e e i i o u y æ ø å ei".split()
CODAS = "d g k l l ld m n n nd ng r r rk rn rt s st t v".split()
ENDINGS = "e en et er ene erne ing ning else hed het lig ende ede ete isk dom skab skap".split()
ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "-"})


def invented(count, draw, longest):
    """As many different words, each a compound of up to `longest` parts."""
    words = {}
    while len(words) < count:
        parts = [draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS)
                 for _ in range(draw.randint(1, longest))]
        word = draw.choice(["", "s", "e"]).join(parts)
        words[word + draw.choice(ENDINGS) if draw.random() < 0.5 else word] = None
    return list(words)


def zipf(items, size, flatness):
    """A list to choose from evenly, in which item k stands about 1 / (k + flatness) as often."""
    weights = [1 / (k + flatness) for k in range(1, len(items) + 1)]
    scale = size / sum(weights)
    return [item for item, weight in zip(items, weights)
            for _ in range(max(1, round(weight * scale)))]


def capital(text):
    return text[0].upper() + text[1:]


start = random.Random("Tidende")
WORDS = zipf(SMALL + invented(9000, start, 3), 60_000, 3)
NAMES = invented(80, start, 2)
AUTHORS = [f"{capital(first)} {capital(last)}" for first, last in zip(NAMES[:40], NAMES[40:])]
TAGS = zipf([word if k % 4 else f"{word} {SMALL[k // 4 % len(SMALL)]}"
             for k, word in enumerate(invented(200, start, 2))], 4000, 1)


@functools.lru_cache(maxsize=4096)
def heading_of(i):
    """The section, title and slug of article i: all that a link to it needs."""
    draw = random.Random(2 * i)
    title = capital(" ".join(draw.choices(WORDS, k=draw.randint(4, 9))))
    name = title.lower().translate(ASCII)[:56].strip("-")
    return draw.choices(SECTIONS, [2, 5, 3])[0], title, f"{name}-{i}"


class Writer:
    """Draws the text of one article."""

    def __init__(self, i):
        self.i, self.draw = i, random.Random(2 * i + 1)

    def plain(self, low=6, high=20):
        words = self.draw.choices(WORDS, k=self.draw.randint(low, high))
        if len(words) > 11:
            words[len(words) // 2] += ","
        return capital(" ".join(words)) + self.draw.choice("......?")

    def sentence(self):
        """One in four holds something inline; the commonest is a link to another article."""
        text, chance, word = self.plain(), self.draw.random(), self.draw.choice(WORDS)
        if chance < 0.07 and self.i > 0:
            section, title, slug = heading_of(self.draw.randrange(max(0, self.i - 2000), self.i))
            word = f"[{' '.join(title.split()[:3]).lower()}](/{section}/{slug}/)"
        elif chance < 0.09:
            word = f"[{word} {self.i}](https://{word.translate(ASCII)}.example/{self.i})"
        elif chance < 0.16:
            word = f"*{word}*"
        elif chance < 0.22:
            word = f"**{word}**"
        elif chance < 0.24:
            word = f"`{word}`"
        else:
            return text
        return f"{text[:-1]} {word}{text[-1]}"

    def paragraph(self, low=3, high=7):
        return " ".join(self.sentence() for _ in range(self.draw.randint(low, high)))

    def bullets(self):
        return "\n".join(f"- {self.sentence()}" + (f"\n  - {self.plain()}" if k == 1 else "")
                         for k in range(self.draw.randint(3, 6)))

    def numbered(self):
        return "\n".join(f"{k}. {self.sentence()}" for k in range(1, self.draw.randint(4, 8)))

    def quote(self):
        return f"> {self.paragraph(2, 3)}\n>\n> {self.sentence()}"

    def table(self):
        rows = [[capital(word) for word in self.draw.choices(WORDS, k=3)], ["---", "---:", "---:"]]
        for _ in range(self.draw.randint(4, 9)):
            numbers = self.draw.choices(range(10, 9999), k=2)
            rows.append([self.draw.choice(WORDS), *map(str, numbers)])
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def body(self):
        draw, size = self.draw, 0
        target = min(12_000, max(1500, draw.gauss(4300, 1800)))
        blocks, footnote = [self.paragraph()], draw.random() < 0.25
        kinds = [self.paragraph] * 12 + [self.bullets] * 2 + [self.numbered, self.quote, self.quote]
        if draw.random() < 0.3:
            kinds.append(self.table)
        while size < target:
            if len(blocks) % 5 == 1:
                level = "###" if len(blocks) > 1 and draw.random() < 0.3 else "##"
                words = " ".join(draw.choices(WORDS, k=draw.randint(2, 6)))
                blocks.append(f"{level} {capital(words)}")
            blocks.append(draw.choice(kinds)())
            size += len(blocks[-1])
        if footnote:
            blocks[0] += "[^1]"
            blocks.append(f"[^1]: {self.sentence()}")
        return "\n\n".join(blocks)


def article(i):
    """Where article i lies under `content/`, and its file."""
    section, title, slug = heading_of(i)
    writer = Writer(i)
    draw = writer.draw
    instant = datetime.datetime(2005, 1, 3, 8) + datetime.timedelta(minutes=101 * i)
    tags = list(dict.fromkeys(draw.choices(TAGS, k=20)))[:draw.randint(2, 5)]
    lines = [
        "---", f'title: "{title}"', f"date: {instant.isoformat()}+01:00",
        f"authors: [{', '.join(draw.sample(AUTHORS, draw.choice([1, 1, 1, 2])))}]",
        f"tags: [{', '.join(tags)}]",
        f'summary: "{writer.plain()} {writer.plain()}"',
        f"lang: {draw.choice(['nb', 'nb', 'da'])}", "---", "", writer.body(), ""]
    return f"{section}/{slug}.md", "\n".join(lines)


def write(numbers, folder):
    for i in numbers:
        path, text = article(i)
        with open(os.path.join(folder, path), "wb") as file:
            file.write(text.encode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--hugo", action="store_true", help="for Hugo rather than for Tidende")
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    frame = os.path.join(here, "hugo" if options.hugo else "site")
    shutil.copytree(frame, options.out, dirs_exist_ok=True)
    content = os.path.join(options.out, "content")
    for section in SECTIONS:
        os.makedirs(os.path.join(content, section), exist_ok=True)
    parts = [(range(first, min(first + 250, options.count)), content)
             for first in range(0, options.count, 250)]
    with multiprocessing.Pool() as pool:
        pool.starmap(write, parts, chunksize=1)
