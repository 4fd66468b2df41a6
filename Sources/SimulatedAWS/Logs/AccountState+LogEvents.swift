import AWSOperations

extension Registry {
    mutating func registerLogEvents() {
        on(Logs.GetLogEvents.self) { try $1.logEvents($0, $2) }
    }
}

/// The logs of jobs.
extension AccountState {
    /// A stream begins with the first line of its job.
    func logEvents(_ input: Logs.GetLogEvents, _ call: Call) throws -> Logs.GetLogEvents.Output {
        let job = self[region: call.region].jobs.first { job in
            job.logStream == input.logStreamName && job.logGroup == input.logGroupName
        }
        guard let job, let started = job.started else {
            throw call.refusal("ResourceNotFoundException", "The specified log stream does not exist.")
        }
        var lines = [(started, "Simulated: no container runs in this account.")]
        if let ends = job.ends, ends <= call.now { lines.append((ends, "Simulated: '\(job.name)' has ended.")) }
        lines = lines.filter { $0.0 <= call.now }
        // Forward tokens count the lines that were read; at the end the same token comes back.
        let read: Int
        if let token = input.nextToken {
            guard token.hasPrefix("f/"), let number = Int(token.dropFirst(2)) else {
                throw call.refusal("InvalidParameterException", "The specified nextToken is invalid.")
            }
            read = min(number, lines.count)
        } else {
            read = 0
        }
        let events = lines[read...].prefix(input.limit ?? 10_000).map { time, text in
            Logs.OutputLogEvent(timestamp: Timestamp.milliseconds(time), message: text)
        }
        return Logs.GetLogEvents.Output(events: events, nextForwardToken: "f/\(read + events.count)")
    }
}
