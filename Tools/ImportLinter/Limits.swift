/// What the linter refuses to read, and how much of a finding it shows.
package enum Limits {
    /// A longer file is reported as unreadable.
    static let fileBytesMax = 32 * 1024 * 1024
    /// Strings inside interpolations inside strings, at most this deep.
    static let interpolationDepthMax = 1_000
    /// A description of a package is at most this long.
    static let descriptionBytesMax = 64 * 1024 * 1024
    /// Tasks that read files at the same time.
    static let readersMax = 16
    /// Cached descriptions of the package; the oldest goes first.
    static let cachedDescriptionsMax = 8
    /// Swift files in one package.
    static let filesMax = 200_000
    /// Ways of equal length are counted up to here.
    static let chainsMax = 1_000_000
    /// Results that a code scanning service takes from one run.
    static let sarifResultsMax = 25_000
    /// Names proposed for one that does not exist.
    static let nearestNamesMax = 3
}
