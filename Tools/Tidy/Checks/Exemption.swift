/// A place where the outside world comes in: what other code may not call is its task.
///
/// Folders named `Adapters`, Composition and main programs need no row here.
struct Exemption: Sendable {
    let path: String
    let because: String

    static let all = [
        Exemption(
            path: "Core/HTTPServer/Serving/", because: "sockets and the thread that waits"),
        Exemption(
            path: "Core/EventStore/SQLiteEventStore+Opening.swift",
            because: "names the process that holds the log"),
        Exemption(
            path: "Core/EventStore/Forwarding/", because: "a blocking socket has its own thread"),
        Exemption(path: "Core/CommandLine/Terminal/", because: "the terminal and its clock"),
        Exemption(
            path: "Tools/ImportLinter/Package/", because: "starts SwiftPM and asks for its place"),
    ]
}

extension SourceText {
    /// Whether the outside world may come in here.
    var isBoundary: Bool {
        folders.contains("Adapters") || path.hasPrefix("Products/Composition/") || isMain
            || isTest || isManifest || Exemption.all.contains { path.hasPrefix($0.path) }
    }
}
