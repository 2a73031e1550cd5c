// What may stand in a compound, and what only looks as if.
//
// Closed lists of our own: short words that are nouns all the same, endings and prefixes that are
// spelt like words, and heads so productive that what stands before them need not be known.

/// Sets of byte strings, by their hashes.
struct CompoundRules: Sendable {
  static let shared = CompoundRules()

  /// Nouns of two and three letters; other words that short are no parts.
  let short = seeds(
    """
    akt app art bil bog bok bro bus by båd båt dag del dyr dør el fag far fil gas hal hav hus is \
    job jul kul kø køb kød køn lag liv lov lyd lys lån løb løn mad mat mor mur mål net nat ord råd \
    rom rum rør sag sak sal sky sol sti søk sø sjø syn tal tid tog træ tre tv tøj uge uke vei veg \
    vej ven vin web æg øl øre år
    """)
  /// Endings, and what the search for heads must not take for one.
  let neverHead = hashes(
    """
    aktig agtig agtige aktige ale ande arane art bar bart barhed dom domen dommen domme elig \
    elige el else elsen elser elsene elsers ende ene erende erne erede eret ering eringen \
    eringer erne ert full fulle fullt fuld fulde fuldt hed heden heder hederne hedens het heten \
    heter hetene ing ingen inger ingene ingar ingane is isere iseret isering iseringen isk iske \
    isme ismen ist ister itet iteten iteter kelig kelige kelse kelsen kelser kjær leg lege leik \
    leiken gjort lig lige ligere lighed ligheden ligheder lighet ligheten ligheter liges ligst \
    ligste ligt løs løse løshed løsheden løshet løsheten løst mæssig mæssige mæssigt messig \
    messige ning ningen ninger rede rende ring ringen ringene ringer ringar ringane sam samme \
    samt sion sjon somhed somheden somhet somheten sjonen sjoner skab skabet skaber skaberne \
    skabs skap skapet skaper skaps som somme sommelig sommelige stre tede tion tionen tioner \
    venlig venlige vennlig vennlige venleg verdig værdig åtting
    """)
  /// Prefixes, particles and pronouns.
  let neverModifier = hashes(
    """
    af alle anden anti av bag bak bort efter en er etter for fore forbi fore fra fram frem før \
    først gen gennem gjennom ham han hen her hver hvor igen imod ikke ind indre inn inter inntil \
    kon lige med mellem mellom mest mis mod mot ned nær nye om omkring op opp over på pro rund sam \
    selv sjøl sjølv slik små som stor store super til tilbage tilbake trans tvers ud uden under \
    unna ut utan uten van ved videre vidare være øvre
    """)
  /// Heads that need no known modifier, by stem; those found so in a site's own words come on top.
  let productiveHeads = seeds(
    """
    afdeling administration aftale analyse anlæg ansvarlig arbejde arkitektur avdeling avtale \
    behandler behandling behov beredskab bestyrelse bibliotek budget budsjett center direktorat \
    dokumentation dokumentasjon donation drift erklæring forening forordning forslag forskning \
    forvaltning fylke gruppe handsaming kommune kompetence kompetanse kontor kontrakt konference \
    konferanse ledelse leverandør lovgivning løsning ministerium ministeriet departement model \
    myndighed myndighet nævn opgave oppgave oplysning opplysning ordning organisation organisasjon \
    personale plattform platform politik politikk problem proces prosess program projekt prosjekt \
    protokol pulje rapport realisering reform register registrering regnskap rekneskap regnskab \
    rettighed rettighet rådgiver samarbejde samarbeid sekretariat selskab selskap senter service \
    sikkerhed sikkerhet sikring skema skjema strategi strategier struktur styrelse styring \
    styrelsen system systemer teknologi teneste tilbud tilskud tilskudd tilsyn tiltak tjeneste \
    uddannelse udvalg udvikling undersøgelse undersøkelse universitet utdanning utvalg utvikling \
    vejledning veiledning verksemd vurdering virksomhed virksomhet værktøj verktøy
    """)
}

/// The hashes of words parted by spaces.
private func hashes(_ words: String) -> Set<UInt64> { Set(seeds(words).map { ByteHash.of($0) }) }

private func seeds(_ words: String) -> [[UInt8]] {
  words.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map(Array.init)
}

/// FNV-1a, which can be taken on byte by byte. 64 bits: two words of one language do not meet.
enum ByteHash {
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed, mixed) }
}
