internal import Events
internal import Workflows

extension EngineState {
    /// The present state of a workflow id for planning; the store refuses what is out of date.
    package func draft(_ workflow: String) -> ChainDraft {
        guard let chain = chains[workflow] else {
            return ChainDraft(
                workflow: workflow, chainHead: .none, mailHead: .none, open: nil, lastClosed: nil)
        }
        let picture = chain.open.map { open in
            ChainDraft.OpenPicture(
                started: open.started,
                runHead: open.runHead.map { .live($0, .start) } ?? .none,
                mailThrough: open.mailThrough, unread: open.unread, lastEvent: open.lastEvent)
        }
        return ChainDraft(
            workflow: workflow,
            chainHead: chain.head.map { .live($0, .start) } ?? .none,
            mailHead: chain.mailNext > 0
                ? .live(Revision(Int64(chain.mailNext - 1)), .start) : .none,
            open: picture, lastClosed: chain.lastClosed.map { ($0.run, $0.status) })
    }
}
