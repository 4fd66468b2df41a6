/// Every rule for what goes together in one environment: the only list. `validate`, the JSON Schema and `explain` read it.
package enum Rules {
    /// The rules, in the order in which they are checked.
    package static let all = ofFields + ofTypes

    /// The rules about fields.
    static let ofFields =
        fusion + fargate + headJob + graviton + architecture + storage + disks + capacity + access + scheduling
        + lifecycle

    /// The rules about what the instance types have.
    static let ofTypes = instanceTypes

    /// The marks of the subjects of ``ofFields``. Most items have few of the fields, so that this saves most of the work.
    static let marks: [UInt64] = ofFields.map(\.marks)
}
