// What `tidende explain` says about the meaning of keys: T201–T219.

import Reporting

let meaningCodes: [Code] = [
  Code(
    "T201", "a key is missing",
    """
    Every article has a title, and a date unless its type is `page`. Some keys inside others are
    needed too: the name of an author, the path of a picture.

    Jekyll's file names count: `2021-08-26-digital-post.md` has its date in its name.
    """),
  Code(
    "T202", "a date cannot be read",
    """
    A date is written in one of these ways, with or without a time:

        2020-03-23      23. marts 2020      23.3.2020      2020-03-23 9:05

    A year alone and a month of a year are dates too. What can mean two days, or is no day of the
    calendar, is refused; a year always has four digits. A time is that of the site's zone.
    """),
  Code(
    "T203", "a value is of the wrong type",
    """
    A title is text, tags are a list, a picture is a path or a map. Quotation marks make text of a
    number, and take them away again where a number is wanted.
    """),
  Code(
    "T204", "two keys mean the same",
    """
    Many keys have other names, from Danish and Norwegian and from other programs: `titel` is
    `title`, `categories` is `tags`. Only one of them can be in an article.
    """),
  Code(
    "T205", "a key is not known",
    """
    It looks like a typing error for a key that is. What is meant for a template is put under
    `extra:`, where every name is allowed.
    """),
  Code(
    "T206", "a value is not true or false",
    """
    Only `true` and `false` are, without quotation marks. `yes`, `no`, `ja` and `nei` are text in
    YAML 1.2, and programs do not agree on them; an article that should have stayed a draft is too
    important to guess.
    """),
  Code(
    "T207", "a text holds a control character",
    """
    An escape such as `\\t` or `\\x07` in double quotation marks puts one there. Titles and names
    stand in feeds and file names, where they break things.
    """),
  Code(
    "T208", "a text has several lines",
    """
    A title is one line. `>-` joins the lines below it, `|` keeps them apart.
    """),
  Code(
    "T209", "an address is not allowed",
    """
    An address begins with `https:`, `http:`, `mailto:` or `tel:`, or is a path. Others, such as
    `javascript:`, would run in the reader's browser. An address that begins with `//` depends on
    the page it is on; write `https:` before it.
    """),
  Code(
    "T210", "a language is not known",
    """
    An article is written in `da`, `nb`, `nn` or `en`: its dates, quotation marks, slugs and
    hyphenation follow from that.
    """),
  Code(
    "T211", "the language is Norwegian without a form",
    """
    `no` is Bokmål or Nynorsk. It is read as Bokmål, and published as `nb`, which is what browsers
    and screen readers know.
    """),
  Code(
    "T212", "a word is not one of those a key takes",
    """
    The message lists them.
    """),
  Code(
    "T213", "a slug is not fit for an address",
    """
    A slug is the last part of the page's address: letters, digits, `-`, `_`, `.` and `~`, without
    spaces and slashes. Without the key it is made from the title.
    """),
  Code(
    "T214", "a path is not fit for an address",
    """
    `url` and `aliases` are paths on this site, from the first `/` on: `/leder/digital-post/`. They
    cannot leave their folder with `..`, hold a question mark or a placeholder of another program,
    or have a part of more than 255 bytes, since a file stands for each.
    """),
  Code(
    "T215", "an alias is not a path",
    """
    Aliases are old addresses that lead to the page. Obsidian keeps other names of a note under the
    same key; those redirect nothing.
    """),
  Code(
    "T216", "an e-mail address cannot be read",
    """
    It is written `name@example.org`, one address, without `mailto:`.
    """),
  Code(
    "T217", "a file name begins with an impossible date",
    """
    `2021-02-31-news.md` looks like Jekyll's names, which begin with the date of the article, but
    there is no such day. Rename the file, or say the date in the front matter.
    """),
  Code(
    "T218", "something ends before it begins",
    """
    The article or meeting would be over before it starts. One of the two dates is a mistake.
    """),
  Code(
    "T219", "a time is one that clocks skip",
    """
    In spring clocks are put forward: on 29 March 2026 they go from 1:59 to 3:00 in Denmark and
    Norway, and a time between is on no clock. It is read as an hour later. Write the time that is
    meant, or say how far from UTC it is: `2026-03-29 02:30 +01:00`.

    In autumn an hour comes twice. Of those two the first is meant, in summer time, and nothing is
    said, since readers see the time that was written; `2026-10-25 02:30 +01:00` is the second.
    """),
]
