import ResourceModel

/// The last part of a compute environment's name, `-g<number>`. With it a successor can exist beside its predecessor,
/// and a rerun after a crash finds the successor that was begun instead of beginning another.
public enum Generation {
    /// The name of a generation.
    public static func name(_ stem: String, _ number: Int) -> String { "\(stem)-g\(number)" }

    /// The number of the generation in a name; nil if the name is not one of this stem's.
    public static func number(of name: String, stem: String) -> Int? {
        guard name.hasPrefix(stem + "-g") else { return nil }
        let digits = name.dropFirst(stem.count + 2)
        // Any user can give a name. A number that has no successor is no generation.
        guard (1...9).contains(digits.utf8.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int(digits)
    }

    /// The name of the generation after one; nil for a name that has none.
    public static func name(after name: String) -> String? {
        guard let dash = name.lastIndex(of: "-") else { return nil }
        let stem = String(name[..<dash])
        return number(of: name, stem: stem).map { self.name(stem, $0 + 1) }
    }
}
