import Foundation

/// Why a package cannot be read: what, and what to do.
package struct PackageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The message for people.
    package let description: String
    /// Whether it is the configuration that is wrong, not the package.
    package let isUsage: Bool

    init(_ description: String, isUsage: Bool = false) {
        (self.description, self.isUsage) = (description, isUsage)
    }
}

/// Reduces what `swift package dump-package` prints.
enum DumpReader {
    static func read(_ json: Data) throws(PackageError) -> PackageModel {
        guard let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any],
            let name = object["name"] as? String,
            let targets = object["targets"] as? [[String: Any]]
        else { throw PackageError("swift package dump-package printed no package description") }
        let products = object["products"] as? [[String: Any]] ?? []
        let dependencies = object["dependencies"] as? [[String: [[String: Any]]]] ?? []
        var model = PackageModel(
            name: name, targets: targets.compactMap(target), products: products.compactMap(product),
            dependencies: dependencies.flatMap(\.values).joined().compactMap(package))
        model.shared = shared(object)
        return model
    }

    /// Everything but targets and the folder, as a hash: it is only compared.
    private static func shared(_ object: [String: Any]) -> String {
        let rest = object.filter { !["targets", "packageKind"].contains($0.key) }
        // Anything that was JSON is JSON again.
        let data = try? JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys])
        return String(decoding: data ?? Data(), as: UTF8.self).stableHash
    }

    private static func product(_ object: [String: Any]) -> ProductModel? {
        guard let name = object["name"] as? String else { return nil }
        return ProductModel(name: name, targets: object["targets"] as? [String] ?? [])
    }

    private static func package(_ object: [String: Any]) -> PackageDependency? {
        guard let identity = object["identity"] as? String else { return nil }
        return PackageDependency(identity: identity.lowercased(), path: object["path"] as? String)
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
        var dependency = DependencyModel(
            name, package: kind == "product" ? (values[1] as? String)?.lowercased() : nil,
            isConditional: values.last is [String: Any])
        if kind == "product", values.count == 4, let aliases = values[2] as? [String: String] {
            // The manifest says old name to new one, and a file imports the new one.
            for (old, new) in aliases { dependency.aliases[new] = old }
        }
        return dependency
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
