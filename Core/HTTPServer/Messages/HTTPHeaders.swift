/// Header fields in their order; names are compared without regard to case.
public struct HTTPHeaders: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// One header line.
    public struct Field: Hashable, Sendable {
        /// The name as it was sent.
        public let name: String
        /// The value without the white space around it.
        public let value: String
    }

    /// The lines in order; a name may occur several times.
    public private(set) var fields: [Field] = []

    /// No header at all.
    public init() {}

    /// The lines in the order written.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The first value under `name`; setting replaces every line of that name.
    public subscript(name: String) -> String? {
        get { fields.first { $0.name.isSameName(as: name) }?.value }
        set {
            fields.removeAll { $0.name.isSameName(as: name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every value under `name`, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name.isSameName(as: name) }.map(\.value)
    }

    /// Adds a line behind the others.
    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// The tokens of a comma-separated header, in lower case.
    func tokens(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",") }.map { $0.trimmed.lowercased() }
    }
}

extension String {
    func isSameName(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8) { $0.lowercaseASCII == $1.lowercaseASCII }
    }
}

extension UInt8 {
    var lowercaseASCII: UInt8 { (65...90).contains(self) ? self + 32 : self }
}

extension Substring {
    /// The text without spaces and tabs at its ends.
    var trimmed: Substring {
        var text = self
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
