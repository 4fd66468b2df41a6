package import AWSOperations

/// An EFS file system with its mount targets.
package struct ElasticFileSystemRecord: Codable, Sendable {
    package var detail: EFS.FileSystemDescription
    /// The time at which its state ends by itself.
    package var ends: Double?
    package var targets: [MountTarget] = []

    /// A mount target.
    package struct MountTarget: Codable, Sendable {
        package var detail: EFS.MountTargetDescription
        package var groups: [String]
        /// The time at which its state ends by itself.
        var ends: Double?
    }

    package var id: String { detail.fileSystemId ?? "" }

    /// The times at which something happens by itself.
    var due: [Double] { [ends].compactMap { $0 } + targets.compactMap(\.ends) }

    /// Lets the states end that are due; false if the file system is gone then.
    mutating func settle(to now: Double) -> Bool {
        for index in targets.indices where targets[index].ends.map({ $0 <= now }) == true {
            targets[index].ends = nil
            let isGoing = targets[index].detail.lifeCycleState == "deleting"
            targets[index].detail.lifeCycleState = isGoing ? "deleted" : "available"
        }
        // A deleted mount target leaves the answers.
        targets.removeAll { $0.detail.lifeCycleState == "deleted" }
        guard let ends, ends <= now else { return true }
        self.ends = nil
        guard detail.lifeCycleState != "deleting" else { return false }
        detail.lifeCycleState = "available"
        return true
    }
}
