// Cards and texts: what a result shows.
//
// `k/N.json` holds the cards of neighbouring articles: an array of arrays
// `[title, url, date, section, [authors], [tags], lead, language]`, one a line. `x/N.txt` holds
// plain text, for snippets and phrases; where several articles share a file, a form feed parts them.
// All is composed (NFC): the places of words in it are the same before and after.

import Nordic

/// The most characters of a lead that a card keeps.
private let longestLead = 170

/// The cards of articles `range` as a file.
func cardFile(_ entries: ArraySlice<SearchEntry>) -> [UInt8] {
  var json: [UInt8] = []
  json.reserveCapacity(entries.count * 400)
  json += "[\n".utf8
  for (index, entry) in entries.enumerated() {
    if index > 0 { json += ",\n".utf8 }
    let card = entry.card
    json.append(UInt8(ascii: "["))
    for text in [card.title, card.url, card.date, card.section] {
      appendJSON(normalized(text), to: &json)
      json.append(UInt8(ascii: ","))
    }
    for list in [card.authors, card.tags] {
      json.append(UInt8(ascii: "["))
      for (place, text) in list.enumerated() {
        if place > 0 { json.append(UInt8(ascii: ",")) }
        appendJSON(normalized(text), to: &json)
      }
      json += "],".utf8
    }
    appendJSON(shortened(normalized(card.lead)), to: &json)
    json += ",\"\(card.language.code)\"]".utf8
  }
  json += "\n]\n".utf8
  return json
}

/// The texts of articles as a file; a form feed in one of them becomes a space.
public func textFile(_ texts: [[UInt8]]) -> [UInt8] {
  if texts.count == 1, let text = texts.first, !text.contains(0x0C) { return normalized(text) }
  var file: [UInt8] = []
  for (index, text) in texts.enumerated() {
    if index > 0 { file.append(0x0C) }
    file += normalized(text).map { $0 == 0x0C ? 0x20 : $0 }
  }
  return file
}

/// What a text adds to the hash of its segment.
public func textHash(_ text: [UInt8]) -> UInt32 {
  var checksum = Checksum()
  checksum.add(text)
  return checksum.value
}

/// A lead of at most `longestLead` characters, cut at a word.
func shortened(_ lead: [UInt8]) -> [UInt8] {
  var count = 0
  var lastSpace = 0
  for (index, byte) in lead.enumerated() where byte & 0xC0 != 0x80 {
    if count == longestLead {
      return Array(lead[..<(lastSpace > 0 ? lastSpace : index)]) + Array(" …".utf8)
    }
    if byte == 0x20 { lastSpace = index }
    count += 1
  }
  return lead
}

/// Appends a JSON string with its quotation marks.
func appendJSON(_ text: [UInt8], to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  for byte in text {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
    case 0x00..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      output += "\\u00".utf8
      output += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: output.append(byte)
    }
  }
  output.append(UInt8(ascii: "\""))
}
