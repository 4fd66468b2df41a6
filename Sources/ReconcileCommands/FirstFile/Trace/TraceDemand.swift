import Diagnostics

/// The most that the tasks of a trace need.
struct TraceDemand {
    /// The file as the user named it.
    let path: String
    let taskCount: Int
    /// The task with the most CPUs, and the one with the most memory.
    let mostCPUs: TraceTask
    let mostMemory: TraceTask
    /// The most CPUs that tasks had at the same time; nil if the trace does not say when they ran.
    let mostAtOnce: Int?
    /// CPUs and MiB of the tasks that no other task exceeds in both, the one with the most CPUs first.
    let shapes: [Shape]

    /// CPUs and MiB of a task.
    struct Shape: Hashable {
        let cpus: Int
        let memoryMiB: Int
    }

    /// True if those tasks asked for so much; false if they only used it.
    var knowsRequestedCPUs: Bool { mostCPUs.asksForCPUs }
    var knowsRequestedMemory: Bool { mostMemory.asksForMemory }

    /// The demand of a trace's tasks; nil if it has none.
    init?(_ trace: NextflowTrace, path: String) {
        let tasks = trace.tasks
        guard let mostCPUs = tasks.max(by: { $0.cpus < $1.cpus }),
            let mostMemory = tasks.max(by: { $0.memoryMiB < $1.memoryMiB })
        else { return nil }
        (self.path, taskCount, self.mostCPUs, self.mostMemory) = (path, tasks.count, mostCPUs, mostMemory)
        mostAtOnce = Self.mostAtOnce(tasks)
        shapes = Self.shapes(of: tasks)
    }

    private static func shapes(of tasks: [TraceTask]) -> [Shape] {
        var most = -1
        return tasks.map { Shape(cpus: $0.cpus, memoryMiB: $0.memoryMiB) }
            .sorted { ($0.cpus, $0.memoryMiB) > ($1.cpus, $1.memoryMiB) }
            .filter { shape in
                defer { most = max(most, shape.memoryMiB) }
                return shape.memoryMiB > most
            }
    }

    /// Returns the most CPUs of tasks that ran at the same time. A task that ends when another one starts has none left.
    private static func mostAtOnce(_ tasks: [TraceTask]) -> Int? {
        let changes = tasks.flatMap { task -> [(time: Double, cpus: Int)] in
            guard let span = task.span else { return [] }
            return [(span.lowerBound, task.cpus), (span.upperBound, -task.cpus)]
        }.sorted { ($0.time, $0.cpus) < ($1.time, $1.cpus) }
        var (now, most) = (0, 0)
        for change in changes {
            now += change.cpus
            most = max(most, now)
        }
        return changes.isEmpty ? nil : most
    }
}
