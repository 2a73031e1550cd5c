// Keeping what an included template wrote, for the next page that includes it for the same thing.
//
// The key is the template and the values of all it reads: plain values themselves, the site's
// objects by their identity. Where a value has neither, or a warning was given, nothing is kept.

/// What an included template wrote.
public struct Fragment: Sendable {
  /// The output.
  public let bytes: [UInt8]
  /// What it counts against the limit of steps.
  let steps: Int
}

/// Where a site keeps fragments between the pages of one build; see ``Context/fragments``.
public protocol FragmentStore: AnyObject, Sendable {
  /// What was made of the same inputs. The site notes again whatever the fragment depended on.
  func fragment(_ key: [UInt8]) -> Fragment?
  /// Called before a fragment is made.
  func begin()
  /// Takes the fragment that was begun last.
  func keep(_ fragment: Fragment, _ key: [UInt8])
}

/// A fragment that is being written.
struct PendingFragment {
  let key: [UInt8]
  /// Where in the output it begins.
  let start: Int
  let steps: Int
  let warnings: Int
}

extension Renderer {
  /// Looks for the fragment whose inputs lie on the stack, and takes them away.
  ///
  /// - Returns: whether it was there and has been written; if not, it is begun.
  mutating func beginFragment(_ instruction: Instruction, _ frame: Frame) throws -> Bool {
    let start = stack.count - Int(instruction.count)
    defer { stack.truncate(to: start) }
    guard let fragments, pendingFragments.isEmpty,
      let key = fragmentKey(set.programs[frame.program].fragments[Int(instruction.b)], start)
    else {
      pendingFragments.append(nil)
      return false
    }
    if let fragment = fragments.fragment(key) {
      page.append(fragment.bytes)
      try count(fragment.steps)
      return true
    }
    fragments.begin()
    pendingFragments.append(
      PendingFragment(key: key, start: page.count, steps: steps, warnings: warnings.count))
    return false
  }

  /// Ends the fragment that was begun last.
  mutating func endFragment() {
    guard let pending = pendingFragments.popLast() ?? nil, pending.warnings == warnings.count
    else { return }
    fragments?.keep(
      Fragment(bytes: Array(page.bytes(from: pending.start)), steps: steps - pending.steps),
      pending.key)
  }

  /// - Returns: `nil` where the inputs cannot be told apart, or none of them is the site's.
  private func fragmentKey(_ fragment: FragmentInputs, _ start: Int) -> [UInt8]? {
    var key: [UInt8] = []
    key.reserveCapacity(64)
    appendNumber(fragment.template, to: &key)
    var isOfObject = false
    for (place, input) in fragment.inputs.enumerated() {
      if case .object(let object) = stack[start + place], object.identity != nil {
        isOfObject = true
      } else if !input.isWhole, hasMembers(stack[start + place]) {
        for member in input.members {
          guard let value = memberForKey(member, of: stack[start + place]), append(value, to: &key)
          else { return nil }
        }
        continue
      }
      guard append(stack[start + place], to: &key) else { return nil }
    }
    return isOfObject ? key : nil
  }

  private func hasMembers(_ value: borrowing Value) -> Bool {
    switch value {
    case .object, .map: true
    default: false
    }
  }

  /// - Returns: `nil` where asking might cost something, or be noted without need.
  private func memberForKey(_ name: Int, of value: borrowing Value) -> Value? {
    switch value {
    case .object(let object):
      guard object.isPlain(spelling.names[name]) else { return nil }
      return object.member(spelling.names[name]) ?? noMember
    case .map(let map):
      return spelling.index(of: name, in: map).map { map.entries[$0].value } ?? noMember
    default: return noMember
    }
  }
}

private let noMember = Value.undefined(Undefined(.member))

private func appendNumber(_ number: Int, to key: inout [UInt8]) {
  withUnsafeBytes(of: number) { key.append(contentsOf: $0) }
}

/// Appends a value so that different values are different bytes.
///
/// - Returns: false for what cannot be told apart by its value.
private func append(_ value: borrowing Value, to key: inout [UInt8]) -> Bool {
  switch value {
  case .undefined(let undefined):
    key.append(0)
    key.append(undefined.kind.rawValue)
  case .none: key.append(1)
  case .bool(let flag): key.append(flag ? 2 : 3)
  case .int(let number):
    key.append(4)
    appendNumber(number, to: &key)
  case .float(let number):
    key.append(5)
    appendNumber(Int(bitPattern: UInt(number.bitPattern)), to: &key)
  case .string(let text):
    guard text.bytes.count < 256 else { return false }
    key.append(text.isSafe ? 6 : 7)
    key.append(UInt8(truncatingIfNeeded: text.bytes.count))
    key += text.bytes
  case .object(let object):
    guard let identity = object.identity else { return false }
    key.append(8)
    appendNumber(identity, to: &key)
  case .function(let function):
    guard function.kind == .global else { return false }
    key.append(9)
    appendNumber(Int(function.index), to: &key)
  case .list, .map: return false
  }
  return true
}
