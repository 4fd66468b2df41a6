import ArgumentParser
import Planning

/// The choices that are made again, of those that files leave open.
struct RefreshOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take over what a new environment would get now: network (subnets and security groups that the file leaves "
                + "open) or image (AWS Batch's newest image, or the AMI that the parameter of 'ami-id' holds now). "
                + "Repeatable.", valueName: "choice"))
    var refresh: [RefreshOption] = []

    var choices: Set<PlanRequest.Refresh> { Set(refresh.flatMap(\.choices)) }
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

    static var allValueStrings: [String] { PlanRequest.Refresh.allCases.map(\.rawValue) }
}
