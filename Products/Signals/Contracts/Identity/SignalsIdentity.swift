public import Events
private import Foundation

/// Every id of the product as a pure function of what it names: a retried step writes the same ids.
public enum SignalsIdentity {
    /// The namespace of every id here: version 5 of the DNS namespace and `signals.signalbox`.
    public static let namespace = UniqueID.named("signals.signalbox", in: dns)

    /// The id of a signal without an idempotency key; the description is taken in normal form C.
    public static func signal(
        team: TeamID, epoch: Int, source: SourcePair, sourceID: String, description: String
    ) -> SignalID {
        SignalID(
            named(
                "content", "\(team)", "\(epoch)", source.product, source.type, sourceID,
                normalised(description)))
    }

    /// The id of a signal that its sender gave an idempotency key.
    public static func signal(team: TeamID, epoch: Int, key: String) -> SignalID {
        SignalID(named("key", "\(team)", "\(epoch)", key))
    }

    /// The id of the report that a signal founds; the generation rises each time the signal is released.
    public static func report(
        team: TeamID, epoch: Int, founder: SignalID, generation: Int
    ) -> ReportID {
        ReportID(named("report", "\(team)", "\(epoch)", "\(founder)", "\(generation)"))
    }

    /// The id of an import whose caller named none: the same records again are the same import.
    public static func importing(
        team: TeamID, epoch: Int, source: SourcePair, records: SHA256Digest
    ) -> ImportID {
        ImportID(named("import", "\(team)", "\(epoch)", "\(source)", "\(records)"))
    }

    /// The id of an event that follows from others, named by what makes it the only one of its kind.
    package static func event(_ parts: String...) -> EventID {
        EventID(UniqueID.named((["event"] + parts).joined(separator: separator), in: namespace))
    }

    /// A text in Unicode normal form C, as it enters ids and events.
    public static func normalised(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping
    }

    private static func named(_ parts: String...) -> UniqueID {
        UniqueID.named(parts.joined(separator: separator), in: namespace)
    }

    private static let separator = "\u{1F}"

    /// The namespace that RFC 9562 gives to domain names.
    private static var dns: UniqueID {
        guard let id = UniqueID("6ba7b810-9dad-11d1-80b4-00c04fd430c8") else {
            preconditionFailure("the namespace of domain names is a UUID")
        }
        return id
    }
}

/// The streams of the product.
public enum SignalsStreams {
    /// The category of signals.
    public static let signals = category("signals.signal")
    /// The category of reports.
    public static let reports = category("signals.report")
    /// The category of teams.
    public static let teams = category("signals.team")
    /// The category of the fences around the epochs of teams.
    public static let fences = category("signals.fence")
    /// The category of kept answers of judges.
    public static let answers = category("signals.answer")

    /// The stream of a signal.
    public static func signal(_ id: SignalID) -> StreamName {
        StreamName(category: signals, text: id.description)
    }

    /// The stream of a report.
    public static func report(_ id: ReportID) -> StreamName {
        StreamName(category: reports, text: id.description)
    }

    /// The stream of a team.
    public static func team(_ id: TeamID) -> StreamName {
        StreamName(category: teams, text: id.description)
    }

    /// The stream that moves only when an epoch of a team is fenced or closed.
    public static func fence(_ id: TeamID) -> StreamName {
        StreamName(category: fences, text: id.description)
    }

    private static func category(_ text: String) -> Category {
        guard let category = Category(text) else {
            preconditionFailure("malformed category: \(text)")
        }
        return category
    }
}
