/// Reads facts about a call from its name, such as `batch:CreateJobQueue`.
public enum CallName {
    /// True if the call can change something in the account: for errors, which have the name of their call and no more.
    public static func changes(_ operation: String) -> Bool {
        let name = operation.drop { $0 != ":" }.dropFirst()
        let reading = ["Describe", "Get", "Head", "List", "Lookup", "Simulate", "AssumeRole"]
        return !reading.contains { name.hasPrefix($0) }
    }
}
