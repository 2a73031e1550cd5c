// How many cases a test ran, for whoever reads the log.

func reportCases(_ count: Int, _ what: String) { print("cases: \(count) \(what)") }
