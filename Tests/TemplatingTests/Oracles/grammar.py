"""A grammar of templates for fuzz_run.py: nearly all it makes mean something.

Values that JSON does not have (markup, tuples, keys that are no texts) are written as expressions.
What Tidende means to do otherwise is not made:

* a variable of the context that is read in a nested frame and set at the top level further down
  (Jinja2 takes it for undefined in the frame),
* `include … without context` inside of a captured block (Jinja2 writes past the capture),
* blocks in a frame that escapes otherwise than the template they belong to (Jinja2 decides by the
  page's template what is markup),
* `~` between constants only (Jinja2's optimiser forgets which of them are markup),
* `text % undefined`, which is an error in Tidende.
"""

import random

NUMBERS = ["0", "1", "2", "3", "7", "-1", "2.5", "0.5", "10", "a", "b", "z", "neg", "f", "users[0].age", "l[0]",
           "l|length", "s|length", "true"]
TEXTS = ["'x'", "''", "'a b'", "'<b>'", '"it\'s"', "s", "w", "u", "e", "sp", "md", "long", "users[0].name", "d.y",
         "'æ'", "'1'", "html", "lines", "ls[0]", "'a,b,c'", "'%s'", "'😀'"]
SEQUENCES = ["l", "el", "tl", "ls", "users", "nested", "[1, 2]", "[]", "(1, 'a')", "['b', 'a']", "range(3)|list",
             "users|map(attribute='name')|list", "mixed", "d|dictsort", "d.items()|list", "nested[0]", "w.split()",
             "tree", "partial", "[1, 1, 2]", "[[1, 'x'], [2, 'y']]", "[md, s]"]
OTHERS = ["none", "true", "false", "d", "keys", "{'k': 1}", "{'a': {'b': 2}}", "{}"]
# What JSON cannot say, in parentheses where it needs them.
EXPRESSIONS = {
    "md": "('<i>kursiv</i> & mere'|safe)", "tl": "(1, 'to', none)",
    "keys": "{1: 'one', none: 'none', 'k': {'deep': [1, {'q': 'r'}]}}",
}
TESTS = ["defined", "undefined", "none", "string", "number", "mapping", "sequence", "iterable", "odd", "even", "true",
         "false", "boolean", "integer", "float", "escaped", "lower", "upper", "callable"]
LOOP_FIELDS = ["index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0",
               "previtem|default('-')", "nextitem|default('-')", "changed(x)"]


def context(r):
    """Variables as JSON has them; their kinds are always the same, their values are not."""
    words = ["Åse", "bo", "Cy", "dan", "Éa", "zz", "", "a<b", "x y", "Øl"]

    def user():
        return {"name": r.choice(words), "age": r.choice([0, 7, 30, 41, 41, 2.5]),
                "city": r.choice(["Oslo", "oslo", "Århus", "Bergen", ""]), "active": r.random() < 0.5,
                "tags": r.sample(["x", "y", "z", "<"], r.randint(0, 3))}

    def node(depth):
        return {"n": r.randint(0, 9), "c": [node(depth + 1) for _ in range(r.randint(0, 2) if depth < 2 else 0)]}

    return {
        "a": r.choice([1, 2, 5]), "b": r.choice([2, 3, 0]), "z": 0, "neg": r.choice([-7, -1, -100]),
        "f": r.choice([2.5, 0.1, 1.0, 1e6, -0.5]), "t": True, "no": False, "n": None,
        "s": r.choice(["Hej <b> & 'x' \"y\"", "", "abc", "&amp; &lt;", "1"]),
        "w": r.choice(["the quick brown fox", "en to tre", "one", "a-b c_d (e)"]), "u": r.choice(["æøå Ærø ÅL", "ß ĳ ǆ", "日本 語"]),
        "e": "", "sp": r.choice(["  x y \t\n z  ", "\u00a0x\u2003", " "]),
        "l": r.choice([[3, 1, 2], [1], [2, 2, 1], [0, 1.5, -1]]), "el": [], "ls": r.sample(["b", "A", "c", "a", "B", "æ"], 4),
        "mixed": [1, 2.5, True, None, "x", [1], {"k": 1}], "nested": [[1, 2], [3], []],
        "d": r.choice([{"x": 1, "y": "to", "Z": None}, {"y": "<", "x": 0}]), "ed": {},
        "users": [user() for _ in range(4)], "partial": [{"a": 1}, {"b": 2}, {"a": None}], "tree": [node(0), node(0)],
        "long": "Digitaliseringen af den offentlige sektor i Norden går hurtigere end ventet, viser en ny rapport.",
        "lines": "første\nanden\n\n  fjerde\r\nfemte", "html": "<p>Et &amp; <b>to</b><!-- skjult --> &nbsp;tre</p>",
    }


class Grammar:
    """Makes one set of templates."""

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

    def known(self, name):
        return EXPRESSIONS.get(name, name)

    def number(self):
        if "loop" in self.names and self.r.random() < 0.1:
            return "loop.index"
        return self.r.choice(NUMBERS)

    def text(self):
        return self.known(self.r.choice(TEXTS))

    def sequence(self):
        return self.known(self.r.choice(SEQUENCES)).replace("[md, s]", f"[{EXPRESSIONS['md']}, s]")

    def variable(self):
        names = [name for name in self.names if name != "loop"]
        return self.known(self.r.choice(names + ["a", "b", "s", "l", "d", "n", "t", "no", "md", "missing", "users", "ed", "f"]))

    def leaf(self):
        return self.one(self.number, self.text, self.sequence, self.variable, lambda: self.known(self.r.choice(OTHERS)))()

    def expression(self):
        self.depth += 1
        try:
            if self.depth > self.r.randint(1, 4):
                return self.leaf()
            return self.one(
                self.leaf, self.binary, self.compared, self.filtered, self.filtered, self.tested, self.logical,
                self.conditional, self.member, self.container, self.called, self.concatenated)()
        finally:
            self.depth -= 1

    def inner(self):
        text = self.expression()
        return f"({text})" if " " in text else text

    def plain(self, value):
        """A value that a filter or a member may follow."""
        return f"({value})" if " " in value and value[0] not in "'\"[{(" else value

    def binary(self):
        if self.r.random() < 0.1:
            return f"{self.number()} % {self.number()}"
        if self.r.random() < 0.05:
            return f"{self.one('2', '3', 'a', '-2', '1.5')} ** {self.one('0', '2', '3', 'b', '-1')}"
        return f"{self.inner()} {self.one('+', '-', '*', '/', '//', '+', '-')} {self.one(self.number, self.inner)()}"

    def compared(self):
        signs = ("==", "!=", "<", "<=", ">", ">=", "in", "not in")
        text = f"{self.inner()} {self.one(*signs)} {self.inner()}"
        return text if self.r.random() < 0.8 else f"{text} {self.one('<', '==', '!=', 'in')} {self.inner()}"

    def logical(self):
        return self.one(f"{self.inner()} and {self.inner()}", f"{self.inner()} or {self.inner()}", f"not {self.inner()}")

    def conditional(self):
        text = f"{self.inner()} if {self.inner()}"
        return text if self.r.random() < 0.2 else f"{text} else {self.inner()}"

    def concatenated(self):
        return "e ~ " + " ~ ".join(self.some(self.inner, 1, 3))

    def container(self):
        return self.one(
            "[" + ", ".join(self.some(self.inner)) + "]", f"({self.inner()}, {self.inner()})",
            "{" + f"'k': {self.inner()}, 'v': {self.inner()}" + "}")

    def member(self):
        slices = ["1:", ":1", "::2", "::-1", "-2:", "a:b", ":-1", "5:", "z:2:a"]
        return self.one(
            f"{self.variable()}.{self.one('x', 'y', 'name', 'age', 'k', 'nope', '0')}",
            f"{self.sequence()}[{self.one('0', '1', '-1', '5', 'a')}]" if self.r.random() < 0.5
            else f"{self.one('l', 'ls', 'w', 'u')}[{self.one(*slices)}]",
            f"{self.text()}[{self.one('0', '-1', '1:3', '::-1', ':2')}]", f"d['{self.one('x', 'y', 'q')}']",
            f"users[{self.one('0', '1', '2')}].{self.one('name', 'age', 'tags', 'city')}")

    def called(self):
        text = self.text
        calls = [
            f"{text()}.{self.one('upper()', 'lower()', 'strip()', 'title()', 'split()', 'capitalize()', 'swapcase()')}",
            f"{text()}.{self.one('isdigit()', 'isalpha()', 'isupper()', 'isspace()', 'splitlines()', 'lstrip()', 'rstrip()')}",
            f"{text()}.replace({text()}, {text()})", f"{text()}.{self.one('count', 'find', 'endswith')}({text()})",
            f"d.get({text()}, {self.inner()})", "range(1, 5)|list", f"dict(a={self.inner()})",
            f"{text()}.startswith({text()})", f"{text()}.split({self.one(*['%r' % x for x in (' ', 'a', ',')])})",
            f"{text()}.join(ls)", f"{text()}.{self.one('zfill', 'ljust', 'rjust', 'center')}({self.one('3', '6')})",
            f"dict(d, b={self.inner()})", "l.index(l[0])", "ls.count('a')",
        ]
        for name, parameters in self.macros:
            given = parameters[:self.r.randint(0, len(parameters))]
            words = [f"{p}={self.inner()}" if self.r.random() < 0.3 else self.inner() for p in given]
            calls.append(f"{name}({', '.join(sorted(words, key=lambda word: '=' in word.split('(')[0].split(chr(39))[0]))})")
        if "loop" in self.names:
            calls.append(f"loop.cycle({self.inner()}, {self.inner()})")
        return self.one(*calls)

    # Filters and tests

    def text_filter(self):
        r, one = self.r, self.one
        return one(
            "upper", "lower", "title", "capitalize", "trim", "length", "e", "safe", "string", "striptags", "urlencode",
            "wordcount", "first", "last", "list", "reverse|list", "tojson", "forceescape", "urlize", "indent(2)", "center(12)",
            f"truncate({one('5', '9', '20, true', chr(39).join(['12, false, ', '…', '']), '8, leeway=0', 'length=6, killwords=true')})",
            f"replace({self.text()}, {self.text()})", f"replace({self.text()}, {self.text()}, {one('1', '2', 'count=1')})",
            f"default({self.inner()})", f"default({self.inner()}, true)", f"d({self.inner()}, boolean=true)",
            f"indent({one('3', 'width=1', chr(39) + '> ' + chr(39))}{one('', ', first=true', ', blank=true', ', true, true')})",
            f"join({self.text()})", f"wordwrap({one('10', '7, false', '12, wrapstring=' + chr(39) + '|' + chr(39), '5, break_on_hyphens=false')})",
            f"format({self.inner()})", f"trim({self.text()})", f"center({r.randint(0, 20)})",
            f"urlize({one('9', '12, true', 'nofollow=true', 'rel=' + chr(39) + 'a' + chr(39), 'target=' + chr(39) + 'b' + chr(39))})",
            f"int({one('', '7', 'default=-1', '0, 16')})", f"float({one('', '1.5')})", "pprint", "count")

    def list_filter(self):
        one, inner = self.one, self.inner
        return one(
            "length", "first", "last", f"join({self.text()})", f"join({self.text()}, attribute='name')", "sort", "sort(reverse=true)",
            "sort(true, true)", "sort(case_sensitive=true)", "unique|list", "unique(true)|list", "unique(attribute='city')|list",
            "reverse|list", f"batch({one('1', '2', '3')}{one('', ', ' + self.leaf())})|list",
            f"slice({one('1', '2', '3')}{one('', ', ' + self.leaf())})|list", "sum", f"sum(start={self.number()})", "sum(attribute='age')",
            "min", "max", "min(attribute='age')", "max(case_sensitive=true)", "max(true, 'name')",
            f"map('{one('upper', 'string', 'length', 'e', 'default', 'int', 'title', 'trim', 'list', 'first')}')|list",
            f"map('{one('replace', 'default', 'indent')}', {self.leaf()}{one('', ', ' + self.text())})|list",
            f"map(attribute='{one('name', 'age', 'x', '0', 'tags.0')}')|list",
            f"map(attribute='{one('name', 'nope')}', default={inner()})|list",
            f"select('{one('odd', 'string', 'none', 'defined', 'number', 'in', 'divisibleby', 'eq')}'{one('', ', 2', ', l')})|list",
            f"{one('select', 'reject')}|list", f"reject('{one('odd', 'string', 'none', 'mapping')}')|list",
            f"{one('selectattr', 'rejectattr')}('{one('name', 'active', 'tags')}')|list",
            f"{one('selectattr', 'rejectattr')}('age', '{one('gt', 'lt', '==', 'ne', 'le', 'in')}', {self.number()})|list",
            f"groupby('{one('age', 'city', 'active', 'nope')}'{one('', ', default=1', ', case_sensitive=true')})",
            f"sort(attribute='{one('name', 'age', 'city', 'age,name', 'tags')}')", "tojson", f"tojson({one('0', '2', 'indent=1')})", "list",
            "string", f"dictsort({one('', 'true', 'by=' + chr(39) + 'value' + chr(39), 'reverse=true')})", "items|list", "pprint", "xmlattr",
            "random|default(1)|string|length is defined", "urlencode")

    def number_filter(self):
        one = self.one
        return one(
            "abs", "int", "float", f"round({one('', '1', '2', '0, ' + repr('ceil'), '1, ' + repr('floor'), '-1', 'method=' + repr('ceil'))})",
            "string", f"filesizeformat({one('', 'true', 'binary=true')})", f"default({self.inner()})", "tojson", f"int({one('5', 'default=1')})")

    def filtered(self):
        value, make = self.one(
            (self.text, self.text_filter), (self.sequence, self.list_filter), (self.number, self.number_filter),
            (self.inner, lambda: self.one(self.text_filter, self.list_filter, self.number_filter)()))
        value = self.plain(value())
        for _ in range(self.r.randint(1, 2)):
            value += "|" + make().replace("|default(1)|string|length is defined", "").replace("random", "first")
        return value

    def tested(self):
        test = self.one(
            self.r.choice(TESTS), f"divisibleby({self.one('2', '3', 'a')})", f"eq({self.inner()})", f"in({self.inner()})",
            f"gt({self.number()})", "ne 2", f"sameas({self.one('none', 'true', 'false')})", f"{self.one('lt', 'le', 'ge')}({self.inner()})",
            "filter", "test")
        return f"{self.inner()} is {self.one('', '', 'not ')}{test}"

    # Statements

    def sign(self):
        return self.one("", "", "", "", "-", "+")

    def tag(self, text):
        return "{%" + self.sign() + self.one(" ", " ", "", "\n") + text + " " + self.one("", "", "", "-", "+") + "%}"

    def output(self):
        return "{{" + self.one("", "", "-", "+") + " " + self.expression() + " " + self.one("", "", "", "-") + "}}"

    def body(self, low=1, high=3):
        self.depth += 1
        parts = []
        for _ in range(self.r.randint(low, high)):
            parts.append(self.one("", " ", "\n", "x", "<i>", " \n ", "ø", "\r\n") + self.statement())
        self.depth -= 1
        return "".join(parts) + self.one("", "", " ", "\n")

    def statement(self):
        if self.depth > 4:
            return self.output()
        kinds = [self.output] * 6 + [self.condition] * 2 + [self.loop] * 3 + [self.assign] * 3 + [
            self.capture, self.scope, self.filter_block, self.escape_block, self.macro, self.call_block, self.comment,
            self.raw, self.namespace, self.recursion, self.evaluated, self.handles]
        if self.files is not None and self.depth <= 2:
            kinds += [self.include, self.block, self.imported]
        return self.one(*kinds)()

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
        head, kind = self.sequence(), self.r.random()
        if kind < 0.15:
            pairs = self.one("d.items()", "d|dictsort", "users|groupby('age')", "[(1, 2), (3, 4)]", "keys.items()".replace("keys", EXPRESSIONS["keys"]))
            text, names = self.tag(f"for k, v in {pairs}"), ["k", "v", "loop"]
        elif kind < 0.35:
            text = self.scoped([name], lambda: self.tag(f"for {name} in {head} if {self.inner()}"))
            names = [name, "loop"]
        else:
            text, names = self.tag(f"for {name} in {head}"), [name, "loop"]

        def inside():
            body = self.body()
            if self.r.random() < 0.4:
                field = self.r.choice(LOOP_FIELDS).replace("(x)", f"({self.inner()})")
                body += "{{ loop." + field + " }}"
            if self.r.random() < 0.15:
                body += self.tag("if " + self.inner()) + self.tag(self.one("break", "continue")) + self.tag("endif") + self.output()
            return body
        text += self.scoped(names, inside)
        if self.r.random() < 0.25:
            text += self.tag("else") + self.body()
        return text + self.tag("endfor")

    def recursion(self):
        condition = self.one("", "", " if x.n != 3")
        files, self.files = self.files, None
        inside = self.scoped(["x", "loop"], lambda: self.body(0, 1))
        self.files = files
        call = self.one("{{ loop(x.c) }}", "{{ loop(x.c)|upper }}", "({{ loop(x.c) }}){{ loop.index }}", "{% if x.c %}{{ loop(x.c) }}{% endif %}")
        other = self.one("", "", "{% else %}-")
        return self.tag(f"for x in tree{condition} recursive") + "{{ x.n }}" + inside + call + "{{ loop.depth }}" + other + self.tag("endfor")

    def assign(self):
        name = self.one(*self.fresh)
        text = self.tag(f"set {name} = {self.expression()}")
        self.names.append(name)
        return text

    def evaluated(self):
        return "{% set r = [1] %}" + self.tag(self.one(
            f"do r.append({self.inner()})", f"do r.extend({self.one('l', 'ls', '[2]')})", "do r.insert(0, a)", "do r.reverse()",
            "do r.clear()", "set _ = r.pop()", f"print {self.inner()}, a")) + "{{ r }}"

    def handles(self):
        return self.one(
            "{% set j = joiner(" + self.one("", "'|'", "s") + ") %}" + self.tag("for x in " + self.sequence()) + "{{ j() }}" + self.tag("endfor"),
            "{% set c = cycler('a', " + self.leaf() + ") %}" + self.tag("for x in " + self.sequence())
            + "{{ c.next() }}{{ c.current }}" + self.tag("endfor"))

    def namespace(self):
        change = self.one("set ns.n = ns.n + 1", "set ns.t = ns.t ~ x", "set ns.n = x")
        return self.tag("set ns = namespace(n=0, t='')") + self.scoped(
            ["x"], lambda: "{% for x in " + self.sequence() + " %}" + self.tag(change) + "{% endfor %}") + "{{ ns.n }}{{ ns.t }}"

    def capture(self):
        filters = self.one("", "", " | upper", " | trim", " | replace('x', '<')", " | length")
        text = self.tag("set v4" + filters) + self.body() + self.tag("endset")
        self.names.append("v4")
        return text

    def scope(self):
        head = self.tag(f"with x = {self.inner()}, w1 = {self.inner()}")
        return head + self.scoped(["x", "w1"], self.body) + self.tag("endwith")

    def filter_block(self):
        filters = self.one("upper", "e", "trim", "replace('e', '3')", "title", "upper|trim", "indent(1)")
        return self.tag("filter " + filters) + self.body() + self.tag("endfilter")

    def escape_block(self):
        files, self.files, macros, self.macros = self.files, None, self.macros, []
        body = self.body()
        self.files, self.macros = files, macros
        return self.tag("autoescape " + self.one("true", "false")) + body + self.tag("endautoescape")

    def macro(self):
        if self.depth > 2 or len(self.macros) > 3:
            return self.output()
        name = f"m{len(self.macros)}"
        parameters = self.one(["p"], ["p", "q"], [], ["p", "q", "o"])
        first = self.r.randint(0, len(parameters))
        signature = ", ".join(p + (f"={self.leaf()}" if index >= first else "") for index, p in enumerate(parameters))
        names, self.names = self.names, ["a", "s"] + parameters
        files, self.files = self.files, None
        body = self.body() + self.one("", "", "{{ caller is defined }}", "{{ varargs|length }}", "{{ kwargs|length }}")
        self.names, self.files = names, files
        text = self.tag(f"macro {name}({signature})") + body + self.tag("endmacro")
        self.macros.append((name, parameters))
        return text + "{{ " + name + "(" + ", ".join(self.inner() for _ in parameters) + ") }}"

    def call_block(self):
        return ("{% macro cb(t) %}[{{ t }}:{{ caller(t) }}]{% endmacro %}" + self.tag(f"call(ct) cb({self.inner()})")
                + self.scoped(["ct"], self.body) + self.tag("endcall"))

    def comment(self):
        return "{#" + self.sign() + " {{ x }} " + self.one("", "-", "+") + "#}"

    def raw(self):
        return self.one("{% raw %}{{ x }}{% endraw %}", "{%- raw -%} {% x %} {%- endraw -%}", "{% raw -%}  a  {%- endraw %}")

    # Several templates

    def apart(self, make, fresh):
        """Makes a part that shares no macros and sets names of its own."""
        kept = self.files, self.macros, self.names, self.fresh
        self.files, self.macros, self.fresh = None, [], fresh
        text = make()
        self.files, self.macros, self.names, self.fresh = kept
        return text

    def include(self):
        name = f"i{len(self.files)}.{self.one('html', 'html', 'txt')}"
        self.files[name] = self.apart(self.body, ["v5", "v6"])
        if self.r.random() < 0.2:
            return self.tag(f"include ['none.html', '{name}']")
        return self.tag(f"include '{name}'" + self.one("", "", " with context", " ignore missing"))

    def imported(self):
        name = f"k{len(self.files)}.html"
        self.files[name] = (
            "{% macro h(p) %}<{{ p }}{{ a }}>{% endmacro %}{% set c = [1, 's'] %}{% macro h2() %}{{ c }}{{ h(1) }}{% endmacro %}")
        if self.r.random() < 0.4:
            return (self.tag(f"import '{name}' as kk" + self.one("", " with context"))
                    + "{{ kk.h(" + self.one("2", "'x'", "s") + ") }}{{ kk.c }}")
        if self.r.random() < 0.3:
            return self.tag(f"from '{name}' import h with context") + "{{ h(s) }}"
        return self.tag(f"from '{name}' import h, h2 as h3") + "{{ h(" + self.inner() + ") }}{{ h3() }}"

    def block(self):
        self.blocks += 1
        files, macros, names, fresh = self.files, self.macros, self.names, self.fresh
        self.macros, self.names, self.fresh = [], [], ["v7", "v8"]
        body = self.body()
        self.files, self.macros, self.names, self.fresh = files, macros, names, fresh
        return self.tag(f"block b{self.blocks}" + self.one("", "", " scoped")) + body + self.tag("endblock")

    def child(self, parent, fresh):
        self.names, self.macros, self.fresh = [], [], fresh
        text = "{% extends '" + parent + "' %}" + "".join(self.some(self.assign, 0, 1))
        self.fresh = ["v7", "v8"]
        for name in self.one(["c1"], ["c1", "c2"], ["c2"], []):
            above = self.one("", "{{ super() }}", "{{ super()|upper }}", "{{ self.c2() }}" if name == "c1" else "")
            text += "{% block " + name + " %}" + above + self.body(1, 2) + "{% endblock %}"
        return text

    def template(self):
        """Templates by name, and the name of the one to render."""
        main = "t." + self.one("html", "html", "txt")
        if self.r.random() < 0.7:
            self.files[main] = self.body(1, 4)
            return self.files, main
        self.files["base.html"] = (
            self.body(1, 3) + "{% block c1 %}" + self.body(0, 1) + "{% endblock %}{% block c2 %}{{ a }}{% endblock %}")
        self.blocks, parent = 100, "base.html"
        if self.r.random() < 0.4:
            self.files["mid.html"] = self.child("base.html", ["v9"])
            self.blocks, parent = 200, "mid.html"
        self.files["t.html"] = self.child(parent, ["v7", "v8"])
        return self.files, "t.html"
