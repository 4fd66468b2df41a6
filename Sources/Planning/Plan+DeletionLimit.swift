import ResourceModel

extension Plan {
    /// Refuses to let environments go that the files no longer name, unless their number was said.
    ///
    /// - Parameters:
    ///   - allowed: the number that was said. It has to be the exact one, whatever else holds.
    ///   - isAsked: whether a person sees the plan and is asked, which is as good for any number.
    public mutating func limitDeletions(to allowed: Int?, isAsked: Bool) {
        let going = environments.indices.filter { index in
            environments[index].isPruned && environments[index].resources.contains { $0.action == .delete }
        }
        guard let first = going.first else { return }
        let count = going.count
        let environmentsGo = count == 1 ? "1 environment" : "\(count) environments"
        if let allowed, allowed != count {
            environments[first].refusals.append(
                Refusal(
                    .tooManyDeletions, "\(environmentsGo) would go, and --allow-destroy allows \(allowed)",
                    detail: "check the files, then give the number that you mean"))
        } else if allowed == nil, count > 1, !isAsked {
            environments[first].refusals.append(
                Refusal(
                    .tooManyDeletions, "\(environmentsGo) would go that the files no longer name",
                    detail: "check the files; where all of them are to go, add --allow-destroy \(count)"))
        }
    }
}
