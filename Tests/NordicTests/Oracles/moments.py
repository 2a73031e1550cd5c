#!/usr/bin/env python3
"""Writes the ISO 8601 cases of MomentParsingTests from Python's datetime and zoneinfo.

    python3 moments.py > ../Data/moments.txt
"""
import datetime as dt
import random
import zoneinfo

source = random.Random(3339)
COPENHAGEN = zoneinfo.ZoneInfo("Europe/Copenhagen")
OFFSETS = ["", "Z", "+01:00", "-0500", " -0500", "+02", " +05:30", " Z", "-03:30"]

for _ in range(600):
    moment = dt.datetime(source.randrange(1981, 2038), source.randrange(1, 13),
                         source.randrange(1, 29), source.randrange(24), source.randrange(60),
                         source.randrange(60))
    pad = source.choice(["%02d", "%d"])
    day = f"%04d-{pad}-{pad}" % (moment.year, moment.month, moment.day)
    hour = pad % moment.hour
    kind = source.choice(["second", "fraction", "minute", "day"])
    offset = source.choice(OFFSETS)
    if kind == "day":
        text, moment, offset = day, moment.replace(hour=0, minute=0, second=0), ""
    else:
        text = day + source.choice(["T", " ", "  "]) + f"{hour}:{moment.minute:02}"
        if kind == "minute":
            text, moment = text + ("" if "-" in offset else offset), moment.replace(second=0)
            offset = "" if "-" in offset else offset
        else:
            text += f":{moment.second:02}" + (".123456" if kind == "fraction" else "") + offset
    if offset:
        normal = offset.strip().replace("Z", "+00:00")
        normal = normal + ":00" if len(normal) == 3 else normal
        zone = dt.datetime.strptime(normal, "%z").tzinfo
    else:
        zone = COPENHAGEN
    unix = int(moment.replace(tzinfo=zone).timestamp())
    print(text, "second" if kind == "fraction" else kind, unix, sep="|")
