package import Events

/// What a run offers to the code of its workflow; the engine implements it.
///
/// Every call is made on the lane. A call from outside of an activation of this run is a stray: the
/// run notes it and does not answer.
@WorkflowActor package protocol RunPort: AnyObject, Sendable {
    var execution: WorkflowExecution { get }
    var now: Timestamp { get }
    func log(_ message: String)

    func activity(_ order: ActivityOrder) async throws -> JSONValue
    func local(_ order: LocalOrder) async throws -> JSONValue
    func sleep(_ name: String, for duration: Duration) async throws
    func sleep(_ name: String, until moment: Timestamp) async throws
    func wait(until condition: @escaping @WorkflowActor () -> Bool) async throws
    func wait(
        _ name: String, upTo duration: Duration,
        until condition: @escaping @WorkflowActor () -> Bool
    ) async throws -> Bool

    func unreadCount(_ signal: String) -> Int
    func oldestUnread(_ signal: String) -> Timestamp?
    func claimed(_ signal: String, upTo limit: Int) -> [MailedLetter]
    func acknowledge(_ offsets: [Int])
    func release(_ offsets: [Int])

    func startChild(_ order: ChildOrder) async throws -> StartedChild
    func result(of child: StartedChild) async throws -> JSONValue
    func signal(_ target: ExternalTarget, _ signal: String, _ payload: JSONValue) async throws
    func cancel(_ target: ExternalTarget) async throws

    func sideEffect(_ name: String, _ make: () throws -> JSONValue) throws -> JSONValue
    func random() -> UInt64
    func patched(_ id: String) -> Bool
    func deprecatePatch(_ id: String)
    func upsert(attributes: JSONObject)
    func upsert(memo: JSONObject)
    func continueAsNew(_ order: ContinueOrder) throws -> Never
    func onCancel(_ body: @escaping @WorkflowActor () -> Void)
}

/// An external activity that code wants to be run.
package struct ActivityOrder: Sendable {
    package let name: String
    package let id: String?
    package let input: JSONValue
    package let options: ActivityOptions
}

/// A local activity that code wants to be run.
package struct LocalOrder: Sendable {
    package let name: String
    package let id: String?
    package let input: JSONValue
    package let limit: Duration
}

/// A child that code wants to be started.
package struct ChildOrder: Sendable {
    package let type: WorkflowType
    package let workflow: String
    package let input: JSONValue
    package let options: ChildOptions
}

/// A child that runs.
package struct StartedChild: Hashable, Sendable {
    package let key: String
    package let type: String
    package let workflow: String
    package let run: UniqueID

    package init(key: String, type: String, workflow: String, run: UniqueID) {
        (self.key, self.type, self.workflow, self.run) = (key, type, workflow, run)
    }
}

/// Another workflow, as the addressee of a signal or a cancel request.
package struct ExternalTarget: Hashable, Sendable {
    package let workflow: String
    package let child: StartedChild?
}

/// The next run that code asks for.
package struct ContinueOrder: Sendable {
    package let input: JSONValue
    package let options: ContinueOptions
}

/// A letter as the mailbox holds it.
package struct MailedLetter: Hashable, Sendable {
    package let offset: Int
    package let payload: JSONValue
    package let sender: String
    package let sent: Timestamp

    package init(offset: Int, payload: JSONValue, sender: String, sent: Timestamp) {
        (self.offset, self.payload, self.sender, self.sent) = (offset, payload, sender, sent)
    }
}

/// The path of scopes that prefixes the keys of commands.
package enum ScopePath {
    @TaskLocal package static var current = ""
}
