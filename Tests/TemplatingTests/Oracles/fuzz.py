"""Writes random templates and what Jinja2 makes of them, in the form of Cases/*.jsonl.

    python3 fuzz.py 20240 800 900 > ../Cases/fuzz.jsonl  # the sample kept here
    python3 fuzz.py SEED COUNT > /tmp/fuzz.jsonl         # a long run: any seed, any count
    TEMPLATE_FUZZ=/tmp/fuzz.jsonl swift test --filter Conformance

Templates are made by a grammar, so that nearly all of them mean something. What Python prints in
its own way (functions, generators, views) is left out, and so are whole numbers beyond 64 bits.
Five things are not made, because Tidende means to differ: a variable of the context that is read
in a nested frame and set further down (Jinja2 takes it for undefined), `include … without context`
inside of a captured block (Jinja2 writes past the capture), and blocks in a frame that escapes
otherwise than the template they belong to (Jinja2 decides by the page's template what is markup);
`~` between constants only (Jinja2's optimiser forgets which are markup) and `text % undefined`
(an error in Tidende).
"""

import json
import random
import re
import sys

import topics
from jinja_cases import run

PYTHONISH = re.compile(
    r"at 0x|&lt;(function|class|generator|Macro|bound|built-in|Namespace|module|Loop|list_rev|method|filter|map)|<(function|class|generator|Macro|bound|built-in|Namespace|module|Loop|list_rev|method)"
    r"|dict_(items|keys|values)|range\(|Undefined|[0-9]{19}|e\+[23]|nan|inf|j\)|loopcontext", re.I)


class Grammar:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.files = {}
        self.macros = []
        self.blocks = 0
        self.names = []
        self.depth = 0
        self.fresh = ["v1", "v2", "v3"]

    def one(self, *choices):
        return self.r.choice(choices)

    def some(self, make, low=0, high=3):
        return [make() for _ in range(self.r.randint(low, high))]

    # Expressions

    def number(self):
        return self.one("0", "1", "2", "3", "7", "-1", "2.5", "0.5", "10", "a", "b", "z", "neg", "f", "users[0].age", "l[0]", "l|length", "s|length", "loop.index" if "loop" in self.names else "a")

    def text(self):
        return self.one("'x'", "''", "'a b'", "'<b>'", "\"it's\"", "s", "w", "u", "e", "sp", "md", "long", "users[0].name", "d.y", "'æ'", "'1'", "html", "lines", "ls[0]")

    def sequence(self):
        return self.one("l", "el", "tl", "ls", "users", "nested", "[1, 2]", "[]", "(1, 'a')", "['b', 'a']", "range(3)|list", "users|map(attribute='name')|list", "mixed", "d|dictsort", "d.items()|list", "nested[0]", "w.split()", "tree", "partial")

    def variable(self):
        names = [name for name in self.names if name != "loop"] + ["a", "b", "s", "l", "d", "n", "t", "no", "md", "missing", "users", "ed", "f"]
        return self.one(*names)

    def leaf(self):
        return self.one(self.number, self.text, self.sequence, self.variable, lambda: self.one("none", "true", "false", "d", "keys", "{'k': 1}", "{'a': {'b': 2}}"))()

    def expression(self):
        self.depth += 1
        try:
            if self.depth > self.r.randint(1, 4):
                return self.leaf()
            return self.one(self.leaf, self.binary, self.compared, self.filtered, self.filtered, self.tested, self.logical, self.conditional, self.member, self.container, self.called, self.concatenated)()
        finally:
            self.depth -= 1

    def inner(self):
        text = self.expression()
        return f"({text})" if " " in text else text

    def binary(self):
        if self.r.random() < 0.1:
            return f"{self.number()} % {self.number()}"
        return f"{self.inner()} {self.one('+', '-', '*', '/', '//', '+', '-')} {self.one(self.number, self.inner)()}"

    def compared(self):
        text = f"{self.inner()} {self.one('==', '!=', '<', '<=', '>', '>=', 'in', 'not in')} {self.inner()}"
        return text if self.r.random() < 0.85 else f"{text} {self.one('<', '==', '!=')} {self.inner()}"

    def logical(self):
        return self.one(f"{self.inner()} and {self.inner()}", f"{self.inner()} or {self.inner()}", f"not {self.inner()}")

    def conditional(self):
        text = f"{self.inner()} if {self.inner()}"
        return text if self.r.random() < 0.2 else f"{text} else {self.inner()}"

    def concatenated(self):
        return "e ~ " + " ~ ".join(self.some(self.inner, 1, 3))

    def container(self):
        return self.one("[" + ", ".join(self.some(self.inner)) + "]", "(" + self.inner() + ", " + self.inner() + ")", "{" + f"'k': {self.inner()}, 'v': {self.inner()}" + "}")

    def member(self):
        return self.one(f"{self.variable()}.{self.one('x', 'y', 'name', 'age', 'k', 'nope', '0')}", f"{self.sequence()}[{self.one('0', '1', '-1', '5', 'a')}]" if self.r.random() < 0.5 else f"l[{self.one('1:', ':1', '::2', '::-1', '-2:', 'a:b')}]", f"{self.text()}[{self.one('0', '-1', '1:3', '::-1', ':2')}]", f"d['{self.one('x', 'y', 'q')}']", f"users[{self.one('0', '1', '2')}].{self.one('name', 'age', 'tags', 'city')}")

    def called(self):
        calls = [f"{self.text()}.{self.one('upper()', 'lower()', 'strip()', 'title()', 'split()', 'capitalize()')}", f"{self.text()}.replace({self.text()}, {self.text()})", f"d.get({self.text()}, {self.inner()})", "range(1, 5)|list", f"dict(a={self.inner()})"]
        calls += [f"{self.text()}.startswith({self.text()})", f"{self.text()}.split({self.one(chr(39) + ' ' + chr(39), chr(39) + 'a' + chr(39))})"]
        for name, count in self.macros:
            calls.append(f"{name}({', '.join(self.inner() for _ in range(self.r.randint(0, count)))})")
        if "loop" in self.names:
            calls.append(f"loop.cycle({self.inner()}, {self.inner()})")
        return self.one(*calls)

    def filtered(self):
        one, inner = self.one, self.inner
        text = [lambda: "upper", lambda: "lower", lambda: "title", lambda: "capitalize", lambda: "trim", lambda: "length", lambda: "e", lambda: "safe", lambda: "string", lambda: "striptags", lambda: "urlencode", lambda: "wordcount", lambda: "first", lambda: "last", lambda: "list", lambda: "reverse|list", lambda: "tojson", lambda: "forceescape", lambda: f"truncate({one('5', '9', '20, true', '12, false, ' + chr(39) + '…' + chr(39), '8, leeway=0')})", lambda: f"replace({self.text()}, {self.text()})", lambda: f"default({inner()})", lambda: f"default({inner()}, true)", lambda: "indent(2)", lambda: "center(12)", lambda: f"join({self.text()})", lambda: "wordwrap(10)", lambda: f"format({inner()})", lambda: "urlize"]
        lists = [lambda: "length", lambda: "first", lambda: "last", lambda: f"join({self.text()})", lambda: "sort", lambda: "sort(reverse=true)", lambda: "unique|list", lambda: "reverse|list", lambda: "batch(2)|list", lambda: "slice(2)|list", lambda: "sum", lambda: "min", lambda: "max", lambda: f"map('{one('upper', 'string', 'length', 'e', 'default', 'int')}')|list", lambda: f"map(attribute='{one('name', 'age', 'x', '0')}')|list", lambda: f"map(attribute='{one('name', 'nope')}', default={inner()})|list", lambda: f"select('{one('odd', 'string', 'none', 'defined', 'number')}')|list", lambda: f"reject('{one('odd', 'string', 'none', 'mapping')}')|list", lambda: f"selectattr('{one('name', 'active', 'tags')}')|list", lambda: f"selectattr('age', '{one('gt', 'lt', '==', 'ne')}', {self.number()})|list", lambda: f"groupby('{one('age', 'city', 'active')}')", lambda: f"sort(attribute='{one('name', 'age', 'city', 'age,name')}')", lambda: "tojson", lambda: "list", lambda: "string", lambda: "dictsort", lambda: "items|list", lambda: "pprint"]
        numbers = [lambda: "abs", lambda: "int", lambda: "float", lambda: f"round({one('', '1', '2', '0, ' + chr(39) + 'ceil' + chr(39), '1, ' + chr(39) + 'floor' + chr(39))})", lambda: "string", lambda: "filesizeformat", lambda: f"default({inner()})", lambda: "tojson"]
        kind, filters = one((self.text, text), (self.sequence, lists), (self.number, numbers), (self.inner, text + lists + numbers))
        value = kind()
        if " " in value and not value.startswith(("'", "\"", "[", "{", "(")):
            value = f"({value})"
        for _ in range(self.r.randint(1, 2)):
            value += "|" + one(*filters)()
        return value

    def tested(self):
        test = self.one("defined", "undefined", "none", "string", "number", "mapping", "sequence", "iterable", "odd", "even", "true", "false", "boolean", "integer", "float", "escaped", "lower", "upper", f"divisibleby({self.one('2', '3')})", f"eq({self.inner()})", f"in({self.inner()})", f"gt({self.number()})", "ne 2")
        return f"{self.inner()} is {self.one('', '', 'not ')}{test}"

    # Statements

    def white(self):
        return self.one("", "", "", " ", "\n", "-", " text ", "<p>", " & ", "\n  ", "ø")

    def sign(self):
        return self.one("", "", "", "", "-", "+")

    def body(self, low=1, high=3):
        self.depth += 1
        parts = []
        for _ in range(self.r.randint(low, high)):
            parts.append(self.one("", " ", "\n", "x", "<i>") + self.statement())
        self.depth -= 1
        return "".join(parts)

    def statement(self):
        if self.depth > 4:
            return self.output()
        kinds = [self.output] * 6 + [self.condition] * 2 + [self.loop] * 3 + [self.assign] * 3 + [self.capture, self.scope, self.filter_block, self.escape_block, self.macro, self.call_block, self.comment, self.raw, self.namespace]
        if self.files is not None and self.depth <= 2:
            kinds += [self.include, self.block, self.imported]
        return self.one(*kinds)()

    def output(self):
        left, right = self.sign(), self.one("", "", "", "-")
        return "{{" + left + " " + self.expression() + " " + right + "}}"

    def tag(self, text):
        return "{%" + self.sign() + " " + text + " " + self.one("", "", "", "-", "+") + "%}"

    def condition(self):
        text = self.tag("if " + self.inner()) + self.body()
        if self.r.random() < 0.3:
            text += self.tag("elif " + self.inner()) + self.body()
        if self.r.random() < 0.5:
            text += self.tag("else") + self.body()
        return text + self.tag("endif")

    def scoped(self, names, make):
        before = list(self.names)
        self.names = before + names
        try:
            return make()
        finally:
            self.names = before

    def loop(self):
        name = self.one("x", "y", "item", "a", "i")
        head = self.sequence()
        kind = self.r.random()
        if kind < 0.15:
            text = self.tag(f"for k, v in {self.one('d.items()', 'd|dictsort', 'users|groupby(' + chr(39) + 'age' + chr(39) + ')', '[(1, 2), (3, 4)]')}")
            names = ["k", "v", "loop"]
        elif kind < 0.35:
            text = self.scoped([name], lambda: self.tag(f"for {name} in {head} if {self.inner()}"))
            names = [name, "loop"]
        else:
            text = self.tag(f"for {name} in {head}")
            names = [name, "loop"]

        def inside():
            body = self.body()
            if self.r.random() < 0.4:
                body += "{{ loop." + self.one("index", "index0", "first", "last", "length", "revindex", "revindex0", "depth") + " }}"
            if self.r.random() < 0.15:
                body += self.tag("if " + self.inner()) + self.tag(self.one("break", "continue")) + self.tag("endif") + self.output()
            return body
        text += self.scoped(names, inside)
        if self.r.random() < 0.25:
            text += self.tag("else") + self.body()
        return text + self.tag("endfor")

    def assign(self):
        name = self.one(*self.fresh)
        text = self.tag(f"set {name} = {self.expression()}")
        self.names.append(name)
        return text

    def namespace(self):
        return self.tag("set ns = namespace(n=0, t='')") + self.scoped(["x"], lambda: "{% for x in " + self.sequence() + " %}" + self.tag(self.one("set ns.n = ns.n + 1", "set ns.t = ns.t ~ x", "set ns.n = x")) + "{% endfor %}") + "{{ ns.n }}{{ ns.t }}"

    def capture(self):
        filters = self.one("", "", " | upper", " | trim", " | replace('x', '<')", " | length")
        text = self.tag("set v4" + filters) + self.body() + self.tag("endset")
        self.names.append("v4")
        return text

    def scope(self):
        return self.tag(f"with x = {self.inner()}, w1 = {self.inner()}") + self.scoped(["x", "w1"], self.body) + self.tag("endwith")

    def filter_block(self):
        return self.tag("filter " + self.one("upper", "e", "trim", "replace('e', '3')", "title", "upper|trim", "indent(1)")) + self.body() + self.tag("endfilter")

    def escape_block(self):
        files, self.files, macros, self.macros = self.files, None, self.macros, []
        body = self.body()
        self.files, self.macros = files, macros
        return self.tag("autoescape " + self.one("true", "false")) + body + self.tag("endautoescape")

    def macro(self):
        if self.depth > 2 or len(self.macros) > 3:
            return self.output()
        name = f"m{len(self.macros)}"
        parameters = self.one(["p"], ["p", "q"], [])
        signature = ", ".join(p + (f"={self.number()}" if index == len(parameters) - 1 and self.r.random() < 0.5 else "") for index, p in enumerate(parameters))
        names, self.names = self.names, ["a", "s"] + parameters
        files, self.files = self.files, None
        body = self.body() + self.one("", "", "{{ caller is defined }}", "{{ varargs|length }}")
        self.names, self.files = names, files
        text = self.tag(f"macro {name}({signature})") + body + self.tag("endmacro")
        self.macros.append((name, len(parameters)))
        return text + "{{ " + name + "(" + ", ".join(self.inner() for _ in parameters) + ") }}"

    def call_block(self):
        return "{% macro cb(t) %}[{{ t }}:{{ caller(t) }}]{% endmacro %}" + self.tag(f"call(ct) cb({self.inner()})") + self.scoped(["ct"], self.body) + self.tag("endcall")

    def comment(self):
        return "{#" + self.sign() + " {{ x }} " + self.one("", "-", "+") + "#}"

    def raw(self):
        return self.one("{% raw %}{{ x }}{% endraw %}", "{%- raw -%} {% x %} {%- endraw -%}", "{% raw -%}  a  {%- endraw %}")

    def include(self):
        name = f"i{len(self.files)}.{self.one('html', 'html', 'txt')}"
        files, macros, names = self.files, self.macros, self.names
        self.files, self.macros, fresh, self.fresh = None, [], self.fresh, ["v5", "v6"]
        body = self.body()
        self.files, self.macros, self.names, self.fresh = files, macros, names, fresh
        self.files[name] = body
        return self.tag(f"include '{name}'" + self.one("", "", " with context", " ignore missing") if self.r.random() < 0.8 else f"include ['none.html', '{name}']")

    def imported(self):
        name = f"k{len(self.files)}.html"
        self.files[name] = "{% macro h(p) %}<{{ p }}{{ a }}>{% endmacro %}{% set c = [1, 's'] %}{% macro h2() %}{{ c }}{{ h(1) }}{% endmacro %}"
        return self.one(self.tag(f"import '{name}' as kk" + self.one("", " with context")) + "{{ kk.h(" + self.one("2", "x", "s") + ") }}{{ kk.c }}", self.tag(f"from '{name}' import h, h2 as h3") + "{{ h(" + self.inner() + ") }}{{ h3() }}") if self.r.random() < 0.7 else self.tag(f"from '{name}' import h with context") + "{{ h(s) }}"

    def block(self):
        self.blocks += 1
        names = self.names
        macros, self.macros, fresh, self.fresh = self.macros, [], self.fresh, ["v7", "v8"]
        self.names = []
        body = self.body()
        self.names, self.macros, self.fresh = names, macros, fresh
        return self.tag(f"block b{self.blocks}" + self.one("", "", " scoped")) + body + self.tag("endblock")

    def template(self):
        kind = self.r.random()
        main = "t." + self.one("html", "html", "txt")
        if kind < 0.7:
            self.files[main] = self.body(1, 4)
            return self.files, main
        main = "t.html"
        base = self.body(1, 3) + "{% block c1 %}" + self.body(0, 1) + "{% endblock %}{% block c2 %}{{ a }}{% endblock %}"
        self.names, self.macros, self.blocks = [], [], 100
        child = "{% extends 'base.html' %}" + "".join(self.some(self.assign, 0, 1))
        self.fresh = ["v7", "v8"]
        for name in self.one(["c1"], ["c1", "c2"], ["c2"], []):
            child += "{% block " + name + " %}" + self.one("", "{{ super() }}", "{{ super()|upper }}") + self.body(1, 2) + "{% endblock %}"
        self.files["base.html"] = base
        self.files[main] = child
        return self.files, main


def main():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    longest = int(sys.argv[3]) if len(sys.argv) > 3 else 20_000
    written = number = 0
    while written < count:
        number += 1
        grammar = Grammar(seed * 1_000_003 + number)
        templates, name = grammar.template()
        lenient = number % 4 == 0
        result = run(templates, name, topics.CONTEXTS["plain"], lenient)
        text = list(result.values())[0]
        if len(text) > 4000 or PYTHONISH.search(text):
            continue
        if "error" in result and "Error: " in text and number % 5:
            continue  # Failures are dull: keep a fifth of them.
        line = {"t": templates[name]} if len(templates) == 1 else {"templates": templates}
        if name != "t.html":
            line["main"] = name
        if lenient:
            line["lenient"] = True
        line.update(result)
        text = json.dumps(line, ensure_ascii=False)
        if len(text) <= longest:
            print(text)
            written += 1


if __name__ == "__main__":
    main()
