/// Sizes that bound what the text methods read and keep.
public enum TextLimits {
    /// Longest word, in scalars; what follows is ignored.
    public static let wordScalarsMax = 64
    /// Words of one text that are read; the rest changes no score.
    public static let textWordsMax = 4_000
    /// Longest query that query generation returns, in scalars.
    public static let queryScalarsMax = 400
    /// Queries that one text offers at the most.
    public static let queriesMax = 3
    /// Candidates a search returns unless told otherwise.
    public static let candidates = 10
    /// Sentences of one text that extraction reads.
    public static let sentencesMax = 2_000
    /// Texts that a measure of likeness looks at.
    public static let neighbours = 60
    /// Identifiers of one line that are kept.
    public static let identifiersMax = 32
}
