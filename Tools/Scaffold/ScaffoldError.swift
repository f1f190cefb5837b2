/// Why no product was made; the tree is as it was.
package enum ScaffoldError: Error, Hashable, CustomStringConvertible {
    /// The name cannot be used.
    case name(String, String)
    /// A product that is to be called is not there.
    case unknownCall(String, known: [String])
    /// A product's door cannot be opened with what every product has.
    case closedDoor(String, String)
    /// A file lacks what the scaffold puts its lines beside.
    case noPlace(file: String, what: String)
    /// Something is where the product would be.
    case inTheWay(String)
    /// A file cannot be read or written.
    case file(String, String)

    /// What is wrong, which one, and what to do next.
    package var description: String {
        switch self {
        case .name(let name, let reason): "\(name) cannot name a product: \(reason)"
        case .unknownCall(let name, let known):
            "there is no product \(name) to be called; there are \(known.joined(separator: ", "))"
        case .closedDoor(let name, let reason):
            "\(name) cannot be called by a new product: \(reason)"
        case .noPlace(let file, let what):
            "\(file) has no \(what): put it back, or add the product by hand"
        case .inTheWay(let path): "\(path) is there already: move it away or choose another name"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}
