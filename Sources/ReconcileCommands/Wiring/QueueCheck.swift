import Diagnostics
import ManifestLoading
import Planning
import ResourceModel

/// Checks the queues that manual environments name: both must stand, be VALID and take jobs.
struct QueueCheck {
    let observation: Observation

    func diagnostics(_ definitions: [EnvironmentDefinition], _ requests: [EnvironmentRequest]) -> [Diagnostic] {
        zip(definitions, requests).flatMap { definition, request in
            request.resources.filter { $0.address.kind == .externalJobQueue }.compactMap { resource in
                diagnostic(resource, definition)
            }
        }
    }

    private func diagnostic(_ resource: Resource, _ definition: EnvironmentDefinition) -> Diagnostic? {
        let field = resource.address.part == "head" ? "head-queue" : "compute-queue"
        let range = definition.valueRanges[field] ?? definition.range
        guard let queue = observation.resources[resource.address]?.first else {
            return Diagnostic(
                .error, "queue-not-found",
                "the \(field) '\(resource.name)' of '\(definition.name)' does not exist in \(resource.address.region)",
                detail: "make the queue, or correct '\(field)'", at: range)
        }
        let state = queue.properties["state"]?.string ?? "unknown"
        guard queue.status == "VALID", state == "ENABLED" else {
            let reason = queue.statusReason.map { ": \($0)" } ?? ""
            return Diagnostic(
                .error, "queue-not-usable",
                "the \(field) '\(resource.name)' of '\(definition.name)' is \(queue.status ?? "unknown") and \(state)",
                detail: "jobs need it VALID and ENABLED\(reason)", at: range)
        }
        return nil
    }
}
