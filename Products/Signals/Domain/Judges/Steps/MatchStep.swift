package import SignalsContracts

/// A signal finds the report that it belongs to, or opens one.
package enum MatchStep: JudgeStep {
    package struct Question: Codable, Sendable {
        package let signal: JudgedSignal
        /// Every report that a search found a member of, in order of first appearance.
        package let reports: [Report]
        /// One list for each query, the signal's own vector last.
        package let searches: [Search]
        /// Measured likeness to each of `reports`, for judges that compute instead of read.
        package let likeness: [ReportLikeness]

        package init(
            signal: JudgedSignal, reports: [Report], searches: [Search],
            likeness: [ReportLikeness]
        ) {
            (self.signal, self.reports) = (signal, reports)
            (self.searches, self.likeness) = (searches, likeness)
        }
    }

    package struct Report: Codable, Sendable, Equatable {
        package let id: ReportID
        package let title: String
        package let size: Int
        /// In how many of the searches one of its signals was found.
        package let foundBy: Int

        package init(id: ReportID, title: String, size: Int, foundBy: Int) {
            (self.id, self.title, self.size, self.foundBy) = (id, title, size, foundBy)
        }
    }

    package struct Search: Codable, Sendable, Equatable {
        package let query: String
        package let candidates: [Candidate]

        package init(query: String, candidates: [Candidate]) {
            (self.query, self.candidates) = (query, candidates)
        }
    }

    package struct Candidate: Codable, Sendable, Equatable {
        package let signalID: SignalID
        /// One minus the cosine of the vectors, to 4 decimals.
        package let distance: Double
        package let source: String
        package let report: ReportID
        package let text: String

        package init(
            signalID: SignalID, distance: Double, source: String, report: ReportID, text: String
        ) {
            (self.signalID, self.distance, self.source) = (signalID, distance, source)
            (self.report, self.text) = (report, text)
        }
    }

    package enum Answer: Sendable, Equatable {
        /// The signal belongs where this candidate is, which this search found.
        case existing(signalID: SignalID, queryIndex: Int, reason: String)
        case new(title: String, summary: String, reason: String)
    }

    package static let name = StepName.match
    package static let contractVersion = 2

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        switch answer {
        case .existing(let signalID, let queryIndex, let reason):
            try check(reason)
            guard question.searches.indices.contains(queryIndex) else {
                throw InvalidAnswer(
                    name,
                    "query_index \(queryIndex) is out of range; there are "
                        + "\(question.searches.count) searches")
            }
            let known = question.searches.lazy.flatMap(\.candidates)
            guard known.contains(where: { $0.signalID == signalID }) else {
                throw InvalidAnswer(name, "signal_id \(signalID) is not among the candidates")
            }
        case .new(let title, _, let reason):
            try check(reason)
            try AnswerCheck.title(title, of: name)
        }
    }

    private static func check(_ reason: String) throws(InvalidAnswer) {
        guard reason.count <= JudgeLimits.matchReasonCharactersMax else {
            throw InvalidAnswer(
                name,
                "the reason has \(reason.count) characters; at most "
                    + "\(JudgeLimits.matchReasonCharactersMax) are allowed")
        }
    }
}

extension MatchStep.Answer: Codable {
    private enum Key: String, CodingKey {
        case reason, title, summary
        case matchType = "match_type"
        case signalID = "signal_id"
        case queryIndex = "query_index"
    }

    private enum MatchType: String, Codable { case existing, new }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let reason = try values.decode(String.self, forKey: .reason)
        switch try values.decode(MatchType.self, forKey: .matchType) {
        case .existing:
            self = .existing(
                signalID: try values.decode(SignalID.self, forKey: .signalID),
                queryIndex: try values.decode(Int.self, forKey: .queryIndex), reason: reason)
        case .new:
            self = .new(
                title: try values.decode(String.self, forKey: .title),
                summary: try values.decodeIfPresent(String.self, forKey: .summary) ?? "",
                reason: reason)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .existing(let signalID, let queryIndex, let reason):
            try values.encode(MatchType.existing, forKey: .matchType)
            try values.encode(signalID, forKey: .signalID)
            try values.encode(queryIndex, forKey: .queryIndex)
            try values.encode(reason, forKey: .reason)
        case .new(let title, let summary, let reason):
            try values.encode(MatchType.new, forKey: .matchType)
            try values.encode(title, forKey: .title)
            try values.encode(summary, forKey: .summary)
            try values.encode(reason, forKey: .reason)
        }
    }
}
