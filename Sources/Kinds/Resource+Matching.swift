import Planning
public import ResourceModel

extension Resource {
    /// Returns true if properties as they are read from AWS have the resource's value in each of these fields, compared
    /// as plans compare them.
    public func isShown(in observed: Value, at paths: Set<String>) -> Bool {
        Kinds.catalog[address.kind].changes(from: observed, to: properties).allSatisfy { !paths.contains($0.path) }
    }

    /// Returns true if they have its value in every field that the resource names, except for some.
    public func isShown(in observed: Value, except paths: Set<String>) -> Bool {
        Kinds.catalog[address.kind].changes(from: observed, to: properties).allSatisfy { change in
            paths.contains(change.path) || properties[path: change.path] == nil
        }
    }
}
