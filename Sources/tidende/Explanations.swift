// What `tidende explain` says about problems of the press, of text and of templates. Those of front
// matter are explained beside their words, in Metadata.

import Metadata
import Reporting

/// All codes with an explanation, sorted.
let allCodes: [Code] = (codes + metadataCodes + pressCodes + templateCodes).sorted {
  $0.name < $1.name
}

private let pressCodes: [Code] = [
  Code(
    "T060", "there is no such theme",
    """
    `theme:` names a folder in `themes/`. Without the key the theme is `avis`, which is built in.
    """),
  Code(
    "T061", "a word of a theme is neither text nor forms",
    """
    In `i18n/da.yaml` each key has a text, or `{one: …, other: …}` where a count decides.
    """),
  Code(
    "T062", "there are no settings",
    """
    `content/site.yaml` is optional: title, language and address have defaults. Write it as soon as
    the magazine has a name, and an address that feeds need.
    """),
  Code(
    "T063", "the settings are not keys and values",
    """
    `content/site.yaml` holds one `key: value` to a line, as ARCHITECTURE.md lists them.
    """),
  Code(
    "T064", "a language is not one of the magazine's",
    """
    There is Danish `da`, Bokmål `nb`, Nynorsk `nn` and English `en`.
    """),
  Code(
    "T065", "a time zone is not known",
    """
    Zones have names such as `Europe/Copenhagen` or `Europe/Oslo`. Times in front matter that name
    no zone are in this one.
    """),
  Code(
    "T066", "the address of the magazine cannot be used",
    """
    `base_url` begins with https:// or http://, has a host, may have a path, and nothing behind it.
    """),
  Code(
    "T067", "a number is out of its range",
    """
    The message says which numbers are allowed.
    """),
  Code(
    "T068", "a menu is not a list",
    """
    Each entry is a path such as `/om/`, or `{title: Om, url: /om/}`.
    """),
  Code(
    "T069", "a URL pattern cannot be used",
    """
    A pattern begins with a slash and holds names in braces: `/{folder}/{slug}/`. The name that tells
    pages apart must be in it.
    """),
  Code(
    "T070", "feeds and sitemap are left out",
    """
    They need whole addresses, and so `base_url` in `content/site.yaml`.
    """),
  Code(
    "T071", "there is no such section",
    """
    `tidende new` writes into a folder of `content/`, or into its root for `page`.
    """),
  Code(
    "T072", "a title gives no file name",
    """
    A file's name is made of the letters and digits of the title.
    """),
  Code(
    "T073", "the article is there already",
    """
    `tidende new` never writes over a file.
    """),
  Code(
    "T074", "the magazine is there already",
    """
    `tidende new site` never writes over a file.
    """),
  Code(
    "T101", "a date became a numbered list",
    """
    CommonMark reads a line that begins `23. marts` as item 23 of a list, and shows it as the next
    number. The date on screen is then another one.

    Write a backslash before the dot: `23\\. marts`, or begin the line with another word.
    """),
  Code(
    "T110", "a text is over a limit",
    """
    Some shapes of Markdown take the parser minutes. Limits on size, depth and repetition are checked
    before; the message says which one was met and what to do with the text. Only the size of a file
    can be set: `limits: {file_size: …}` in `content/site.yaml`.
    """),
  Code(
    "T111", "a comment is never closed",
    """
    `<!--` without `-->` hides the rest of the text.
    """),
  Code(
    "T112", "a tag of raw HTML is never closed",
    """
    A `<` that begins a tag needs its `>`.
    """),
  Code(
    "T199", "there are more problems in the text",
    """
    They are counted instead of shown. Mend the first ones and build again.
    """),
  Code(
    "T251", "a person has no name",
    """
    A file in `content/people/` has `name:` in its front matter.
    """),
  Code(
    "T252", "there is no such person",
    """
    A name in small letters and hyphens under `authors:` is an id: the file `content/people/ID.md`.
    A name as it is spoken, with capitals, needs no file.
    """),
  Code(
    "T253", "there is no such organization",
    """
    A name in small letters and hyphens is an id: the file `content/organizations/ID.md`. A name as
    it is spoken, with capitals, needs no file.
    """),
  Code(
    "T254", "an article that is referred to is not there",
    """
    `translation_of` and `related` name an article by its path below `content/`, by its id or by its
    address.
    """),
  Code(
    "T255", "two translations are in one language",
    """
    Of an article there is one text in each language. `lang:` says which one a file is in, and so
    does its name: `x.nn.md`.
    """),
  Code(
    "T256", "a tag gives no address",
    """
    The page of a tag is named by the letters and digits of the tag.
    """),
  Code(
    "T257", "a name gives no address",
    """
    The page of a person is named by the letters and digits of the name.
    """),
  Code(
    "T301", "a link leads nowhere",
    """
    A destination is a file (`../blog/x.md`), a file beside the article (`kort.png`), an address of the
    site (`/blog/x/`), a place on the page (`#afsnit`), or another site's address. Names are compared
    letter by letter, capitals included.
    """),
  Code(
    "T302", "two sources have one address",
    """
    One of the two pages would be lost. Give one of them another `slug` or `url`.
    """),
  Code(
    "T303", "a link has no destination that can be read",
    """
    Between the parentheses stands an address; a `%` in it is followed by two digits.
    """),
  Code(
    "T304", "an anchor is not there",
    """
    Headings have ids made of their words: `## Et afsnit` is `#et-afsnit`. `{#id}` behind a heading
    sets one. Ids in raw HTML count too.
    """),
  Code(
    "T305", "a link leads to what is not published",
    """
    The other article is a draft, comes later or has expired, or the settings switch off what is
    linked to: `outputs: {files: false}` publishes no pictures. Readers would find nothing there.
    """),
  Code(
    "T306", "a link leads to an organization",
    """
    Organizations have no page of their own yet. Link to their site.
    """),
  Code(
    "T307", "a menu leads to something dangerous",
    """
    `javascript:`, `data:` and the like run or load in the reader's browser.
    """),
  Code(
    "T311", "an id is given twice",
    """
    Two places with one id cannot be linked to. Change one of them.
    """),
  Code(
    "T312", "an id cannot be used",
    """
    An id has letters, digits, hyphens and underscores, and no blanks.
    """),
  Code(
    "T313", "a footnote is not there",
    """
    `[^1]` in the text needs a line `[^1]: …` in the same file.
    """),
  Code(
    "T314", "an address that was published is gone",
    """
    An earlier build published it, this one does not, and nothing leads on from there: links from
    elsewhere now end at the page for what is not found. It is told once. If the text has moved,
    write its old address under `aliases` in the article; if it is withdrawn, nothing needs to be
    done.
    """),
  Code(
    "T403", "the size of a picture is not known",
    """
    Width and height are read from the file, so that the page does not jump while it loads.
    """),
  Code(
    "T411", "a picture has no alternative text",
    """
    People who do not see the picture hear the text instead: `![what it shows](x.png)`. A picture
    that is decoration alone is written as HTML with `alt=""`.
    """),
  Code(
    "T412", "an article's picture has no alternative text",
    """
    The picture stands above the article and in lists. People who do not see it hear the text
    instead: `image: {src: kort.png, alt: Et kort over …}`.
    """),
  Code(
    "T511", "a heading is of level 1",
    """
    The title of the page is its only one. Headings in the text begin with `##`.
    """),
  Code(
    "T512", "a heading skips a level",
    """
    Screen readers list headings by level: after `##` comes `###`.
    """),
  Code(
    "T513", "a link has no text",
    """
    Screen readers read the text of a link. Say where it leads.
    """),
  Code(
    "T514", "a heading is empty",
    """
    Screen readers list headings. Write one, or take it out.
    """),
  Code(
    "T611", "a dangerous link was emptied",
    """
    `javascript:`, `data:` and the like run or load in the reader's browser.
    """),
  Code(
    "T612", "raw HTML was dropped",
    """
    The settings say `unsafe_html: false`. Write it as Markdown.
    """),
  Code(
    "T613", "an element was made harmless",
    """
    Elements such as `<script>` and `<iframe>` run or load in the reader's browser.
    """),
  Code(
    "T901", "a file or folder cannot be used",
    """
    Nothing was published; the output is as it was. Check permissions, space and the path.
    """),
  Code(
    "T902", "an article cannot be read",
    """
    Nothing was published; the output is as it was. Check the file's permissions.
    """),
  Code(
    "T903", "a file was left out",
    """
    Links out of the content folder, circles of links, names that are not UTF-8 and things that are
    no files are not published.
    """),
  Code(
    "T904", "two files have one name",
    """
    In one å is one character, in the other it is an a and a ring: on a Mac names are often written
    that way. They look the same, and would have one address. The message spells both out so that a
    shell can tell them apart.
    """),
  Code(
    "T905", "a file is too large",
    """
    The limit is `limits: {file_size: …}` in `content/site.yaml`, in bytes.
    """),
  Code(
    "T906", "a file changed or disappeared during the build",
    """
    It was there when the folder was read and gone when it was opened, or a text was read a second
    time and was another one. Build again.
    """),
  Code(
    "T907", "something else has a name that the site needs",
    """
    A file, folder or link in the output folder, or the folder `.<name>.tidende` beside it, was made
    by no build, so it is not touched. Nothing was published. Move it away, or choose another folder
    with `--out`.
    """),
  Code(
    "T908", "another build writes to the output",
    """
    One build at a time writes to a folder. It was waited for, and is not done. The lock ends with its
    process; nothing needs to be removed by hand.
    """),
  Code(
    "T909", "what is remembered cannot be used",
    """
    The log of the last build is not whole, or of another version, or this build could not write its
    own. Everything is read and compared once more; the site is the same.
    """),
  Code(
    "T910", "the report cannot be written",
    """
    `--report` names a file outside the output and outside `content/`. That it can be written is
    tried before the build, and then nothing was published. Only a disk that fills up meanwhile
    leaves a published site without its report.
    """),
]

/// The message, its place and the excerpt say what is wrong; the language is described once.
private let templateCodes: [Code] = [
  ("T700", "a tag is never closed"),
  ("T701", "a comment is never closed"),
  ("T702", "`raw` is never closed"),
  ("T703", "a text is never closed"),
  ("T705", "there is no such test"),
  ("T706", "there is no such function"),
  ("T707", "a character has no meaning here"),
  ("T708", "a bracket is not closed, or not open"),
  ("T709", "something else was expected here"),
  ("T710", "there is no such tag"),
  ("T711", "a block is never closed"),
  ("T712", "blocks cross each other"),
  ("T713", "an end has no beginning"),
  ("T714", "a block is defined twice"),
  ("T715", "there is no such template"),
  ("T716", "a call does not fit what is called"),
  ("T717", "a template is nested too deep"),
  ("T718", "this cannot be assigned to"),
  ("T719", "a text or number cannot be read"),
  ("T720", "this belongs into a loop"),
  ("T721", "a required block has content"),
  ("T722", "a name is private"),
  ("T723", "the parameters of a macro cannot be"),
  ("T724", "`extends` is in the wrong place"),
  ("T725", "templates extend each other in a circle"),
  ("T730", "a variable is not there"),
  ("T731", "a member is not there"),
  ("T732", "an element is not there"),
  ("T733", "an argument was not given"),
  ("T734", "a template does not export this"),
  ("T740", "the operands do not fit"),
  ("T741", "something is divided by zero"),
  ("T742", "a number is too large"),
  ("T743", "this cannot be called"),
  ("T744", "this has no elements"),
  ("T745", "the numbers of names and values differ"),
  ("T746", "an argument does not fit"),
  ("T747", "this cannot be printed"),
  ("T748", "this cannot be written as JSON"),
  ("T749", "this cannot be changed"),
  ("T750", "a template takes too many steps"),
  ("T751", "a page is too large"),
  ("T752", "a list or text is too long"),
  ("T753", "templates call each other too deep"),
  ("T754", "a required block is missing"),
  ("T755", "there is no block to extend"),
  ("T760", "a function of the site refused"),
  ("T790", "a template warns"),
  ("T791", "an attribute has no quotation marks"),
  ("T792", "escaping is switched off"),
].map { name, title in
  Code(
    name, title,
    """
    The message points at the place in the template. The language is that of Jinja2, and what a page
    can use is listed in themes/README.md. `tidende render` tries a template out without a site.
    """)
}
