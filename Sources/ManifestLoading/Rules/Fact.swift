/// A fact about an environment, for the rules of the file.
///
/// The check of a rule asks if the fact holds for an item; the JSON Schema states it as far as a schema can see it. A value
/// that could not be read may be anything, so there are three answers: yes, no and unknown.
package indirect enum Fact: Sendable {
    /// A flag is `True`.
    case on(RuleField)
    /// A flag is given as `False`.
    case off(RuleField)
    /// A field has a value.
    case given(RuleField)
    /// A field has a value, and it is one of these.
    case has(RuleField, ValueSet)
    /// A field is left out, or its value is one of these.
    case takes(RuleField, ValueSet)
    /// The value of one field is more than that of another.
    case exceeds(RuleField, RuleField)
    /// The types of `instance-types` are such as the trait says.
    case types(TypeTrait)
    /// The environment comes from an export of the Seqera Platform.
    case exported
    /// All of them.
    case all([Fact])
    /// One of them, or several.
    case any([Fact])
    /// Not so.
    case not(Fact)
}

extension Fact {
    /// The environment has Spot Instances, which is the default.
    static let spot = Fact.takes("provisioning-model", .words(["SPOT"]))

    /// The environment has On-Demand Instances.
    static let onDemand = Fact.has("provisioning-model", .words(["EC2"]))

    /// The file permits what only Seqera's former documentation excludes, or it is an export, which may have it.
    static let isRelaxed = Fact.any([.exported, .has("reconcile.compatibility", .words(["relaxed"]))])

    /// The environment starts from an image of AWS's: the file leaves it to Batch, or takes the recommended one.
    static let hasImageOfAWS = Fact.any([
        .not(.given("ami-id")), .has("ami-id", .words([MachineImage.recommendedWord])),
    ])

    /// The work directory is a path and not on S3.
    static let isPath = Fact.has("work-dir", .paths)

    /// The file asks for a file system.
    static let hasFileSystem = Fact.any([.on("create-efs"), .given("efs-id"), .given("fsx-size"), .given("fsx-dns")])
}
