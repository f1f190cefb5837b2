public import Events
public import SignalsFacade

extension Receipt {
    /// The door's answer as an object; `status` says which one it is.
    public var value: JSONValue {
        switch self {
        case .accepted(let id, let position):
            [
                "status": "accepted", "signal_id": .string("\(id)"),
                "position": JSONValue(position),
            ]
        case .duplicate(let id, let position, let differs):
            [
                "status": "duplicate", "signal_id": .string("\(id)"),
                "position": JSONValue(position),
                "differs": .array(differs.map(JSONValue.string)),
            ]
        case .refused(let refusal):
            [
                "status": "refused", "refused": .string(refusal.code),
                "message": .string("\(refusal)"),
            ]
        }
    }
}

extension RecordProblem {
    /// The place of the record or line, and what is wrong with it.
    public var value: JSONValue { ["index": JSONValue(index), "reason": .string(reason)] }
}
