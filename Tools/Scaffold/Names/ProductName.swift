/// The name of a new product with everything that is derived from it.
package struct ProductName: Hashable, Sendable {
    /// `ExpenseReports`.
    package let product: String
    /// What the product is about, one of it: `ExpenseReport`.
    package let noun: String

    /// Checks a name.
    ///
    /// - Parameters:
    ///   - text: UpperCamelCase, as it was given.
    ///   - modules: Names of modules and products that are there.
    ///   - types: Names of types that the product would see.
    /// - Throws: `ScaffoldError.name` with what is wrong with it.
    package init(
        _ text: String, modules: Set<String>, types: Set<String>
    ) throws(ScaffoldError) {
        if let reason = ProductName.complaint(text, modules) { throw .name(text, reason) }
        product = text
        let one = ProductName.singular(text)
        let isFree =
            !types.contains(one) && one != text && !Keywords.all.contains(one.lowerCamel)
            && !Keywords.types.contains(one)
        noun = isFree ? one : text + "Entry"
    }

    private static func complaint(_ text: String, _ modules: Set<String>) -> String? {
        let parts = ["Contracts", "Domain", "Facade", "Workflows", "Adapters", "Tests"]
        let isCamel =
            text.first.map { $0.isASCII && $0.isUppercase } == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            && text.contains { $0.isLowercase }
        if !isCamel { return "a product is called in UpperCamelCase, such as Invoices" }
        if text.count > Limits.nameCharactersMax {
            return "it has \(text.count) characters, at most \(Limits.nameCharactersMax) are taken"
        }
        if let part = parts.first(where: text.hasSuffix) {
            return "it ends like a part of a product (\(part))"
        }
        if Keywords.all.contains(text) || Keywords.all.contains(text.lowerCamel) {
            return "it is a word of the language"
        }
        let targets = [text] + parts.map { text + $0 }
        if let taken = targets.first(where: modules.contains) {
            return "there is a module or product \(taken)"
        }
        return nil
    }

    /// `Entries` to `Entry`, `Boxes` to `Box`, `Invoices` to `Invoice`; others as they are.
    private static func singular(_ text: String) -> String {
        if text.hasSuffix("ies") { return text.dropLast(3) + "y" }
        if ["xes", "ches", "shes", "sses"].contains(where: text.hasSuffix) {
            return String(text.dropLast(2))
        }
        return text.hasSuffix("s") && !text.hasSuffix("ss") ? String(text.dropLast()) : text
    }
}

extension ProductName {
    /// `expenseReports`, as values of the facade are called.
    package var value: String { product.lowerCamel }

    /// A text with the names in place of `{Product}` and the others.
    func filled(_ text: String) -> String {
        let words = noun.words.joined(separator: " ")
        let article = words.first.map { "aeiou".contains($0) } == true ? "an" : "a"
        let spellings = [
            ("{Product}", product), ("{product}", product.lowerCamel), ("{Noun}", noun),
            ("{noun}", noun.lowerCamel), ("{words}", words), ("{a}", article),
            ("{A}", article.capitalised), ("{kebab}", noun.words.joined(separator: "-")),
            ("{snake}", noun.words.joined(separator: "_")),
            ("{stored}", product.words.joined(separator: "_")),
        ]
        return spellings.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
