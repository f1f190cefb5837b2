import EventStore
import Events
import SignalsContracts
import SignalsDomain

/// Judges whose answers the log keeps, by the hash of the question.
///
/// A retry, a rebuild and another process find the answer there: no model is asked twice, and what
/// it would say the second time cannot change a grouping. Offline methods need none of this.
struct KeptJudges: Judges {
    private let judges: any Judges
    private let model: String
    private let store: any EventStore

    /// Keeps what `judges` answer under the name of their model.
    init(_ judges: any Judges, model: String, in store: any EventStore) {
        (self.judges, self.model, self.store) = (judges, model, store)
    }

    func answer<Step: JudgedStep>(
        _ question: Step.Question, as step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        let stream = try stream(of: question, step)
        if let kept = try await kept(in: stream, step) { return kept }
        let judgement = try await judges.answer(question, as: step)
        return try await keep(judgement, in: stream, step)
    }

    private func stream<Step: JudgedStep>(
        of question: Step.Question, _ step: Step.Type
    ) throws(JudgeError) -> StreamName {
        do {
            let hash = try RecordedJudges.hash(of: question, as: step)
            let name = SHA256.hash("\(model)\u{1F}\(hash)").description
            return StreamName(category: SignalsStreams.answers, text: name)
        } catch {
            throw .invalidAnswer(
                InvalidAnswer(Step.name, "the question cannot be written: \(error)"))
        }
    }

    private func kept<Step: JudgedStep>(
        in stream: StreamName, _ step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer>? {
        do {
            let page = try await store.read(stream, from: nil, .forward, limit: 1)
            guard let event = page.events.first else { return nil }
            let answer = try JudgeAnswered(event)
            return Judgement(try answer.answer.decode(as: Step.Answer.self), by: answer.judge)
        } catch {
            throw .unreadableRecording(path: "\(stream)", reason: "\(error)")
        }
    }

    /// Keeps an answer unless another was faster: then that one stands, for everybody.
    private func keep<Step: JudgedStep>(
        _ judgement: Judgement<Step.Answer>, in stream: StreamName, _ step: Step.Type
    ) async throws(JudgeError) -> Judgement<Step.Answer> {
        do {
            let answered = JudgeAnswered(
                step: Step.name.rawValue, model: model, judge: judgement.judge,
                answer: try JSONValue(encoding: judgement.answer))
            let event = try answered.event(id: SignalsIdentity.event(stream.text))
            _ = try await store.append(
                Append([StreamAppend(stream, expected: .noStream, [event])]))
            return judgement
        } catch AppendError.conflict, AppendError.idReused {
            return try await kept(in: stream, step) ?? judgement
        } catch AppendError.invalid {
            // An answer that does not fit one event is given, and asked for again by a retry.
            return judgement
        } catch {
            throw .unreadableRecording(path: "\(stream)", reason: "\(error)")
        }
    }
}
