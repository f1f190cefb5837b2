extension String {
    /// `ExpenseReports` as `expenseReports`, `HTTPChecks` as `httpChecks`.
    var lowerCamel: String {
        let head = prefix { $0.isUppercase || $0.isNumber }
        let count = head.count == self.count ? head.count : Swift.max(1, head.count - 1)
        return prefix(count).lowercased() + dropFirst(count)
    }

    /// `invoice` as `Invoice`.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }

    /// `HTTPCheckRuns` as `http`, `check`, `runs`.
    var words: [String] {
        var words: [String] = []
        let letters = Array(self)
        for (index, letter) in letters.enumerated() {
            let isAfterLower = index > 0 && !letters[index - 1].isUppercase
            let isBeforeLower = index + 1 < letters.count && letters[index + 1].isLowercase
            if words.isEmpty || (letter.isUppercase && (isAfterLower || isBeforeLower)) {
                words.append("")
            }
            words[words.count - 1] += letter.lowercased()
        }
        return words
    }
}
