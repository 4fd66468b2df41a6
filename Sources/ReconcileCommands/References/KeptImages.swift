import Diagnostics
import Kinds
import Planning
import ResourceModel

/// The images that environments keep although a refresh would take newer ones; each is noted once for all of them.
struct KeptImages {
    let plan: Plan
    let observation: Observation
    /// Seconds since 1970; nil if ages are not shown.
    let now: Double?

    private struct Case: Hashable {
        let image: ImageState
        /// The AMI that the parameter holds now; nil if Batch chooses the image.
        let current: String?
    }

    var diagnostics: [Diagnostic] {
        var keepers: [Case: [String]] = [:]
        for environment in plan.environments {
            for resource in environment.resources {
                guard let kept = kept(resource, in: environment) else { continue }
                if keepers[kept]?.last != environment.key.owner {
                    keepers[kept, default: []].append(environment.key.owner)
                }
            }
        }
        return keepers.sorted { ($0.value[0], $0.key.current ?? "") < ($1.value[0], $1.key.current ?? "") }
            .map { note($0.key, of: $0.value) }
    }

    /// The image of a resource if it stays and there is a newer one.
    private func kept(_ resource: PlannedResource, in environment: PlannedEnvironment) -> Case? {
        guard let observed = resource.observed, [.none, .update].contains(resource.action),
            resource.reason != .imageRefresh(isKnown: true), resource.reason != .leftover,
            let image = ImageState(of: observed, in: observation, Kinds.catalog)
        else { return nil }
        let choice = environment.keptChoices.first { $0.address == resource.address && $0.parameter != nil }
        if let choice { return choice.kept.first == image.id ? Case(image: image, current: choice.current.first) : nil }
        return image.id == nil && image.hasUpdate == true && !isRefreshed(resource)
            ? Case(image: image, current: nil) : nil
    }

    /// True if the plan sets another image, or has Batch take its newest.
    private func isRefreshed(_ resource: PlannedResource) -> Bool {
        resource.changes.contains { $0.update >= .infrastructure }
    }

    private func note(_ kept: Case, of names: [String]) -> Diagnostic {
        let shown = names.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        let verb = names.count == 1 ? "keeps its" : "keep their"
        let text = ImageText(kept.image, now: now)
        let summary =
            if let current = kept.current {
                "\(shown)\(more) \(verb) AMI \(kept.image.id ?? "")\(text.age.map { ", \($0)" } ?? ""); the parameter "
                    + "\(kept.image.parameter ?? "") holds \(current) now"
            } else {
                "\(shown)\(more) \(verb) image of AWS Batch, which has a newer one"
            }
        return Diagnostic(
            .note, "kept-choice", summary, detail: "'--refresh image' takes the newer one, and replaces the instances")
    }
}
