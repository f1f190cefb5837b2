import LanguageModels
import SignalsContracts
import SignalsDomain

extension SignalIndex {
    /// Measures a signal against every report that the searches led to, in order of likeness.
    func likeness(
        of text: String, vector: [Float], excluding excluded: SignalID,
        searches: [MatchStep.Search]
    ) -> [ReportLikeness] {
        let terms = TextTerms(text)
        let around = texts.neighbourhood(
            of: .init(terms: terms, vector: vector), limit: TextLimits.neighbours + 1)
        let near = around.nearest.filter { $0.key != excluded }.prefix(TextLimits.neighbours)
        let measurer = Measurer(
            index: self, terms: terms, names: Self.names(in: text), neighbours: Array(near),
            spread: around.spread)
        let citations = Citations(searches)
        return measurer.groups.compactMap { group in
            guard let citation = citations.first(of: group.report) else { return nil }
            let (measures, shared) = measurer.measures(of: group)
            return ReportLikeness(
                report: group.report, nearest: citation.signal,
                queryIndex: citation.queryIndex, measures: measures, sharedTerms: shared)
        }
    }

    static func names(in text: String) -> [String] {
        Identifiers.names(in: Tokenizer.firstLine(of: text).line)
    }
}

/// Which candidate of which search speaks for a report: the first, of the search that lists it first.
private struct Citations {
    private var places: [ReportID: (signal: SignalID, queryIndex: Int)] = [:]

    init(_ searches: [MatchStep.Search]) {
        // The signal's own vector is the last search and the best witness.
        for (index, search) in searches.enumerated().reversed() {
            for candidate in search.candidates where places[candidate.report] == nil {
                places[candidate.report] = (candidate.signalID, index)
            }
        }
    }

    func first(of report: ReportID) -> (signal: SignalID, queryIndex: Int)? { places[report] }
}

/// Turns neighbours into measures of reports.
private struct Measurer {
    typealias Neighbour = TextIndex<SignalID>.Neighbour

    struct Group {
        let report: ReportID
        /// Best first, at most `membersMax`.
        var nearest: [Neighbour]
    }

    let index: SignalIndex
    let terms: TextTerms
    let names: [String]
    let groups: [Group]
    private let backgroundLexical: Double
    private let backgroundCosine: Double
    private let spread: Spread

    init(
        index: SignalIndex, terms: TextTerms, names: [String], neighbours: [Neighbour],
        spread: Spread
    ) {
        (self.index, self.terms, self.names) = (index, terms, names)
        self.spread = spread
        groups = Self.groups(of: neighbours, in: index)
        let background = neighbours.dropFirst(10)
        backgroundLexical = Assumed.mean(background.map(\.lexical), near: Assumed.lexical)
        backgroundCosine = Assumed.mean(background.map(\.cosine), near: Assumed.cosine)
    }

    func measures(of group: Group) -> (LikenessMeasures, [String]) {
        let members = index.members(of: group.report)
        let counted = Double(min(members.count, Self.membersMax)) + 1
        let overlap = index.texts.overlap(of: terms, with: group.nearest.map(\.key))
        let cosines = group.nearest.map(\.cosine).reduce(0, +)
        var measures = LikenessMeasures()
        measures.lexical = rounded(group.nearest.map(\.lexical).reduce(0, +) / counted)
        measures.cosine = rounded(cosines / counted)
        measures.backgroundCosine = backgroundCosine
        measures.lexicalLift = lift(group.nearest.map(\.lexical), over: backgroundLexical)
        measures.cosineLift = lift(group.nearest.map(\.cosine), over: backgroundCosine)
        measures.deviations = rounded(
            (cosines / Double(group.nearest.count) - spread.mean) / spread.deviation)
        measures.size = NaturalLogarithm.of(Double(max(members.count, 1)))
        measures.scale = index.texts.scale
        measures.rarestInTitle = overlap.rarestInTitle
        measures.conflict = conflict(with: members)
        let shared = overlap.shared.prefix(Self.sharedTermsMax).filter { $0.rarity > 0.1 }
        return (measures, shared.map(\.term))
    }

    private static func groups(of neighbours: [Neighbour], in index: SignalIndex) -> [Group] {
        var groups: [Group] = []
        var places: [ReportID: Int] = [:]
        for neighbour in neighbours {
            guard let report = index.report(of: neighbour.key) else { continue }
            if let place = places[report] {
                if groups[place].nearest.count < membersMax {
                    groups[place].nearest.append(neighbour)
                }
            } else if groups.count < groupsMax {
                places[report] = groups.count
                groups.append(Group(report: report, nearest: [neighbour]))
            }
        }
        return groups
    }

    private func lift(_ values: [Double], over background: Double) -> Double {
        let ratio = (max(values.max() ?? 0, 0) + 0.02) / (max(background, 0) + 0.02)
        return NaturalLogarithm.of(ratio)
    }

    private func conflict(with members: [SignalID]) -> Double {
        guard !names.isEmpty else { return 0 }
        let mine = Set(names)
        let others = members.suffix(Self.membersMax)
            .compactMap { index.signals[$0]?.names }.filter { !$0.isEmpty }
        guard !others.isEmpty else { return 0 }
        let alike = others.filter { $0.contains(where: mine.contains) }.count
        return rounded(1 - Double(alike) / Double(others.count))
    }

    private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }

    private static let membersMax = 8
    private static let groupsMax = 8
    private static let sharedTermsMax = 8
}

/// A background that is assumed beside the measured one: a team's first signals have none yet.
private enum Assumed {
    static let lexical = 0.12
    static let cosine = 0.3
    private static let neighbours = 20.0

    static func mean(_ values: [Double], near assumed: Double) -> Double {
        let sum = values.reduce(neighbours * assumed, +)
        return (sum / (Double(values.count) + neighbours) * 1e6).rounded() / 1e6
    }
}
