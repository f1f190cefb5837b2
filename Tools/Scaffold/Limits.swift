/// The bounds of what the scaffold takes and writes.
enum Limits {
    /// Characters of a product's name: the longest line of the template still fits.
    static let nameCharactersMax = 20
    /// Products that a new one may call.
    static let callsMax = 8
}
