public import ResourceModel

/// One field or tag that differs between the file and AWS.
public struct Change: Sendable, Hashable, Codable {
    /// The part of the resource that differs.
    public var target: Target
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
    /// True if someone or something gets access that it did not have before.
    public var widensAccess: Bool

    /// A part of a resource that can differ.
    public enum Target: Sendable, Hashable, Codable {
        /// A field under AWS's name, such as `computeResources.maxvCpus`.
        case field(String)
        /// A tag, by its key.
        case tag(String)
    }

    /// Makes a change of a field.
    public init(
        path: String, before: Value?, after: Value?, update: UpdateClass, rule: String? = nil, source: String,
        isShownAsHash: Bool = false, widensAccess: Bool = false
    ) {
        target = .field(path)
        self.before = before
        self.after = after
        self.update = update
        givenRule = rule
        self.source = source
        self.isShownAsHash = isShownAsHash
        self.widensAccess = widensAccess
    }

    /// Makes a change of a tag.
    public init(tag: String, before: String?, after: String?) {
        target = .tag(tag)
        self.before = before.map { .string($0) }
        self.after = after.map { .string($0) }
        update = .tags
        source = Self.taggingPage
        isShownAsHash = false
        widensAccess = false
    }

    /// The target as text: the field's path, or `tags.` and the key.
    public var path: String {
        switch target {
        case .field(let path): path
        case .tag(let key): "tags.\(key)"
        }
    }

    /// The key of the tag; nil for a field.
    public var tagKey: String? { if case .tag(let key) = target { key } else { nil } }

    /// The rule by name, such as `scaling update`.
    public var rule: String { givenRule ?? update.rule }

    /// The page about tags.
    private static let taggingPage = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html"
}
