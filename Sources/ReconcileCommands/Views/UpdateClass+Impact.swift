import Planning
import ResourceModel

extension UpdateClass {
    /// What an update of the class means for a resource of a kind and for what runs there, in a few words.
    func impact(on kind: ResourceKind) -> String {
        switch self {
        case .tags: "tags only"
        case .inPlace: kind == .launchTemplate ? "new version" : "in place"
        case .scaling: "scaling update: nothing that runs is disturbed"
        case .infrastructure: "infrastructure update: Batch replaces the instances, jobs get their time"
        case .replacement: "replacement: a new one takes its place behind the queue"
        }
    }
}
