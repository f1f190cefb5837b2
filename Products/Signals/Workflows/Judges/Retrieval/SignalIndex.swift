package import SignalsContracts
import LanguageModels

/// The live signals of a team with the reports they belong to: what searches and measures read.
///
/// A value. It is fed in the order of the log, so the same position gives the same answers; take a
/// copy at the position where a round begins.
package struct SignalIndex: Sendable {
    private(set) var texts = TextIndex<SignalID>()
    private(set) var signals: [SignalID: Indexed] = [:]
    private(set) var reports: [ReportID: Group] = [:]
    private var nextOrder = 0

    /// Makes an index without signals.
    package init() {}

    /// Live signals in the index.
    package var count: Int { signals.count }

    /// Puts a signal into a report; a signal that is somewhere already moves.
    package mutating func place(
        _ signal: SignalID, source: String, text: String, vector: [Float],
        in report: ReportID
    ) {
        remove(signal)
        let terms = TextTerms(text)
        texts.add(signal, terms: terms, vector: vector)
        signals[signal] = Indexed(
            source: source, text: text, terms: terms, vector: vector,
            names: Self.names(in: text), report: report, order: nextOrder)
        nextOrder += 1
        reports[report, default: Group()].members.append(signal)
    }

    /// Takes a signal out; a report without signals is forgotten.
    package mutating func remove(_ signal: SignalID) {
        guard let known = signals.removeValue(forKey: signal) else { return }
        texts.remove(signal)
        reports[known.report]?.members.removeAll { $0 == signal }
        if reports[known.report]?.members.isEmpty == true { reports[known.report] = nil }
    }

    /// Takes a report and all its signals out.
    package mutating func remove(report: ReportID) {
        for signal in reports[report]?.members ?? [] { remove(signal) }
    }

    /// Gives the signals of one report to another one.
    package mutating func merge(_ report: ReportID, into target: ReportID) {
        move(reports[report]?.members ?? [], to: target)
    }

    /// Gives signals to a report, in their order; unknown ones are passed over.
    package mutating func move(_ moved: [SignalID], to target: ReportID) {
        for signal in moved {
            guard let known = signals[signal], known.report != target else { continue }
            reports[known.report]?.members.removeAll { $0 == signal }
            if reports[known.report]?.members.isEmpty == true { reports[known.report] = nil }
            signals[signal]?.report = target
            reports[target, default: Group()].members.append(signal)
        }
    }

    /// Names a report, for judges that read its title.
    package mutating func entitle(_ report: ReportID, _ title: String) {
        reports[report, default: Group()].title = title
    }

    /// The report of a signal; nil for one that is not live.
    package func report(of signal: SignalID) -> ReportID? { signals[signal]?.report }

    /// Signals of a report, oldest first.
    package func members(of report: ReportID) -> [SignalID] { reports[report]?.members ?? [] }

    /// In how many live signals each term of a text occurs.
    package func frequencies(of text: String) -> [String: Int] {
        TextTerms(text).entries.reduce(into: [:]) { counts, entry in
            counts[entry.term] = texts.documentFrequency(of: entry.term)
        }
    }

    struct Indexed: Sendable {
        let source: String
        let text: String
        let terms: TextTerms
        let vector: [Float]
        /// Hosts, files and symbols that the first line names.
        let names: [String]
        var report: ReportID
        let order: Int
    }

    struct Group: Sendable {
        var title = ""
        var members: [SignalID] = []
    }
}
