import ArgumentParser
import ManifestLoading

/// The number of an AWS account: twelve digits, of which the first may be zero.
struct AccountIDOption: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        guard TextFormat.account.accepts(argument) else { return nil }
        text = argument
    }
}
