import Events
import Projections
import SignalsContracts
import SignalsDomain

/// A list of reports as one question to the view.
struct ReportList: Sendable {
    let query: ReportQuery
    let team: TeamID
    let epoch: Int
    let login: String?

    func page(_ view: any ViewReader) throws -> ReportPage {
        let (filter, arguments) = filter
        let count = try view.row("SELECT count(*) AS n FROM {reports} WHERE \(filter)", arguments)
        let order = ReportOrder(query.ordering, login: login)
        let limit = min(max(1, query.limit), SignalsLimits.pageReportsMax)
        let after = try query.cursor.map { try order.keys(in: $0) }
        let keys = order.terms.enumerated().map { ", \($1.expression) AS k\($0)" }.joined()
        let rows = try view.rows(
            """
            SELECT * FROM (SELECT document\(keys) FROM {reports} WHERE \(filter))
            WHERE \(order.isBehind(after)) ORDER BY \(order.clause) LIMIT ?
            """,
            order.arguments + arguments + order.arguments(after) + [ViewValue(limit + 1)])
        let reports = try rows.prefix(limit).compactMap { row in
            try row.json("document", as: ReportRecord.self)?.report(for: login)
        }
        let next = try rows.count > limit ? order.cursor(of: rows[limit - 1]) : nil
        return ReportPage(results: reports, count: try count?.integer("n") ?? 0, next: next)
    }

    /// The condition, and its arguments in order.
    private var filter: (String, [ViewValue]) {
        var terms = ["team = ?", "epoch = ?"]
        var arguments: [ViewValue] = [ViewValue(team.number), ViewValue(epoch)]
        func add(_ term: String, _ values: [ViewValue]) {
            terms.append(term)
            arguments += values
        }

        let asked = query.statuses.filter { $0 != .deleted }
        let usual = ReportStatus.allCases.filter { $0 != .deleted && $0 != .suppressed }
        let statuses = query.statuses.isEmpty ? usual : asked
        add("status IN (\(marks(statuses)))", statuses.map { .text($0.rawValue) })
        if let search = query.search, !search.isBlank {
            let pattern = ViewValue.text("%\(search.escapedForLike)%")
            add(
                "(title LIKE ? ESCAPE '!' OR summary LIKE ? ESCAPE '!')", [pattern, pattern])
        }
        if !query.sourceProducts.isEmpty {
            add(
                """
                id IN (SELECT report FROM {signals} WHERE product IN \
                (\(marks(query.sourceProducts))))
                """, query.sourceProducts.map(ViewValue.text))
        }
        if !query.suggestedReviewers.isEmpty {
            let each = query.suggestedReviewers.map { _ in "instr(reviewers, ?) > 0" }
            add(
                "(\(each.joined(separator: " OR ")))",
                query.suggestedReviewers.map { .text("|\($0)|") })
        }
        return (terms.joined(separator: " AND "), arguments)
    }

    private func marks(_ values: [some Any]) -> String {
        values.isEmpty ? "NULL" : values.map { _ in "?" }.joined(separator: ", ")
    }
}

extension String {
    /// The text with the wildcards of LIKE taken literally.
    fileprivate var escapedForLike: String {
        reduce(into: "") { escaped, character in
            if "!%_".contains(character) { escaped.append("!") }
            escaped.append(character)
        }
    }
}

/// The order of a list, and cursors that stay true while the list changes.
struct ReportOrder: Sendable {
    /// One key of the order.
    struct Term: Sendable {
        let expression: String
        var isDescending = false
        /// Whether a minus before the field leaves this key as it is.
        var isFixed = false
        var argument: ViewValue?
    }

    let terms: [Term]

    /// Reads `-field,field`; a field that does not exist means the usual order.
    init(_ ordering: String?, login: String?) {
        let wanted = ordering.flatMap { ReportOrder.terms($0, login) }
        terms =
            wanted ?? ReportOrder.terms("-is_suggested_reviewer,status,-updated_at,id", login)
            ?? []
    }

    /// The arguments of the keys themselves.
    var arguments: [ViewValue] { terms.compactMap(\.argument) }

    var clause: String {
        terms.enumerated().map { "k\($0)\($1.isDescending ? " DESC" : "")" }
            .joined(separator: ", ")
    }

    /// The condition that a row lies behind the one with these keys.
    func isBehind(_ keys: [ViewValue]?) -> String {
        guard keys != nil else { return "1" }
        let alternatives = terms.indices.map { index in
            let equal = (0..<index).map { "k\($0) = ?" }
            let beyond = "k\(index) \(terms[index].isDescending ? "<" : ">") ?"
            return "(\((equal + [beyond]).joined(separator: " AND ")))"
        }
        return "(\(alternatives.joined(separator: " OR ")))"
    }

    func arguments(_ keys: [ViewValue]?) -> [ViewValue] {
        guard let keys else { return [] }
        return terms.indices.flatMap { Array(keys[...$0]) }
    }

    func cursor(of row: ViewRow) throws -> String {
        let keys = terms.indices.map { index -> JSONValue in
            switch row["k\(index)"] {
            case .integer(let number): .integer(number)
            case .text(let text): .string(text)
            default: .null
            }
        }
        return JSONValue.array(keys).bytes().hexadecimalText
    }

    func keys(in cursor: String) throws -> [ViewValue] {
        let fault = SignalsError.invalidArgument("cursor", "it does not belong to this list")
        // A cursor that is no JSON is as foreign as one of another list.
        guard let bytes = [UInt8](hexadecimalText: cursor),
            let keys = (try? JSONValue(parsing: bytes))?.array, keys.count == terms.count
        else { throw fault }
        return try keys.map { key in
            if let text = key.string { return .text(text) }
            guard case .integer(let number) = key else { throw fault }
            return .integer(number)
        }
    }

    private static func terms(_ ordering: String, _ login: String?) -> [Term]? {
        var terms: [Term] = []
        for field in ordering.split(separator: ",") {
            let isDescending = field.hasPrefix("-")
            let name = isDescending ? field.dropFirst() : field
            guard let known = keys(of: String(name), login) else { return nil }
            terms += known.map { term in
                Term(
                    expression: term.expression,
                    isDescending: isDescending && !term.isFixed, argument: term.argument)
            }
        }
        guard !terms.isEmpty else { return nil }
        let hasID = terms.contains { $0.expression == "id" }
        return hasID ? terms : terms + [Term(expression: "id")]
    }

    /// The keys of a field in ascending order; a report without a priority is last either way.
    private static func keys(of field: String, _ login: String?) -> [Term]? {
        switch field {
        case "status": [Term(expression: "rank")]
        case "signal_count", "total_weight", "created_at", "updated_at", "id":
            [Term(expression: field)]
        case "priority":
            [
                Term(expression: "priority IS NULL", isFixed: true),
                Term(expression: "coalesce(priority, 9)"),
            ]
        case "is_suggested_reviewer":
            [
                Term(
                    expression: "instr(suggested, ?) > 0",
                    argument: .text(login.map { "|\($0)|" } ?? "||"))
            ]
        default: nil
        }
    }
}

extension [UInt8] {
    /// Two lower-case digits a byte.
    fileprivate var hexadecimalText: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads two digits a byte; nil for anything else.
    fileprivate init?(hexadecimalText text: String) {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
