/// Keys and policies that are named in a form in which IAM would take them for something else.
extension TextFormat {
    /// Returns the fault of the ARN of a key or a policy, if it is known.
    func rightsRemark(on text: String) -> String? {
        switch self {
        case .keyARN:
            if Self.isAlias(text) {
                return
                    "it is an alias: a policy that names an alias allows nothing with its key; \(Self.findsARN(text))"
            }
            if text.contains("*") { return "rights are given on exactly the keys that are named: give each key's ARN" }
            return text.hasPrefix("arn:") ? nil : "policies name keys by ARN: \(expectation)"
        case .volumeKey:
            if Self.isAlias(text) {
                return "it is an alias, which can lead to another key later without a change of the file; "
                    + Self.findsARN(text)
            }
            return text.hasPrefix("arn:") ? nil : "the key is named by its ARN: \(expectation)"
        case .policy:
            if text.contains(":role/") { return "it is a role: \(expectation)" }
            return text.hasPrefix("arn:") ? nil : "policies are named by ARN: \(expectation)"
        default: return nil
        }
    }
    private static func isAlias(_ text: String) -> Bool { text.hasPrefix("alias/") || text.contains(":alias/") }

    /// The way to the ARN of the key that an alias leads to.
    private static func findsARN(_ alias: String) -> String {
        "give the key's ARN, which 'aws kms describe-key --key-id \(alias)' shows"
    }
}
