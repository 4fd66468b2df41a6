import Diagnostics
import Planning
import ResourceModel

extension [PruneExclusion] {
    /// One note for each reason, with a few names: an account of many teams has hundreds.
    var diagnostics: [Diagnostic] {
        [
            note(.otherWorkspace, "no given file names the workspace in that region"),
            note(.newRegion, "none of the files' environments exists in that region yet"),
        ].compactMap { $0 }
    }

    private func note(_ reason: PruneExclusion.Reason, _ why: String) -> Diagnostic? {
        let left = filter { $0.reason == reason }.map(\.environment)
        guard !left.isEmpty else { return nil }
        let named = left.prefix(3).map(\.title).joined(separator: ", ")
        let rest = left.count > 3 ? " and \(left.count - 3) more" : ""
        return Diagnostic(
            .note, "not-pruned",
            "--prune leaves \(left.count.counted("environment")) that reconcile owns, because "
                + "\(why): \(named)\(rest). Add '--prune-scope all' to delete them too.")
    }
}
