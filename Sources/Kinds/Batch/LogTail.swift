import AWSOperations

/// The lines of a log that were not read yet.
struct LogTail {
    let group: String
    let caller: any Caller
    private var token: String?

    init(group: String, caller: any Caller) {
        self.group = group
        self.caller = caller
    }

    /// Returns the new lines of a stream. A stream begins to exist with its first line.
    mutating func read(_ stream: String?) async throws -> [String] {
        guard let stream else { return [] }
        var lines: [String] = []
        while true {
            do {
                let answer = try await caller.call(
                    Logs.GetLogEvents(
                        logStreamName: stream, logGroupName: group, nextToken: token, startFromHead: true))
                lines += (answer.events ?? []).compactMap(\.message)
                // At the end CloudWatch Logs returns the token that it got.
                guard let next = answer.nextForwardToken, next != token else { return lines }
                token = next
            } catch let error as ServiceError where error.code == "ResourceNotFoundException" {
                return lines
            }
        }
    }
}
