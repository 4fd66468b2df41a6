/// The publication that a rule comes from.
package struct RuleSource: Sendable, Hashable {
    /// The source in words.
    package let text: String
    /// True if messages name it; a rule about reconcile's settings needs no publication.
    let isCited: Bool

    private init(_ text: String, isCited: Bool = true) {
        self.text = text
        self.isCited = isCited
    }

    /// The table of features that go together.
    static let matrix = RuleSource("the feature compatibility matrix of Seqera's AWS Batch documentation")

    /// The options of the Seqera Platform's command line.
    static let options = RuleSource("the options of 'tw compute-envs add aws-batch forge'")

    /// The settings are reconcile's, or seqerakit's as reconcile reads them.
    static let reconcile = RuleSource("the settings of reconcile", isCited: false)

    /// Returns a section of Seqera's documentation of AWS Batch.
    static func seqera(_ section: String) -> RuleSource {
        RuleSource("Seqera's AWS Batch documentation" + (section.isEmpty ? "" : ", \(section)"))
    }

    /// Returns a type or an operation of the AWS Batch API reference.
    static func batch(_ member: String) -> RuleSource { RuleSource("AWS Batch API, \(member)") }

    /// Returns another publication.
    static func other(_ title: String) -> RuleSource { RuleSource(title) }
}
