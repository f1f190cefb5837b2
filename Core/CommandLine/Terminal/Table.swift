/// Rows under headings, as wide as their content and no wider than the terminal.
public struct Table: Sendable {
    /// A heading and the side on which its cells are aligned.
    public enum Column: Sendable {
        /// Texts.
        case left(String)
        /// Numbers.
        case right(String)

        var heading: String {
            switch self {
            case .left(let heading), .right(let heading): heading
            }
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    /// A table without rows.
    public init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; line breaks and control characters in cells are shown as spaces.
    ///
    /// - Precondition: There is a cell for each column.
    public mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row needs \(columns.count) cells")
        rows.append(cells.map { String($0.map { $0.isControl ? " " : $0 }) })
    }

    /// The table; where it is too wide, the widest columns are cut with an ellipsis.
    public func text(_ terminal: Terminal) -> String {
        let widths = fitted(to: terminal.width, terminal)
        let headings = line(columns.map(\.heading), widths)
        let lines = rows.map { line($0, widths) }
        return ([terminal.styled(headings, .bold)] + lines).joined(separator: "\n") + "\n"
    }

    private func fitted(to width: Int, _ terminal: Terminal) -> [Int] {
        var widths = columns.indices.map { column in
            rows.map { $0[column].displayWidth }
                .reduce(columns[column].heading.displayWidth, max)
        }
        // A file has no edge: what is piped on is complete.
        guard terminal.isInteractive else { return widths }
        while widths.reduce(0, +) + 2 * (widths.count - 1) > width,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 6
        {
            widths[widest] -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, zip(columns, widths)).map { cell, shape in
            let text = cell.truncated(to: shape.1)
            let padding = String(repeating: " ", count: shape.1 - text.displayWidth)
            return switch shape.0 {
            case .left: text + padding
            case .right: padding + text
            }
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension String {
    /// Columns that the text takes on a terminal.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text in at most `width` columns, with an ellipsis where it was cut.
    func truncated(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var (text, used) = ("", 0)
        for character in self {
            guard used + character.displayWidth <= width - 1 else { break }
            text.append(character)
            used += character.displayWidth
        }
        return width > 0 ? text + "…" : ""
    }
}

extension Character {
    /// Two columns for East Asian wide characters and emoji, one for all others.
    var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
