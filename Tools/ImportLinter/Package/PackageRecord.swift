/// How the description of a package is kept: a line a fact, read back without a parser of JSON.
enum PackageRecord {
    /// The record, behind the key that it answers; nil where a value holds what separates values.
    static func bytes(of model: PackageModel, for key: String) -> [UInt8]? {
        var lines: [[String]] = [["P", model.name, model.shared]]
        lines += model.products.map { ["R", $0.name] + $0.targets }
        lines += model.dependencies.map { ["D", $0.identity, $0.path.map { ":" + $0 } ?? ""] }
        for target in model.targets {
            lines.append([
                "T", target.name, target.kind.rawValue, target.path.map { ":" + $0 } ?? "",
            ])
            if let sources = target.sources { lines.append(["S"] + sources) }
            let lists = [
                ("X", target.excluded), ("C", target.copied), ("F", target.flags),
                ("G", target.settings),
            ]
            lines += lists.filter { !$0.1.isEmpty }.map { [$0.0] + $0.1 }
            for one in target.dependencies {
                let aliases = one.aliases.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
                let condition = one.isConditional ? "if" : ""
                lines.append(
                    ["U", one.name, one.package.map { ":" + $0 } ?? "", condition] + aliases)
            }
        }
        guard lines.joined().allSatisfy({ $0.utf8.allSatisfy { $0 >= 32 } }) else { return nil }
        let text = lines.map { $0.joined(separator: "\t") }.joined(separator: "\n")
        return Array("\(key.utf8.count)\n\(key)\(text)".utf8)
    }

    /// What was kept for the key; nil for another key, or where the record is damaged.
    static func model(in bytes: [UInt8], for key: String) -> PackageModel? {
        let head = Array("\(key.utf8.count)\n\(key)".utf8)
        guard bytes.count > head.count, bytes[..<head.count] == head[...] else { return nil }
        var model: PackageModel?
        for line in bytes[head.count...].split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            if fields[0] == "P", fields.count == 3 {
                model = PackageModel(name: fields[1], targets: [])
                model?.shared = fields[2]
            } else if model?.add(fields) != true {
                return nil
            }
        }
        return model
    }
}

extension PackageModel {
    /// Takes one line of a record; false where it makes no sense.
    fileprivate mutating func add(_ fields: [String]) -> Bool {
        let rest = Array(fields.dropFirst())
        switch (fields[0], rest.count) {
        case ("R", 1...):
            products.append(ProductModel(name: rest[0], targets: Array(rest.dropFirst())))
        case ("D", 2):
            dependencies.append(PackageDependency(identity: rest[0], path: rest[1].optional))
        case ("T", 3):
            guard let kind = TargetModel.Kind(rawValue: rest[1]) else { return false }
            targets.append(TargetModel(name: rest[0], kind: kind, path: rest[2].optional))
        default:
            guard let last = targets.indices.last else { return false }
            return targets[last].add(fields[0], rest)
        }
        return true
    }
}

extension TargetModel {
    fileprivate mutating func add(_ letter: String, _ rest: [String]) -> Bool {
        switch letter {
        case "S": sources = rest
        case "X": excluded = rest
        case "C": copied = rest
        case "F": flags = rest
        case "G": settings = rest
        case "U" where rest.count >= 3 && rest.count % 2 == 1:
            var one = DependencyModel(
                rest[0], package: rest[1].optional, isConditional: rest[2] == "if")
            for index in stride(from: 3, to: rest.count, by: 2) {
                one.aliases[rest[index]] = rest[index + 1]
            }
            dependencies.append(one)
        default: return false
        }
        return true
    }
}

extension String {
    /// What stands behind a colon; nil for nothing at all.
    fileprivate var optional: String? { isEmpty ? nil : String(dropFirst()) }
}
