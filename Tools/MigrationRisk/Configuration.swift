import Foundation

/// What `check-migrations.json` says.
package struct RiskConfiguration: Sendable, Decodable {
    /// From which level on the command fails.
    package enum Threshold: String, Sendable, Decodable { case blocked, review }

    /// Tables on which every ALTER stalls the system.
    package var hotTables: [String]?
    /// Rules that are wanted although they are off by default.
    package var include: [String]?
    /// Rules that are left out.
    package var exclude: [String]?
    /// From which level on the command fails.
    package var failOn: Threshold?
    /// The server: `postgres`, `sqlite` or `auto`.
    package var dialect: String?

    /// Says nothing.
    package init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case hotTables, include, exclude, failOn, dialect
    }

    /// Reads a file.
    ///
    /// - Throws: `ConfigurationError` for what is no JSON, or has a field that nobody knows.
    package static func read(
        _ bytes: [UInt8], from path: String
    ) throws(ConfigurationError) -> RiskConfiguration {
        let data = Data(bytes)
        do {
            let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
            let known = Set(CodingKeys.allCases.map(\.rawValue))
            if let other = object.keys.sorted().first(where: { !known.contains($0) }) {
                let names = known.sorted().joined(separator: ", ")
                throw ConfigurationError("\(path): nobody knows \(other); there are \(names)")
            }
            return try JSONDecoder().decode(RiskConfiguration.self, from: data)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw ConfigurationError("\(path) is no configuration: \(error)")
        }
    }
}

/// Why a configuration or a name of a rule cannot be used.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
    /// What is wrong, which one, and what to do next.
    package let description: String

    /// Says what is wrong.
    package init(_ text: String) { description = text }
}

extension AnalysisSettings {
    /// Takes a configuration in; what was set before counts more.
    ///
    /// - Throws: `ConfigurationError` for a rule or a server that nobody knows.
    package mutating func take(_ file: RiskConfiguration) throws(ConfigurationError) {
        hotTables.formUnion((file.hotTables ?? []).map(SQLName.key))
        excluded.formUnion(try AnalysisSettings.rules(file.exclude ?? []))
        included.formUnion(try AnalysisSettings.rules(file.include ?? []))
        guard dialect == nil, let word = file.dialect, word != "auto" else { return }
        guard let known = Dialect(rawValue: word) else {
            throw ConfigurationError("there is no dialect \(word): postgres, sqlite or auto")
        }
        dialect = known
    }

    /// The rules that are meant by their own names or squawk's.
    package static func rules(_ names: [String]) throws(ConfigurationError) -> Set<String> {
        var found: Set<String> = []
        for name in names {
            let meant = RiskRule.meant(by: name)
            guard !meant.isEmpty else {
                throw ConfigurationError(
                    "there is no rule \(name); `--json` names the rule of each finding")
            }
            found.formUnion(meant)
        }
        return found
    }
}
