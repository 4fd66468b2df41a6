public import ResourceModel

/// One field that differs between the file and AWS.
public struct Change: Sendable, Hashable, Codable {
    /// The field under AWS's name, such as `computeResources.maxvCpus`.
    public var path: String
    /// The value in AWS; nil if AWS has none.
    public var before: Value?
    /// The value that the file wants; nil if it wants none. References in it are known only after apply.
    public var after: Value?
    /// The class of the change: what AWS does to carry it out.
    public var update: UpdateClass
    /// The rule that says so: a page of AWS's documentation.
    public var source: String
    /// The effect in AWS in words, if it differs from what the class says.
    private var givenRule: String?
    /// True if the value is too long, or too private, to show as it is.
    public var isShownAsHash: Bool

    /// Makes a change.
    public init(
        path: String, before: Value?, after: Value?, update: UpdateClass, rule: String? = nil, source: String,
        isShownAsHash: Bool = false
    ) {
        self.path = path
        self.before = before
        self.after = after
        self.update = update
        givenRule = rule
        self.source = source
        self.isShownAsHash = isShownAsHash
    }

    /// The rule by name, such as `scaling update`.
    public var rule: String { givenRule ?? update.rule }

    /// The page about tags.
    public static let taggingPage = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"
}
