extension CalendarDate {
  /// The day in UTC that holds the moment `seconds` after 1 January 1970; nil outside the years 1 to 9999.
  ///
  /// Counts in eras of 400 years of 146,097 days, each beginning with 1 March, so that leap days come last.
  public init?(secondsSince1970 seconds: Int) {
    guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return nil }
    let days = (seconds - (((seconds % 86_400) + 86_400) % 86_400)) / 86_400 + 719_468
    let era = days / 146_097
    let day = days - era * 146_097
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let ofYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let ofMonth = ofYear - (153 * month + 2) / 5 + 1
    let number = month < 10 ? month + 3 : month - 9
    let fullYear = year + era * 400 + (number <= 2 ? 1 : 0)
    self.init(year: fullYear, month: number, day: ofMonth)
  }
}
