/// How a process ends: 0 done, 1 found a problem, 2 wrong usage.
public struct ExitCode: RawRepresentable, Hashable, Sendable {
    /// The number that the shell sees.
    public let rawValue: Int32

    /// A code of a command that documents more than the three.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Everything asked for was done.
    public static let done = ExitCode(rawValue: 0)
    /// The command ran and found a problem.
    public static let problem = ExitCode(rawValue: 1)
    /// The call was wrong; nothing was done.
    public static let usage = ExitCode(rawValue: 2)
}
