extension TemplateFile {
    /// The specification of the new product, in sentences.
    static let tests = [
        TemplateFile(
            "Tests/{Product}Tests/Domain/{Noun}DeciderTests.swift",
            #"""
            import {Product}Contracts
            import {Product}Domain
            import TestSupport
            import Testing

            @Suite struct `Deciding about {a} {words}` {
                private let id = {Product}Identity.{noun}(key: "k1")
                private let added = {Noun}Fact.added(
                    {Noun}Added(key: "k1", title: "First"))
                private let checked = {Noun}Fact.checked({Noun}Checked())

                @Test func `takes it in once`() throws {
                    let request = {Noun}Command.add(
                        Add{Noun}(key: "k1", title: "First"))
                    try given({Noun}Decider.self).when(request).then(added)
                    try given({Noun}Decider.self, added).when(request).then()
                }

                @Test func `refuses another title under the same key`() throws {
                    try given({Noun}Decider.self, added)
                        .when(.add(Add{Noun}(key: "k1", title: "Other")))
                        .thenRefuses(.keyReused("k1"))
                }

                @Test func `checks once what is there`() throws {
                    try given({Noun}Decider.self, added).when(.check(id)).then(checked)
                    try given({Noun}Decider.self, added, checked).when(.check(id)).then()
                }

                @Test func `refuses to check what never came in`() throws {
                    try given({Noun}Decider.self).when(.check(id)).thenRefuses(.unknown(id))
                }
            }
            """#),
        TemplateFile(
            "Tests/{Product}Tests/Facade/Add{Noun}Tests.swift",
            #"""
            import EventStore
            import Events
            import {Product}Contracts
            import {Product}Facade
            import Simulation
            import Testing
            import Workflows

            @Suite struct `Adding {a} {words}` {
                @Test func `answers at once and reads back what it wrote`() async throws {
                    let bench = try await {Product}Bench()
                    let receipt = try await bench.add("k1", "First")
                    let {noun} = try await bench.{product}.{noun}(
                        receipt.id, atLeast: receipt.position)
                    #expect(receipt.isNew)
                    #expect({noun}?.title == "First")
                    #expect({noun}?.isChecked == false)
                    await bench.host.stop()
                }

                @Test func `answers a repetition with the first, and appends nothing`() async throws {
                    let bench = try await {Product}Bench()
                    let first = try await bench.add("k1", "First")
                    let head = try await bench.ownEvents()
                    let second = try await bench.add("k1", "First")
                    #expect(second.id == first.id)
                    #expect(!second.isNew)
                    #expect(try await bench.ownEvents() == head)
                    await bench.host.stop()
                }

                @Test(arguments: [
                    (
                        Add{Noun}(key: "", title: "t"),
                        {Product}Error.keyUnusable(bytes: 0, limit: 255)
                    ),
                    (Add{Noun}(key: "k", title: " "), {Product}Error.titleBlank),
                    (
                        Add{Noun}(key: "k", title: String(repeating: "t", count: 201)),
                        {Product}Error.titleTooLong(limit: 200, actual: 201)
                    ),
                ])
                func `refuses at the gate, appends nothing and builds nothing`(
                    request: Add{Noun}, refusal: {Product}Error
                ) async throws {
                    let bench = try await {Product}Bench()
                    await #expect(throws: refusal) { try await bench.{product}.add(request) }
                    #expect(try await bench.ownEvents().isEmpty)
                    #expect(bench.host.registry.built.isEmpty)
                    await bench.host.stop()
                }

                @Test func `lists the newest first`() async throws {
                    let bench = try await {Product}Bench()
                    _ = try await bench.add("k1", "First")
                    let last = try await bench.add("k2", "Second")
                    let rows = try await bench.{product}.list(atLeast: last.position)
                    #expect(rows.map(\.key) == ["k2", "k1"])
                    await bench.host.stop()
                }
            }
            """#),
        TemplateFile(
            "Tests/{Product}Tests/Support/{Product}Bench.swift",
            #"""
            import EventStore
            import Events
            {calls}import {Call}Facade
            import {Product}Contracts
            import {Product}Domain
            import {Product}Facade
            import {Product}Workflows
            import Projections
            import Simulation
            {adapters}import Synchronization
            import Workflows

            /// The whole product over a log in memory and a clock that is moved by hand.
            struct {Product}Bench: Sendable {
                let host = TestHost()
                let {product}: {Product}
            {calls}    let {call}: {Call}
            {adapters}    let outlet = RecordingOutlet()

                init() async throws {
                    let views = try await Views.open(
                        nil, over: host.store,
                        {Product}.projections{calls} + {Call}.projections{/calls},
                        time: host.time)
                    {product} = {Product}(
                        store: host.store, client: host.client, views: views)
            {calls}        {call} = {Call}({newline}            {arguments})
                    bind{Product}(
                        host.registry, {product},
            {calls}            {call}: {call},
            {adapters}            outlet: outlet,
                    )
                }

                func add(_ key: String, _ title: String) async throws -> {Noun}Receipt {
                    try await {product}.add(Add{Noun}(key: key, title: title))
                }

                /// Whether it is checked as the read model has it now.
                func isChecked(_ id: {Noun}ID) async throws -> Bool? {
                    let head = try await host.store.head().position
                    return try await {product}.{noun}(id, atLeast: head)?.isChecked
                }

                /// What the product itself has appended.
                func ownEvents() async throws -> [RecordedEvent] {
                    let filter = EventFilter(categories: [{Product}Identity.category])
                    return try await host.store.read(
                        after: .start, through: nil, filter, .forward, limit: 100
                    ).events
                }

                /// What happened to one.
                func ownEvents(after id: {Noun}ID) async throws -> [RecordedEvent] {
                    let stream = {Product}Identity.stream(id)
                    return try await host.store.read(stream, from: nil, .forward, limit: 100).events
                }
            }
            {adapters}
            {adapters}/// Keeps what it was told.
            {adapters}final class RecordingOutlet: {Product}Outlet {
            {adapters}    private let kept = Mutex<[{Noun}ID]>([])
            {adapters}
            {adapters}    var announced: [{Noun}ID] { kept.withLock { $0 } }
            {adapters}
            {adapters}    func announce(_ {noun}: {Noun}ID) async throws {
            {adapters}        kept.withLock { $0.append({noun}) }
            {adapters}    }
            {adapters}}
            """#),
        TemplateFile(
            "Tests/{Product}Tests/Workflows/Check{Noun}Tests.swift",
            #"""
            import EventStore
            import Events
            import {Product}Contracts
            import {Product}Facade
            import Simulation
            import Testing
            import Workflows

            @Suite struct `Checking {a} {words}` {
                @Test func `comes after the delay, exactly once`() async throws {
                    let bench = try await {Product}Bench()
                    let id = try await bench.add("k1", "First").id
                    await bench.host.advance(by: {Product}Limits.checkDelay - .seconds(1))
                    #expect(try await bench.isChecked(id) == false)
                    await bench.host.advance(by: .seconds(1))
                    #expect(try await bench.isChecked(id) == true)
                    #expect(try await bench.ownEvents().count == 2)
            {adapters}        #expect(bench.outlet.announced == [id])
                    await bench.host.stop()
                }

                @Test func `survives a crash while it waits`() async throws {
                    let bench = try await {Product}Bench()
                    let id = try await bench.add("k1", "First").id
                    await bench.host.settle()
                    await bench.host.crash()
                    await bench.host.advance(by: {Product}Limits.checkDelay)
                    #expect(try await bench.ownEvents(after: id).count == 2)
                    await bench.host.stop()
                }

                @Test func `is built at its first use, and replays without a difference`() async throws {
                    let bench = try await {Product}Bench()
                    #expect(bench.host.registry.refusals.isEmpty)
                    #expect(bench.host.registry.built.isEmpty)
                    _ = try await bench.add("k1", "First")
                    await bench.host.advance(by: {Product}Limits.checkDelay)
                    #expect(bench.host.registry.built.contains("{stored}.check"))
                    try await bench.host.checkReplay()
                    await bench.host.stop()
                }
            }
            """#),
    ]
}
