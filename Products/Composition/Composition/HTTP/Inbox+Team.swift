import Events
import HTTPServer
import SignalsFacade

extension Inbox {
    /// What concerns the team as a whole.
    var teamRoutes: [Route] {
        [
            Route("POST", "emit", emit),
            Route("GET", "status") { call in
                let status = try await signals.status(atLeast: call.atLeast(), team: call.team)
                return .object(.object(try await platform.object(of: status)))
            },
            Route("GET", "ledger") { call in
                let status = try await signals.status(atLeast: call.atLeast(), team: call.team)
                var object = platform.heading(call.team, epoch: status.epoch)
                object.merge(status.ledger.object)
                return .object(.object(object))
            },
            Route("GET", "processing/pause") { call in
                try .encoded(await signals.pauseState(team: call.team))
            },
            Route("PUT", "processing/pause", pause),
            Route("DELETE", "processing/pause") { call in
                try .encoded(await signals.resume(team: call.team))
            },
            Route("GET", "source_configs") { call in
                try .list(await signals.team(call.team).sources)
            },
            Route("POST", "source_configs") { try await add(source: $0) },
            Route("PUT", "source_configs") { try await replace(source: $0) },
            Route("GET", "repositories") { call in
                try .list(await signals.team(call.team).repositories)
            },
            Route("POST", "repositories", connect),
            Route("PUT", "repositories", connect),
            Route("DELETE", "repositories/{name...}", disconnect),
        ]
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

    private func pause(_ call: InboxCall) async throws -> HTTPResponse {
        guard let until = try call.body(["until"]).moment("until") else {
            throw InboxError.arguments("until is missing: a time such as 2026-06-01T10:15:00Z")
        }
        return try .encoded(await signals.pause(until: until, team: call.team))
    }

    private func add(source call: InboxCall) async throws -> HTTPResponse {
        let setting = try source(call)
        guard try await !hasRow(of: setting.source, call) else {
            throw InboxError.arguments(
                "the team has a row of \(setting.source) already: change it with PUT")
        }
        return try .encoded(
            await signals.configureSource(setting, team: call.team), status: 201)
    }

    private func replace(source call: InboxCall) async throws -> HTTPResponse {
        let setting = try source(call)
        let isThere = try await hasRow(of: setting.source, call)
        return try .encoded(
            await signals.configureSource(setting, team: call.team), status: isThere ? 200 : 201)
    }

    private func hasRow(of pair: SourcePair, _ call: InboxCall) async throws -> Bool {
        try await signals.team(call.team).sources.contains { $0.source == pair }
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

    private func connect(_ call: InboxCall) async throws -> HTTPResponse {
        let body = try call.body(["name", "path"])
        return try .encoded(
            await signals.connectRepository(
                body.required("name"), path: body.text("path"), team: call.team),
            status: 201)
    }

    private func disconnect(_ call: InboxCall) async throws -> HTTPResponse {
        let name = call.parameters.rest("name").filter { !$0.isEmpty }.joined(separator: "/")
        guard !name.isEmpty else {
            throw InboxError.arguments("name the repository in the path: repositories/OWNER/NAME")
        }
        return try .encoded(await signals.removeRepository(name, team: call.team))
    }
}
