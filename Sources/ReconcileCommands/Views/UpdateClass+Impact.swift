import Planning
import ResourceModel

extension UpdateClass {
    /// What an update of the class means for a resource of a kind and for what runs there, in a few words.
    ///
    /// - Parameter minutes: how long running jobs may go on; 30 if nothing says so.
    func impact(on kind: ResourceKind, minutes: Int? = nil) -> String {
        switch self {
        case .tags: "tags only"
        case .inPlace: kind == .launchTemplate ? "new version" : "in place"
        case .scaling: "scaling update: nothing that runs is disturbed"
        case .infrastructure:
            "infrastructure update: Batch replaces the instances; running jobs get up to \(minutes ?? 30) minutes to "
                + "finish"
        case .replacement:
            "replacement: a new environment is created, the queue switches to it, the old one is deleted"
        }
    }
}
