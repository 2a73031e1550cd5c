// The names of months and weekdays: what is written is also recognized.
// That they are right is for ICU to say, in DateFormatTests.swift.

import Testing

@testable import Nordic

@Suite struct DateNamesTests {
  @Test func everyNameThatIsWrittenIsRecognized() {
    for language in Language.allCases {
      for number in 1...12 {
        let name = monthName(number, in: language).description.lowercased()
        #expect(month(named: name) == number, "\(name)")
        #expect(month(named: String(name.prefix(3))) == number, "\(name)")
      }
      for number in 1...7 {
        let name = weekdayName(number, in: language).description.lowercased()
        #expect(weekday(named: name) == number, "\(name)")
        #expect(weekday(named: String(name.prefix(3))) == number, "\(name)")
      }
    }
    reportCases(4 * 2 * 19, "names")
  }

  @Test func whatIsNotInTheCalendarHasNoName() {
    for number in [0, 13, -1, .max] {
      #expect(monthName(number, in: .da).description == "")
      #expect(weekdayName(number, in: .da).description == "")
    }
    #expect(month(named: "") == nil && weekday(named: "") == nil && month(named: "ma") == nil)
  }
}
