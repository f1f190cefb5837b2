/// A day of the calendar, as `2027-03-31`.
package struct Day: Comparable, Sendable, CustomStringConvertible {
    /// Days since 1 January 1970.
    package let number: Int

    /// The day with this number.
    package init(number: Int) { self.number = number }

    /// Reads year, month and day; nil for a day that does not exist.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), day >= 1
        else { return nil }
        number = Day.number(year, month, day)
        // A day that is too large for its month reads back as another.
        guard description == text else { return nil }
    }

    /// Counts from a year that begins in March, so that the leap day is the last.
    private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let (era, inEra) = (year / 400, year % 400)
        let inYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
    }

    /// Year, month and day.
    package var description: String {
        let shifted = number + 719_468
        let (era, inEra) = (shifted / 146_097, shifted % 146_097)
        let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        let day = inYear - (153 * month + 2) / 5 + 1
        let civil = month < 10 ? month + 3 : month - 9
        let shown = year + era * 400 + (civil <= 2 ? 1 : 0)
        let digits = { (value: Int, width: Int) in
            String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
        }
        return "\(digits(shown, 4))-\(digits(civil, 2))-\(digits(day, 2))"
    }

    /// The earlier day is less.
    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
