import ArgumentParser
import Planning

/// The choices that are made again, of those that files leave open.
struct RefreshOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take over what a new environment would get now: network (subnets and security groups that the file leaves "
                + "open). Repeatable.", valueName: "choice"))
    var refresh: [RefreshOption] = []

    var choices: Set<PlanRequest.Refresh> { Set(refresh.flatMap(\.choices)) }

    func validate() throws {
        guard choices.contains(.image) else { return }
        throw ValidationError(
            "'--refresh image' is not supported yet: reconcile starts no update for a newer image of AWS Batch. To use a newer "
                + "AMI, name it in 'ami-id'.")
    }
}

/// One choice, or several with commas between.
struct RefreshOption: ExpressibleByArgument {
    let choices: [PlanRequest.Refresh]

    init?(argument: String) {
        let named = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            PlanRequest.Refresh(rawValue: String($0))
        }
        guard !named.contains(nil) else { return nil }
        choices = named.compactMap { $0 }
    }

    /// The choices that the help offers: `image` only has an explanation.
    static var allValueStrings: [String] { PlanRequest.Refresh.allCases.filter { $0 != .image }.map(\.rawValue) }
}
