import Planning
import ResourceModel

extension UpdateClass {
    /// The meaning of an update of the class for a resource of a kind and for what runs there, in a few words.
    ///
    /// - Parameter minutes: the minutes that running jobs get to finish; nil counts as 30.
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
