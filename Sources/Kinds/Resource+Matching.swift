import Planning
public import ResourceModel

extension Resource {
    /// True if properties as they are read from AWS have what the resource wants in each of some fields, compared as
    /// plans compare them.
    public func isShown(in observed: Value, at paths: Set<String>) -> Bool {
        Kinds.catalog[address.kind].changes(from: observed, to: properties).allSatisfy { !paths.contains($0.path) }
    }

    /// True if they have it in every field that the resource names, but for some.
    public func isShown(in observed: Value, except paths: Set<String>) -> Bool {
        Kinds.catalog[address.kind].changes(from: observed, to: properties).allSatisfy { change in
            paths.contains(change.path) || properties[path: change.path] == nil
        }
    }
}
