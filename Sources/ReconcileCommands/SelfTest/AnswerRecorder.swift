import AWSOperations
import FoundationEssentials
import Locking
import ResourceModel

/// Keeps AWS's answers of a self-test, stage by stage: those of Batch and ECS, and the refusals of every service.
final class AnswerRecorder: Sendable {
    private struct State {
        var stage = ""
        var answers: [(stage: String, answer: RecordedAnswer)] = []
    }

    private let state = LockedValue(State())

    /// Counts the answers that follow to this stage.
    func begin(_ stage: String) { state.withLock { $0.stage = stage } }

    func note(_ answer: RecordedAnswer) {
        state.withLock { state in
            let stage = state.stage
            state.answers.removeAll { $0.stage == stage && $0.answer.key == answer.key && !$0.answer.isMutating }
            state.answers.append((stage, answer))
        }
    }

    /// The recordings with the names of their files, in the order in which AWS gave them.
    func files(source: String, _ mask: SelfTestMask) -> [(name: String, text: String)] {
        state.withLock(\.answers).enumerated().map { index, noted in
            let number = String(index + 1)
            let call = noted.answer.operation.split(separator: ":").last ?? ""
            return (
                String(repeating: "0", count: max(0, 3 - number.count)) + "\(number)-\(noted.stage)-\(call).json",
                noted.answer.json(noted.stage, source: source, mask).prettyText() + "\n"
            )
        }
    }
}

/// Hands every answer to a recorder.
struct RecordingCaller: Caller {
    let base: any Caller
    let recorder: AnswerRecorder

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let record = AnsweredRequest(keepsBody: true)
        do {
            let output = try await AnsweredRequest.$current.withValue(record) { try await base.call(operation) }
            if ["batch", "ecs"].contains(O.service.actionPrefix) {
                // An answer without members can have no body at all.
                let sent = await record.body.flatMap { body in
                    body.isEmpty ? .map([:]) : try? JSONDecoder().decode(PropertyValue.self, from: Data(body))
                }
                let body = try sent ?? JSONDecoder().decode(PropertyValue.self, from: JSONEncoder().encode(output))
                note(O.self, .answer(body: body, isVerbatim: sent != nil))
            }
            return output
        } catch let error as ServiceError {
            note(O.self, .refusal(status: error.status, code: error.code, text: error.message))
            throw error
        }
    }

    private func note<O: Operation>(_ operation: O.Type, _ content: RecordedAnswer.Content) {
        recorder.note(RecordedAnswer(operation: O.qualifiedName, isMutating: O.isMutating, content: content))
    }
}
