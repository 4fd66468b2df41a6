package import AWSOperations

/// An FSx for Lustre file system.
package struct LustreFileSystemRecord: Codable, Sendable {
    package var detail: FSx.FileSystem
    /// The call that made it: the same call again answers with the file system.
    var creation: String
    package var token: String
    /// The name under which it is mounted. It is shown when the file system is available, which is modelled.
    var mountName: String
    /// The size that an update is about to give it.
    var target: Int?
    /// The calls that changed it, by their tokens.
    var updates: [String: Int] = [:]
    /// The time at which its state ends by itself.
    package var ends: Double?

    var id: String { detail.fileSystemId ?? "" }

    /// Lets the state end if it is due; false if the file system is gone then.
    mutating func settle(to now: Double) -> Bool {
        guard let ends, ends <= now else { return true }
        self.ends = nil
        guard detail.lifecycle != "DELETING" else { return false }
        detail.lifecycle = "AVAILABLE"
        detail.lustreConfiguration?.mountName = mountName
        if let target { detail.storageCapacity = target }
        target = nil
        return true
    }
}
