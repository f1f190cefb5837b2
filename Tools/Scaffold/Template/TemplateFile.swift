/// A file of the new product before it has a name.
///
/// `{Product}`, `{Noun}` and their spellings stand for names. A line that begins with `{adapters}`
/// or `{!adapters}` is there only with or without that part; one that begins with `{calls}`, and a
/// piece between `{calls}` and `{/calls}`, is there once for each product that is called.
struct TemplateFile: Sendable {
    let path: String
    let needsAdapters: Bool
    let text: String

    init(_ path: String, needsAdapters: Bool = false, _ text: String) {
        (self.path, self.needsAdapters, self.text) = (path, needsAdapters, text + "\n")
    }

    /// The whole template.
    static let all = contracts + domain + facade + workflows + adapters + tests + readme
}
