"""Writes Data/stems-{da,no,en}.txt: words and their stems by Snowball.

The words are Snowball's own vocabularies (voc.txt of snowball-data, BSD-3-Clause, see
Data/stems-licence.txt), as Debian's package snowball-data has them, and some made here where
letters are few: with apostrophes, accents, and every ending behind short beginnings. The stems are
those of PyPI's snowballstemmer 3.1.1. A line is `stem/rest` where the stem begins the word, else
`word stem`.

    python3 stems.py FOLDER-OF-SNOWBALL-DATA
"""

import itertools
import pathlib
import sys

import snowballstemmer

DATA = pathlib.Path(__file__).resolve().parent.parent / "Data"
ENDINGS = {
    "da": "hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes "
    "erendes enes ernes eres ens hedens erens ers ets erets et eret s igst ig lig elig els løst gd "
    "dt gt kt 's 'en 'erne ' ss",
    "no": "a e ede ande ende ane ene hetene en heten ar er heter as es edes endes enes hetenes ens "
    "hetens ets et het ast ers erte ert s ks rs ers dt vt leg eleg ig eig lig elig els lov elov slov "
    "hetslov 's 'en 'ar ' skapers havers givers ammers indsers",
    "en": "s ss us ied ies sses ed eed ing edly eedly ingly 's 's' ' ization izer ational ation ator "
    "alism aliti iveness iviti biliti fulness ousness ogi ogist li abli bli alli fulli lessli ousli "
    "entli tional enci anci icate ative alize iciti ical ful ness ance ence able ible ate ive ize "
    "iti ism ion er ous ant ent ment ement y ying e l ll at bl iz bb dd",
}
BEGINNINGS = {
    "da": "b å bå æb øre kås bro abd egt hund'k pc' råd kræs éb ab grøn bygg",
    "no": "b å bê æb ør kòs bro avd els hund'k pc' råd klakk mekk ôb ab øst kask",
    "en": "b yb a be sh str y ay 'tis past succ proc exc even out commun gener inter é éy bé off hop "
    "trans rel op possib analog sens",
}


def main(source):
    for code, name in [("da", "danish"), ("no", "norwegian"), ("en", "english")]:
        words = set((source / name / "voc.txt").read_text("utf-8").split())
        for pair in itertools.product(BEGINNINGS[code].split(), ENDINGS[code].split()):
            words.add("".join(pair))
        stemmer = snowballstemmer.stemmer(name)
        lines = []
        for word in sorted(words):
            stem = stemmer.stemWord(word)
            rest = word[len(stem):]
            lines.append(f"{stem}/{rest}" if word.startswith(stem) else f"{word} {stem}")
        (DATA / f"stems-{code}.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
