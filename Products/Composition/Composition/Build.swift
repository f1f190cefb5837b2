/// What this build is called.
public enum Build {
    /// The version, as `--version` prints it and as runs name the build that worked on them.
    public static let version = "0.1.0"
}
