import Events
public import SignalsContracts
import SignalsDomain

extension Signals {
    /// Takes signals in from lines that hold a JSON array of seven fields each; blank lines are left out.
    ///
    /// - Returns: The door's answer to each line that could be read, and what is wrong with the others.
    public func ingestSignals(
        _ lines: [String], team: TeamID
    ) async throws(SignalsError) -> IngestReceipt {
        _ = try await decisions.openTeam(team)
        var receipt = IngestReceipt(receipts: [], malformed: [], lines: 0)
        for (index, line) in lines.enumerated() where !line.isBlank {
            receipt.lines += 1
            do throws(SignalsError) {
                receipt.receipts.append(
                    try await emit(try SignalLine.signal(line), team: team))
            } catch {
                guard error.kind == .arguments || error.kind == .conflict else { throw error }
                receipt.malformed.append(
                    RecordProblem(index: index + 1, reason: "\(error)"))
            }
        }
        return receipt
    }
}
