// What a caller decides about Markdown: the language, raw HTML, and how much is too much.

import Nordic

/// How a text is rendered.
public struct MarkdownOptions: Sendable {
  /// The language of the words the writer adds, and of T101's month names.
  public var language: Language
  /// The language whose rules make headings' ids; the text's own unless set.
  public var slugsFor: Language
  /// Whether raw HTML reaches the output. Without it, it is dropped with a warning, and links that
  /// a browser would run or open on the reader's machine are emptied either way.
  public var allowsRawHTML: Bool
  /// What is refused before it is parsed.
  public var limits: MarkdownLimits

  /// Decides.
  public init(
    language: Language, slugsFor: Language? = nil, allowsRawHTML: Bool = true,
    limits: MarkdownLimits = MarkdownLimits()
  ) {
    self.language = language
    self.slugsFor = slugsFor ?? language
    self.allowsRawHTML = allowsRawHTML
    self.limits = limits
  }
}

/// How much of each thing a text may hold; more is an error at its line, and nothing is parsed.
///
/// The library takes time that grows with the square of these (or worse), or memory without bound,
/// and cannot be interrupted. A text at any one of the defaults takes a fraction of a second, and
/// no magazine comes near them. A *block* here is a run of lines without an empty one.
public struct MarkdownLimits: Hashable, Sendable {
  /// Bytes of the text, without its front matter.
  public var bytes: Int
  /// Bytes in a line.
  public var lineBytes: Int
  /// Quotes and lists inside each other.
  public var depth: Int
  /// The same mark (one of ``runMarks``) again and again without anything between.
  public var run: Int
  /// `|` in one line.
  public var tableColumns: Int
  /// Cells of all tables, those a short row lacks included.
  public var tableCells: Int
  /// Lines of a block above a table's rule, `|---|`: among them its heading is looked for.
  public var tableRuleLine: Int
  /// Bytes above all tables' rules in their blocks.
  public var tableRuleBytes: Int
  /// `![` in a block.
  public var pictures: Int
  /// At every `]` the parser goes back over all `*`, `_` and `~` of the block: how many in all.
  public var emphasisSteps: Int
  /// `<?`, `<!X` and `<![` in a block: the library looks for the end of each.
  public var declarations: Int
  /// `www.`, `://` and `@` in a line.
  public var addresses: Int
  /// `www.` and `://` in a word.
  public var addressesInWord: Int
  /// `)` in a line that holds an address, where the library counts them.
  public var parentheses: Int
  /// `[name]: address` lines and footnotes.
  public var references: Int
  /// Bytes of memory for the parsed text: what expands (references, cells) ends here.
  public var memory: Int

  /// The marks whose runs are limited.
  public static let runMarks = "!&()*<>@[\\]_`|~"

  /// Sets what is given; the rest has the defaults.
  public init(
    bytes: Int = 1 << 20, lineBytes: Int = 1 << 16, depth: Int = 24, run: Int = 1000,
    tableColumns: Int = 100, tableCells: Int = 100_000, tableRuleLine: Int = 1000,
    tableRuleBytes: Int = 1 << 19, pictures: Int = 500,
    emphasisSteps: Int = 10_000_000, declarations: Int = 200, addresses: Int = 200,
    addressesInWord: Int = 20, parentheses: Int = 500, references: Int = 10_000,
    memory: Int = 1 << 27
  ) {
    self.bytes = bytes
    self.lineBytes = lineBytes
    self.depth = depth
    self.run = run
    self.tableColumns = tableColumns
    self.tableCells = tableCells
    self.tableRuleLine = tableRuleLine
    self.tableRuleBytes = tableRuleBytes
    self.pictures = pictures
    self.emphasisSteps = emphasisSteps
    self.declarations = declarations
    self.addresses = addresses
    self.addressesInWord = addressesInWord
    self.parentheses = parentheses
    self.references = references
    self.memory = memory
  }

  /// All limits by the names problems call them. The settings set the first alone.
  public static let all:
    [(name: String, path: any WritableKeyPath<MarkdownLimits, Int> & Sendable)] =
      [
        ("bytes", \.bytes), ("line_bytes", \.lineBytes), ("depth", \.depth), ("run", \.run),
        ("table_columns", \.tableColumns), ("table_cells", \.tableCells),
        ("table_rule_line", \.tableRuleLine), ("table_rule_bytes", \.tableRuleBytes),
        ("pictures", \.pictures), ("emphasis_steps", \.emphasisSteps),
        ("declarations", \.declarations), ("addresses", \.addresses),
        ("addresses_in_word", \.addressesInWord), ("parentheses", \.parentheses),
        ("references", \.references), ("memory", \.memory),
      ]
}
