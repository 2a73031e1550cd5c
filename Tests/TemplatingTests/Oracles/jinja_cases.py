"""Writes Cases/*.jsonl: what Jinja2 3.1.6 makes of some thousands of templates.

    python3 jinja_cases.py            # writes the files beside this folder

A line is one case: `t`, the text of the only template, or `templates`; `main`, its name if that is
not t.html; `context`, a name in Cases/contexts.json if that is not `plain`; `lenient`; and either
`want`, the output, or `error`, Jinja2's words, where rendering has to fail. Undefined is Jinja2's
StrictUndefined, but falsy in conditions; where `lenient` is set, ChainableUndefined. Where Tidende
means to differ, `want` or `error` are ours and `differs` says why; `jinja` is what Jinja2 does.
`place`, beside some errors, is the template and line Jinja2 blames.
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
        loader=jinja2.FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None),
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
    """What Jinja2 makes of templates: `want`, or `error` and its `place`."""
    try:
        template = environment(templates, lenient).get_template(main)
        return {"want": template.render(**copy.deepcopy(context))}
    except Exception as error:  # noqa: BLE001, every failure is an expectation
        return {"error": f"{type(error).__name__}: {error}", "place": place(error, templates)}


def place(error, templates):
    """The template and line an error belongs to: the syntax error's own, or the innermost frame's."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    found, frame = "", error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename in templates:
            found = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}"
        frame = frame.tb_next
    return found


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
    where = result.pop("place", "")
    line.update(result)
    if entry.get("place") and "error" in result:
        line["place"] = where
    return line


def files():
    """What each file of cases holds, by name."""
    contexts = {
        name: [[key, encoded(value)] for key, value in context.items()]
        for name, context in topics.CONTEXTS.items()}
    written = {"contexts.json": json.dumps(contexts, ensure_ascii=False, indent=1) + "\n"}
    for name, entries in topics.TOPICS.items():
        lines = {}
        for entry in entries():
            line = json.dumps(case(entry), ensure_ascii=False)
            if " at 0x" not in line:
                lines[line] = None
        written[name + ".jsonl"] = "".join(line + "\n" for line in lines)
    return written


def main():
    for name, text in files().items():
        with open(os.path.join(CASES, name), "w", encoding="utf-8") as file:
            file.write(text)
        print(f"{name}: {text.count(chr(10))}")


if __name__ == "__main__":
    main()
