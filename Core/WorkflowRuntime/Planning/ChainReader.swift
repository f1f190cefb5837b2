package import Events
package import Workflows

/// Reads from the log what a draft rests on.
package struct ChainReader: Sendable {
    package let log: any EventLog

    package init(log: any EventLog) { self.log = log }

    /// The present state of a workflow id, with nothing decided yet.
    package func draft(_ workflow: String) async throws(WorkflowError) -> ChainDraft {
        do {
            let mailHead = try await log.head(of: WorkflowStreams.mailbox(workflow))
            let chain = try await log.read(
                WorkflowStreams.chain(workflow), from: nil, .backward, limit: 1)
            guard let last = chain.events.first else {
                return ChainDraft(
                    workflow: workflow, chainHead: .none, mailHead: mailHead, open: nil,
                    lastClosed: nil)
            }
            let head = StreamHead.live(last.revision, last.position)
            switch try await record(last) {
            case .started(let started):
                return ChainDraft(
                    workflow: workflow, chainHead: head, mailHead: mailHead,
                    open: try await picture(started), lastClosed: nil)
            case .closed(let closed):
                return ChainDraft(
                    workflow: workflow, chainHead: head, mailHead: mailHead, open: nil,
                    lastClosed: (closed.run, closed.status))
            default:
                throw WorkflowError.invalid("the chain of \(workflow) ends in a strange record")
            }
        } catch {
            throw WorkflowError(reading: error)
        }
    }

    private func picture(_ started: RunStarted) async throws -> ChainDraft.OpenPicture {
        let stream = WorkflowStreams.run(started.run)
        var picture = ChainDraft.OpenPicture(
            started: started, runHead: .none, mailThrough: started.mailThrough,
            unread: started.unread, lastEvent: started.lastEvent)
        var from: Revision?
        while true {
            let page = try await log.read(stream, from: from, .backward, limit: Limits.tailEvents)
            if from == nil, let last = page.events.first {
                picture.runHead = .live(last.revision, last.position)
            }
            for event in page.events where event.type == .runAdvanced {
                guard case .advanced(let advanced) = try await record(event) else { continue }
                (picture.mailThrough, picture.unread) = (advanced.mailThrough, advanced.unread)
                picture.lastEvent = advanced.lastEvent
                return picture
            }
            guard let lowest = page.events.last?.revision, lowest > .first else { return picture }
            from = Revision(lowest.value - 1)
        }
    }

    private func record(_ event: RecordedEvent) async throws -> StoredRecord.Content {
        do {
            guard let whole = try await log.whole([event]).first,
                let record = try StoredRecord(whole)
            else {
                throw RecordError("\(event.type) is unknown to this build")
            }
            return record.content
        } catch {
            throw ReadError.corrupt(event.position, "\(error)")
        }
    }
}

extension WorkflowError {
    package init(reading error: any Error) {
        switch error {
        case let error as WorkflowError: self = error
        case let error as ReadError: self = .read(error)
        case let error as AppendError: self = .log(error)
        default: self = .invalid("\(error)")
        }
    }
}
