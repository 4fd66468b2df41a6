import Diagnostics
import Planning
import ResourceModel

extension DriftView {
    /// The drift for a comment or a summary: the conclusion first, then each environment that is not as it was applied.
    var markdown: String {
        let plain = DriftView(
            drift: drift, principal: principal, style: Style(isColored: false), columns: columns)
        let changed = drift.environments.filter { !($0.exists && $0.resources.isEmpty) }
        let sections = changed.inGroups(by: \.accountID).flatMap { account, environments in
            (account.map { ["#### \(AccountHeading.text($0))"] } ?? [])
                + environments.map { Markdown.fenced(plain.lines($0)) }
        }
        let remedies = plain.conclusion.dropFirst().map(Markdown.escaped)
        let header = Markdown.header([
            "drift": JSON(!drift.isEmpty), "account_id": JSON(drift.onlyAccountID), "regions": JSON(drift.regions),
        ])
        return ([header, "### \(plain.conclusion[0])\n\n<sub>\(Markdown.escaped(place))</sub>"] + sections + remedies)
            .joined(separator: "\n\n")
    }
}
