/// Sizes that bound what judges read from disk.
enum JudgeFileLimits {
    /// Bytes of one recording.
    static let recordingBytesMax = 4_194_304
}
