import BatchForge
import Diagnostics
import InstanceTypes
import ManifestLoading

extension FirstFile {
    /// Takes instance types and a maximum that are large enough for the tasks of a trace.
    mutating func take(_ demand: TraceDemand, _ catalogue: InstanceCatalogue = .builtIn) throws {
        guard
            let sizing = InstanceSizing(
                demand.shapes, proposed: example.instanceTypes, onSpot: example.isOnSpot,
                withSnapshots: example == .snapshots, catalogue)
        else {
            throw CommandError(
                "no instance type is large enough for a task of \(demand.path): \(demand.sentence)",
                detail: "look at its 'cpus' and 'memory', or choose another --example", kind: "invalid-trace")
        }
        found.open(with: "Sized for the \(demand.taskCount.counted("task")) of \(demand.path).")
        found.set("instance-types", .text(sizing.names.joined(separator: ",")))
        found.remark("instance-types", demand.sentence, sizing.sentence(catalogue.date))
        found.set("max-cpus", .integer(max(demand.mostAtOnce ?? example.maximum, sizing.largest.vCPUs)))
        found.remark("max-cpus", demand.sentenceOnMaximum(sizing.largest))
        if let problem = (problems(with: "instance-types") + problems(with: "max-cpus")).first {
            throw CommandError("\(demand.path): \(problem)", kind: "invalid-trace")
        }
    }
}

extension TraceDemand {
    /// The largest tasks.
    fileprivate var sentence: String {
        let cpus = knowsRequestedCPUs ? "asked for" : "used"
        let memory = knowsRequestedMemory ? "asked for" : "used"
        let advice =
            knowsRequestedCPUs && knowsRequestedMemory
            ? ""
            : " Tasks usually ask for more than they use; with 'cpus' and 'memory' in 'trace.fields' a trace says how much."
        return "Most CPUs: \(mostCPUs.cpus), which '\(mostCPUs.shownName)' \(cpus). "
            + "Most memory: \(mostMemory.memoryMiB) MiB, which '\(mostMemory.shownName)' \(memory).\(advice)"
    }

    fileprivate func sentenceOnMaximum(_ largest: InstanceType) -> String {
        let least = "at least the \(largest.vCPUs) vCPUs of one \(largest.name)"
        guard let mostAtOnce else {
            return "The trace does not say when tasks ran ('submit' and 'duration', or 'start' and 'complete'), so "
                + "this is the number of the example, and \(least)."
        }
        return "At the same time tasks had \(mostAtOnce.counted("CPU")) at the most; the value is \(least)."
    }
}

extension TraceTask {
    /// The name in a sentence.
    fileprivate var shownName: String { LineWrapper.clipped(name, to: 60) }
}

extension InstanceSizing {
    /// The comment on the choice of types.
    fileprivate func sentence(_ date: String) -> String {
        let choice =
            added.isEmpty
            ? "Those of the example are large enough"
            : "Those of the example are too small for some tasks; added: \(added.joined(separator: ", "))"
        return "\(choice): the largest that is needed is \(largest.name) (\(largest.vCPUs) vCPUs, "
            + "\(largest.memoryText), of which \(TaskLimits.reservedPercent) % stay free for the system), by the "
            + "catalogue of \(date)."
    }
}
