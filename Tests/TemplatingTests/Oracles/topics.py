"""The templates that jinja_cases.py runs, by topic."""

import random

from markupsafe import Markup

import grammar

PLAIN = dict(
    a=1, b=2, z=0, neg=-7, big=9007199254740993, f=2.5, g=-0.1, t=True, no=False, n=None,
    s="Hej <b> & 'x' \"y\"", w="the quick brown fox", u="æøå Ærø ÅL", e="", sp="  x y \t\n z  ",
    md=Markup("<i>kursiv</i> & mere"), l=[3, 1, 2], el=[], tl=(1, "to", None), ls=["b", "A", "c", "a", "B"],
    mixed=[1, 2.5, True, None, "x", [1], {"k": 1}], nested=[[1, 2], [3], []],
    d={"x": 1, "y": "to", "Z": None}, ed={}, keys={1: "one", None: "none", "k": {"deep": [1, {"q": "r"}]}},
    users=[
        {"name": "Åse", "age": 41, "city": "Oslo", "active": True, "tags": ["x", "y"]},
        {"name": "bo", "age": 7, "city": "Århus", "active": False, "tags": []},
        {"name": "Cy", "age": 41, "city": "oslo", "active": True, "tags": ["y"]},
        {"name": "dan", "age": 30, "city": "Bergen", "active": False, "tags": ["z", "x"]},
    ],
    partial=[{"a": 1}, {"b": 2}, {"a": None}],
    tree=[{"n": 1, "c": [{"n": 2, "c": []}, {"n": 3, "c": [{"n": 4, "c": []}]}]}, {"n": 5, "c": []}],
    long="Digitaliseringen af den offentlige sektor i Norden går hurtigere end ventet, viser en ny rapport.",
    lines="første\nanden\n\n  fjerde\r\nfemte", html="<p>Et &amp; <b>to</b><!-- skjult --> &nbsp;tre</p>",
)

CONTEXTS = {"plain": PLAIN, "empty": {}}
CONTEXTS.update({f"random{seed}": grammar.context(random.Random(seed)) for seed in range(8)})


def both(text):
    yield text
    yield {"t": text, "ext": "txt"}


def product(pattern, *choices):
    if not choices:
        yield from both(pattern)
        return
    for choice in choices[0]:
        yield from product(pattern.replace("%", choice, 1), *choices[1:])


VALUES = ["a", "z", "neg", "f", "t", "n", "s", "e", "md", "l", "el", "tl", "d", "missing"]


def literals():
    for text in """
0 7 1_000 0x1F 0o17 0b101 00 9223372036854775807 1.5 1e3 1.5e-3 1E+2 1_0.5 .5 1. 1.e5
true True false False none None 'a' "a" 'it\\'s' "q\\"q" 'a\\nb' 'a\\tb' '\\x41' '\\u00e6' '\\U0001F600' '\\101' '\\q' '\\\\'
'a'~'b' 'a''b' "a" 'b'
[] [1] [1,] [1,2,3] [[1],[2,[3]]] () (1,) (1,2) (1) ((1,2),3) {} {'a':1} {'a':1,} {'a':{'b':[1]}} {1:2} {'a':1,'a':2}
1,2 1,
""".split("\n"):
        for part in text.split():
            yield from both("{{ " + part + " }}")
    for part in ["'a' 'b'", "'line\nbreak'", '"æ"', "1 , 2", "{'a' : 1 , 'b' : 2}", "'<b>'", "['<b>']", "{'<': '>'}",
                 "1.0", "100000.0", "1e15", "1e16", "1e22", "1e-4", "1e-5", "123456789012345678.0", "0.1", "-0.0", "1e400",
                 "1.7976931348623157e308", "5e-324", "3.0e-7"]:
        yield from both("{{ " + part + " }}")


def operators():
    operands = ["1", "2", "0", "-7", "3", "2.5", "-0.5", "true", "none", "'a'", "'b'", "[1]", "[2]", "(1,)", "{'a':1}", "s", "md"]
    for op in ["+", "-", "*", "/", "//", "%", "**"]:
        for left in operands:
            for right in ["1", "2", "-3", "0", "2.5", "true", "'a'", "[1]", "none"]:
                yield "{{ %s %s %s }}" % (left, op, right)
    for op in ["==", "!=", "<", "<=", ">", ">=", "in", "not in"]:
        for left in ["1", "2.0", "true", "none", "'a'", "[1]", "(1,)", "missing"]:
            for right in ["1", "1.0", "'abc'", "[1, 'a']", "(1,)", "{'a': 1}", "none"]:
                yield "{{ %s %s %s }}" % (left, op, right)
    for text in [
        "1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "2 ** -1", "-a", "+a", "- - a", "-a|abs", "(-a)|abs",
        "1 < 2 < 3", "3 > 2 > 2", "1 < 2 == true", "1 == 1 != 2", "not a", "not not a", "not a == 1", "a and b", "z and b",
        "z or b", "e or 'x'", "a or missing", "z and missing", "a if t else b", "a if no", "a if no else b if no else 3",
        "(a if no)", "'x' ~ 1 ~ none ~ 2.5 ~ true", "s ~ md", "md ~ s", "md + s", "s + md", "md * 2", "2 * md", "[1] * 3",
        "3 * 'ab'", "'ab' * 0", "'ab' * -1", "[1] + [2]", "(1,) + (2,)", "[1] + (2,)", "1 ~ 2 + 3", "'a' in s", "'<' in md",
        "1 in l", "9 not in l", "'x' in d", "1 in d", "'a' in missing", "l == [3,1,2]", "tl == (1,'to',None)", "d == d",
        "7 // 2", "-7 // 2", "7 // -2", "7 % 3", "-7 % 3", "7 % -3", "7.5 // 2", "-7.5 // 2", "7.5 % 2", "-7.5 % 2",
        "10 / 5", "7 / 2", "1 / 3", "2 ** 62", "2 ** 0.5", "9 ** 0.5", "0 ** 0", "1 // 0", "1 % 0", "1 / 0", "1.0 / 0", "0 ** -1",
        "big + 0.0", "big == 9007199254740993.0", "big > 9007199254740992.0", "'%s' % 1", "'%s-%s' % (1, 2)", "'%d%%' % 50",
        "'%s' % s", "md % s", "'%s' % md", "'%(a)s' % {'a': 1}", "'%s' % [1]", "'%s %s' % 1", "'%s' % (1, 2)",
        "true + true", "true * 3", "-true", "1 is odd and 2 is even", "not 1 is odd", "1 is not odd", "l[0] + l[1]", "l|sum + 1",
        "1 if a == 1 and b == 2 or c else 0", "a == 1 or undefinedname.x", "'a' < 'b'", "'B' < 'a'", "'æ' > 'z'", "[1,2] < [1,3]",
        "(1,2) < (1,2,0)", "none < 1", "'a' < 1", "[] < {}", "1 < true", "d.x + d.x", "f|round + 1",
    ]:
        yield from both("{{ " + text + " }}")


def access():
    for text in [
        "d.x", "d['x']", "d.nope", "d['nope']", "d.nope.more", "d.Z", "d.Z.x", "keys[1]", "keys.k.deep[1].q", "keys['k']['deep'][0]",
        "l[0]", "l[-1]", "l[9]", "l.0", "l.2", "l['0']", "tl[1]", "s[0]", "s[-1]", "u[0]", "u[-2]", "md[0]", "missing[0]", "missing.x",
        "l[1:]", "l[:1]", "l[::2]", "l[::-1]", "l[-2:]", "l[5:]", "l[0:3:2]", "l[2:0:-1]", "tl[:2]", "s[4:7]", "u[:3]", "u[::-1]",
        "md[:3]", "e[:1]", "n.x", "n[0]", "a.x", "a[0]", "t.x", "f.x", "l.x", "s.x", "users[0].name", "users[1]['tags']", "users[-1].tags[0]",
        "users.0.name", "d[n]", "keys[n]", "keys[none]", "d[l]", "l[t]", "l[1.0]", "l['a']", "[1,2,3][1]", "{'a': {'b': 2}}.a.b", "'abc'[1]",
        "(1,2)[0]", "l[a]", "l[a:b]", "l[missing]", "d[missing]", "nested[0][1]", "nested[2]", "l[:]", "l[::0]", "l[true:]", "l[none:2]",
    ]:
        yield from both("{{ " + text + " }}")
        yield {"t": "{{ " + text + " }}", "lenient": True}
    for text in [
        "d.keys()|list", "d.values()|list", "d.items()|list", "d.get('x')", "d.get('q')", "d.get('q', 5)", "d.get('Z', 5)",
        "s.upper()", "s.lower()", "w.title()", "w.capitalize()", "sp.strip()", "sp.lstrip()", "sp.rstrip()", "w.strip('te')", "w.split()", "w.split(' ')",
        "w.split(' ', 1)", "w.replace('q', 'Q')", "w.startswith('the')", "w.endswith('fox')", "w.endswith('x', 2)", "w.find('quick')", "w.find('zz')",
        "w.count('o')", "', '.join(ls)", "''.join(['a','b'])", "lines.splitlines()", "w.index('q')", "'12'.isdigit()", "'a1'.isalnum()",
        "'abc'.isalpha()", "'Abc'.islower()", "'ABC'.isupper()", "' '.isspace()", "'a-b'.partition('-')", "'a-b-c'.rpartition('-')", "'a b c'.rsplit(' ', 1)",
        "'7'.zfill(3)", "'-7'.zfill(4)", "'ab'.center(6)", "'ab'.ljust(4) ~ '|'", "'ab'.rjust(4)", "'ab'.ljust(4, '.')", "'Ab'.swapcase()",
        "'{} and {}'.format(1, 'x')", "'{0} {1} {0}'.format('a', 'b')", "'{name}'.format(name='x')", "'{:>5}|'.format('ab')", "'{:.2f}'.format(2.345)",
        "'{:05d}'.format(42)", "'{:,}'.format(1234567)", "'{{}}'.format()", "'a\\tb'.expandtabs(4)", "'abc'.removeprefix('a')", "'abc'.removesuffix('c')",
        "'hello world'.title()", "\"don't\".title()", "md.upper()", "md.split(' ')", "md.replace('i', '<')", "md.strip('<')", "l.index(1)", "l.count(3)", "l.copy()", "d.copy()",
        "l.append(1)", "w.nope()", "d.nope()", "a.nope()", "missing.nope()", "missing()", "a()", "'x'.join(l)", "w.upper", "u.upper()", "u.lower()", "u.capitalize()",
        "(1, 2, 1).count(1)", "(1, 2).index(2)", "f.is_integer()", "'ß'.upper()", "'ÆØÅ'.casefold()", "'abc'.encode", "'a,b'.split(',')[1]", "'x'.rjust(3, '<')",
    ]:
        yield from both("{{ " + text + " }}")


SIMPLE_FILTERS = [
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "filesizeformat", "first", "float", "forceescape", "int", "items", "join",
    "last", "length", "list", "lower", "max", "min", "reverse|list", "round", "safe", "sort", "string", "striptags", "sum", "title", "tojson", "trim",
    "unique|list", "upper", "urlencode", "wordcount", "pprint", "xmlattr", "center", "indent", "truncate", "wordwrap", "urlize", "batch(2)|list",
    "slice(2)|list", "map('string')|list", "select|list", "reject|list", "groupby(0)", "format", "attr('x')", "replace('e', 'E')", "nope",
]


def filters():
    for name in SIMPLE_FILTERS:
        for value in VALUES + ["f", "g", "ls", "users[0]", "'42'", "'4.7'", "'x'", "u", "sp", "12345.678"]:
            yield "{{ %s|%s }}" % (value, name)
        for value in ["s", "md", "l", "d", "users", "missing"]:
            yield {"t": "{{ %s|%s }}" % (value, name), "ext": "txt"}
            yield {"t": "{{ %s|%s }}" % (value, name), "lenient": True}


def text_filters():
    cases = """
w|truncate(9) | w|truncate(9, true) | w|truncate(9, true, '') | w|truncate(9, false, '…', 0) | w|truncate(12, leeway=0) | w|truncate(3) | w|truncate(2)
long|truncate(20) | long|truncate(20, true) | long|truncate(20, end='…') | long|truncate(92) | long|truncate(94) | md|truncate(5) | s|truncate(6, leeway=0) | u|truncate(5, leeway=0) | w|truncate(leeway=-1)
w|replace('q', 'Q') | w|replace('o', '0', 1) | w|replace('', '-') | w|replace('o', '', count=1) | s|replace('<', '[') | s|replace('b', '<i>') | md|replace('<', '[') | md|replace('i', '<') | s|replace('b', md) | 12|replace('1', 'x') | w|replace('zz', 'y')
lines|indent | lines|indent(2) | lines|indent(2, true) | lines|indent(2, blank=true) | lines|indent('> ') | lines|indent(first=true) | md|indent(2, true) | ''|indent | 'a\\n'|indent(first=true) | lines|indent(0)
w|center(30) ~ '|' | 'ab'|center(5) ~ '|' | 'abc'|center(6) ~ '|' | 'abc'|center(2)
w|wordwrap(10) | long|wordwrap(30) | long|wordwrap(10, false) | long|wordwrap(5) | lines|wordwrap(6) | 'a-b-c-d-e-f'|wordwrap(4) | 'a-b-c-d-e-f'|wordwrap(4, break_on_hyphens=false) | w|wordwrap(10, wrapstring='<br>') | 'aaaaaaaaaa'|wordwrap(4) | 'aaaaaaaaaa b'|wordwrap(4, false) | '  ind ent'|wordwrap(5) | 'x  y   z'|wordwrap(4)
w|title | "don't stop"|title | 'a-b (c) {d} [e] <f>'|title | 'ÆBLE øl'|title | 'foo\\tbar\\nbaz'|title | "o'neil mc-donald"|title | md|title | '1st place'|title
sp|trim | sp|trim(' ') | 'xxaxx'|trim('x') | 'abcba'|trim('ab') | md|trim('<') | 'æaæ'|trim('æ') | '\u00a0x\u00a0'|trim
w|wordcount | 'a, b; c'|wordcount | 'æ ø-å'|wordcount | ''|wordcount | "it's"|wordcount
html|striptags | md|striptags | '<a href=\">\">x</a>'|striptags | 'a < b'|striptags | '<!-- a --> b'|striptags | '&lt;b&gt; &copy; &#65; &#x42; &hellip; &nope;'|striptags | '<p>a</p>\\n<p>b</p>'|striptags | '&amp;amp;'|striptags | '&nbsp;x'|striptags | '<b'|striptags | '&#0;&#128;&#xD800;x'|striptags | '&eacute &copycat &notit;'|striptags
'a b&c=d/e'|urlencode | u|urlencode | {'a': 'b c', 'd/': 'æ'}|urlencode | [('a', 1), ('b', 'x y')]|urlencode | 12|urlencode | '~-_.!*()'|urlencode | {'a': none}|urlencode
'%s'|format('x') | '%s %s'|format(1, 2) | '%(a)s'|format(a=1) | '%d'|format(3.7) | '%5d|%-5d|%05d'|format(1, 2, 3) | '%+d % d'|format(1, 2) | '%.2f'|format(1.005) | '%.0f'|format(2.5) | '%.3f'|format(1) | '%8.3f|'|format(3.14159) | '%e'|format(12345.678) | '%.2e'|format(0.00012) | '%g %g %g'|format(0.0001, 1e10, 123456789) | '%x %X %o'|format(255, 255, 8) | '%#x'|format(255) | '%c%c'|format('a', 66) | '%r'|format('x') | '%%'|format | '%s'|format | '%d'|format('x') | '%s %(a)s'|format(1, a=2) | '%.3s'|format('abcdef') | '%10s|'|format('ab') | '%-10s|'|format('ab') | '%*d'|format(5, 3) | '%s'|format(md) | md|format('x') | '%i'|format(true) | '%5.1f|'|format(-2.25) | '%s'|format(none)  | '%.10f'|format(0.1) | '%f'|format(1e20) | '%.20f'|format(0.1) | '%G'|format(1e-10)
'see http://example.com/x?a=b&c=d ok'|urlize | 'www.example.com, and (https://a.org/b).'|urlize | 'mail a@b.dk now'|urlize | 'mailto:a@b.dk'|urlize | 'http://example.com/long/path/here'|urlize(15) | 'http://x.org'|urlize(nofollow=true) | 'http://x.org'|urlize(target='_blank') | 'http://x.org'|urlize(rel='me') | 'example.com'|urlize | '<http://x.org>'|urlize | 'a.b'|urlize | 'http://127.0.0.1:80/x'|urlize | 'https://x.org/(a)'|urlize | '"http://x.org"'|urlize | 'tel:123'|urlize(extra_schemes=['tel:']) | '@x www. http://'|urlize | 'http://x.org)'|urlize | 'http://dr.dk.'|urlize | 'sub.example.info/x'|urlize | 'http://[::1]/'|urlize
"a"|string | md|string | 1|string | '<b>'|e|string|e | s|e|e | s|forceescape | md|forceescape | md|e | '<b>'|safe|upper | (s|e)|length | s|safe|replace('b', '<') | none|e | 1|e | l|e | s|upper|e | s|e|upper | md|lower | md|capitalize | md|reverse
'abc'|reverse | l|reverse|list | 'æøå'|reverse | d|reverse|list | 5|reverse
'A'|lower ~ 'a'|upper | 'ÆØÅ'|lower | 'æøå'|upper | 'straße'|upper | 'İ'|lower | 'ΑΣ'|lower | 'ǆ'|title | 'ǆ'|capitalize
"""
    for line in cases.strip().split("\n"):
        for part in line.split(" | "):
            if part.strip():
                yield from both("{{ " + part.strip().replace(" ~ '|'", " ~ '\u007c'") + " }}")


def number_filters():
    for value in ["2.5", "3.5", "-2.5", "2.675", "0.125", "1234.5678", "42", "-42", "1e20", "0.5", "1.005", "15", "25", "true", "'x'", "none", "1e300", "0.1", "99.995"]:
        for args in ["", "(1)", "(2)", "(-1)", "(0, 'ceil')", "(0, 'floor')", "(1, 'ceil')", "(2, 'floor')", "(precision=2)", "(0, 'x')", "(-1, 'floor')"]:
            yield "{{ %s|round%s }}" % (value, args)
    for value in ["1", "0", "999", "1000", "1500", "12345", "1e6", "123456789", "1e12", "1.5e15", "1e18", "1e21", "1e24", "1e30", "1024", "1048576", "'3000'", "-5", "999999", "0.5", "true"]:
        yield "{{ %s|filesizeformat }}" % value
        yield "{{ %s|filesizeformat(true) }}" % value
    for value in ["'42'", "' 42 '", "'4.2'", "'x'", "''", "none", "3.99", "-3.99", "true", "'0x1f'", "'1_000'", "'1e3'", "'-7'", "'+7'", "'inf'", "'nan'", "[1]", "'12abc'", "1e30", "'٣'", "'1__0'", "'_1'"]:
        for name in ["int", "int(5)", "int(default=-1)", "float", "float(1.5)", "int(base=16)", "int(0, 2)", "abs"]:
            yield "{{ %s|%s }}" % (value, name)
    for value in ["[1,2,3]", "[]", "[1.5, 2]", "['a','b']", "[true, 2]", "[1, none]", "users", "nested", "ls", "'cab'", "d", "[3,1.5,true]", "['b','A']", "[[2],[1]]", "[1,'a']"]:
        for name in ["sum", "sum(start=10)", "min", "max", "sum('age')", "min(attribute='age')", "max(attribute='name')", "max(true)", "min(case_sensitive=true)", "sum(attribute='nope')"]:
            yield "{{ %s|%s }}" % (value, name)


def list_filters():
    texts = """
users|map(attribute='name')|join(', ') | users|map('upper')|list | ls|map('upper')|list | ls|map('replace', 'b', 'x')|list | users|map(attribute='tags')|map('join', '+')|list | users|map(attribute='nope')|list | users|map(attribute='nope', default='?')|list | users|map(attribute='tags.0')|list | users|map(attribute='tags.0', default='-')|list | l|map('nope')|list | l|map|list | partial|map(attribute='a', default=0)|list | partial|map(attribute='a')|list | l|map(foo=1)|list | missing|map('upper')|list | 'abc'|map('upper')|join
l|select('odd')|list | l|reject('odd')|list | l|select('gt', 1)|list | l|select('in', [1,2])|list | mixed|select|list | mixed|reject|list | mixed|select('string')|list | mixed|select('none')|list | mixed|reject('none')|list | l|select('nope')|list | mixed|select('number')|list | ['a','b']|select('equalto', 'a')|list | l|select('divisibleby', 3)|list | missing|select|list | l|select('>', 1)|list | l|select('ge', 2)|list
users|selectattr('active')|map(attribute='name')|list | users|rejectattr('active')|map(attribute='name')|list | users|selectattr('age', 'gt', 20)|map(attribute='name')|list | users|selectattr('city', 'equalto', 'Oslo')|list|length | users|selectattr('tags.0', 'defined')|list|length | users|selectattr('nope')|list | users|selectattr('nope', 'defined')|list | users|rejectattr('nope', 'defined')|list|length | partial|selectattr('a', 'defined')|list | partial|selectattr('a')|list | users|selectattr|list | users|selectattr('tags', 'contains', 'x')|list
ls|sort | ls|sort(true) | ls|sort(reverse=true) | ls|sort(case_sensitive=true) | ls|sort(false, true) | users|sort(attribute='name')|map(attribute='name')|list | users|sort(attribute='age')|map(attribute='name')|list | users|sort(attribute='age,name')|map(attribute='name')|list | users|sort(attribute='age', reverse=true)|map(attribute='name')|list | users|sort(attribute='city')|map(attribute='name')|list | users|sort(attribute='tags')|map(attribute='name')|list | mixed|sort | d|sort | [2.5, 1, true]|sort | ['æ','å','ø','z']|sort | users|sort(attribute='nope') | [[2,1],[1,2]]|sort | 'hello'|sort | [none, 1]|sort | tl|sort | nested|sort | nested|sort(attribute='0') | partial|sort(attribute='a')
ls|unique|list | ls|unique(true)|list | users|unique(attribute='age')|map(attribute='name')|list | users|unique(attribute='city')|map(attribute='name')|list | users|unique(true, 'city')|map(attribute='name')|list | [1, 1.0, true, 2]|unique|list | [[1],[1]]|unique|list | ['b','B']|unique|join | [none, none, 1]|unique|list | partial|unique(attribute='a')|list
users|groupby('age') | users|groupby('city')|map('first')|list | users|groupby('city', case_sensitive=true)|map('first')|list | users|groupby('nope') | users|groupby('nope', default='x')|map('first')|list | partial|groupby('a', default=0) | users|groupby('active')|map(attribute='list')|map('length')|list | users|groupby('active')|map(attribute='grouper')|list | users|groupby(attribute='age')|length | ls|groupby(0) | []|groupby('x')
l|batch(2)|list | l|batch(2, '-')|list | l|batch(5, 0)|list | l|batch(1)|list | []|batch(2)|list | 'abcde'|batch(2)|list | l|batch(0)|list | l|batch(linecount=2, fill_with='x')|list | l|batch(2, none)|list
l|slice(2)|list | l|slice(2, '-')|list | l|slice(4)|list | l|slice(4, 0)|list | []|slice(2)|list | 'abcdefg'|slice(3)|list | range(10)|slice(3, 'x')|list | l|slice(0)|list | l|slice(1)|list
d|dictsort | d|dictsort(true) | d|dictsort(reverse=true) | {'b':2,'a':3,'C':1}|dictsort | {'b':2,'a':3,'C':1}|dictsort(false, 'value') | {'b':2,'a':3,'C':1}|dictsort(true) | {'b':2,'a':3}|dictsort(by='value', reverse=true) | d|dictsort(by='x') | l|dictsort | {1:2,'a':3}|dictsort | {'a':'B','b':'a'}|dictsort(by='value') | {'a':'B','b':'a'}|dictsort(true, 'value')
l|first | l|last | el|first | el|last | 'abc'|first | 'abc'|last | d|first | d|last | missing|first | 5|first | el|first|default('x') | tl|last | range(3)|last
l|join | l|join(', ') | l|join(d='-') | users|join(', ', attribute='name') | users|join(', ', 'name') | [s, md]|join | [s, md]|join('<') | ['a', '<b>']|join('<br>'|safe) | ['a', '<b>']|join('<br>') | mixed|join('|') | el|join | 'abc'|join('-') | d|join(',') | [1, [2, '<']]|join(' ') | missing|join | [missing]|join | [none]|join
l|length | s|length | d|length | u|length | n|length | 5|length | missing|length | users|count | range(5)|length | '😀'|length
d|items|list | ed|items|list | missing|items|list | l|items|list | l|list | 'abc'|list | d|list | 5|list | missing|list | tl|list | md|list
d|attr('x') | s|attr('x') | d|attr('keys') is defined | missing|attr('x')
missing|default('x') | missing|default | none|default('x') | ''|default('x') | ''|default('x', true) | none|default('x', boolean=true) | 0|default(5, true) | d.nope|default('x') | d.nope.more|default('x') | missing|d('x') | false|default('x', false) | missing|default(default_value='y') | missing|default(missing2) | [1][5]|default('q') | (1 if no)|default('z')
"""
    for line in texts.strip().split("\n"):
        for part in line.split(" | "):
            yield from both("{{ " + part.strip() + " }}")
            if "missing" in part or "nope" in part or "partial" in part:
                yield {"t": "{{ " + part.strip() + " }}", "lenient": True}


def json_filter():
    for value in VALUES + ["u", "mixed", "users", "keys", "nested", "f", "g", "big", "1e20", "1e-7", "'\\x00\\x1f\\x7f'", "'\\u2028'", "'😀'", "'</script>'", "{'b':1,'a':2}", "{'b':{'d':1,'c':2}}", "{1:1,2:2}", "{true:1}", "{none:1}", "{1.5:1}", "{1:1,'a':2}", "range(3)|list", "(1,2)", "md", "'\\\\ \\\" / \\b\\f\\n\\r\\t'", "[[],{}]", "{(1,2): 3}"]:
        yield from both("{{ %s|tojson }}" % value)
        yield "{{ %s|tojson(2) }}" % value
    yield "{{ users|tojson(indent=1) }}"
    yield "<div data-x='{{ d|tojson }}'>"
    yield "{{ d|tojson|e }}"
    yield "{{ d|tojson|forceescape }}"
    yield "{{ l|tojson(0) }}"


def tests():
    plain = ["defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping", "sequence", "iterable", "callable",
             "lower", "upper", "odd", "even", "escaped", "filter", "test", "nope"]
    values = VALUES + ["2", "3", "-1", "2.0", "'upper'", "'UPPER'", "'x'", "range", "'12'", "'Ab'", "(1,)", "d.x", "d.nope"]
    for name in plain:
        for value in values:
            yield "{{ %s is %s }}" % (value, name)
        for value in ["missing", "d.nope", "l", "s", "el[0]", "(missing, 1)"]:
            yield {"t": "{{ %s is %s }}" % (value, name), "lenient": True}
    binary = ["eq", "equalto", "==", "ne", "!=", "lt", "lessthan", "<", "le", "<=", "gt", "greaterthan", ">", "ge", ">=", "in", "sameas", "divisibleby"]
    for name in binary:
        for left in ["1", "2.0", "'a'", "none", "[1]", "true", "missing"]:
            for right in ["1", "2", "'abc'", "[1,2]", "none", "missing"]:
                yield ("{{ %s is %s(%s) }}" if not name.isalpha() is False or True else "") % (left, name, right) if name.isalpha() else "{{ [%s]|select('%s', %s)|list }}" % (left, name, right)
    for text in ["1 is divisibleby 3", "9 is divisibleby 3", "9 is divisibleby(3) and true", "1 is odd or 2 is odd", "not 1 is odd", "1 is not odd", "a is sameas a", "l is sameas l",
                 "a is eq 1", "a is eq b - 1", "a is defined and a is number", "missing is defined or true", "missing is not defined", "x.y is defined", "d.x.y is defined", "a is in [1]", "a is in(l)", "'a' in 'abc' is true",
                 "a is odd is even", "a is", "1 is divisibleby 0", "s is string and s is lower", "a is not none", "loop is defined", "'x' is in d", "2 is even if true else 3", "a is defined ~ 'x'", "4 is divisibleby 2 + 1"]:
        yield from both("{{ " + text + " }}")


def statements():
    for cond in VALUES + ["0.0", "' '", "[0]", "{'a':1}", "missing.x", "d.nope", "not missing", "missing and a", "a, b", "range(0)", "users|selectattr('nope','defined')|list"]:
        yield "{% if " + cond + " %}yes{% else %}no{% endif %}"
        yield {"t": "{% if " + cond + " %}yes{% else %}no{% endif %}", "lenient": True}
    for text in r"""
{% if a %}1{% elif b %}2{% else %}3{% endif %}
{% if z %}1{% elif b %}2{% else %}3{% endif %}
{% if z %}1{% elif no %}2{% elif n %}x{% else %}3{% endif %}
{% if z %}1{% endif %}|
{% if a: %}1{% endif %}
{% if a %}{% if z %}x{% else %}y{% endif %}{% endif %}
{% for x in l %}{{ x }}{% endfor %}
{% for x in l: %}{{ x }}{% endfor %}
{% for x in el %}{{ x }}{% else %}none{% endfor %}
{% for x in l %}{{ x }}{% else %}none{% endfor %}
{% for x in s %}{{ x }},{% endfor %}
{% for x in md %}{{ x }},{% endfor %}
{% for x in d %}{{ x }},{% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }},{% endfor %}
{% for k, v in d|dictsort %}{{ k }}={{ v }},{% endfor %}
{% for k in keys %}{{ k }},{% endfor %}
{% for (a, b), c in [((1,2),3)] %}{{ a }}{{ b }}{{ c }}{% endfor %}
{% for a, b in [(1,2,3)] %}{{ a }}{% endfor %}
{% for a, b in [1] %}{{ a }}{% endfor %}
{% for a, in [(1,)] %}{{ a }}{% endfor %}
{% for x in 5 %}{{ x }}{% endfor %}
{% for x in none %}{{ x }}{% endfor %}
{% for x in missing %}{{ x }}{% else %}e{% endfor %}
{% for x in d.nope %}{{ x }}{% else %}e{% endfor %}
{% for x in l if x > 1 %}{{ x }}{% endfor %}
{% for x in l if x > 9 %}{{ x }}{% else %}none{% endfor %}
{% for x in l if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }},{% endfor %}
{% for x in l if missing %}{{ x }}{% else %}none{% endfor %}
{% for x in 1, 2, 3 %}{{ x }}{% endfor %}
{% for x in (1, 2) %}{{ x }}{% endfor %}
{% for x in [1,2] + [3] %}{{ x }}{% endfor %}
{% for x in l|sort %}{{ x }}{% endfor %}
{% for u in users if u.active %}{{ u.name }}{% if not loop.last %}, {% endif %}{% endfor %}
{% for x in range(3) %}{{ x }}{% endfor %}
{% for x in range(2, 5) %}{{ x }}{% endfor %}
{% for x in range(5, 0, -2) %}{{ x }}{% endfor %}
{% for x in range(0) %}{{ x }}{% else %}-{% endfor %}
{{ range(3)|list }}{{ range(1, 3)|list }}{{ range(0, 10, 4)|list }}{{ range(3)|sum }}
{% for x in range(1, 2, 0) %}{% endfor %}
{% for x in range('a') %}{% endfor %}
{% for x in range(1.5) %}{% endfor %}
{% for x in l %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }} {% endfor %}
{% for x in l %}{{ loop.previtem }}{% endfor %}
{% for x in l %}{{ loop.previtem|default('-') }}<{{ x }}>{{ loop.nextitem|default('-') }} {% endfor %}
{% for x in l %}{% if loop.previtem is defined %}{{ loop.previtem < x }}{% endif %}{% endfor %}
{% for x in l %}{{ loop.cycle('a', 'b') }}{% endfor %}
{% for x in l %}{{ loop.cycle(*ls) }}{% endfor %}
{% for x in l %}{{ loop.cycle() }}{% endfor %}
{% for x in [1,1,2,2,1] %}{{ loop.changed(x) }} {% endfor %}
{% for x in [1,1,2] %}{% if loop.changed(x, 'k') %}{{ x }}{% endif %}{% endfor %}
{% for x in [1,1] %}{{ loop.changed((missing,)) }}{% endfor %}
{% for x in [1,1] %}{{ loop.changed(missing) }}{% endfor %}
{{ [missing] == [1, 2] }}{{ [missing] == [missing] }}
{{ -2 ** a }}{{ -2 ** 2 }}{{ (-2) ** a }}
{{ 0 // -0.5 }}{{ 0.0 // -3 }}
{{ (1, [2]) is test }}
{{ (1 if no) in {} }}
{% macro m(p) %}{{ kwargs }}{% endmacro %}{{ m(1, p=2) }}
{{ {1: 1, none: 2, "k": 3}|pprint }}
{% for x in tree recursive %}{{ loop(x.c) }}{% endfor %}{% for x in l %}{{ loop.depth }}{% endfor %}
{% for x in l %}{{ loop.depth }}{{ loop.depth0 }}{% endfor %}
{% for x in l %}{{ loop.nope }}{% endfor %}
{% for x in l if loop.first %}{{ x }}{{ loop.index }}{% endfor %}
{% for y in ls %}{% for x in l if loop.first %}{{ x }}{{ loop.index }}{% else %}-{% endfor %}{% endfor %}
{% for y in ls %}{% for x in l if loop.cycle(1, 0) %}{{ x }}{{ loop.index }}{% endfor %}{% endfor %}
{% for y in ls %}{% for x in tree if loop.first recursive %}{{ x.n }}{{ loop(x.c) }}{% endfor %}{% endfor %}
{% for x in l %}{% for y in l %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}
{% for x in l %}{% set outer = loop %}{% for y in ls %}{{ outer.index }}{{ loop.index }} {% endfor %}{% endfor %}
{% for x in l %}{% else %}{{ loop is defined }}{% endfor %}
{% for x in tree recursive %}{{ x.n }}{% if x.c %}[{{ loop(x.c) }}]{% endif %}{% endfor %}
{% for x in tree recursive %}{{ loop.depth }}:{{ x.n }}{{ loop(x.c) }}{% endfor %}
{% for x in tree recursive %}{{ loop.index }}{{ loop.first }}{{ loop(x.c) }}{{ loop.index }}{% endfor %}
{% for x in tree recursive %}{{ x.n }}{{ loop(x.c)|upper }}{% else %}e{% endfor %}
{% for x in tree if x.n != 3 recursive %}{{ x.n }}{{ loop(x.c) }}{% endfor %}
{% for x in l recursive %}{{ x }}{% endfor %}
{% for x in l %}{{ loop(x) }}{% endfor %}
{% set q = 0 %}{% for x in tree recursive %}{% set q = x.n %}{{ q }}{{ loop(x.c) }}{{ q }}{% endfor %}{{ q }}
{% for x in l %}{% if x == 1 %}{% continue %}{% endif %}{{ x }}{% endfor %}
{% for x in l %}{% if x == 1 %}{% break %}{% endif %}{{ x }}{% endfor %}
{% for x in l %}{% for y in ls %}{% if loop.index == 2 %}{% break %}{% endif %}{{ x }}{{ y }}{% endfor %}|{% endfor %}
{% for x in l %}{% break %}{% else %}e{% endfor %}
{% for x in l if x > 1 %}{% if x == 3 %}{% continue %}{% endif %}{{ loop.index }}{{ x }}{% endfor %}
{% for x in l %}{% filter upper %}a{% if x == 1 %}{% continue %}{% endif %}b{% endfilter %}{% endfor %}
{% for x in l %}{% set x = 9 %}{{ x }}{% endfor %}
{% for x in l %}{{ x }}{% endfor %}{{ x }}
{% for a in l %}{{ a }}{% endfor %}{{ a }}
{% for item in l %}{{ item }}{% set item = 5 %}{{ item }}{% endfor %}
{% for x in l %}{{ y }}{% set y = x %}{% endfor %}
{% for x in l %}{{ a }}{% set a = x * 10 %}{{ a }} {% endfor %}{{ a }}
{% break %}
{% set x = 1 %}{{ x }}
{% set x = a + 1 %}{% set x = x * 2 %}{{ x }}
{% set x, y = 1, 2 %}{{ x }}{{ y }}
{% set x = 1, 2 %}{{ x }}
{% set (x, y) = l[:2] %}{{ x }}{{ y }}
{% set x, y = l %}{{ x }}
{% set x %}a{{ a }}b{% endset %}{{ x }}
{% set x %}<b>{{ s }}</b>{% endset %}{{ x }}{{ x|length }}
{% set x | upper %}abc{% endset %}{{ x }}
{% set x | upper | replace('A', '<') %}abc{% endset %}{{ x }}
{% set x %}{% set y = 1 %}{% endset %}{{ y }}
{% set x %}{% for i in l %}{{ i }}{% endfor %}{% endset %}[{{ x }}]
{% if a %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x }}
{% if no %}{% set x = 1 %}{% endif %}{{ x }}
{% if no %}{% set a = 5 %}{% endif %}{{ a }}
{% if a %}{% set a = 5 %}{% endif %}{{ a }}
{{ x }}{% set x = 1 %}
{{ a }}{% set a = 9 %}{{ a }}
{% set ns = namespace() %}{% set ns.x = 1 %}{{ ns.x }}
{% set ns = namespace(x=0, y='a') %}{% for i in l %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}{{ ns.y }}
{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns.c }}
{% set ns = namespace(found=false) %}{% for i in l %}{% if i == 1 %}{% set ns.found = true %}{% endif %}{% endfor %}{{ ns.found }}
{% set d.x = 1 %}
{% set missing.x = 1 %}
{% set ns = namespace() %}{% set ns.x, y = 1, 2 %}{{ ns.x }}{{ y }}
{% set ns = namespace() %}{% set ns.x %}text{% endset %}{{ ns.x }}
{% with %}{% set x = 1 %}{{ x }}{% endwith %}{{ x is defined }}
{% with x = 1, y = a %}{{ x }}{{ y }}{% endwith %}
{% with a = 5, c = a %}{{ a }}{{ c }}{% endwith %}{{ a }}
{% with x, y = 1, 2 %}{{ x }}{% endwith %}
{% with (x, y) = (1, 2) %}{{ x }}{{ y }}{% endwith %}
{% with a = a + 1 %}{{ a }}{% with a = a + 1 %}{{ a }}{% endwith %}{{ a }}{% endwith %}{{ a }}
{% with x = 1 %}{% set x = 2 %}{{ x }}{% endwith %}
{% filter upper %}abc {{ s }}{% endfilter %}
{% filter upper|replace('A', 'x') %}abc{% endfilter %}
{% filter escape %}<b>{{ s }}{% endfilter %}
{% filter replace('a', '<') %}abc{% endfilter %}
{% filter upper %}{% set x = 1 %}{{ x }}{% endfilter %}{{ x is defined }}
{% filter nope %}x{% endfilter %}
{% filter indent(2) %}a
b{% endfilter %}
{% filter trim %}  {% filter upper %}x{% endfilter %}  {% endfilter %}|
{% autoescape true %}{{ s }}{% endautoescape %}
{% autoescape false %}{{ s }}{% endautoescape %}
{% autoescape false %}{{ s|e }}{{ s ~ md }}{% endautoescape %}
{% autoescape a == 1 %}{{ s }}{% endautoescape %}{{ s }}
{% autoescape z %}{{ s }}{% endautoescape %}
{% autoescape false %}{% set x %}<{% endset %}{% endautoescape %}
{% autoescape true %}{{ [s]|join }}{{ s|replace('<', '>') }}{% endautoescape %}
{% do l.append(9) %}{{ l }}
{% do ed.update({'q': 1}) %}{{ ed }}
{% set r = [] %}{% for x in l %}{% do r.append(x * 2) %}{% endfor %}{{ r }}
{% set r = [] %}{% for x in l %}{% set _ = r.append(x) %}{% endfor %}{{ r|length }}
{% set r = [1,2,3] %}{% do r.insert(0, 9) %}{% do r.remove(2) %}{{ r }}{{ r.pop() }}{{ r }}{{ r.pop(0) }}{{ r }}
{% set r = [3,1,2] %}{% do r.sort() %}{{ r }}{% do r.reverse() %}{{ r }}{% do r.extend([7]) %}{{ r }}{% do r.clear() %}{{ r }}
{% set m = {'a': 1} %}{% do m.update(b=2) %}{{ m }}{{ m.pop('a') }}{{ m }}{{ m.setdefault('c', 3) }}{{ m }}
{% set ns = namespace(items=[]) %}{% for x in l %}{% do ns.items.append(x) %}{% endfor %}{{ ns.items }}
{% do 1 + 1 %}x
{% print a, b %}
{% print a %}
{% set j = joiner() %}{% for x in l %}{{ j() }}{{ x }}{% endfor %}
{% set j = joiner(' | ') %}{{ j() }}a{{ j() }}b{{ j() }}
{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}{{ c.next() }}{% do c.reset() %}{{ c.next() }}
{% set c = cycler() %}
{{ dict(a=1, b=2) }}{{ dict({'x': 1}, y=2) }}{{ dict([('k', 'v')]) }}
{{ dict(1) }}
{% raw %}{{ x }}{% if %}{% endraw %}
{% raw %}{% endraw %}
{%- raw -%} x {%- endraw -%} y
{% raw -%}   x{% endraw %}
{% raw %}{# c #}{% endraw %}
{# c #}a{# {{ x }} {% if %} #}
a {#- c -#} b
{# multi
line #}x
{{- a -}}
 {{- a }} 
{{ '{{' }}{{ '%}' }}{{ "}}" }}
{{ {'a': {'b': 1}}.a.b }}
{{ {'a': {}}}}
{ { a } } {% if a %}{ %{% endif %} {a} %} }} #}
""".strip("\n").split("\n"):
        yield from both(text)


def macros():
    for text in r"""
{% macro m() %}x{% endmacro %}{{ m() }}
{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(1) }}{{ m(a=2) }}
{% macro m(q) %}[{{ q }}]{% endmacro %}{{ m() }}
{% macro m(q) %}[{{ q is defined }}{{ q|default('d') }}]{% endmacro %}{{ m() }}{{ m(missing) }}
{% macro m(a, b=2, c='x') %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}{{ m(1, 3) }}{{ m(1, c=4) }}{{ m(c=1, a=2) }}
{% macro m(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ m(5) }}{{ m(5, 6) }}
{% macro m(x=s) %}{{ x }}{% endmacro %}{{ m() }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}
{% macro m(a, b) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, 3, 4, z=5) }}
{% macro m() %}{{ varargs|join(',') }}{% endmacro %}{{ m(1, 2) }}{{ m() }}
{% macro m() %}{{ kwargs|dictsort }}{% endmacro %}{{ m(x=1, y=2) }}
{% macro m(*a) %}{% endmacro %}
{% macro m(a=1, b) %}{% endmacro %}
{% macro m() %}<b>{{ s }}</b>{% endmacro %}{{ m() }}{{ m()|length }}{{ m() ~ s }}
{% macro m() %}<b>{% endmacro %}{% set x = m() %}{{ x }}{{ x|e }}{{ x is escaped }}
{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{{ a }}{% endcall %}
{% macro m() %}{{ caller(1, 2) }}{% endmacro %}{% call(x, y) m() %}{{ x }}{{ y }}{% endcall %}
{% macro m() %}{{ caller(1) }}{% endmacro %}{% call(x, y=5) m() %}{{ x }}{{ y }}{% endcall %}
{% macro m() %}{{ caller() }}{% endmacro %}{% call(x) m() %}{{ x is defined }}{% endcall %}
{% macro m() %}{{ caller is defined }}{% endmacro %}{{ m() }}{% call m() %}{% endcall %}
{% macro m() %}x{% endmacro %}{% call m() %}y{% endcall %}
{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}
{% macro m(t) %}<{{ t }}>{{ caller() }}</{{ t }}>{% endmacro %}{% call m('p') %}{% call m('b') %}x{% endcall %}{% endcall %}
{% macro m() %}{{ caller()|upper }}{% endmacro %}{% call m() %}<b>{{ s }}{% endcall %}
{% macro m() %}{% for i in l %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(i) m() %}{{ i }}{{ a }},{% endcall %}
{% macro fact(n) %}{% if n > 1 %}{{ n }}*{{ fact(n - 1) }}{% else %}1{% endif %}{% endmacro %}{{ fact(5) }}
{% macro tree_(xs) %}{% for x in xs %}{{ x.n }}{% if x.c %}({{ tree_(x.c) }}){% endif %}{% endfor %}{% endmacro %}{{ tree_(tree) }}
{% macro m() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ m() }}{% set x = 2 %}{{ m() }}
{% set x = 1 %}{% macro m() %}{{ x }}{% set x = 5 %}{{ x }}{% endmacro %}{{ m() }}{{ x }}
{% macro m(x) %}{% set x = x + 1 %}{{ x }}{% endmacro %}{{ m(1) }}
{% macro outer_() %}{% macro inner() %}i{{ a }}{% endmacro %}{{ inner() }}{% endmacro %}{{ outer_() }}
{% macro outer_(x) %}{% macro inner(y) %}{{ x }}{{ y }}{% endmacro %}{{ inner(2) }}{% set x = 7 %}{{ inner(3) }}{% endmacro %}{{ outer_(1) }}
{% for x in l %}{% macro m() %}{{ x }}{% endmacro %}{{ m() }}{% endfor %}
{% for x in l %}{{ m2() }}{% endfor %}{% macro m2() %}x{% endmacro %}
{% macro m() %}{{ loop is defined }}{% endmacro %}{% for x in l %}{{ m() }}{% endfor %}
{% macro a(x) %}{{ b_(x) }}{% endmacro %}{% macro b_(x) %}[{{ x }}]{% endmacro %}{{ a(3) }}
{{ m() }}{% macro m() %}x{% endmacro %}
{% macro m(a, b) %}{% endmacro %}{{ m.name }}{{ m.arguments }}{{ m.catch_kwargs }}{{ m.catch_varargs }}{{ m.caller }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(*[1]) }}{{ m(**{'a': 2}) }}
{% macro m(a, b, c) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1, *[2, 3]) }}{{ m(1, c=3, **{'b': 2}) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ l|map('string')|map('upper')|list }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ [m, m]|length }}{{ (m if a else none)(4) }}
{% set f = m %}{% macro m() %}x{% endmacro %}{{ f is defined }}
{% macro m() %}x{% endmacro %}{% set f = m %}{{ f() }}
{% macro _p() %}x{% endmacro %}{{ _p() }}
{% macro m(caller) %}{{ caller }}{% endmacro %}{{ m(1) }}
{% macro m(caller=none) %}{{ caller is none }}{% endmacro %}{{ m() }}
{% macro m(x) %}{% for x in l %}{{ x }}{% endfor %}{{ x }}{% endmacro %}{{ m(0) }}
{% macro m() %}{% filter upper %}a{{ a }}b{% endfilter %}{% endmacro %}{{ m() }}
{% call nope() %}{% endcall %}
{% call a %}{% endcall %}
{% macro m() %}{{ caller() }}{% endmacro %}{% for x in l %}{% call m() %}{{ x }}{{ loop.index }}{% endcall %}{% endfor %}
{% macro m(x) %}{{ x }}{{ caller() }}{% endmacro %}{% call m(x=3) %}y{% endcall %}
{% macro m() %}{{ varargs }}{{ caller() }}{% endmacro %}{% call m(1, 2) %}y{% endcall %}
{% macro m(a, a) %}{% endmacro %}
""".strip("\n").split("\n"):
        yield from both(text)


def many(main, **templates):
    return {"templates": {name.replace("__", "/").replace("_", "."): text for name, text in templates.items()}, "main": main}


def inheritance():
    base = "<{% block a %}A{% endblock %}|{% block b %}B{% endblock %}>"
    for child in [
        "", "x", "{% block a %}1{% endblock %}", "{% block a %}1{{ super() }}2{% endblock %}", "{% block b %}{{ self.a() }}{% endblock %}", "{% block c %}C{% endblock %}",
        "{% set v = 5 %}{% block a %}{{ v }}{% endblock %}", "{% block a %}{% block inner %}I{% endblock %}{% endblock %}", "{% block a %}{{ super.super() }}{% endblock %}",
        "{% block a %}{{ super()|lower }}{% endblock %}", "{% block a %}{{ super() ~ super() }}{% endblock %}", "{% macro m() %}M{{ a }}{% endmacro %}{% block a %}{{ m() }}{% endblock %}",
        "{% if a %}{% set v = 1 %}{% endif %}{% block a %}{{ v }}{% endblock %}", "{% for x in l %}{% set v = x %}{% endfor %}{% block a %}{{ v is defined }}{% endblock %}",
        "{% block a %}{{ a }}{% set a = 9 %}{{ a }}{% endblock %}{% block b %}{{ a }}{% endblock %}", "{% block a %}{% set q = 1 %}{% endblock %}{% block b %}{{ q is defined }}{% endblock %}",
        "{% block a %}{{ undefinedthing }}{% endblock %}", "{{ undefinedthing }}{% block a %}{% endblock %}", "{% block a %}{% for x in l %}{{ loop.index }}{{ super() }}{% endfor %}{% endblock %}",
        "{% block a scoped %}S{% endblock %}", "{% block a %}x{% endblock a %}", "{% block a %}{% if a %}{{ super() }}{% endif %}{% endblock %}", "{% block nope %}{{ super() }}{% endblock %}{% block a %}{{ self.nope() }}{% endblock %}",
        "{% block a %}{% filter upper %}{{ super() }}x{% endfilter %}{% endblock %}", "{% block a %}{% set x %}{{ super() }}{% endset %}[{{ x }}]{% endblock %}", "{% include 'i.html' %}{% block a %}{% include 'i.html' %}{% endblock %}",
        "{% set a = 3 %}{% block a %}{% include 'i.html' %}{% endblock %}", "{% block a %}{{ self }}{% endblock %}" if False else "{% block a %}{{ self.b() }}{{ self.b()|length }}{% endblock %}",
        "{% block a %}{% call m() %}{% endcall %}{% endblock %}{% macro m() %}{{ caller() }}{% endmacro %}", "{% import 'm.html' as mm %}{% block a %}{{ mm.f(1) }}{% endblock %}", "{% from 'm.html' import f %}{% block a %}{{ f(2) }}{% endblock %}",
    ]:
        yield many("c.html", c_html="{% extends 'base.html' %}" + child, base_html=base, i_html="[{{ a }}]", m_html="{% macro f(x) %}<{{ x }}>{% endmacro %}")
        yield many("c.html", c_html="{% extends 'mid.html' %}" + child, mid_html="{% extends 'base.html' %}{% block a %}M{{ super() }}{% endblock %}", base_html=base, i_html="[{{ a }}]", m_html="{% macro f(x) %}<{{ x }}>{% endmacro %}")
    yield many("c.html", c_html="{% extends name %}{% block a %}1{% endblock %}", base_html=base)
    yield many("c.html", c_html="{% set p = 'base.html' %}{% extends p %}{% block a %}1{% endblock %}", base_html=base)
    yield many("c.html", c_html="{% extends 'ba' ~ 'se.html' %}{% block a %}1{{ super() }}{% endblock %}", base_html=base)
    yield many("c.html", c_html="pre{% if a %}{% extends 'base.html' %}{% endif %}post{% block a %}1{% endblock %}", base_html=base)
    yield many("c.html", c_html="pre{% if z %}{% extends 'base.html' %}{% endif %}post{% block a %}1{% endblock %}{{ a }}", base_html=base)
    yield many("c.html", c_html="{% if a %}{% extends 'base.html' %}{% else %}{% extends 'x.html' %}{% endif %}{% block a %}1{{ super() }}{% endblock %}", base_html=base, x_html="X{% block a %}XA{% endblock %}")
    yield many("c.html", c_html="{% if z %}{% extends 'base.html' %}{% else %}{% extends 'x.html' %}{% endif %}{% block a %}1{{ super() }}{% endblock %}", base_html=base, x_html="X{% block a %}XA{% endblock %}")
    yield many("c.html", c_html="before{% extends 'base.html' %}after{% block a %}1{% endblock %}", base_html=base)
    yield many("c.html", c_html="{% extends 'nope.html' %}")
    yield many("c.html", c_html="{% extends 'c.html' %}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% extends 'base.html' %}", base_html=base)
    yield many("c.html", c_html="{% block a %}{% endblock %}{% block a %}{% endblock %}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% for x in l %}loop{{ x }}{% endfor %}{% block a %}1{% endblock %}", base_html=base)
    yield many("c.html", c_html="{% extends 'base.html' %}{% block r %}ok{% endblock %}", base_html="[{% block r required %}{% endblock %}]")
    yield many("c.html", c_html="{% extends 'base.html' %}", base_html="[{% block r required %}{% endblock %}]")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block r %}ok{{ super() }}{% endblock %}", base_html="[{% block r required %} {# c #}\n{% endblock %}]")
    yield many("c.html", c_html="[{% block r required %}x{% endblock %}]")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block i %}{{ x }}{{ loop.index }}{% endblock %}", base_html="{% for x in l %}{% block i scoped %}{{ x }}{% endblock %}{% endfor %}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block i %}{{ x is defined }}{% endblock %}", base_html="{% for x in l %}{% block i %}{{ x }}{% endblock %}{% endfor %}")
    yield many("c.html", c_html="{% for x in l %}{% block i scoped %}{{ x }}{{ loop.last }}{% endblock %}{% endfor %}")
    yield many("c.html", c_html="{% for x in l %}{% block i %}{{ x is defined }}{% endblock %}{% endfor %}")
    yield many("c.html", c_html="{% set x = 1 %}{% block i %}{{ x }}{% set x = 2 %}{% endblock %}{{ x }}")
    yield many("c.html", c_html="{% block i %}{{ x is defined }}{% endblock %}{% set x = 1 %}{% block j %}{{ x }}{% endblock %}")
    yield many("c.html", c_html="{% with x = 1 %}{% block i scoped %}{{ x }}{% endblock %}{% endwith %}")
    yield many("c.html", c_html="{% with x = 1 %}{% block i %}{{ x is defined }}{% endblock %}{% endwith %}")
    yield many("c.html", c_html="{{ super() }}")
    yield many("c.html", c_html="{{ self.nope() }}")
    yield many("c.html", c_html="{% block a %}{{ super() }}{% endblock %}")
    yield many("c.html", c_html="{% block a %}x{% endblock %}{{ self.a() }}{{ self.a()|upper }}")
    yield many("c.txt", c_txt="{% extends 'base.html' %}{% block a %}{{ s }}{% endblock %}", base_html="{{ s }}{% block a %}{% endblock %}")
    yield many("c.html", c_html="{% extends 'base.txt' %}{% block a %}{{ s }}{% endblock %}", base_txt="{{ s }}{% block a %}{% endblock %}{% block b %}{{ s }}{% endblock %}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% set t = 'T' %}{% block a %}{{ t }}{% endblock %}", base_html="{{ t|default('none') }}{% block a %}{% endblock %}{% set t = 'B' %}{{ t }}{% block b %}{{ t }}{% endblock %}")
    yield many("c.html", c_html="{% block a %}1{% block b %}2{% endblock %}3{% endblock %}{{ self.b() }}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block b %}new{% endblock %}", base_html="{% block a %}1{% block b %}2{% endblock %}3{% endblock %}")
    yield many("c.html", c_html="{% macro m() %}{% block b %}{{ a }}{% endblock %}{% endmacro %}{{ m() }}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block a %}{{ super() }}c{% endblock %}", base_html="{% extends 'r.html' %}", r_html="{% block a %}r{% endblock %}")
    yield many("c.html", c_html="{% if a %}{% block q %}in{% endblock %}{% endif %}{% if z %}{% block w %}in{% endblock %}{% endif %}{{ self.w() }}")
    yield many("c.html", c_html="{% extends 'base.html' %}{% block a %}{{ m() }}{% endblock %}", base_html="{% macro m() %}x{% endmacro %}{% block a %}{% endblock %}")


def includes():
    inner = ["{{ a }}", "{{ x }}", "{{ x|default('-') }}", "{% set a = 5 %}{{ a }}", "{% for i in l %}{{ i }}{{ x|default('') }}{% endfor %}", "{% macro m() %}{{ a }}{% endmacro %}{{ m() }}", "{% block q %}Q{% endblock %}", "{{ s }}", "{% if x is defined %}{{ x }}{% endif %}", "{{ loop is defined }}", "{% include 'j.html' %}", "{% set y = 1 %}{% include 'j.html' %}", "{{ caller is defined }}"]
    outer = ["{% include 'i.html' %}", "{% for x in l %}{% include 'i.html' %}{% endfor %}", "{% for x in l %}{{ loop.index }}{% include 'i.html' %}{% endfor %}", "{% set x = 7 %}{% include 'i.html' %}", "{% with x = 8 %}{% include 'i.html' %}{% endwith %}", "{% macro w(x) %}{% include 'i.html' %}{% endmacro %}{{ w(9) }}",
             "{% include 'i.html' without context %}", "{% set x = 1 %}{% include 'i.html' with context %}{{ a }}", "{% filter upper %}{% include 'i.html' %}{% endfilter %}", "{% block b %}{% include 'i.html' %}{% endblock %}", "{% set i = 'i.html' %}{% for x in l %}{% include i %}{% endfor %}", "{% include ['nope.html', 'i.html'] %}", "{% set z %}{% include 'i.html' %}{% endset %}{{ z }}{{ x|default('u') }}"]
    for i in inner:
        for o in outer:
            yield many("t.html", t_html=o, i_html=i, j_html="<{{ x|default('j') }}{{ y|default('') }}>")
        yield many("t.html", t_html="{% include 'i.txt' %}", i_txt=i, j_html="<{{ x|default('j') }}>")
    for text in ["{% include 'nope.html' %}", "{% include 'nope.html' ignore missing %}x", "{% include ['a.html', 'b.html'] ignore missing %}x", "{% include ['a.html', 'b.html'] %}", "{% include missing %}", "{% include missing ignore missing %}", "{% include 5 %}", "{% include [] %}", "{% include 'i.html' ignore missing with context %}", "{% include 'i.html' ignore missing without context %}",
                 "{% include 'nope.html' ignore missing without context %}", "{% include 'i.html' if a else 'nope.html' %}", "{% include ('nope.html', 'i.html') %}", "{% include 'i' ~ '.html' %}", "{% include 't.html' %}" if False else "{% include 'i.html' %}{% include 'i.html' %}", "{% set a = 2 %}{% include 'i.html' %}{% set a = 3 %}{% include 'i.html' %}", "{% include n %}",
                 "{% for x in l %}{% include 'brk.html' %}{% endfor %}"]:
        yield many("t.html", t_html=text, i_html="[{{ a }}]", brk_html="{% for y in l %}{% if y == 1 %}{% break %}{% endif %}{{ y }}{% endfor %}")
    yield many("t.html", t_html="{% include 'e.html' %}|{% include 'e.html' %}", e_html="{% extends 'b.html' %}{% block x %}{{ a }}{% endblock %}", b_html="<{% block x %}{% endblock %}>")
    yield many("t.html", t_html="{% include 'a/b.html' %}", a__b_html="ok")
    yield many("t.html", t_html="{% for x in l %}{% block b %}{% for y in l %}{{ loop.index }}{% endfor %}{% endblock %}{% include 'i.html' %}{% endfor %}", i_html="{{ loop is defined }}")
    yield many("t.html", t_html="a\n{% include 'i.html' %}\nb\n", i_html="line\n")
    yield many("t.html", t_html="a\n{%- include 'i.html' -%}\nb\n", i_html=" x ")
    yield many("t.html", t_html="{% for x in l %}{% set x = 5 %}{% include 'i.html' %}{% endfor %}", i_html="{{ x }}")
    yield many("t.html", t_html="{% for x in l %}{% include 'i.html' %}{% set y = x %}{% endfor %}", i_html="{{ y|default('u') }}")
    yield many("t.html", t_html="{% set x = 1 %}{% macro m() %}{% include 'i.html' %}{% endmacro %}{% set x = 2 %}{{ m() }}", i_html="{{ x }}")
    yield many("t.html", t_html="{% include 'i.html' %}{{ m is defined }}", i_html="{% macro m() %}{% endmacro %}{% set q = 1 %}")
    yield many("t.html", t_html="{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% include 'i.html' %}{% endcall %}", i_html="{{ a }}")
    yield many("t.html", t_html="{% autoescape false %}{% include 'i.html' %}{% endautoescape %}", i_html="{{ s }}")


def imports():
    module = "{% macro f(x) %}<{{ x }}{{ a|default('?') }}>{% endmacro %}{% macro _p() %}p{% endmacro %}{% set v = 3 %}{% set _h = 4 %}{% macro g() %}{{ v }}{{ _p() }}{% endmacro %}text"
    for text in ["{% import 'm.html' as m %}{{ m.f(1) }}", "{% import 'm.html' as m %}{{ m.v }}{{ m.g() }}", "{% import 'm.html' as m %}{{ m._p() }}", "{% import 'm.html' as m %}{{ m.nope }}", "{% import 'm.html' as m %}{{ m.nope() }}", "{% import 'm.html' as m with context %}{{ m.f(1) }}",
                 "{% from 'm.html' import f %}{{ f(1) }}", "{% from 'm.html' import f as h, v %}{{ h(1) }}{{ v }}", "{% from 'm.html' import f with context %}{{ f(1) }}", "{% from 'm.html' import nope %}{{ nope }}", "{% from 'm.html' import nope %}{{ nope is defined }}", "{% from 'm.html' import nope %}{{ nope() }}", "{% from 'm.html' import _p %}", "{% from 'm.html' import f, %}{{ f(1) }}", "{% from 'm.html' import f, g without context %}{{ f(1) }}{{ g() }}",
                 "{% from 'm.html' import f %}{% for x in l %}{{ f(x) }}{% endfor %}", "{% for x in l %}{% from 'm.html' import f %}{{ f(x) }}{% endfor %}", "{% for x in l %}{% import 'm.html' as m %}{{ m.f(x) }}{% endfor %}{{ m is defined }}", "{% macro w() %}{% from 'm.html' import f %}{{ f(1) }}{% endmacro %}{{ w() }}", "{% import 'nope.html' as m %}", "{% import missing as m %}",
                 "{% set n_ = 'm.html' %}{% import n_ as m %}{{ m.v }}", "{% set a = 9 %}{% import 'm.html' as m %}{{ m.f(1) }}", "{% set a = 9 %}{% import 'm.html' as m with context %}{{ m.f(1) }}", "{% import 'm.html' as m %}{{ m['v'] }}{{ m['f'](2) }}", "{% import 'm.html' as m %}{% set v = 5 %}{{ m.g() }}", "{% import 'm.html' as m %}{{ m is defined }}{{ m.f is defined }}{{ m.q is defined }}", "{% from 'm.html' import f %}{% block b %}{{ f(1) }}{% endblock %}", "{% import 'm.html' as m %}{% include 'i.html' %}", "{% from 'm.html' import f as g, g as f %}{{ g(1) }}{{ f() }}",
                 "{% with a = 5 %}{% import 'm.html' as m with context %}{{ m.f(1) }}{% endwith %}", "{% for a in l %}{% import 'm.html' as m with context %}{{ m.f(1) }}{% endfor %}"]:
        yield many("t.html", t_html=text, m_html=module, i_html="{{ m.f(7) }}")
        yield many("t.txt", t_txt=text, m_html=module, i_html="{{ m.f(7) }}")
    yield many("t.html", t_html="{% import 'm.txt' as m %}{{ m.f(s) }}", m_txt="{% macro f(x) %}<{{ x }}>{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{% call m.w() %}{{ a }}{% endcall %}", m_html="{% macro w() %}[{{ caller() }}]{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{{ m.f() }}", m_html="{% import 'k.html' as k %}{% macro f() %}{{ k.h() }}{% endmacro %}", k_html="{% macro h() %}h{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{{ m.k }}", m_html="{% import 'k.html' as k %}", k_html="{% macro h() %}h{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{{ m.f() }}", m_html="{% extends 'b.html' %}{% macro f() %}f{% endmacro %}", b_html="{% macro g() %}g{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{{ m.f() }}{{ m.f() }}", m_html="{% set c = cycler('a','b') %}{% macro f() %}{{ c.next() }}{% endmacro %}")
    yield many("t.html", t_html="{% import 'm.html' as m %}{{ m.v }}", m_html="{% if true %}{% set v = 1 %}{% endif %}{% for x in [1] %}{% set w = 1 %}{% endfor %}")


def whitespace():
    parts = ["", "-", "+"]
    for left in parts:
        for right in parts:
            if right != "+":
                yield f"a \n {{{{{left} a {right}}}}} \n b"
            yield f"a \n\t{{%{left} if a {right}%}} \n x \n{{%{left} endif {right}%}}\n b"
            yield f"a \n{{#{left} c {right}#}}\n b"
            yield f" \n{{%{left} raw {right if right != '+' else ''}%}} \n x {{{{ \n{{%{left} endraw {right}%}}\n b"
            yield f"\n\n{{%{left} set q = 1 {right}%}}\n\n{{{{ q }}}}\n\n"
    for text in ["x\n", "x\n\n", "\n", "", "\r\n", "a\r\nb\r\n", "a\rb", "a\r\n\r\n", "{{ a }}\n", "{{ a }}\n\n", "{% if a %}\n  x\n{% endif %}\n", "\u00a0{{- a -}}\u00a0x", "\u2003{{- a }}", "{{ a -}} \u00a0\u3000b", "{{ 'a\r\nb' }}", "{# x #}\n", "a{# x #}", "{{a}}", "{{a}}{{b}}", "{%if a%}x{%endif%}", "{%-if a-%} x {%-endif-%}", "{{\na\n}}", "{%\nif a\n%}x{%\nendif\n%}", "\ufeffx", "{{ a }} }}", "a { b", "a {", "a %} b", "a #} b", "{ {", "{{ '}}' }}", "{{ \"%}\" }}", "{% raw %} a {% endraw %}\n", "{#-#}x", "{#--#}x", "a {#- -#} b", "{%- raw %} x {% endraw -%} y", "x {{-a-}} y", "x {{- -1 -}} y", "{{ 1-1 }}", "{{ 1 -1 }}", "{{ 1 - 1 -}} x", "\v\f{{- a -}}\x1c\x1dx"]:
        yield text
        yield {"t": text, "ext": "txt"}


# What each parameter of Jinja2's filters is given, and what each filter is given to work on.
GIVEN = {
    "name": ["'x'", "'nope'"], "linecount": ["2", "3", "0"], "fill_with": ["none", "'-'", "0"], "width": ["0", "3", "9", "'> '"],
    "default_value": ["'x'", "missing", "[]"], "boolean": ["true", "false", "1"], "case_sensitive": ["true", "false"],
    "by": ["'key'", "'value'", "'x'"], "reverse": ["true", "false"], "binary": ["true", "false"], "default": ["none", "1.5", "'x'"],
    "attribute": ["'age'", "'name'", "'tags.0'", "0", "'nope'"], "first": ["true", "false"], "blank": ["true", "false"], "base": ["10", "16", "2"],
    "d": ["', '", "'<'", "1"], "old": ["'o'", "'<'", "''"], "new": ["'0'", "'>'", "''"], "count": ["1", "0", "-1", "none"],
    "precision": ["0", "1", "-1"], "method": ["'common'", "'ceil'", "'floor'", "'x'"], "slices": ["2", "3", "0"], "start": ["10", "''", "[]"],
    "indent": ["0", "2", "none"], "chars": ["'t'", "' x'", "none"], "length": ["5", "9", "0"], "killwords": ["true", "false"],
    "end": ["'…'", "''", "'<b>'"], "leeway": ["0", "9", "none"], "trim_url_limit": ["5", "30", "none"], "nofollow": ["true", "false"],
    "target": ["'_blank'", "none"], "rel": ["'me'", "'a b'", "none"], "extra_schemes": ["['ftp:']", "none", "['x']"],
    "break_long_words": ["true", "false"], "wrapstring": ["'|'", "none"], "break_on_hyphens": ["true", "false"], "autospace": ["true", "false"],
}
SUBJECTS = {
    "users": ["groupby", "join", "max", "min", "sort", "sum", "unique"], "nested": ["groupby", "join", "sort", "unique", "sum", "batch", "slice"],
    "'see http://example.com/a-b-c and www.x.org or ftp://a.b, c@d.dk'": ["urlize", "truncate", "wordwrap"],
    "{'b': 1, 'A': 'x', 'c': none}": ["dictsort", "xmlattr", "tojson"], "ls": ["sort", "unique", "max", "min", "join", "batch", "slice"],
    "lines": ["indent", "wordwrap", "trim", "center"], "w": ["replace", "trim", "center", "truncate"], "s": ["replace", "truncate", "indent"],
    "md": ["replace", "truncate", "indent", "trim"], "1234.567": ["round", "int", "float", "filesizeformat", "default"], "'12'": ["int", "float"],
    "missing": ["default", "d"], "''": ["default", "d", "int"], "l": ["tojson", "batch", "slice", "sum", "max", "min"], "d": ["attr", "tojson", "dictsort"],
}


def arguments():
    """Every filter with every argument: each by name, by position, and beside each other."""
    import inspect

    import jinja2

    skipped = {"environment", "env", "context", "eval_ctx"}
    for name, function in sorted(jinja2.Environment().filters.items()):
        subjects = [subject for subject, names in SUBJECTS.items() if name in names]
        if not subjects:
            continue
        parameters = [p for p in inspect.signature(function).parameters.values() if p.name not in skipped][1:]
        required = [f"{p.name}={GIVEN[p.name][0]}" for p in parameters if p.default is p.empty]
        for subject in subjects:
            for index, parameter in enumerate(parameters):
                before = ", ".join(GIVEN[p.name][0] for p in parameters[:index])
                for value in GIVEN[parameter.name]:
                    named = [r for r in required if not r.startswith(parameter.name + "=")] + [f"{parameter.name}={value}"]
                    yield "{{ %s|%s(%s)%s }}" % (subject, name, ", ".join(named), "|list" if name in ("batch", "slice", "unique") else "")
                    position = ", ".join(part for part in (before, value) if part)
                    yield "{{ %s|%s(%s)%s }}" % (subject, name, position, "|list" if name in ("batch", "slice", "unique") else "")
            yield "{{ %s|%s(%s) }}" % (subject, name, ", ".join(f"{p.name}={GIVEN[p.name][1]}" for p in parameters))
            yield "{{ %s|%s(nope=1) }}" % (subject, name)
            yield "{{ %s|%s(%s) }}" % (subject, name, ", ".join(["1"] * (len(parameters) + 1)))


def places():
    """Errors and the template and line that Jinja2 names; see `place` in jinja_cases.py."""
    head = "line 1\n{# two\nthree #}\n{% set q = 1 %}\n"
    wrong = ["{{ missing }}", "{{ d.nope }}", "{{ 1 // 0 }}", "{{ a() }}", "{{ l.x.y }}", "{% for x in 5 %}{% endfor %}", "{{ 'a' + 1 }}", "{{ l|first|nope }}", "{{ a is nope }}",
             "{% nope %}", "{{ a b }}", "{{ 'a' 'b }}", "{{ (a }}", "{{ a ! b }}", "{% set x, y = 1 %}", "{% include 'nope.html' %}", "{{ [1]|sum(start='a') }}", "{{ 'x'|round }}",
             "{% endfor %}", "{% if a %}{% endfor %}", "{% block b %}{% endblock %}{% block b %}{% endblock %}", "{{ range(1, 2, 0) }}", "{{ l|batch(0)|list }}", "{{ d is divisibleby 2 }}"]
    for text in wrong:
        yield {"t": head + text + "\nlast\n", "place": True}
        yield {"t": head + "{% if a %}\n  {% for z in l %}\n" + text + "{% endfor %}{% endif %}\n", "place": True}
        yield {"t": head + "{% macro mm(z) %}\n" + text + "\n{% endmacro %}\n{{ mm(1) }}", "place": True}
        yield {"t": "{% block outer %}\r\n{{ a }}\r\n" + text + "{% endblock %}", "place": True}
        for main in ["x\n{% include 'i.html' %}", "{% extends 'i.html' %}", "\n{% import 'i.html' as i with context %}", "{% for x in l %}\n{% include 'i.html' %}{% endfor %}"]:
            yield {**many("t.html", t_html=main, i_html=head + "\n" + text), "place": True}
        yield {**many("t.html", t_html="{% extends 'i.html' %}\n{% block k %}\n\n{{ super() }}" + text + "{% endblock %}", i_html="\n{% block k %}{% endblock %}"), "place": True}
        yield {**many("t.html", t_html="{% extends 'i.html' %}\n{% block k %}\n\n{{ super() }}{% endblock %}", i_html="\n{% block k %}\n" + text + "{% endblock %}"), "place": True}
        yield {**many("t.html", t_html="\n{% from 'i.html' import f with context %}\n{{ f() }}", i_html="\n{% macro f() %}\n" + text + "{% endmacro %}"), "place": True}


def broken():
    for text in ["{{", "{{ a", "{{ a }", "{{ a %}", "{% if a", "{% if a }}", "{% if a %}", "{% if %}x{% endif %}", "{% for x in l %}", "{% for x l %}{% endfor %}", "{% for in l %}{% endfor %}", "{% for 1 in l %}{% endfor %}", "{% for x.y in l %}{% endfor %}", "{% endif %}", "{% endfor %}", "{% else %}", "{% elif a %}", "{% if a %}{% endfor %}", "{% for x in l %}{% endif %}{% endfor %}", "{% if a %}{% else %}{% else %}{% endif %}", "{% if a %}{% else %}{% elif b %}{% endif %}", "{% nope %}", "{% 5 %}", "{% %}", "{{ }}", "{{ a b }}", "{{ a. }}", "{{ a.'b' }}", "{{ a[ }}", "{{ a[] }}", "{{ (a }}", "{{ a) }}", "{{ [1, 2 }}", "{{ [1 2] }}", "{{ {1} }}", "{{ {'a' 1} }}", "{{ a | }}", "{{ a | 5 }}", "{{ |a }}", "{{ a is }}", "{{ a is 5 }}", "{{ a + }}", "{{ + }}", "{{ a ? b }}", "{{ a ! b }}", "{{ a && b }}", "{{ a = b }}", "{{ 'a }}", "{{ \"a }}", "{{ a'b }}", "{{ 'a\\", "{# x", "{% raw %}x", "{% raw %}{% endraw", "{% set %}", "{% set x %}", "{% set x = %}", "{% set 5 = 1 %}", "{% set a.b.c = 1 %}", "{% set true = 1 %}", "{% set x, = 1 %}", "{% block %}{% endblock %}", "{% block 5 %}{% endblock %}", "{% block a-b %}{% endblock %}", "{% block a %}", "{% block a %}{% endblock b %}", "{% macro %}{% endmacro %}", "{% macro m %}{% endmacro %}", "{% macro m( %}{% endmacro %}", "{% macro m(1) %}{% endmacro %}", "{% macro m(a b) %}{% endmacro %}", "{% call %}{% endcall %}", "{% call a %}{% endcall %}", "{% filter %}{% endfilter %}", "{% include %}", "{% import %}", "{% import 'x' %}", "{% import 'x' as %}", "{% from 'x' %}", "{% from 'x' import %}", "{% extends %}", "{% with a %}{% endwith %}", "{% with a = %}{% endwith %}", "{% autoescape %}{% endautoescape %}", "{% do %}", "{{ f(a=1, 2) }}", "{{ f(**a, 1) }}", "{{ f(*a, *b) }}", "{{ f(a, }}", "{{ f(a=) }}", "{{ f(,) }}", "{{ not }}", "{{ a not b }}", "{{ a not in }}", "{{ a if }}", "{{ a if b else }}", "{{ if a }}", "{{ 1.2.3 }}", "{{ 0x }}", "{{ 1a }}", "{{ a..b }}", "{{ ~a }}", "{{ a ~ }}", "{{ a ** }}", "{{ ** a }}", "{{ , }}", "{{ a, }}", "{{ ;a }}", "{{ a; }}", "{{ $a }}", "{{ @ }}", "{{ a\\b }}", "{{ {% }}", "{{ {{ a }} }}", "{{ '\\N{nope}' }}", "{{ '\\x4' }}", "{{ '\\u12' }}", "{% if a %}{% block x %}{% endif %}{% endblock %}", "{% for x in l %}{{ x }}{% endfor x %}", "{% endblock %}", "{% endraw %}", "{% if a %}{% endif x %}", "{% if a b %}{% endif %}", "{% for x in l recursive recursive %}{% endfor %}", "{% for loop in l %}{{ loop }}{% endfor %}", "{% continue %}", "{% for x in l %}{% else %}{% break %}{% endfor %}", "{% for x in l %}{% macro m() %}{% break %}{% endmacro %}{% endfor %}", "{% print %}", "{% trans %}x{% endtrans %}", "{% debug %}", "{{ a|upper(1) }}", "{{ a|replace('x') }}", "{{ a|truncate(1,2,3,4,5) }}", "{{ a|default(nope=1) }}", "{{ range() }}", "{{ range(1,2,3,4) }}", "{{ a is divisibleby }}", "{{ a is odd(1) }}", "{{ a|batch }}", "{{ nofunc() }}", "{{ a|nofilter }}", "{{ a is notest }}", "{{ l|map('nofilter')|list }}", "{{ l|select('notest')|list }}", "{{ l.x.y.z() }}"]:
        yield text


# What Tidende does otherwise on purpose: the template, what comes out (None: an error), and why.
LARGE = "whole numbers have 64 bits; what does not fit is an error"
DIGITS = "only ASCII digits make a number"
ATTR = "`attr` finds the keys of mappings, which is what themes use it for"
DIFFERENT = {
    "{{ d|attr('x') }}": ("1", ATTR), "{{ d|attr(name='x') }}": ("1", ATTR), "{{ d|attr('keys') is defined }}": ("False", ATTR),
    "{{ 1e30|int }}": (None, LARGE), "{{ 1e30|int(5) }}": (None, LARGE), "{{ 1e30|int(default=-1) }}": (None, LARGE),
    "{{ 1e30|int(base=16) }}": (None, LARGE), "{{ 1e30|int(0, 2) }}": (None, LARGE),
    "{{ '٣'|int }}": ("0", DIGITS), "{{ '٣'|int(5) }}": ("5", DIGITS), "{{ '٣'|int(default=-1) }}": ("-1", DIGITS), "{{ '٣'|float }}": ("0.0", DIGITS),
    "{{ '٣'|float(1.5) }}": ("1.5", DIGITS), "{{ '٣'|int(base=16) }}": ("0", DIGITS), "{{ '٣'|int(0, 2) }}": ("0", DIGITS),
    "{{ -7 ** 2.5 }}": (None, "there are no complex numbers"), "{{ -0.5 ** 2.5 }}": (None, "there are no complex numbers"),
    "{% for a, in [(1,)] %}{{ a }}{% endfor %}": ("1", "a tuple of one may end in a comma, as everywhere else"),
    "{{ 'ΑΣ'|lower }}": ("ασ", "letters change case one by one; the final sigma is left alone"),
    "\ufeffx": ("x", "a byte order mark is no text"),
    "{{ 'a' is divisibleby(missing) }}": (None, "an undefined value is an error wherever it is used"),
}

TOPICS = {
    "literals": literals, "operators": operators, "access": access, "filters": filters, "text-filters": text_filters, "number-filters": number_filters,
    "list-filters": list_filters, "json": json_filter, "tests": tests, "statements": statements, "macros": macros, "inheritance": inheritance, "includes": includes,
    "imports": imports, "whitespace": whitespace, "broken": broken, "arguments": arguments, "places": places,
}
