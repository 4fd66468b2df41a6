/// Keys and policies that are named in a form in which IAM would take them for something else.
extension TextFormat {
    /// Returns the fault of the ARN of a key or a policy, if it is known.
    func rightsRemark(on text: String) -> String? {
        switch self {
        case .keyARN:
            if text.hasPrefix("alias/") || text.contains(":alias/") {
                return "it is an alias: a policy that names an alias allows nothing with its key; give the key's ARN, "
                    + "which 'aws kms describe-key --key-id \(text)' shows"
            }
            if text.contains("*") { return "rights are given on exactly the keys that are named: give each key's ARN" }
            return text.hasPrefix("arn:") ? nil : "policies name keys by ARN: \(expectation)"
        case .policy:
            if text.contains(":role/") { return "it is a role: \(expectation)" }
            return text.hasPrefix("arn:") ? nil : "policies are named by ARN: \(expectation)"
        default: return nil
        }
    }
}
