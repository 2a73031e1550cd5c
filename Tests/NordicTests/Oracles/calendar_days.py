#!/usr/bin/env python3
"""Writes the cases of CalendarTests and DatePatternTests from Python's datetime.

    python3 calendar_days.py --days > ../Data/days.txt
    python3 calendar_days.py --patterns > ../Data/patterns.txt
"""
import datetime as dt
import random
import sys

source = random.Random(8601)
EPOCH = dt.date(1970, 1, 1)


def days():
    """Day number, date, ISO weekday, ISO year and week: round every New Year of 1990...2040, and
    at random in 1...9999."""
    chosen = [dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2000, 2, 29), dt.date(1900, 2, 28)]
    for year in range(1990, 2041):
        chosen += [dt.date(year, 12, 31) + dt.timedelta(days=n) for n in (-3, 0, 1, 4)]
    chosen += [dt.date.fromordinal(source.randrange(1, 3652060)) for _ in range(300)]
    for day in chosen:
        year, week, weekday = day.isocalendar()
        print((day - EPOCH).days, day.year, day.month, day.day, weekday, year, week)


def patterns():
    """Instant, offset, and each pattern as Python writes it in the C locale."""
    formats = """%Y|%m|%d|%e|%-d|%-m|%H|%-H|%I|%-I|%p|%M|%-M|%S|%-S|%y|%B|%b|%h|%A|%a|%j|%-j|%V|%G
        |%u|%z|%F|%T|%R|%%|%Y-%m-%dT%H:%M:%S%z|%A, %B %d, %Y at %-I:%M %p|100%%%d""".split("|")
    formats = [text.strip() for text in formats]
    print(*formats, sep="|")
    for _ in range(150):
        offset = source.choice([0, 3600, 7200, -7200, 19800, -12600])
        zone = dt.timezone(dt.timedelta(seconds=offset))
        unix = source.randrange(-30000000000, 100000000000)
        moment = dt.datetime.fromtimestamp(unix, zone)
        print(unix, offset, *(moment.strftime(text) for text in formats), sep="|")


if __name__ == "__main__":
    patterns() if "--patterns" in sys.argv else days()
