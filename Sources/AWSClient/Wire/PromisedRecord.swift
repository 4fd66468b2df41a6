/// A place in an answer where AWS always sends certain members.
struct PromisedRecord: Sendable, Hashable {
    /// The way to the record as it is on the wire: `computeEnvironments[].computeResources`; empty for the answer itself.
    var path: String
    /// The members. `a|b` promises one of the two, `a[]` a list that may be empty; the others hold something.
    var members: [String]
    /// The member whose value decides whether the promise holds, with the values; nil if it always holds.
    var condition: Condition?

    /// A value of another member.
    struct Condition: Sendable, Hashable {
        var member: String
        var values: Set<String>
    }

    init(_ path: String, _ members: String..., if member: String? = nil, is values: Set<String> = []) {
        self.path = path
        self.members = members
        condition = member.map { Condition(member: $0, values: values) }
    }
}
