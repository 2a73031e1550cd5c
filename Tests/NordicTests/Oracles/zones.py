#!/usr/bin/env python3
"""Writes Sources/Nordic/ZoneTable.swift and the cases of ZoneTests from Python's zoneinfo.

For every zone: the offset on 1 January 1980, then each later change that the rule of the European
Union does not give by itself (Directive 2000/84/EC and its forerunners: summer time from the last
Sunday of March, 01:00 UTC, to the last Sunday of October, before 1996 of September).

    python3 zones.py --table > ../../../Sources/Nordic/ZoneTable.swift
    python3 zones.py --cases > ../Data/zones.txt
"""
import datetime as dt
import random
import sys
import zoneinfo

UTC = dt.timezone.utc
NAMES = """America/Nuuk America/Godthab Atlantic/Faroe Atlantic/Reykjavik Europe/Copenhagen
Europe/Oslo Arctic/Longyearbyen Europe/Stockholm Europe/Helsinki Europe/Mariehamn Europe/Amsterdam Europe/Berlin
Europe/Brussels Europe/Paris Europe/Warsaw Europe/Tallinn Europe/Riga Europe/Vilnius Europe/London
Europe/Dublin""".split()
START = int(dt.datetime(1980, 1, 1, tzinfo=UTC).timestamp())
END = int(dt.datetime(2038, 1, 1, tzinfo=UTC).timestamp())


def offset(zone, unix):
    return int(dt.datetime.fromtimestamp(unix, zone).utcoffset().total_seconds())


def changes(zone):
    """All changes of the offset in 1980...2037: (unix, new offset in seconds)."""
    found = []
    step = 6 * 3600
    for low in range(START, END, step):
        if offset(zone, low) != offset(zone, low + step):
            left, right = low, low + step
            while right - left > 1:
                middle = (left + right) // 2
                if offset(zone, middle) == offset(zone, low):
                    left = middle
                else:
                    right = middle
            found.append((right, offset(zone, right)))
    return found


def last_sunday(year, month):
    day = dt.datetime(year, month, 31 if month in (3, 10) else 30, 1, tzinfo=UTC)
    return int((day - dt.timedelta(days=(day.weekday() + 1) % 7)).timestamp())


def european(year, standard):
    return [
        (last_sunday(year, 3), standard + 3600),
        (last_sunday(year, 9 if year < 1996 else 10), standard),
    ]


def words_of(zone):
    """The line of a zone, as ZoneTable.swift explains it."""
    found = changes(zone)
    words = [written(START, offset(zone, START))[13:]]
    ruled = False
    for year in range(1980, 2038):
        first = int(dt.datetime(year, 1, 1, tzinfo=UTC).timestamp())
        last = int(dt.datetime(year + 1, 1, 1, tzinfo=UTC).timestamp())
        inside = [change for change in found if first <= change[0] < last]
        if inside == european(year, offset(zone, first)):
            words += [] if ruled else [f"eu{year}"]
            ruled = True
        else:
            if ruled and not inside:
                inside = [(first, offset(zone, first))]
            words += [written(*change) for change in inside]
            ruled = False
    return words


def written(unix, seconds):
    sign = "-" if seconds < 0 else "+"
    stamp = dt.datetime.fromtimestamp(unix, UTC)
    assert stamp.minute == stamp.second == 0 and seconds % 3600 == 0
    return f"{stamp:%Y-%m-%dT%H}{sign}{abs(seconds) // 3600}"


def table():
    print(HEADER, end="")
    seen = {}
    for name in NAMES:
        words = words_of(zoneinfo.ZoneInfo(name))
        first = seen.setdefault(" ".join(words), name)
        if first != name:
            words = [first]
        line = "  "
        for word in [name] + words:
            if len(line) + len(word) > 97:
                print(line.rstrip() + " \\")
                line = "    "
            line += word + " "
        print(line.rstrip())
    print('  """')


def reading(zone, local):
    """The instant of a clock's reading, given as seconds since 1970 on that clock."""
    naive = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=local)
    return int(naive.replace(tzinfo=zone, fold=0).timestamp())


def cases():
    """For each zone a line of `instant,offset`, at every change and at random, and a line of
    `reading,instant`, for four of them, around every change from 2015 to 2025."""
    source = random.Random(1980)
    for name in NAMES:
        zone = zoneinfo.ZoneInfo(name)
        found = changes(zone)
        instants = [START] + [unix for unix, _ in found]
        instants += [source.randrange(START, 2 * END - START) for _ in range(20)]
        print(name, "at", " ".join(f"{i},{offset(zone, i)}" for i in instants))
        if name not in ("Europe/Copenhagen", "America/Nuuk", "Europe/Helsinki", "Europe/London"):
            continue
        readings = [source.randrange(START, END) for _ in range(10)]
        for unix, after in found:
            if 1420000000 < unix < 1750000000:
                around = (-7200, -3600, -1800, -1, 0, 1800, 3600)
                readings += [unix + after + part for part in around]
        print(name, "of", " ".join(f"{r},{reading(zone, r)}" for r in readings))


HEADER = '''\
// The zones of the Nordic countries and their neighbours, from 1980 on.
//
// Facts from the IANA time zone database. Written by
// Tests/NordicTests/Oracles/zones.py: change that, not this.

/// One zone a line: its name, hours east of UTC on 1 January 1980, then what changed since:
/// `1980-04-06T01+2` from that hour UTC on two hours east of UTC and no rule; `eu1981` from that
/// year on the rule of the European Union, around the offset in force. A name instead of all that
/// means the same clocks as there.
let zoneTable: StaticString = """
'''

if __name__ == "__main__":
    table() if "--table" in sys.argv else cases()
