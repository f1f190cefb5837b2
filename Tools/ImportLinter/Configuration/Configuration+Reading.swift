package import Foundation

extension Configuration {
    /// Where a configuration lies if it is not named.
    package static let usualFiles = [".lint-imports.json", "lint-imports.json"]

    /// Reads the file, or the one beside the manifest; the defaults where there is none.
    ///
    /// - Throws: Every fault of the file at once, each with what to write instead.
    package static func read(root: String, file: String?) throws(PackageError) -> Configuration {
        let names = file.map { [$0] } ?? usualFiles.map { "\(root)/\($0)" }
        for name in names {
            guard let bytes = SourceFiles.bytes(name) else { continue }
            let shown = file ?? SourceFiles.relative(name, to: root)
            var found = try read(Data(bytes), named: shown)
            (found.file, found.text) = (shown, String(decoding: bytes, as: UTF8.self))
            return found
        }
        guard let file else { return Configuration() }
        throw PackageError(
            "\(file) cannot be opened: name a configuration that exists", isUsage: true)
    }

    /// Reads the text of a configuration.
    package static func read(
        _ data: Data, named name: String
    ) throws(PackageError) -> Configuration {
        let object: Any
        do {
            let decoder = JSONDecoder()
            decoder.allowsJSON5 = true
            object = try decoder.decode(AnyJSON.self, from: data).value
        } catch {
            throw PackageError("\(name) is no JSON: \(error)", isUsage: true)
        }
        let reader = ConfigurationReader()
        let found = reader.configuration(Entry(object, at: name, reader))
        guard reader.faults.isEmpty else {
            throw PackageError(reader.faults.joined(separator: "\n"), isUsage: true)
        }
        return found
    }
}

/// Any value of JSON, as dictionaries, lists, texts, numbers and flags.
private struct AnyJSON: Decodable {
    let value: Any

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        // What is no object may be a list, and what is no list a single value.
        if let object = try? decoder.container(keyedBy: Key.self) {
            var found: [String: Any] = [:]
            for key in object.allKeys {
                found[key.stringValue] = try object.decode(AnyJSON.self, forKey: key).value
            }
            value = found
            // As above: a value that is no list is tried as a single one.
        } else if var list = try? decoder.unkeyedContainer() {
            var found: [Any] = []
            while !list.isAtEnd { found.append(try list.decode(AnyJSON.self).value) }
            value = found
        } else {
            value = try AnyJSON.single(decoder.singleValueContainer())
        }
    }

    private static func single(_ container: any SingleValueDecodingContainer) throws -> Any {
        // The type tells itself by what can be decoded.
        if let flag = try? container.decode(Bool.self) { return flag }
        // As above.
        if let number = try? container.decode(Int.self) { return number }
        // As above.
        if let number = try? container.decode(Double.self) { return number }
        return try container.decode(String.self)
    }
}

/// Collects what is wrong while a configuration is read.
final class ConfigurationReader {
    private(set) var faults: [String] = []

    func complain(_ place: String, _ what: String) { faults.append("\(place): \(what)") }

    func configuration(_ entry: Entry) -> Configuration {
        var found = Configuration()
        entry.allow(["version", "rules", "builtin", "exceptions", "ignore", "packages", "strict"])
        if entry.value["version"] as? Int != 1 {
            complain(entry.place, "\"version\" has to be 1, the only one there is")
        }
        let isStrict = entry.flag("strict")
        found.rules = entry.entries("rules").compactMap { rule($0, isStrict: isStrict) }
        found.checks = checks(entry.entry("builtin"))
        found.exceptions = entry.entries("exceptions").compactMap(exception)
        found.ignored = entry.list("ignore").map(Configuration.pathPattern)
        found.packages = entry.list("packages")
        return found
    }

    private func checks(_ entry: Entry?) -> [String: CheckSetting] {
        guard let entry else { return [:] }
        let known = Check.all.map(\.id)
        entry.allow(known)
        var found: [String: CheckSetting] = [:]
        for (id, value) in entry.value.sorted(by: { $0.key < $1.key }) where known.contains(id) {
            let place = "\(entry.place).builtin.\(id)"
            if let word = value as? String {
                found[id] = CheckSetting(severity: severity(word, at: place))
            } else if let options = value as? [String: Any] {
                let inner = Entry(options, at: place, self)
                let allowed = Check.all.first { $0.id == id }?.lists ?? []
                inner.allow(["severity"] + allowed)
                let word = inner.value["severity"] as? String ?? "error"
                var setting = CheckSetting(severity: severity(word, at: place))
                for name in allowed { setting.lists[name] = inner.list(name) }
                found[id] = setting
            } else {
                complain(place, "has to be \"off\", \"info\", \"warning\", \"error\" or an object")
            }
        }
        return found
    }

    private func severity(_ word: String, at place: String) -> Severity? {
        let known = ["off", "info", "warning", "error"]
        if !known.contains(word) {
            complain(place, "has to be one of \(known.joined(separator: ", ")), not \"\(word)\"")
        }
        return Severity(rawValue: word)
    }

    private func exception(_ entry: Entry) -> Exception? {
        let texts = ["rule", "from", "to", "because", "owner", "until"]
        entry.allow(texts + ["imports"])
        // What is missing behind the edge is a finding, not a fault of the file.
        let values = texts.map { key in
            entry.text(key, isRequired: ["rule", "from", "to"].contains(key)) ?? ""
        }
        guard let imports = entry.value["imports"] as? Int, imports > 0 else {
            complain(entry.place, "\"imports\" has to be the number of imports it covers")
            return nil
        }
        if values.prefix(3).contains(where: { $0.contains("*") || $0.contains("{") }) {
            complain(entry.place, "an exception names one edge, not a pattern")
            return nil
        }
        return Exception(
            rule: values[0], from: values[1], to: values[2], imports: imports, because: values[3],
            owner: values[4], until: values[5])
    }
}

extension Configuration {
    /// A folder is ignored with all that lies below it, wherever patterns allow it.
    static func pathPattern(_ text: String) -> String {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        return "path:" + trimmed
    }
}
