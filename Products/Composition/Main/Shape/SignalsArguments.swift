public import CommandLine
public import SignalsFacade

extension ReportStatus: @retroactive ArgumentValue {}
extension DismissalReason: @retroactive ArgumentValue {}
extension Preset: @retroactive ArgumentValue {}

extension JudgeChoice: @retroactive ArgumentValue {
    /// What is expected.
    public static var expectation: String { "offline, anthropic, openai or recorded:FOLDER" }
    /// Reads a choice.
    public init?(argument: String) { self.init(argument) }
    /// The words of the choice.
    public var argumentText: String { description }
}

/// A yes or no that is written out.
enum Answer: String, CaseIterable, ArgumentValue { case yes, no }
