import ArgumentParser

/// The beginning of the names of everything in AWS; it keeps to every service's rules for names at once.
struct NamePrefixOption: ExpressibleByArgument {
    let text: String

    /// The prefix that the Seqera Platform gives, too.
    static let standard = "TowerForge"

    /// The help of the option.
    static let help = ArgumentHelp(
        "The beginning of every name in AWS: at most \(longest) letters, digits, '-' and '_'.", valueName: "prefix")

    /// IAM's names end at 64 characters, and something of the environment's name has to fit in behind.
    private static let longest = 24

    init(_ text: String) { self.text = text }

    init?(argument: String) {
        let isPlain = argument.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                || byte == 95
        }
        guard isPlain, argument.utf8.count <= Self.longest, let first = argument.utf8.first, first != 45, first != 95
        else { return nil }
        text = argument
    }

    var defaultValueDescription: String { text }
}
