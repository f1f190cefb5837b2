/// What a new product is to be.
package struct ScaffoldRequest: Hashable, Sendable {
    /// What it is called.
    package let name: ProductName
    /// Whose doors its workflows hold.
    package let calls: [CalledProduct]
    /// Whether it gets a part for the world outside.
    package let hasAdapters: Bool

    /// Puts a request together.
    package init(name: ProductName, calls: [CalledProduct] = [], hasAdapters: Bool = false) {
        (self.name, self.calls, self.hasAdapters) = (name, calls, hasAdapters)
    }
}

/// A product that the new one calls.
package struct CalledProduct: Hashable, Sendable {
    /// `Signals`.
    package let name: String
    /// How a test opens its door, as arguments in code.
    let arguments: String

    func filled(_ text: String) -> String {
        text.replacing("{Call}", with: name).replacing("{call}", with: name.lowerCamel)
            .replacing("{arguments}", with: arguments).replacing("{newline}", with: "\n")
    }
}
