internal import Events

/// How errors are numbered on the way between processes.
private enum ErrorCode: Int64 {
    case conflict = 1
    case idReused, keyReused, partlyKnown, invalid, busy, diskFull, notWriter, unknownOutcome,
        closed
}

extension ByteWriter {
    mutating func error(_ error: AppendError) {
        func code(_ code: ErrorCode) { integer(code.rawValue) }
        switch error {
        case .conflict(let stream, let expected, let actual):
            code(.conflict)
            text(stream.text)
            expectation(expected)
            head(actual)
        case .idReused(let id, let position):
            code(.idReused)
            bytes(id.value.bytes)
            integer(position.value)
        case .keyReused(let key):
            code(.keyReused)
            text(key)
        case .partlyKnown(let known):
            code(.partlyKnown)
            places(known)
        case .invalid(let reason):
            code(.invalid)
            text(reason)
        case .busy(let retryAfter):
            code(.busy)
            integer(retryAfter.microseconds)
        case .diskFull: code(.diskFull)
        case .notWriter(let owner):
            code(.notWriter)
            text(owner)
        case .unknownOutcome(let ids):
            code(.unknownOutcome)
            integer(ids.count)
            for id in ids { bytes(id.value.bytes) }
        case .closed: code(.closed)
        }
    }

    private mutating func head(_ head: StreamHead) {
        switch head {
        case .none: integer(0)
        case .live(let revision, let position):
            integer(1)
            integer(revision.value)
            integer(position.value)
        case .closed(let revision, let position):
            integer(2)
            integer(revision.value)
            integer(position.value)
        }
    }
}

extension ByteReader {
    mutating func error() throws(Malformed) -> AppendError {
        guard let code = ErrorCode(rawValue: try integer()) else {
            throw Malformed(reason: "an unknown error")
        }
        switch code {
        case .conflict:
            let stream = try text(StreamName.init(stored:))
            return .conflict(stream, expected: try expectation(), actual: try head())
        case .idReused:
            return .idReused(EventID(try bytes(UniqueID.init(bytes:))), at: try position())
        case .keyReused: return .keyReused(try text())
        case .partlyKnown: return .partlyKnown(try places())
        case .invalid: return .invalid(try text())
        case .busy: return .busy(retryAfter: .microseconds(try integer(in: 0...3_600_000_000)))
        case .diskFull: return .diskFull
        case .notWriter: return .notWriter(owner: try text())
        case .unknownOutcome:
            var ids: [EventID] = []
            for _ in 0..<(try count(max: Limits.appendEventsMax)) {
                ids.append(EventID(try bytes(UniqueID.init(bytes:))))
            }
            return .unknownOutcome(ids)
        case .closed: return .closed
        }
    }

    private mutating func head() throws(Malformed) -> StreamHead {
        switch try integer(in: 0...2) {
        case 0: .none
        case 1: .live(try revision(), try position())
        default: .closed(try revision(), try position())
        }
    }
}
