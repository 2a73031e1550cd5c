// Saying how many cases a data-driven test went through.

/// Prints a count that the test log can be searched for.
func reportCases(_ count: Int, _ what: String) { print("cases: \(count) \(what)") }
