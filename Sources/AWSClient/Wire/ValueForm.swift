import FoundationEssentials
import Signing

/// The form of values that a damaged answer would spoil without being noticed.
enum ValueForm {
    case account, arn, policy

    /// The form of what a member of that name holds; nil if any text will do.
    init?(member name: String) {
        if name == "Account" {
            self = .account
        } else if name.hasSuffix("Arn") || name.hasSuffix("ARN") || name == "arn" {
            self = .arn
        } else if ["PolicyDocument", "AssumeRolePolicyDocument", "Document"].contains(name) {
            self = .policy
        } else {
            return nil
        }
    }

    /// The fault of a value that does not have it.
    var fault: String {
        switch self {
        case .account: "not the 12 digits of an account"
        case .arn: "no ARN"
        case .policy: "no policy in JSON"
        }
    }

    /// True if a value has the form.
    func fits(_ text: String) -> Bool {
        switch self {
        case .account: return text.utf8.count == 12 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        case .arn:
            let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
            return parts.count == 6 && parts[0] == "arn" && ![parts[1], parts[2], parts[5]].contains("")
        case .policy:
            // IAM sends documents percent-encoded. The decoder reads all of a text before it looks for members.
            let document = Data(PercentEncoding.decode(text).utf8)
            return (try? JSONDecoder().decode(AnyObject.self, from: document)) != nil
        }
    }

    /// A JSON object with any members.
    private struct AnyObject: Decodable {
        private enum NoKeys: CodingKey {}
        init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: NoKeys.self) }
    }
}
