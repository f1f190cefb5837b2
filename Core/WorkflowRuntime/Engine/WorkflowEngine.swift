public import EventStore
public import Events
internal import Synchronization
public import Workflows

/// Runs workflows: it follows one log, and everything it knows it can read there again.
///
/// `run()` is a service: it works until its task is cancelled, then lets running activities end.
public final class WorkflowEngine: Sendable {
    let core: EngineCore
    private let registry: WorkflowRegistry
    private let store: any EventStore
    /// The way to its workflows.
    public let client: any WorkflowClient

    /// An engine over a log; nothing is read or built before `run()`.
    public init(
        store: any EventStore, registry: WorkflowRegistry, time: any TimeSource,
        random: any RandomSource, worker: String, build: String,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        (self.store, self.registry) = (store, registry)
        core = EngineCore(
            store: store, registry: registry, time: time, random: random,
            identity: WorkerIdentity(worker: worker, build: build), log: log)
        client = EngineClient(
            core: core, log: LogWorkflowClient(store: store, time: time, random: random))
    }

    /// Recovers from the log and works until the task is cancelled or the log cannot be used.
    ///
    /// - Throws: `RegistrationRefusal` when a registration was refused; else what stopped the log.
    public func run() async throws {
        if let refusal = registry.refusals.first { throw refusal }
        let core = core
        let work = Task { try await serve() }
        try await withTaskCancellationHandler {
            try await work.value
        } onCancel: {
            core.doorbell.ring(.stop)
        }
    }

    private func serve() async throws {
        let core = core
        let bell = Lane.shared.addBell { core.doorbell.ring(.stray) }
        defer { Lane.shared.removeBell(bell) }
        try await core.recover()
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await core.followForEver() }
            for await ring in core.doorbell.rings {
                switch ring {
                case .work(let work):
                    group.addTask { await work() }
                case .stray: Lane.shared.turn { Lane.shared.drainStrays() }
                case .strayed(let run): await core.strayed(run)
                case .beat(let key): await core.beat(key)
                case .parked: break
                case .stop:
                    group.addTask {
                        await core.drain()
                        core.doorbell.close()
                    }
                }
                core.doorbell.answered()
                await core.noteIdle()
            }
            group.cancelAll()
        }
        if let failure = await core.failure { throw failure }
    }
}

extension EngineCore {
    /// Folds what is appended, by whomever, until the log is closed.
    func followForEver() async throws {
        while !isStopped {
            do {
                while try await follow() {}
                _ = try await store.changed(after: state.position)
            } catch {
                guard !Task.isCancelled, !isStopped else { return }
                fail(error)
                return
            }
        }
    }

    /// Takes nothing on any more and waits for what is under way.
    func drain() async {
        isStopping = true
        let deadline = time.now() + Limits.drainTime
        while isAtWork, failure == nil, time.now() < deadline {
            guard (try? await time.wait(until: time.now() + .milliseconds(20))) != nil else {
                break
            }
        }
        for key in attempts.keys.sorted(by: { $0.key < $1.key }) { attempts[key]?.task?.cancel() }
        isStopped = true
    }

    private var isAtWork: Bool {
        !busy.isEmpty || attempts.values.contains { $0.startedAt != nil }
    }

    /// A call of a run came back from outside of the lane.
    func strayed(_ run: UniqueID) {
        if let workflow = state.places[run]?.workflow { touch(workflow) }
    }
}
