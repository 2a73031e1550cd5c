"""What the three templates are filled with, as JSON."""

import json


def article(number):
    return {
        "title": f"Kommunerne får et nyt register & {number} andre", "url": f"/blog/artikel-{number}/", "type": "blog", "date": "2026-11-21",
        "updated": None, "deck": "Et <nyt> register skal samle data fra 98 kommuner", "words": 1240 + number,
        "summary": "Digitaliseringen af den offentlige sektor i Norden går hurtigere end ventet, viser en ny rapport om data og registre. " * 2,
        "authors": [{"name": name, "url": f"/personer/{name}/", "role": "Redaktør"} for name in ("Åse Øst", "Bo Berg", "Cy Dal")][:1 + number % 3],
        "section": {"title": "Blog", "url": "/blog/"}, "tags": [{"name": name, "url": f"/tags/{name}/"} for name in ("data", "register", "kommuner", "ki")],
        "toc": [{"id": f"afsnit-{n}", "title": f"Afsnit {n}"} for n in range(6)], "content": "<p>Et afsnit tekst om registre.</p>\n" * 60,
    }


DATA = {
    "site": {
        "title": "Skranken", "language": "da", "publisher": {"name": "Styrelsen", "email": "post@example.org"},
        "feeds": [{"title": "Alt", "url": "/feed.xml"}, {"title": "Blog", "url": "/blog/feed.xml"}],
        "menu": [{"title": name, "url": f"/{name.lower()}/"} for name in ("Leder", "Blog", "Nyheder", "Arrangementer", "Om")],
    },
    "page": {**article(1), "related": [article(n) for n in range(2, 8)]},
    "rows": [{"name": f"Række <{n}>", "city": ["Oslo", "Århus", "Malmö"][n % 3], "amount": n * 7, "active": n % 3 == 0} for n in range(1000)],
    "fields": [
        {"id": f"felt-{n}", "label": f"Felt {n} & mere", "type": ["text", "email", "date"][n % 3], "required": n % 2 == 0,
         "value": f"værdi {n}" if n % 4 else ""} for n in range(300)],
}
TEMPLATES = ["article.html", "table.html", "macros.html"]


def text():
    return json.dumps(DATA, ensure_ascii=False)
