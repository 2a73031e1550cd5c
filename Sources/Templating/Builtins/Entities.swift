// HTML's character references, for `striptags`.
//
// Names: HTML 4.01 §24 and `&apos;`. Numbers: HTML Living Standard §13.2.5.80, with the
// replacements for the range 0x80–0x9F.

/// Resolves character references.
func unescaped(_ bytes: [UInt8]) -> [UInt8] {
  guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
  var output: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "&"), let (text, end) = reference(bytes, index + 1) {
      output += text
      index = end
    } else {
      output.append(bytes[index])
      index += 1
    }
  }
  return output
}

private func reference(_ bytes: [UInt8], _ start: Int) -> (text: [UInt8], end: Int)? {
  if start < bytes.count, bytes[start] == UInt8(ascii: "#") {
    return numericReference(bytes, start + 1)
  }
  var end = start
  while end < bytes.count, isAlphanumeric(bytes[end]), end - start < 32 { end += 1 }
  guard end > start else { return nil }
  let name = String(decoding: bytes[start..<end], as: UTF8.self)
  let hasSemicolon = end < bytes.count && bytes[end] == UInt8(ascii: ";")
  if hasSemicolon, let value = entities[name] { return (utf8(value), end + 1) }
  // Without the semicolon the old names count, also as the beginning of a longer word.
  for length in stride(from: min(end - start, 6), through: 2, by: -1) {
    let part = String(decoding: bytes[start..<start + length], as: UTF8.self)
    if let value = entities[part], value < 0x100, part != "apos" {
      return (utf8(value), start + length)
    }
  }
  return nil
}

private func numericReference(_ bytes: [UInt8], _ start: Int) -> (text: [UInt8], end: Int)? {
  guard start < bytes.count else { return nil }
  let isHex = bytes[start] | 0x20 == UInt8(ascii: "x")
  let radix = isHex ? 16 : 10
  var end = isHex ? start + 1 : start
  let first = end
  var value: UInt32 = 0
  while end < bytes.count, digitValue(bytes[end]) < radix {
    value = min(value &* UInt32(radix) &+ UInt32(digitValue(bytes[end])), 0x11_0000)
    end += 1
  }
  guard end > first else { return nil }
  if end < bytes.count, bytes[end] == UInt8(ascii: ";") { end += 1 }
  return (text(ofReference: value), end)
}

private func text(ofReference value: UInt32) -> [UInt8] {
  if value >= 0x80, value < 0xA0 { return utf8(windows1252[Int(value - 0x80)]) }
  switch value {
  case 0, 0xD800...0xDFFF, 0x11_0000...: return utf8(0xFFFD)
  case 0x0D: return [0x0D]
  case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0xFDD0...0xFDEF: return []
  default: return value & 0xFFFE == 0xFFFE ? [] : utf8(value)
  }
}

private func utf8(_ value: UInt32) -> [UInt8] {
  Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
  default: false
  }
}

private let windows1252: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
]

private let entities: [String: UInt32] = {
  var table: [String: UInt32] = ["amp": 38, "lt": 60, "gt": 62, "quot": 34, "apos": 39]
  table["AMP"] = 38
  table["LT"] = 60
  table["GT"] = 62
  table["QUOT"] = 34
  for (index, name) in latin1Names.split(separator: " ").enumerated() {
    table[String(name)] = 160 + UInt32(index)
  }
  for entry in otherNames.split(separator: " ") {
    let parts = entry.split(separator: "=")
    if parts.count == 2 { table[String(parts[0])] = UInt32(parts[1], radix: 16) }
  }
  return table
}()

/// The names of U+00A0 to U+00FF in order.
private let latin1Names = """
  nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
  sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
  Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
  ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
  szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
  icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml \
  yacute thorn yuml
  """

/// Names of other characters and their numbers.
private let otherNames = """
  OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2C6 tilde=2DC Alpha=391 \
  Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39A \
  Lambda=39B Mu=39C Nu=39D Xi=39E Omicron=39F Pi=3A0 Rho=3A1 Sigma=3A3 Tau=3A4 Upsilon=3A5 \
  Phi=3A6 Chi=3A7 Psi=3A8 Omega=3A9 alpha=3B1 beta=3B2 gamma=3B3 delta=3B4 epsilon=3B5 zeta=3B6 \
  eta=3B7 theta=3B8 iota=3B9 kappa=3BA lambda=3BB mu=3BC nu=3BD xi=3BE omicron=3BF pi=3C0 rho=3C1 \
  sigmaf=3C2 sigma=3C3 tau=3C4 upsilon=3C5 phi=3C6 chi=3C7 psi=3C8 omega=3C9 thetasym=3D1 \
  upsih=3D2 piv=3D6 ensp=2002 emsp=2003 thinsp=2009 zwnj=200C zwj=200D lrm=200E rlm=200F \
  ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201A ldquo=201C rdquo=201D bdquo=201E \
  dagger=2020 Dagger=2021 bull=2022 hellip=2026 permil=2030 prime=2032 Prime=2033 lsaquo=2039 \
  rsaquo=203A oline=203E frasl=2044 euro=20AC image=2111 weierp=2118 real=211C trade=2122 \
  alefsym=2135 larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 crarr=21B5 lArr=21D0 uArr=21D1 \
  rArr=21D2 dArr=21D3 hArr=21D4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 \
  notin=2209 ni=220B prod=220F sum=2211 minus=2212 lowast=2217 radic=221A prop=221D infin=221E \
  ang=2220 and=2227 or=2228 cap=2229 cup=222A int=222B there4=2234 sim=223C cong=2245 asymp=2248 \
  ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 sup=2283 nsub=2284 sube=2286 supe=2287 oplus=2295 \
  otimes=2297 perp=22A5 sdot=22C5 lceil=2308 rceil=2309 lfloor=230A rfloor=230B lang=27E8 \
  rang=27E9 loz=25CA spades=2660 clubs=2663 hearts=2665 diams=2666
  """
