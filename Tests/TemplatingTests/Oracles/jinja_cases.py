"""Writes Cases/*.jsonl: what Jinja2 3.1.6 makes of some thousands of templates.

    python3 jinja_cases.py            # writes the files beside this folder

A line is one case: `t`, the text of the only template, or `templates`; `main`, its name if that is
not t.html; `context`, a name in Cases/contexts.json if that is not `plain`; `lenient`; and either
`want`, the output, or `error`, Jinja2's words, where rendering has to fail. Undefined is Jinja2's
StrictUndefined, but falsy in conditions; where `lenient` is set, ChainableUndefined. Where Tidende
means to differ, `want` or `error` are ours and `differs` says why; `jinja` is what Jinja2 does.
"""

import copy
import json
import os

import jinja2
from markupsafe import Markup

import topics

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "..", "Cases")


class Strict(jinja2.StrictUndefined):
    __slots__ = ()

    def __bool__(self):
        return False


def environment(templates, lenient=False):
    return jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        undefined=jinja2.ChainableUndefined if lenient else Strict,
        autoescape=jinja2.select_autoescape(
            ["html", "htm", "xml", "svg", "xhtml"], default=False, default_for_string=False),
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])


def encoded(value):
    """A value as JSON, with marks for what JSON does not have."""
    if isinstance(value, Markup):
        return {"__safe": str(value)}
    if isinstance(value, tuple):
        return {"__tuple": [encoded(v) for v in value]}
    if isinstance(value, list):
        return [encoded(v) for v in value]
    if isinstance(value, dict):
        return {"__pairs": [[encoded(k), encoded(v)] for k, v in value.items()]}
    if isinstance(value, float):
        return {"__float": repr(value)}
    return value


def run(templates, main, context, lenient):
    try:
        template = environment(templates, lenient).get_template(main)
        return {"want": template.render(**copy.deepcopy(context))}
    except Exception as error:  # noqa: BLE001, every failure is an expectation
        return {"error": f"{type(error).__name__}: {error}"}


def case(entry):
    """A case from what a topic yields: a text, or a dict with more to it."""
    if isinstance(entry, str):
        entry = {"t": entry}
    main = entry.get("main") or ("t." + entry.get("ext", "html"))
    templates = entry.get("templates") or {main: entry["t"]}
    context = entry.get("context", "plain")
    lenient = entry.get("lenient", False)
    line = {"t": templates[main]} if len(templates) == 1 else {"templates": templates}
    if main != "t.html":
        line["main"] = main
    if context != "plain":
        line["context"] = context
    if lenient:
        line["lenient"] = True
    result = run(templates, main, topics.CONTEXTS[context], lenient)
    ours = topics.DIFFERENT.get(templates[main])
    if ours and not (lenient and ours[2:]):
        want, reason = ours[:2]
        result = {"jinja": list(result.values())[0], "differs": reason}
        result.update({"error": "fails"} if want is None else {"want": want})
    line.update(result)
    return line


def main():
    contexts = {
        name: [[key, encoded(value)] for key, value in context.items()]
        for name, context in topics.CONTEXTS.items()}
    with open(os.path.join(CASES, "contexts.json"), "w", encoding="utf-8") as file:
        json.dump(contexts, file, ensure_ascii=False, indent=1)
        file.write("\n")
    total = 0
    for name, entries in topics.TOPICS.items():
        seen = set()
        with open(os.path.join(CASES, name + ".jsonl"), "w", encoding="utf-8") as file:
            for entry in entries():
                line = json.dumps(case(entry), ensure_ascii=False)
                if line in seen or " at 0x" in line:
                    continue
                seen.add(line)
                file.write(line + "\n")
        total += len(seen)
        print(f"{name}: {len(seen)}")
    print(f"{total} cases")


if __name__ == "__main__":
    main()
