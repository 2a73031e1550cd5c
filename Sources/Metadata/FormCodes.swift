// What `tidende explain` says about the form of files: T001–T036.
//
// A title names the class of problem; the explanation says why it matters and what to do. What is
// wrong in one file is worded in MetadataWords.swift.

import Reporting

/// The codes of this target with their explanations, sorted.
public let metadataCodes: [Code] = formCodes + meaningCodes

private let formCodes: [Code] = [
  Code(
    "T001", "the file is not UTF-8",
    """
    Every file is read as UTF-8. In another encoding, æ, ø and å come out as other signs, or as
    none. Choose UTF-8 when saving, or convert the file once:

        iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md

    What the file looks like is a guess from its bytes; UTF-16 is what some editors call Unicode.
    """),
  Code(
    "T002", "the file holds a NUL byte",
    """
    NUL occurs in pictures and programs, not in text: perhaps the file is damaged, or is no text.
    """),
  Code(
    "T003", "lines end in CR alone",
    """
    Lines end in LF, or in CR LF as Windows writes them. CR alone is what Macs wrote before 2001;
    the whole file would be one line. Save it with another kind of line ends.
    """),
  Code(
    "T004", "control characters are removed from the text",
    """
    They have no meaning on a page, and a feed that holds one is not XML any more. They come with
    text that was pasted from another program. The page is published without them.
    """),
  Code(
    "T005", "a control character is in front matter or data",
    """
    YAML and JSON forbid control characters other than tabs and line breaks. They are seldom seen
    in an editor; delete the text around the place that is pointed at, and write it anew.
    """),
  Code(
    "T006", "the front matter is never closed",
    """
    Front matter begins with a line of three dashes, and ends with one. Without the second the text
    cannot be told from the keys. The message says where the text seems to begin.
    """),
  Code(
    "T007", "the front matter is TOML",
    """
    Lines of `+++` hold TOML, which Hugo and Zola read. Here it is YAML between `---` lines, or a
    JSON object. A line `title = "A"` becomes `title: A`, a table `[extra]` becomes `extra:` with its
    keys indented below it. The message shows the lines to write where the head is a simple one.

    `hugo convert toYAML` does so for a whole site that Hugo can build.
    """),
  Code(
    "T008", "the front matter is Pelican's",
    """
    Pelican writes `Key: value` lines at the top of a file with nothing around them. Put a line of
    `---` before and after them, write the keys in small letters, and put a value that holds a colon
    and a space in quotation marks. The message shows the lines to write where it can.
    """),
  Code(
    "T009", "front matter is not keys and values",
    """
    Between the `---` lines there must be `key: value` lines. A text that begins with a line across
    the page, written `---`, is taken for front matter; put an empty one above it.
    """),
  Code(
    "T010", "YAML anchors are not supported",
    """
    `&name` marks a value so that `*name` can repeat it. A few such lines can stand for gigabytes,
    and a reader of the file cannot see what is meant; so a value is written where it is used.

    Text that begins with `&` needs quotation marks.
    """),
  Code(
    "T011", "YAML aliases are not supported",
    """
    `*name` repeats the value that `&name` has marked. Write the value again instead.

    Text that begins with `*`, such as `*bold*`, needs quotation marks.
    """),
  Code(
    "T012", "YAML tags are not supported",
    """
    `!name` and `!!name` give a value another type. Here a key decides itself what it takes: a title
    of `2024` is text. Text that begins with `!` needs quotation marks.
    """),
  Code(
    "T013", "YAML merge keys are not supported",
    """
    `<<:` copies the keys of another map. It is no part of YAML 1.2. Write the keys out.
    """),
  Code(
    "T014", "a key is not a word",
    """
    YAML allows lists and maps as keys, with `? ` or in brackets. Nothing here has such keys, so it
    is a typing error, or text that needs quotation marks.
    """),
  Code(
    "T015", "a tab indents YAML",
    """
    YAML forbids tabs as indentation, because nobody can know how wide one is. Use two spaces for
    each level; most editors can insert them when the tab key is pressed.
    """),
  Code(
    "T016", "there is more than one YAML document",
    """
    `---` on a line of its own begins another document of the same file, and only one is read.
    """),
  Code(
    "T017", "YAML directives are not supported",
    """
    A line such as `%YAML 1.2` speaks to the parser. It changes nothing; delete it.
    """),
  Code(
    "T018", "a key occurs twice",
    """
    Only one of two values can be meant, and other programs silently take the last. The message
    names both lines.
    """),
  Code(
    "T019", "a value with a colon needs quotation marks",
    """
    A colon before a space begins a value, so it cannot stand inside one:

        title: Digital Post: what now        wrong
        title: "Digital Post: what now"      right

    A colon without a space, as in `9:30` or `https://example.org`, is fine. Where the line below a
    value has the colon, it is perhaps a key that is indented too deep.
    """),
  Code(
    "T020", "a quotation mark is never closed",
    """
    Quoted text ends with the mark it began with. It may go on over lines that are indented deeper
    than the key. An apostrophe at the beginning, as in `'Twas`, needs double quotation marks
    around the whole text.
    """),
  Code(
    "T021", "a bracket is never closed",
    """
    A list in brackets may go on over several lines, if they are indented deeper than the key.
    """),
  Code(
    "T022", "an escape is not known",
    """
    In double quotation marks a backslash begins an escape such as `\\n` or `\\u00E6`. A backslash
    that is meant is written `\\\\`; in single quotation marks it is just a backslash.
    """),
  Code(
    "T023", "the indentation is wrong",
    """
    Keys that belong together begin in the same column, and so do the items of a list:

        image:
          src: post.svg
          alt: A letter box

    Quoted text over several lines is indented deeper than its key.
    """),
  Code(
    "T024", "lists and maps are nested too deep",
    """
    64 levels are read, which no magazine needs: something has been repeated by mistake.
    """),
  Code(
    "T025", "a line is not a key and a value",
    """
    After the colon there is a space: `title: A`, not `title:A`. A line that goes on with the value
    above it is indented. A comment begins with `#`.
    """),
  Code(
    "T026", "a value begins with a sign that YAML reserves",
    """
    No value can begin with `@`, a backtick, `%`, a comma or a closing bracket. Put it in quotation
    marks.
    """),
  Code(
    "T027", "there is text behind the end of a value",
    """
    A value in quotation marks or brackets ends where they do:

        title: "Yes" said the council        wrong
        title: '"Yes" said the council'      right
    """),
  Code(
    "T028", "something else was expected",
    """
    A comma or a bracket is missing, or stands too much. In JSON it may be a key without double
    quotation marks, or a comment, which JSON does not have.
    """),
  Code(
    "T029", "JSON has a comma after the last value",
    """
    Other languages allow it, JSON does not. Delete it.
    """),
  Code(
    "T030", "the first line of a text block is wrong",
    """
    `|` and `>` begin a text on the lines below, which are indented. Behind them only `+`, `-` and
    one digit can stand, and a comment.
    """),
  Code(
    "T031", "a list begins on the line of its key",
    """
    Put each `- item` on a line below the key, or write the list in brackets: `tags: [a, b]`.
    """),
  Code(
    "T032", "list items and keys are mixed",
    """
    What belongs to one key is either a list or a map. An item among keys has lost its key, or is
    not indented; a key among items is not indented like the text behind the dash.
    """),
  Code(
    "T033", "a number is too large",
    """
    Numbers have 64 bits. One that does not fit would be rounded without a word, so it is refused.
    A number that only names something is text: put it in quotation marks.
    """),
  Code(
    "T034", "a comment stands where text may be meant",
    """
    `#` after a space begins a comment, so `title: Digital Post #2` ends before the number and
    `tags: #news` is empty. Put the value in quotation marks; or put a space behind the `#` if it is
    a comment.
    """),
  Code(
    "T035", "a key and a value stand in a list",
    """
    `[a: b]` is a list that holds a map, which is seldom meant. Write `[{a: b}]` for that, and
    `["a: b"]` for text with a colon.
    """),
  Code(
    "T036", "a key in braces has no value",
    """
    `{a, b}` is a map of two keys without values. A list is written in brackets: `[a, b]`.
    """),
]
