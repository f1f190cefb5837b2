/// What the linter knows of a package: its description, reduced.
package struct PackageModel: Equatable, Sendable {
    /// The name in the manifest.
    package let name: String
    /// Every target, in the order of the manifest.
    package var targets: [TargetModel]
    /// What other packages may use of it.
    package var products: [ProductModel]
    /// The packages that it uses.
    package var dependencies: [PackageDependency]
    /// Tells whether what holds for all targets is the same, such as platforms and traits.
    package var shared = ""

    /// A package as described.
    package init(
        name: String, targets: [TargetModel], products: [ProductModel] = [],
        dependencies: [PackageDependency] = []
    ) {
        (self.name, self.targets) = (name, targets)
        (self.products, self.dependencies) = (products, dependencies)
    }
}

/// Something that a package offers to others.
package struct ProductModel: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// The targets in it.
    package let targets: [String]

    /// A product as described.
    package init(name: String, targets: [String]) { (self.name, self.targets) = (name, targets) }
}

/// A package that another one uses.
package struct PackageDependency: Equatable, Sendable {
    /// What it is called in dependencies of targets, in lower case.
    package let identity: String
    /// Its folder, where the manifest names one.
    package let path: String?

    /// A dependency as described.
    package init(identity: String, path: String? = nil) {
        (self.identity, self.path) = (identity, path)
    }
}

/// One target of a package.
package struct TargetModel: Equatable, Sendable {
    /// What is built from it.
    package enum Kind: String, Sendable {
        case library = "regular"
        case executable, test, macro, plugin, system, binary
    }

    /// The name in the manifest.
    package let name: String
    /// What is built from it.
    package let kind: Kind
    /// Its folder below the package, where the manifest names one.
    package var path: String?
    /// Its sources below that folder, where they are not all of it.
    package var sources: [String]?
    /// Left out below that folder.
    package var excluded: [String] = []
    /// Folders that are copied as they are.
    package var copied: [String] = []
    /// What it may use.
    package var dependencies: [DependencyModel] = []
    /// Flags handed to the Swift compiler.
    package var flags: [String] = []
    /// Upcoming features that are switched on, and `treatAllWarnings`.
    package var settings: [String] = []

    /// The name that `import` uses: what is no identifier becomes `_`.
    package var module: String {
        var name = String(name.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" })
        if let first = name.first, first.isNumber { name = "_" + name.dropFirst() }
        return name
    }

    /// Whether its files are Swift; system and binary targets have none that are read.
    package var hasSources: Bool { kind != .system && kind != .binary }

    /// Whether it says the same, its dependencies in whatever order.
    package func describesSame(as other: TargetModel) -> Bool {
        var (left, right) = (self, other)
        left.dependencies.sort { $0.name < $1.name }
        right.dependencies.sort { $0.name < $1.name }
        return left == right
    }

    /// Whether every Swift file below its folder is compiled.
    var holdsAll: Bool { sources == nil && excluded.isEmpty && copied.isEmpty }

    /// A target as described.
    package init(
        name: String, kind: Kind, path: String? = nil, dependencies: [DependencyModel] = [],
        flags: [String] = [], settings: [String] = []
    ) {
        (self.name, self.kind, self.path) = (name, kind, path)
        (self.dependencies, self.flags, self.settings) = (dependencies, flags, settings)
    }
}

/// A dependency that a target declares.
package struct DependencyModel: Equatable, Sendable {
    /// A target or a product, of this package or another.
    package let name: String
    /// The package of a product, where it is named.
    package var package: String?
    /// It holds only on some platforms or with some traits.
    package var isConditional = false
    /// Other names under which its modules are imported: new name and old one.
    package var aliases: [String: String] = [:]

    /// A dependency as described.
    package init(_ name: String, package: String? = nil, isConditional: Bool = false) {
        (self.name, self.package, self.isConditional) = (name, package, isConditional)
    }
}
