import EventStore
import Events
import Simulation
import Testing
import Workflows

@Suite(.timeLimit(.minutes(2))) struct `Crashing at every commit` {
    /// Sends three words and the word to finish, and drives the host to the end.
    private func drive(_ host: TestHost) async throws -> [String] {
        let requests: [Intent] = try [
            .signalWithStart(
                Faults.mixed, id: "m", MixedInput(), Faults.word, "a", requestID: "a"),
            .signalWithStart(
                Faults.mixed, id: "m", MixedInput(), Faults.word, "b", requestID: "b"),
            .signalWithStart(
                Faults.mixed, id: "m", MixedInput(), Faults.word, "c", requestID: "c"),
        ]
        for request in requests { try await insist(host, request) }
        for _ in 0..<40 { await progress(host) }
        try await insist(host, try .signal(Faults.finish, id: "m", NoValue(), requestID: "end"))
        for _ in 0..<10 { await progress(host) }
        let seen = try await host.client.describe(workflow: "m", run: nil)
        #expect(seen.status == .completed)
        guard seen.status == .completed else { return [] }
        return try await host.client.result(of: "m", run: seen.run).decode()
    }

    /// Repeats a request with its id until it is acknowledged, as a client does.
    private func insist(_ host: TestHost, _ intent: Intent) async throws {
        for _ in 0..<5 {
            do {
                _ = try await host.client.submit(WorkflowRequest(intents: [intent]))
                return
            } catch {
                await host.crash()
            }
        }
        Issue.record("the request was never acknowledged")
    }

    private func progress(_ host: TestHost) async {
        await host.advance(by: .milliseconds(500))
        if await host.isCrashed { await host.crash() }
    }

    private func outcome(
        crashAt commit: Int?, after: Bool
    ) async throws -> (words: [String], commits: Int) {
        var words: [String] = []
        var commits = 0
        try await withHost(seed: 7) { host in
            if let commit { host.crash(atCommit: commit, after: after) }
            words = try await drive(host)
            commits = host.store.commits
            let noted = try await host.store.head(
                of: StreamName(category: sampleCategory, text: "name-mixed"))
            // Words may come in different batches; each batch is noted once.
            #expect((2...3).contains(Int((noted.revision?.value ?? -1) + 1)))
        }
        return (words, commits)
    }

    @Test func `changes no outcome, before or after the commit`() async throws {
        let straight = try await outcome(crashAt: nil, after: false)
        #expect(straight.words == ["a", "b", "c"].map { "Hello, \($0)|Hello, \($0)" })
        #expect(straight.commits > 10)
        for commit in 1...straight.commits {
            for after in [false, true] {
                let crashed = try await outcome(crashAt: commit, after: after)
                #expect(crashed.words == straight.words, "crash at \(commit), after: \(after)")
            }
        }
    }
}
