/// The description of a role, for people. IAM accepts only Latin letters there, while workspaces can have any. Source:
/// botocore's model of IAM, `roleDescriptionType`.
enum RoleDescription {
    static func text(owner: String) -> String {
        var text = "Made for Batch environment "
        for scalar in owner.unicodeScalars {
            let isTaken = (0x20...0x7E).contains(scalar.value) || (0xA1...0xFF).contains(scalar.value)
            text.unicodeScalars.append(isTaken ? scalar : "?")
        }
        return text
    }
}
