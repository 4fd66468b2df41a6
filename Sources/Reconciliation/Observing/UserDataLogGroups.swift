/// The log groups that user data of ours sends the instances' logs to.
enum UserDataLogGroups {
    /// The group that Batch makes; it is never ours.
    private static let shared = "/aws/batch/job"
    private static let member = "\"log_group_name\": \""

    /// The names in the CloudWatch agent's configuration, as the user data's script writes it.
    static func names(in userData: String) -> Set<String> {
        var names: Set<String> = []
        var rest = userData[...]
        while let start = rest.firstRange(of: member) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: "\"") else { break }
            names.insert(String(rest[..<end]))
        }
        return names.subtracting([shared])
    }
}
