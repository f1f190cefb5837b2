import Projections
import WorkflowRuntime

/// A product whose door needs nothing but the log, the views and the engine.
struct Product: Sendable {
    /// What it reads from, folded beside everything else.
    let projections: [any Projection]
    /// Puts its code behind the names of its workflows; builds none of it.
    let bind: @Sendable (Platform) throws -> Void

    init(_ projections: [any Projection], bind: @escaping @Sendable (Platform) throws -> Void) {
        (self.projections, self.bind) = (projections, bind)
    }
}

// `tools new-product` adds lines above the marks; every other line is free to change.
extension Platform {
    /// Products beside Signals, each with its binding.
    static let products: [Product] = [
        // new-product: bindings
    ]

    // new-product: doors
}
