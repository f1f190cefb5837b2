import Events
package import SignalsContracts

/// Checks what is handed in at the door, in the order that callers rely on.
package enum SignalDraft {
    /// The acceptance that a request leads to; the description is taken in normal form C.
    package static func acceptance(
        of request: EmitSignal, team: TeamID, epoch: Int, importID: ImportID? = nil
    ) throws(SignalsError) -> SignalAccepted {
        guard let rule = SourceRule.of(request.source) else {
            throw .unknownSource(request.source)
        }
        try check(identifiers: request)
        let extra = try ExtraSchema.checked(request.extra, rule)
        let description = SignalsIdentity.normalised(request.description)
        try check(description: description)
        try check(request.remediation)
        let weight = request.weight ?? rule.weight
        guard weight.fitsASignal else { throw .weightOutOfRange(weight) }
        let accepted = SignalAccepted(
            team: team, epoch: epoch, source: request.source, sourceID: request.sourceID,
            description: description, weight: weight, extra: extra,
            remediation: request.remediation, idempotencyKey: request.idempotencyKey,
            occurredAt: request.occurredAt, importID: importID)
        try check(size: accepted)
        return accepted
    }

    /// Tokens of a text: four bytes of UTF-8 each, begun or full.
    package static func tokens(_ text: String) -> Int { (text.utf8.count + 3) / 4 }

    private static func check(identifiers request: EmitSignal) throws(SignalsError) {
        let limit = SignalsLimits.sourceIDCharactersMax
        guard (1...limit).contains(request.sourceID.count), !request.sourceID.isBlank else {
            throw .invalidArgument("source_id", "it has to have 1 to \(limit) characters")
        }
        guard let key = request.idempotencyKey else { return }
        guard (1...SignalsLimits.keyCharactersMax).contains(key.count), !key.isBlank else {
            throw .invalidArgument(
                "idempotency_key",
                "it has to have 1 to \(SignalsLimits.keyCharactersMax) characters")
        }
    }

    private static func check(description: String) throws(SignalsError) {
        guard !description.isBlank else { throw .descriptionEmpty }
        let (limit, actual) = (SignalsLimits.descriptionTokensMax, tokens(description))
        guard actual <= limit else { throw .descriptionTooLong(limit: limit, actual: actual) }
    }

    private static func check(_ remediation: Remediation?) throws(SignalsError) {
        guard let remediation else { return }
        let actual = tokens(remediation.human) + tokens(remediation.agent)
        let limit = SignalsLimits.remediationTokensMax
        guard actual <= limit else { throw .remediationTooLong(limit: limit, actual: actual) }
    }

    /// One acceptance is one event: escapes and all its parts together may still be too much.
    private static func check(size accepted: SignalAccepted) throws(SignalsError) {
        let size: Int
        do {
            size = try JSONCoding.encode(accepted).count
        } catch {
            throw .invalidExtra(field: "extra", "holds a number that JSON cannot hold")
        }
        guard size > SignalsLimits.acceptanceBytesMax else { return }
        let remediation = accepted.remediation.map { tokens($0.human) + tokens($0.agent) } ?? 0
        let description = tokens(accepted.description)
        let extra = accepted.extra.bytes().count / 4
        if extra >= description, extra >= remediation {
            throw .invalidExtra(field: "extra", "is too large for one event")
        }
        let limit = SignalsLimits.acceptanceBytesMax / 4
        if description >= remediation {
            throw .descriptionTooLong(limit: min(limit, description - 1), actual: description)
        }
        throw .remediationTooLong(limit: min(limit, remediation - 1), actual: remediation)
    }
}

extension String {
    /// Whether nothing in the text can be seen.
    package var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorable }
    }
}

extension Unicode.Scalar.Properties {
    /// Whether the scalar shows nothing by itself: joiners, direction marks and the like.
    fileprivate var isDefaultIgnorable: Bool { isDefaultIgnorableCodePoint }
}
