internal import EventStore
public import Events
internal import Synchronization
internal import Telemetry

extension Views {
    /// Lets a projection that stopped at an event go on without it; the log keeps the decision and its reason.
    ///
    /// Nothing is ever skipped by itself: rows that are silently wrong are worse than late ones.
    /// Skipping the same event again changes nothing. A new version meets the event anew.
    ///
    /// - Throws: `ViewError.invalid` where the projection is not stopped at this event.
    public func skip(
        _ projection: String, at position: Position, because reason: String
    ) async throws(ViewError) {
        guard definitions.contains(where: { $0.name == projection }) else {
            throw .unknown(projection)
        }
        guard (1...Limits.errorBytesMax).contains(reason.utf8.count) else {
            throw .invalid("a reason for skipping has 1 to \(Limits.errorBytesMax) bytes")
        }
        let stopped = try await checkpoints().first {
            $0.key.name == projection && $0.failure?.position == position
        }
        guard let stopped else {
            let known = try await skips(of: projection)
            guard !known.contains(where: { $0.position == position }) else { return }
            throw .invalid(
                "projection '\(projection)' is not stopped at position \(position): only the event "
                    + "that it stopped at can be skipped, see `signalbox projections list`")
        }
        try await record(
            ViewEventSkipped(
                projection: projection, version: stopped.key.version, position: position,
                reason: reason))
        nudges.tell()
        if role == .automatic, running.withLock({ $0 == 0 }), try await foldOnce() { return }
        try await letGoOn(stopped)
    }

    /// Waits until whoever folds has taken the decision in.
    private func letGoOn(_ stopped: Checkpoint) async throws(ViewError) {
        let deadline = time.now() + Limits.readTimeout
        while time.now() < deadline {
            let serial = changes.serial
            let isStill = try await checkpoints().contains {
                $0.key == stopped.key && $0.failure?.position == stopped.failure?.position
            }
            guard isStill else { return }
            try await pause(after: serial, until: deadline)
        }
    }

    /// What a projection goes on without, oldest decision first.
    public func skips(of projection: String) async throws(ViewError) -> [ViewSkip] {
        try await decisions(of: projection).map { event, skip in
            ViewSkip(
                version: skip.version, position: skip.position, reason: skip.reason,
                recorded: event.recorded)
        }
    }

    /// The decisions of every projection, for the folder.
    func allSkips() async throws(ViewError) -> Skips {
        var skips = Skips()
        for name in Set(definitions.map(\.name)).sorted() {
            for (_, skip) in try await decisions(of: name) { skips.add(skip.key, skip.position) }
        }
        return skips
    }

    private func decisions(
        of projection: String
    ) async throws(ViewError) -> [(RecordedEvent, ViewEventSkipped)] {
        let page: Page
        do {
            page = try await store.read(
                ViewEventSkipped.stream(of: projection), from: nil, .forward,
                limit: Limits.skipsMax)
        } catch {
            throw .log(error)
        }
        do {
            return try page.events.filter { $0.type == ViewEventSkipped.type }.map {
                ($0, try ViewEventSkipped($0))
            }
        } catch {
            throw .invalid("\(error)")
        }
    }

    /// The id follows from the decision, so that repeating it is answered and not written.
    private func record(_ skip: ViewEventSkipped) async throws(ViewError) {
        let log = try await identity().head.log
        let id = UniqueID.named("view-skip \(skip.key) \(skip.position)", in: log)
        guard try await skips(of: skip.projection).count < Limits.skipsMax else {
            throw .invalid(
                "projection '\(skip.projection)' has skipped \(Limits.skipsMax) events: repair it "
                    + "and raise its version")
        }
        let event: Event
        do {
            event = try skip.event(id: EventID(id))
        } catch {
            throw .invalid("\(error)")
        }
        do {
            _ = try await store.append(
                Append([StreamAppend(ViewEventSkipped.stream(of: skip.projection), [event])]))
        } catch .idReused {
            // The same decision, with another reason: the first one stands.
            return
        } catch {
            throw .notAppended(error)
        }
        telemetry.warning(
            "an event is skipped by a projection",
            [
                "projection": .of(skip.key), "position": .of(skip.position),
                "reason": .text(skip.reason),
            ])
    }
}
