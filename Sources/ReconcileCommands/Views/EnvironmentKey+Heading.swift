import ResourceModel

extension EnvironmentKey {
    /// `acme/research/rnaseq (eu-west-1)`
    var title: String { "\(owner) (\(region))" }

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
