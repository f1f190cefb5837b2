/// The bounds of what is read from and written to a terminal.
public enum Limits {
    /// Words of one command line.
    public static let wordsMax = 4_096
    /// Edits between an unknown name and the one that is suggested for it.
    public static let suggestionEditsMax = 3
    /// Bytes of an unknown word that an error repeats.
    public static let quotedCharactersMax = 120
    /// Columns of a terminal that does not say how wide it is.
    public static let widthDefault = 80
    /// Columns below which tables and bars are not squeezed further.
    public static let widthMin = 20
    /// Pause between two drawings of a bar on a terminal.
    public static let barInterval = Duration.milliseconds(100)
    /// Pause between two lines of progress where there is no terminal.
    public static let lineInterval = Duration.seconds(2)
}
