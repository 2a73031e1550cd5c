/// Says how many cases a data-driven test has tried.
func reportCases(_ count: Int, _ what: String) { print("cases: \(count) \(what)") }
