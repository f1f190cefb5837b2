/// A closed set of names that a ledger counts by; the raw value is what is stored and printed.
public typealias LedgerName = CaseIterable & Hashable & RawRepresentable<String> & Sendable

/// What a product declares: which events open an obligation, move it, settle it or open it again.
///
/// The promise is that everything accepted ends in exactly one outcome or is still in flight;
/// `Ledger` folds the log into the account that proves it.
public protocol LedgerRules: Sendable {
    /// The ways to be settled.
    associatedtype Outcome: LedgerName
    /// Where an obligation is while it is in flight.
    associatedtype Stage: LedgerName

    /// The stored name, `[a-z][a-z0-9_]*`.
    static var name: String { get }

    /// Raised whenever the same events lead to other entries.
    static var version: Int { get }

    /// Types of the events that make entries.
    static var types: Set<EventType> { get }

    /// What an event means for the ledger, in order; nothing for most events.
    ///
    /// - Throws: `PayloadError` where the event cannot be read.
    static func entries(of event: RecordedEvent) throws -> [LedgerEntry<Self>]

    /// Whether an outcome may be given with this reason; what it refuses is listed as a flaw.
    static func permits(_ outcome: Outcome, because reason: String?) -> Bool

    /// How long an obligation may be in flight before it is called late; nil for ever.
    static func deadline(in stage: Stage) -> Duration?
}

extension LedgerRules {
    /// Rules begin at version 1.
    public static var version: Int { 1 }
    /// Every reason is permitted unless the rules say otherwise.
    public static func permits(_ outcome: Outcome, because reason: String?) -> Bool { true }
    /// Nothing is late unless the rules say otherwise.
    public static func deadline(in stage: Stage) -> Duration? { nil }
}

/// A change to the obligations that an event is about.
public struct LedgerEntry<Rules: LedgerRules>: Sendable {
    /// Which obligations are meant.
    public enum Target: Hashable, Sendable {
        /// The one with this id.
        case one(String)
        /// All that this holder has.
        case held(by: String)
        /// All that carry these labels, maybe among others.
        case labelled([String: String])
    }

    /// What happens to them; a change skips those of several that are not in the state it needs.
    public enum Change: Hashable, Sendable {
        /// It begins, in flight; the labels are what accounts are divided by.
        case opened(Rules.Stage, labels: [String: String] = [:], holder: String? = nil)
        /// It goes on to another stage, in flight.
        case moved(Rules.Stage)
        /// It ends; the holder, where there is one, can be named as a target later.
        case settled(Rules.Outcome, because: String? = nil, holder: String? = nil)
        /// It had ended and is in flight again, under no holder; it is still accepted once.
        case reopened(Rules.Stage)
        /// It had ended and now counts under another outcome.
        case resettled(Rules.Outcome, because: String? = nil)
        /// It goes over to another holder, whatever its state.
        case passed(to: String)
    }

    /// Which obligations.
    public let target: Target
    /// What happens to them.
    public let change: Change

    /// Pairs a target with its change.
    public init(_ target: Target, _ change: Change) {
        (self.target, self.change) = (target, change)
    }
}
