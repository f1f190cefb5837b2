/// What a mind takes in at once.
enum Limits {
    static let lineColumnsMax = 100
    /// The first line of a documentation comment is a whole sentence, and cannot be broken.
    static let documentationColumnsMax = 150
    static let functionLinesMax = 70
    static let fileLinesMax = 500
    /// A shorter reason explains nothing.
    static let reasonCharactersMin = 15
    /// How far above a call its reason may stand.
    static let reasonLinesMax = 4
    /// Pieces between an attribute and the name of what it belongs to.
    static let attributePiecesMax = 24
    /// Equal signs in a row are a banner from here on.
    static let bannerRunMax = 3
    /// Public functions of a product's workflows: the one that binds them, and one more.
    static let workflowDoorsMax = 2
}
