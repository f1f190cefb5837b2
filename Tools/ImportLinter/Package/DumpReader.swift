import Foundation

/// Why a package cannot be read: what, and what to do.
package struct PackageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The message for people.
    package let description: String

    init(_ description: String) { self.description = description }
}

/// Reduces what `swift package dump-package` prints.
enum DumpReader {
    static func read(_ json: Data) throws(PackageError) -> PackageModel {
        guard let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any],
            let name = object["name"] as? String,
            let targets = object["targets"] as? [[String: Any]]
        else { throw PackageError("swift package dump-package printed no package description") }
        let dependencies = object["dependencies"] as? [Any] ?? []
        return PackageModel(
            name: name, targets: targets.compactMap(target), hasDependencies: !dependencies.isEmpty)
    }

    private static func target(_ object: [String: Any]) -> TargetModel? {
        guard let name = object["name"] as? String, let type = object["type"] as? String else {
            return nil
        }
        var target = TargetModel(
            name: name, kind: TargetModel.Kind(rawValue: type) ?? .library,
            path: object["path"] as? String)
        target.sources = object["sources"] as? [String]
        target.excluded = object["exclude"] as? [String] ?? []
        target.copied = (object["resources"] as? [[String: Any]] ?? []).compactMap(copied)
        let dependencies = object["dependencies"] as? [[String: [Any]]] ?? []
        target.dependencies = dependencies.compactMap(dependency)
        for setting in object["settings"] as? [[String: Any]] ?? [] { add(setting, to: &target) }
        return target
    }

    private static func copied(_ resource: [String: Any]) -> String? {
        guard let rule = resource["rule"] as? [String: Any], rule["copy"] != nil else { return nil }
        return resource["path"] as? String
    }

    /// `{"byName": [name, condition]}`, `{"product": [name, package, aliases, condition]}`.
    private static func dependency(_ object: [String: [Any]]) -> DependencyModel? {
        guard let kind = object.keys.first, let values = object[kind],
            let name = values.first as? String
        else { return nil }
        return DependencyModel(
            name, package: kind == "product" ? values[1] as? String : nil,
            isConditional: values.last is [String: Any])
    }

    /// `{"tool": "swift", "kind": {"unsafeFlags": {"_0": […]}}}`.
    private static func add(_ setting: [String: Any], to target: inout TargetModel) {
        guard setting["tool"] as? String == "swift",
            let kind = setting["kind"] as? [String: [String: Any]], let name = kind.keys.first,
            let value = kind[name]?["_0"]
        else { return }
        switch name {
        case "unsafeFlags": target.flags += value as? [String] ?? []
        case "enableUpcomingFeature", "enableExperimentalFeature":
            if let feature = value as? String { target.settings.append(feature) }
        case "treatAllWarnings": target.settings.append("\(name)=\(value)")
        default: break
        }
    }
}
