// Which hosts and origins a preview answers to.
//
// A page of any site may send requests to this machine, and a name of any site may be pointed at it
// (DNS rebinding). What such a request cannot do is claim to be for `localhost`. So the Host field
// must name this machine and this port, and an Origin, where there is one, must be ours.

/// The names and the port that are ours.
struct HostRule: Sendable, Hashable {
  var port: UInt16
  /// What was bound on request, in small letters; empty for the loopback interface.
  var boundNames: Set<String> = []
  /// Whether every address in figures is ours, for a server bound to all interfaces. A name could
  /// be pointed here by its owner, figures could not.
  var acceptsAllAddresses = false

  /// Whether a Host field names this server.
  func accepts(authority: String) -> Bool {
    let bytes = Array(authority.utf8)
    let hostEnd: Int
    if bytes.first == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
      hostEnd = bracket + 1
    } else {
      hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    }
    let host = String(decoding: bytes[..<hostEnd], as: UTF8.self)
    guard isOurs(port: bytes[hostEnd...]), bytes.allSatisfy({ $0 < 0x80 }) else { return false }
    return isOurs(host: host.lowercased())
  }

  /// Whether an Origin field names this server; `null` does not.
  func accepts(origin: String) -> Bool {
    let scheme = "http://"
    guard origin.utf8.starts(with: scheme.utf8) else { return false }
    return accepts(authority: String(origin.dropFirst(scheme.count)))
  }

  private func isOurs(port digits: ArraySlice<UInt8>) -> Bool {
    if digits.isEmpty { return port == 80 }
    return String(decoding: digits, as: UTF8.self) == ":\(port)"
  }

  private func isOurs(host: String) -> Bool {
    if host == "localhost" || host == "[::1]" || boundNames.contains(host) { return true }
    if host.hasSuffix(".localhost") { return isName(host.utf8.dropLast(".localhost".utf8.count)) }
    guard let address = ipv4Address(host) else {
      return acceptsAllAddresses && isIPv6Literal(host)
    }
    return acceptsAllAddresses || address[0] == 127
  }
}

/// Letters, digits, hyphens and single dots inside.
private func isName(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
  !bytes.isEmpty
    && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty
        && $0.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
}

/// Four decimal numbers without leading zeros, as RFC 3986 §3.2.2 has them; the short and octal
/// forms of `inet_aton` are not addresses here.
private func ipv4Address(_ host: String) -> [UInt8]? {
  let parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard parts.count == 4 else { return nil }
  var address: [UInt8] = []
  for part in parts {
    guard let text = String(part), let number = UInt8(text), String(number) == text else {
      return nil
    }
    address.append(number)
  }
  return address
}

private func isIPv6Literal(_ host: String) -> Bool {
  host.utf8.count > 3 && host.utf8.first == UInt8(ascii: "[")
    && host.utf8.dropFirst().dropLast().allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: ":"), UInt8(ascii: "."):
        true
      default: false
      }
    }
}
