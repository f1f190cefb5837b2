import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// What concerns the team as a whole; nil for a path that does not exist.
    func team(_ call: InboxCall, _ path: [String]) async throws -> HTTPResponse? {
        switch (call.method, path) {
        case ("POST", ["emit"]): return try await emit(call)
        case ("GET", ["status"]):
            let status = try await signals.status(atLeast: call.atLeast(), team: call.team)
            return .object(.object(status.object))
        case ("GET", ["ledger"]):
            let status = try await signals.status(atLeast: call.atLeast(), team: call.team)
            return .object(.object(status.ledger.object))
        case (_, ["processing", "pause"]): return try await pause(call)
        case (_, ["source_configs"]): return try await sources(call)
        case (_, ["repositories"]),
            ("DELETE", _) where path.first == "repositories":
            return try await repositories(call, Array(path.dropFirst()))
        default: return nil
        }
    }

    private func emit(_ call: InboxCall) async throws -> HTTPResponse {
        let body = try call.body([
            "source_product", "source_type", "source_id", "description", "weight", "extra",
            "idempotency_key", "occurred_at", "remediation",
        ])
        let weight = try body.number("weight").map { number in
            guard let weight = Weight(number) else {
                throw InboxError.arguments("weight has to have at most three decimals")
            }
            return weight
        }
        let remediation: Remediation?
        do {
            remediation = try body.object["remediation"]?.decode(as: Remediation.self)
        } catch {
            throw InboxError.arguments("remediation: {human, agent, priority?} is expected")
        }
        let signal = EmitSignal(
            source: SourcePair(
                product: try body.required("source_product"),
                type: try body.required("source_type")),
            sourceID: try body.required("source_id"),
            description: try body.required("description"), weight: weight,
            extra: body.object["extra"] ?? [:], remediation: remediation,
            idempotencyKey: try body.text("idempotency_key"),
            occurredAt: try body.moment("occurred_at"))
        let receipt = try await signals.emit(signal, team: call.team)
        if case .refused = receipt { return .object(receipt.value) }
        return .object(receipt.value, status: 202)
    }

    private func pause(_ call: InboxCall) async throws -> HTTPResponse? {
        switch call.method {
        case "GET": return try .encoded(await signals.pauseState(team: call.team))
        case "PUT", "POST":
            let body = try call.body(["until"])
            guard let until = try body.moment("until") else {
                throw InboxError.arguments("until is missing: a time such as 2026-06-01T10:15:00Z")
            }
            return try .encoded(await signals.pause(until: until, team: call.team))
        case "DELETE": return try .encoded(await signals.resume(team: call.team))
        default: return nil
        }
    }

    private func sources(_ call: InboxCall) async throws -> HTTPResponse? {
        let team = try await signals.team(call.team)
        switch call.method {
        case "GET": return try .list(team.sources)
        case "POST", "PUT":
            let setting = try source(call)
            let isThere = team.sources.contains { $0.source == setting.source }
            guard call.method == "PUT" || !isThere else {
                throw InboxError.arguments(
                    "the team has a row of \(setting.source) already: change it with PUT")
            }
            return try .encoded(
                await signals.configureSource(setting, team: call.team),
                status: isThere ? 200 : 201)
        default: return nil
        }
    }

    private func source(_ call: InboxCall) throws -> SourceSetting {
        let body = try call.body([
            "source_product", "source_type", "enabled", "steering", "default_not_actionable",
        ])
        return SourceSetting(
            source: SourcePair(
                product: try body.required("source_product"),
                type: try body.required("source_type")),
            enabled: try body.truth("enabled") ?? true,
            config: SourceSteering(
                steering: try body.text("steering"),
                defaultNotActionable: try body.truth("default_not_actionable") ?? false))
    }

    private func repositories(_ call: InboxCall, _ name: [String]) async throws -> HTTPResponse? {
        switch call.method {
        case "GET": return try .list(await signals.team(call.team).repositories)
        case "POST", "PUT":
            let body = try call.body(["name", "path"])
            return try .encoded(
                await signals.connectRepository(
                    body.required("name"), path: body.text("path"), team: call.team),
                status: 201)
        case "DELETE" where !name.isEmpty:
            return try .encoded(
                await signals.removeRepository(
                    name.joined(separator: "/"), team: call.team))
        default: return nil
        }
    }
}
