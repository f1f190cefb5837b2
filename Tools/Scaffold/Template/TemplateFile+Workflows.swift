extension TemplateFile {
    /// What runs beside and behind the door.
    static let workflows = [
        TemplateFile(
            "Products/{Product}/Workflows/Bind{Product}.swift",
            #"""
            {calls}public import {Call}Facade
            {adapters}public import {Product}Contracts
            {!adapters}import {Product}Contracts
            public import {Product}Facade
            public import Workflows

            /// Puts the code of the product behind the names of its workflows; builds none of it.
            ///
            /// - Parameters:
            ///   - registry: Where the engine looks them up.
            ///   - {product}: The door whose decisions the activities carry out.
            {calls}///   - {call}: The door to {Call}, for the activities that call it.
            {adapters}///   - outlet: Where checked ones are made known.
            public func bind{Product}(
                _ registry: WorkflowRegistry, _ {product}: {Product},
            {calls}    {call}: {Call},
            {adapters}    outlet: any {Product}Outlet,
            ) {
                let desk = {Product}Desk(
                    decisions: {product}.decisions,
            {calls}        {call}: {call},
            {adapters}        outlet: outlet,
                )
                registry.queue({Product}Flows.queue)
                registry.workflow(Check{Noun}Workflow.self)
                registry.local(CheckSteps.check) { Check{Noun}(desk: desk) }
            {adapters}    registry.activity(CheckSteps.announce) { Announce{Noun}(desk: desk) }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Workflows/Check{Noun}Workflow.swift",
            #"""
            import {Product}Contracts
            import Workflows

            /// Waits a while, then has {a} {words} looked at; a crash in between loses nothing.
            final class Check{Noun}Workflow: Workflow {
                static let reference = {Product}Flows.check
                private let input: Check{Noun}Input

                init(_ input: Check{Noun}Input) { self.input = input }

                func run(_ context: WorkflowContext) async throws -> NoValue {
                    try await context.sleep(for: {Product}Limits.checkDelay)
                    _ = try await context.local(CheckSteps.check, input)
            {adapters}        _ = try await context.activity(CheckSteps.announce, input)
                    return NoValue()
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Workflows/Steps/Announce{Noun}.swift", needsAdapters: true,
            #"""
            import {Product}Contracts
            import Workflows

            /// Makes a checked {words} known outside, under the same id at every attempt.
            struct Announce{Noun}: Activity {
                let desk: {Product}Desk

                func run(
                    _ input: Check{Noun}Input, _ context: ActivityContext
                ) async throws -> NoValue {
                    try await desk.outlet.announce(input.{noun})
                    return NoValue()
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Workflows/Steps/CheckSteps.swift",
            #"""
            import Events
            import {Product}Contracts
            import Workflows

            /// The steps of a check by name.
            enum CheckSteps {
                /// Looks at it; the event commits with the completion, exactly once.
                static let check = LocalActivityReference<Check{Noun}Input, NoValue>(
                    "{stored}.record-check")
            {adapters}    /// Makes it known outside; at least once, with the same id each time.
            {adapters}    static let announce = ActivityReference<Check{Noun}Input, NoValue>(
            {adapters}        "{stored}.announce", startToClose: .seconds(30))
            }
            """#),
        TemplateFile(
            "Products/{Product}/Workflows/Steps/Check{Noun}.swift",
            #"""
            import {Product}Contracts
            import {Product}Domain
            import {Product}Facade
            import Workflows

            /// Records that {a} {words} was looked at.
            struct Check{Noun}: LocalActivity {
                let desk: {Product}Desk

                func run(_ input: Check{Noun}Input, _ log: LogSession) async throws -> NoValue {
                    let id = input.{noun}
                    _ = try await desk.decisions.over(log).run(.check(id), on: id)
                    return NoValue()
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Workflows/Steps/{Product}Desk.swift",
            #"""
            {calls}import {Call}Facade
            import {Product}Contracts
            import {Product}Facade

            /// What the activities work with.
            struct {Product}Desk: Sendable {
                let decisions: {Product}Decisions
            {calls}    let {call}: {Call}
            {adapters}    let outlet: any {Product}Outlet
            }
            """#),
    ]
}
