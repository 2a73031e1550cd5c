// The names of months and weekdays in each language.
//
// Dictionaries write them with small letters in Danish and Norwegian, with capitals in English. The
// short forms are the first three letters in all four.

/// The name of a month.
///
/// - Parameter month: 1...12; anything else has no name.
func monthName(_ month: Int, in language: Language) -> StaticString {
  let isDanish = language == .da
  let isEnglish = language == .en
  return switch month {
  case 1: isEnglish ? "January" : "januar"
  case 2: isEnglish ? "February" : "februar"
  case 3: isEnglish ? "March" : isDanish ? "marts" : "mars"
  case 4: isEnglish ? "April" : "april"
  case 5: isEnglish ? "May" : isDanish ? "maj" : "mai"
  case 6: isEnglish ? "June" : "juni"
  case 7: isEnglish ? "July" : "juli"
  case 8: isEnglish ? "August" : "august"
  case 9: isEnglish ? "September" : "september"
  case 10: isEnglish ? "October" : "oktober"
  case 11: isEnglish ? "November" : "november"
  case 12: isEnglish ? "December" : isDanish ? "december" : "desember"
  default: ""
  }
}

/// The name of a weekday.
///
/// - Parameter weekday: 1 for Monday ... 7 for Sunday; anything else has no name.
func weekdayName(_ weekday: Int, in language: Language) -> StaticString {
  let isNynorsk = language == .nn
  let isEnglish = language == .en
  return switch weekday {
  case 1: isEnglish ? "Monday" : isNynorsk ? "måndag" : "mandag"
  case 2: isEnglish ? "Tuesday" : isNynorsk ? "tysdag" : "tirsdag"
  case 3: isEnglish ? "Wednesday" : "onsdag"
  case 4: isEnglish ? "Thursday" : "torsdag"
  case 5: isEnglish ? "Friday" : "fredag"
  case 6: isEnglish ? "Saturday" : isNynorsk ? "laurdag" : "lørdag"
  case 7: isEnglish ? "Sunday" : isNynorsk ? "sundag" : "søndag"
  default: ""
  }
}

/// Recognizes a month in any of the languages, whole or shortened as is usual.
///
/// - Parameter word: lower case, without a full stop.
/// - Returns: 1...12.
func month(named word: String) -> Int? {
  switch word {
  case "jan", "januar", "january": 1
  case "feb", "febr", "februar", "february": 2
  case "mar", "mars", "marts", "march": 3
  case "apr", "april": 4
  case "maj", "mai", "may": 5
  case "jun", "juni", "june": 6
  case "jul", "juli", "july": 7
  case "aug", "august": 8
  case "sep", "sept", "september": 9
  case "okt", "oct", "oktober", "october": 10
  case "nov", "november": 11
  case "dec", "des", "december", "desember": 12
  default: nil
  }
}

/// Recognizes a weekday in any of the languages, whole or shortened as is usual.
///
/// - Parameter word: lower case, without a full stop.
/// - Returns: 1 for Monday ... 7 for Sunday.
func weekday(named word: String) -> Int? {
  switch word {
  case "man", "mån", "mon", "mandag", "måndag", "monday": 1
  case "tir", "tirs", "tys", "tue", "tues", "tirsdag", "tysdag", "tuesday": 2
  case "ons", "wed", "onsdag", "wednesday": 3
  case "tor", "tors", "thu", "thur", "thurs", "torsdag", "thursday": 4
  case "fre", "fri", "fredag", "friday": 5
  case "lør", "lau", "laur", "sat", "lørdag", "laurdag", "saturday": 6
  case "søn", "sun", "søndag", "sundag", "sunday": 7
  default: nil
  }
}
