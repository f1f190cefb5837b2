extension ConceptLexicon {
    /// The chapters in the order in which they claim a phrase.
    static let standardEntries = [moneyEntries].joined(separator: "\n")
}
