extension TemplateFile {
    /// The door, and what stands right behind it.
    static let facade = [
        TemplateFile(
            "Products/{Product}/Facade/Exports.swift",
            #"""
            // Whoever holds the door holds the values that pass through it.
            @_exported public import {Product}Contracts
            """#),
        TemplateFile(
            "Products/{Product}/Facade/{Product}+Reads.swift",
            #"""
            public import Events
            public import {Product}Contracts
            import Projections

            extension {Product} {
                /// {A} {words} as it stands; nil where there is none.
                ///
                /// - Throws: Why the read model cannot answer.
                public func {noun}(
                    _ id: {Noun}ID, atLeast position: Position = .start
                ) async throws({Product}Error) -> {Noun}? {
                    try await read(position) { view in
                        try view.row("SELECT * FROM {rows} WHERE id = ?", [ViewValue(id)])
                            .map({Product}Projection.{noun})
                    }
                }

                /// The last that came in, newest first, at most `{Product}Limits.listRowsMax`.
                ///
                /// - Throws: Why the read model cannot answer.
                public func list(
                    atLeast position: Position = .start
                ) async throws({Product}Error) -> [{Noun}] {
                    try await read(position) { view in
                        try view.rows(
                            "SELECT * FROM {rows} ORDER BY added DESC LIMIT ?",
                            [ViewValue({Product}Limits.listRowsMax)]
                        ).map({Product}Projection.{noun})
                    }
                }

                private func read<Value: Sendable>(
                    _ position: Position, _ body: @Sendable (any ViewReader) throws -> Value
                ) async throws({Product}Error) -> Value {
                    do {
                        return try await views.read(
                            {Product}Projection.storedName, atLeast: position, body)
                    } catch {
                        throw .unreadable("\(error)")
                    }
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Facade/{Product}.swift",
            #"""
            public import EventStore
            import Events
            public import {Product}Contracts
            import {Product}Domain
            public import Projections
            public import Workflows

            /// The door to {Product}: every call checks, loads, decides, appends and answers.
            ///
            /// It starts workflows by name and holds none of their code. A call that is refused appends
            /// nothing and starts nothing.
            public struct {Product}: Sendable {
                let views: Views
                /// What the facade decides with; activities decide with the same over their session.
                package let decisions: {Product}Decisions

                /// Opens the door to a log.
                ///
                /// - Parameters:
                ///   - store: The log.
                ///   - client: The way to workflows; it appends.
                ///   - views: Opened with `{Product}.projections` among others.
                public init(store: any EventStore, client: any WorkflowClient, views: Views) {
                    self.views = views
                    decisions = {Product}Decisions(log: store, client: client)
                }

                /// The read models that the facade asks.
                public static var projections: [any Projection] { [{Product}Projection()] }

                /// Takes {a} {words} in and starts its check, in one commit.
                ///
                /// - Throws: What is wrong with the request; nothing was appended then.
                public func add(
                    _ request: Add{Noun}
                ) async throws({Product}Error) -> {Noun}Receipt {
                    try {Noun}Gate.check(request)
                    let id = {Product}Identity.{noun}(key: request.key)
                    let (changed, position) = try await decisions.run(.add(request), on: id)
                    return {Noun}Receipt(id: id, isNew: changed, position: position)
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Facade/{Product}Decisions.swift",
            #"""
            package import Events
            package import {Product}Contracts
            package import {Product}Domain
            package import Workflows

            /// Loads, decides and appends: what the facade does, and activities within their session.
            package struct {Product}Decisions: Sendable {
                private let log: any EventLog
                private let client: any WorkflowClient

                /// Decides on the log itself.
                package init(log: any EventLog, client: any WorkflowClient) {
                    (self.log, self.client) = (log, client)
                }

                /// Decides within an activity: everything commits with its completion, or not at all.
                package func over(_ session: LogSession) -> {Product}Decisions {
                    {Product}Decisions(log: session, client: session)
                }

                /// Carries a command out, and decides again on what others have written meanwhile.
                ///
                /// - Returns: Whether anything was appended, and where the last event lies.
                package func run(
                    _ command: {Noun}Command, on id: {Noun}ID
                ) async throws({Product}Error) -> (changed: Bool, position: Position) {
                    let stream = {Product}Identity.stream(id)
                    for _ in 0..<{Product}Limits.decisionAttemptsMax {
                        let loaded = try await load(stream)
                        let facts = try {Noun}Decider.decide(command, loaded.state)
                        guard !facts.isEmpty else { return (false, loaded.position) }
                        let request = WorkflowRequest(
                            [try append(facts, to: stream, after: loaded)],
                            intents: try intents(of: facts, id))
                        if let position = try await submit(request) { return (true, position) }
                    }
                    throw .contended(id)
                }

                /// What has to start in the commit of the facts that call for it.
                private func intents(
                    of facts: [{Noun}Fact], _ id: {Noun}ID
                ) throws({Product}Error) -> [Intent] {
                    do {
                        return try facts.flatMap { fact throws(WorkflowError) -> [Intent] in
                            guard case .added = fact else { return [] }
                            return [
                                try .start(
                                    {Product}Flows.check, id: {Product}Flows.checkID(id),
                                    Check{Noun}Input(id))
                            ]
                        }
                    } catch {
                        throw .workflow("\(error)")
                    }
                }

                /// Appends; nil when others were faster.
                private func submit(
                    _ request: WorkflowRequest
                ) async throws({Product}Error) -> Position? {
                    do {
                        return try await client.submit(request).append.position
                    } catch {
                        switch error {
                        case .log(.conflict), .log(.idReused), .log(.partlyKnown), .busy: return nil
                        case .log(let error): throw .log(error)
                        default: throw .workflow("\(error)")
                        }
                    }
                }
            }

            // MARK: - Loading

            extension {Product}Decisions {
                /// The state of a stream, and what an append may rest on.
                private struct Loaded {
                    var state = {Noun}Decider.initial
                    var revision: Revision?
                    var position = Position.start
                }

                private func load(_ stream: StreamName) async throws({Product}Error) -> Loaded {
                    var loaded = Loaded()
                    do {
                        while true {
                            let from = loaded.revision?.next ?? .first
                            let page = try await log.read(
                                stream, from: from, .forward, limit: {Product}Limits.pageEvents)
                            guard !page.events.isEmpty else { return loaded }
                            for event in page.events {
                                (loaded.revision, loaded.position) = (event.revision, event.position)
                                guard let fact = try {Noun}Fact(event) else { continue }
                                loaded.state = {Noun}Decider.evolve(loaded.state, fact)
                            }
                        }
                    } catch {
                        throw .unreadable("\(error)")
                    }
                }

                private func append(
                    _ facts: [{Noun}Fact], to stream: StreamName, after loaded: Loaded
                ) throws({Product}Error) -> StreamAppend {
                    var revision = loaded.revision?.next ?? .first
                    var events: [Event] = []
                    do {
                        for fact in facts {
                            let payload = fact.payload
                            let id = {Product}Identity.event(
                                in: stream, at: revision, type(of: payload).type,
                                try JSONCoding.encode(payload))
                            events.append(try payload.event(id: id))
                            revision = revision.next
                        }
                    } catch {
                        throw .unreadable("an event cannot be encoded: \(error)")
                    }
                    let expected = loaded.revision.map(ExpectedRevision.exact) ?? .noStream
                    return StreamAppend(stream, expected: expected, events)
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Facade/{Product}Projection.swift",
            #"""
            import EventStore
            import Events
            import {Product}Contracts
            import {Product}Domain
            import Projections

            /// A row for each {words}; the version rises whenever the same events lead to other rows.
            struct {Product}Projection: Projection {
                static let storedName = "{stored}"

                let name = {Product}Projection.storedName
                let version = 1
                let filter = EventFilter(categories: [{Product}Identity.category])
                let tables = [
                    ViewTable(
                        "rows",
                        columns: [
                            "id TEXT PRIMARY KEY", "key TEXT NOT NULL", "title TEXT NOT NULL",
                            "added INTEGER NOT NULL", "checked INTEGER NOT NULL",
                        ],
                        indexes: ["added"])
                ]

                func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws {
                    let id = ViewValue.text(event.stream.decodedID)
                    switch try {Noun}Fact(event) {
                    case .added(let added):
                        try view.execute(
                            "INSERT INTO {rows}(id, key, title, added, checked) VALUES(?, ?, ?, ?, 0)",
                            [id, .text(added.key), .text(added.title), ViewValue(event.position)])
                    case .checked:
                        try view.execute("UPDATE {rows} SET checked = 1 WHERE id = ?", [id])
                    case nil: view.skipUnknown()
                    }
                }

                static func {noun}(_ row: ViewRow) throws -> {Noun} {
                    {Noun}(
                        id: try row.id("id"), key: try row.text("key"), title: try row.text("title"),
                        isChecked: try row.truth("checked"))
                }
            }
            """#),
    ]
}
