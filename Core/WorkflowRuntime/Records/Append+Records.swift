package import Events
internal import Workflows

/// Records that are larger than one event may be: cut into parts that lie before the record itself.
///
/// The last part is the record's own event, marked as binary; its first byte counts the parts before
/// it. All of them are written in one append, so that a record is there whole or not at all.
extension Append {
    /// Cuts what is too large in streams that only the engine writes and that are not counted by offset.
    package mutating func cutRecords(_ make: EventMaker) {
        for index in streams.indices {
            let category = streams[index].stream.category
            guard category == WorkflowStreams.chains || category == WorkflowStreams.runs,
                streams[index].events.contains(where: { $0.data.count > Limits.recordPartBytes })
            else { continue }
            streams[index].events = streams[index].events.flatMap { $0.parts(make) }
        }
    }
}

extension Event {
    fileprivate func parts(_ make: EventMaker) -> [Event] {
        guard data.count > Limits.recordPartBytes else { return [self] }
        var (parts, rest): ([Event], ArraySlice<UInt8>) = ([], data[...])
        while rest.count > Limits.recordPartBytes {
            let part = Array(rest.prefix(Limits.recordPartBytes))
            rest = rest.dropFirst(Limits.recordPartBytes)
            parts.append(
                Event(
                    id: EventID(make.newID()), type: .recordPart, encoding: .binary, data: part))
        }
        guard parts.count <= Int(UInt8.max) else { return [self] }
        var last = self
        last.encoding = .binary
        last.data = [UInt8(parts.count)] + rest
        return parts + [last]
    }
}
