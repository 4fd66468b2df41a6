import ResourceModel

extension EnvironmentKey {
    /// The environment as the beginning of a line: in quotes if it has other characters than names usually have. A
    /// workspace may be called `Plan: 0 to create`.
    var heading: String {
        let isName = owner.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "-_./".unicodeScalars.contains(scalar)
        }
        return isName ? owner : "'\(owner)'"
    }
}
