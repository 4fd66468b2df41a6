import ResourceModel

/// Takes out of recorded answers what tells whose account it was: the account id, ids of resources and request ids have
/// other values of the same shape. Lists keep what the self-test made.
struct SelfTestMask: Sendable {
    let accountID: String
    /// The account id in the recordings.
    static let account = "123456789012"
    private static let prefixes = ["subnet-", "sg-", "vpc-", "lt-", "ami-", "eni-", "i-"]

    func applied(to value: PropertyValue) -> PropertyValue {
        switch value {
        case .string(let text): .string(applied(to: text))
        case .list(let elements): .list(elements.filter(Self.isOurs).map(applied))
        case .map(let members): .map(members.mapValues(applied))
        default: value
        }
    }

    func applied(to text: String) -> String {
        var masked = ""
        var rest = Self.withoutUUIDs(text.replacing(accountID, with: Self.account))[...]
        while !rest.isEmpty {
            let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
            masked += Self.masked(word)
            rest = rest.dropFirst(word.count)
            let between = rest.prefix { !($0.isLetter || $0.isNumber || $0 == "-") }
            masked += between
            rest = rest.dropFirst(between.count)
        }
        return masked
    }

    /// False for a record of Batch that is not the self-test's.
    private static func isOurs(_ element: PropertyValue) -> Bool {
        let name = ["computeEnvironmentName", "jobQueueName"].compactMap { element[$0]?.string }.first
        return name?.hasPrefix(SelfTestStage.namePrefix) ?? true
    }

    /// The text with zeros for each UUID, as request ids are. One can end a longer name, such as that of a cluster which
    /// Batch makes.
    private static func withoutUUIDs(_ text: String) -> String {
        text.replacing(
            /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/,
            with: "00000000-0000-0000-0000-000000000000")
    }

    /// An id of a resource with zeros; any other word as it is.
    private static func masked(_ word: Substring) -> String {
        let prefix = prefixes.first { word.hasPrefix($0) } ?? ""
        let id = word.dropFirst(prefix.count)
        guard !prefix.isEmpty, id.count >= 8, id.allSatisfy(\.isHexDigit) else { return String(word) }
        return prefix + String(repeating: "0", count: id.count)
    }
}
