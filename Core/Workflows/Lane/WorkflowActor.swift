/// Isolates workflow code: its executor is the lane, which only an engine drains.
@globalActor public actor WorkflowActor {
    /// The one instance; code reaches it through the attribute.
    public static let shared = WorkflowActor()

    /// The lane.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        Lane.shared.asUnownedSerialExecutor()
    }

    /// Runs `body` as code of the lane; the caller holds the turn, or reads constants only.
    package static func assume<Result>(
        _ body: @WorkflowActor () throws -> Result
    ) rethrows
        -> Result
    {
        // The isolation of a synchronous function is a promise of its caller and has no
        // representation at run time; this is how the standard library writes
        // `MainActor.assumeIsolated`.
        try withoutActuallyEscaping(body) { body in
            try unsafeBitCast(body, to: (() throws -> Result).self)()
        }
    }
}
