package import Events

/// A team exists with these settings.
package struct TeamConfigured: EventPayload {
    package static let type = EventType(literal: "signals.team-configured")

    package var settings: TeamSettings

    package init(settings: TeamSettings) {
        self.settings = settings
    }
}

/// A source of a team is configured like this.
package struct SourceConfigured: EventPayload {
    package static let type = EventType(literal: "signals.source-configured")

    package var source: SourceSetting

    package init(source: SourceSetting) {
        self.source = source
    }
}

/// A team has a repository; research reads the checkout at the path.
package struct RepositoryConnected: EventPayload {
    package static let type = EventType(literal: "signals.repository-connected")

    package var name: String
    package var path: String?

    package init(name: String, path: String? = nil) {
        (self.name, self.path) = (name, path)
    }
}

/// A team does not have a repository any more.
package struct RepositoryRemoved: EventPayload {
    package static let type = EventType(literal: "signals.repository-removed")

    package var name: String

    package init(name: String) {
        self.name = name
    }
}

/// An import came to its end, and its numbers add up.
package struct RecordsImported: EventPayload {
    package static let type = EventType(literal: "signals.records-imported")

    package var importID: ImportID
    package var source: SourcePair
    package var counts: ImportCounts

    package init(importID: ImportID, source: SourcePair, counts: ImportCounts) {
        (self.importID, self.source, self.counts) = (importID, source, counts)
    }

    private enum CodingKeys: String, CodingKey {
        case source, counts
        case importID = "import_id"
    }
}

/// Grouping rests until a moment.
package struct GroupingPaused: EventPayload {
    package static let type = EventType(literal: "signals.grouping-paused")

    package var until: Timestamp

    package init(until: Timestamp) {
        self.until = until
    }
}

/// Grouping goes on.
package struct GroupingResumed: EventPayload {
    package static let type = EventType(literal: "signals.grouping-resumed")

    package var why: String?

    package init(why: String? = nil) {
        self.why = why
    }
}

/// The fence is up: nothing of the team may be written until it is cleared.
package struct TeamSignalsClearing: EventPayload {
    package static let type = EventType(literal: "signals.team-signals-clearing")

    package var epoch: Int

    package init(epoch: Int) {
        self.epoch = epoch
    }
}

/// An epoch is closed; what belongs to it is invisible.
package struct TeamSignalsCleared: EventPayload {
    package static let type = EventType(literal: "signals.team-signals-cleared")

    /// The epoch that begins.
    package var epoch: Int

    package init(epoch: Int) {
        self.epoch = epoch
    }
}

/// The fence around an epoch went up or down, in the commit that says so on the team's stream.
///
/// Steps with signals rest on this stream alone: a team's own stream also moves with every import,
/// pause and setting, none of which concerns a signal that is on its way.
package struct EpochFenceMoved: EventPayload {
    package static let type = EventType(literal: "signals.epoch-fence-moved")

    /// Where the fence is.
    package enum Fence: String, Codable, Sendable { case up, down }

    /// The epoch that is fenced, or that begins.
    package var epoch: Int
    package var fence: Fence

    package init(epoch: Int, fence: Fence) {
        (self.epoch, self.fence) = (epoch, fence)
    }
}
