extension ConceptLexicon {
    /// The chapters in the order in which they claim a phrase.
    static let standardEntries = [moneyEntries, softwareEntries, serviceEntries, generalEntries]
        .joined(separator: "\n")
}
