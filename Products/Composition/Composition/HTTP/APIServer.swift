import Events
import HTTPServer
import Telemetry
import WorkflowRuntime

/// Where the HTTP API listens, and who may call it.
public struct APIAddress: Hashable, Sendable {
    /// The numeric addresses; `localhost` stands for both loopback addresses.
    public let addresses: [String]
    /// The port; 0 takes one that is free.
    public let port: Int
    let token: String?

    /// Puts the value together.
    ///
    /// - Throws: `SettingProblem` where other machines could call without a token.
    public init(bind: String?, port: Int, environment: [String: String]) throws(SettingProblem) {
        addresses = [bind ?? "localhost"]
        self.port = port
        token = environment["SIGNALBOX_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        guard token != nil || addresses.allSatisfy(HTTPService.isLoopback) else {
            throw SettingProblem(
                name: "--bind",
                reason: "other machines can reach \(addresses[0]): set SIGNALBOX_TOKEN to a "
                    + "secret, which callers then send as `Authorization: Bearer …`")
        }
    }
}

/// The HTTP API of one platform: workflows, the inbox, and whether it is well.
public struct APIServer: Sendable {
    private let service: HTTPService

    /// Where it listens, as callers write it.
    public let urls: [String]

    /// Binds the port; requests are answered once `run()` is called.
    ///
    /// - Throws: `BindError` where it cannot listen there.
    public init(_ platform: Platform, at address: APIAddress) throws {
        let handler = Self.handler(platform, address)
        service = try HTTPService(
            bind: address.addresses, port: address.port, instruments: platform.telemetry,
            handler: handler)
        let port = service.port
        urls = service.addresses.map { address in
            "http://\(address.contains(":") ? "[\(address)]" : address):\(port)"
        }
    }

    /// Serves until the task is cancelled, then lets requests in progress end.
    public func run() async { await service.run() }

    private static func handler(_ platform: Platform, _ address: APIAddress) -> HTTPHandler {
        var router = Router()
        WorkflowRoutes(api: platform.workflowAPI).add(to: &router)
        Inbox(platform: platform).add(to: &router)
        let (routes, health) = (router, health(platform))
        var guarded: HTTPHandler = { await routes.answer($0) }
        if let token = address.token { guarded = BearerGate(token: token).guarding(guarded) }
        // Whether the process is well is told to everybody who may reach it.
        let open = guarded
        let all: HTTPHandler = { request in
            request.segments == ["healthz"] ? await health(request) : await open(request)
        }
        let isLocal = address.addresses.allSatisfy(HTTPService.isLoopback)
        // Names are only checked where no token protects: a page elsewhere knows none.
        return isLocal || address.token == nil ? HostGate().guarding(all) : all
    }

    private static func health(_ platform: Platform) -> HTTPHandler {
        { _ in
            do {
                let position = try await platform.position()
                return .object([
                    "status": "ok", "log_id": .string("\(platform.logID)"),
                    "position": JSONValue(position),
                ])
            } catch {
                return .problem(503, "\(error)")
            }
        }
    }
}
