/// A signal becomes one to three search queries.
package enum QueriesStep: JudgeStep {
    /// The newest live signal of one kind of source.
    package struct Example: Codable, Sendable {
        package let source: String
        package let text: String

        package init(source: String, text: String) {
            self.source = source
            self.text = String(text.prefix(JudgeLimits.exampleCharactersMax))
        }
    }

    package struct Question: Codable, Sendable {
        package let description: String
        package let examples: [Example]
        /// In how many live signals each term of the description occurs, as of the round's start.
        package let frequencies: [String: Int]

        package init(description: String, examples: [Example] = [], frequencies: [String: Int]) {
            (self.description, self.examples) = (description, examples)
            self.frequencies = frequencies
        }
    }

    package struct Answer: Codable, Sendable, Equatable {
        package let queries: [String]

        package init(queries: [String]) { self.queries = queries }
    }

    package static let name = StepName.queries

    package static func validate(_ answer: Answer, for question: Question) throws(InvalidAnswer) {
        guard (1...JudgeLimits.queriesMax).contains(answer.queries.count) else {
            throw InvalidAnswer(
                name, "\(answer.queries.count) queries; give 1 to \(JudgeLimits.queriesMax)")
        }
        guard Set(answer.queries).count == answer.queries.count else {
            throw InvalidAnswer(name, "two queries are the same; make each one distinct")
        }
        for (index, query) in answer.queries.enumerated() {
            if AnswerCheck.isBlank(query) { throw InvalidAnswer(name, "query \(index) is blank") }
            guard (query.utf8.count + 3) / 4 <= JudgeLimits.queryTokensMax else {
                throw InvalidAnswer(
                    name, "query \(index) is longer than \(JudgeLimits.queryTokensMax) tokens")
            }
        }
    }
}
