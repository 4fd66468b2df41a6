import Planning
import ResourceModel

/// The differences of two IAM policy documents: the actions of each resource that are added and removed.
struct PolicyText {
    /// The grants, what is removed first.
    let lines: [Line]

    /// Actions of one resource that are added or removed.
    struct Line: Hashable {
        /// `+ Allow s3:GetObject, s3:PutObject on arn:aws:s3:::bucket/*`
        let text: String
        /// True if it gives access: more is allowed, or less is denied.
        let widens: Bool
    }

    init(_ before: Value?, _ after: Value?) {
        let old = PolicyGrants(before)?.grants ?? []
        let new = PolicyGrants(after)?.grants ?? []
        lines = Self.lines("-", old.subtracting(new)) + Self.lines("+", new.subtracting(old))
    }

    private struct Place: Hashable {
        let effect: String
        let target: String
        let condition: String
    }

    private static func lines(_ sign: String, _ grants: Set<PolicyGrants.Grant>) -> [Line] {
        let places = Dictionary(grouping: grants) {
            Place(effect: $0.effect, target: $0.target, condition: $0.condition)
        }
        return places.map { place, grants in
            let actions = grants.map(\.action).sorted().joined(separator: ", ")
            let text =
                "\(sign) \(place.effect) \(actions) on \(place.target)"
                + (place.condition.isEmpty ? "" : " if \(place.condition)")
            return Line(text: text, widens: (sign == "+") == (place.effect != "Deny"))
        }.sorted { $0.text < $1.text }
    }
}
