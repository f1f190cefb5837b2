/// What the linter refuses to read, and how much of a finding it shows.
package enum Limits {
    /// A longer file is reported as unreadable.
    static let fileBytesMax = 32 * 1024 * 1024
    /// Strings inside interpolations inside strings, at most this deep.
    static let interpolationDepthMax = 1_000
    /// Imports for which room is made at once.
    static let importsUsual = 12
    /// Strings inside interpolations that are read without the lexer.
    static let skimmedDepthMax = 8
    /// A description of a package is at most this long.
    static let descriptionBytesMax = 64 * 1024 * 1024
    /// A file of less is read without memory of its own.
    static let smallFileBytesMax = 64 * 1024
    /// Files of one folder that one task reads.
    static let filesAtOnceMax = 64
    /// Cached descriptions of the package; the oldest goes first.
    static let cachedDescriptionsMax = 8
    /// Swift files in one package.
    static let filesMax = 200_000
    /// Ways of equal length are counted up to here.
    static let chainsMax = 1_000_000
    /// Ways of equal length that are listed.
    static let chainsShownMax = 100
    /// Rings of groups that one rule reports.
    static let ringsShownMax = 100
    /// The fewest edges that break a ring are sought exactly up to this many.
    static let exactCutMax = 3
    /// And among this many edges; beyond, a good guess is taken.
    static let exactCutStepsMax = 60
    /// An exception says why in at least so many characters.
    static let reasonCharactersMin = 15
    /// An exception ends at most so many days ahead.
    static let exceptionDaysMax = 366
    /// From so many days before its end an exception is a warning.
    static let exceptionWarningDays = 30
    /// Results that a code scanning service takes from one run.
    static let sarifResultsMax = 25_000
    /// Annotations of one severity that GitHub shows for a step.
    static let gitHubShownMax = 10
    /// Names proposed for one that does not exist.
    static let nearestNamesMax = 3
}
