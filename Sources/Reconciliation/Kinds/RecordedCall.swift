package import AWSOperations

/// A call that CloudTrail records and that can change a resource of a kind. Its names are those of AWS's API.
package struct RecordedCall: Sendable {
    /// The service that is called.
    package let service: Service
    /// The name of the call.
    package let name: String
    /// The members of the request that name the resource; none if ``Effect/part(of:in:_:)`` alone says what it is about.
    package let subjects: [String]
    /// The parts of the resource that the call can change.
    package let effects: [Effect]

    /// A part of a resource that a call can change.
    package enum Effect: Sendable {
        /// The resource as a whole comes into existence.
        case creation
        /// The resource as a whole goes.
        case deletion
        /// The fields that the request has under the path of the field.
        case carriedFields
        /// All fields, whatever the request has.
        case everyField
        /// These fields, whatever the request has.
        case fields([String])
        /// The part of a field that a member of the request names: an element of a list, or a member of a map.
        case part(of: String, in: String, Set<PartChange>)
        /// The tags that the request has.
        case settingTags
        /// The tags whose keys the request has.
        case removingTags
    }

    /// A way in which a part of a field can differ from the last apply.
    package enum PartChange: Sendable {
        case added, changed, removed
    }

    /// Makes a call.
    package init(_ service: Service, _ name: String, on subjects: [String], _ effects: Effect...) {
        self.service = service
        self.name = name
        self.subjects = subjects
        self.effects = effects
    }

    /// The service in events, such as `batch.amazonaws.com`: its short name, as in IAM actions
    /// [aws-rules: Events of CloudTrail].
    var source: String { "\(service.actionPrefix).amazonaws.com" }

    /// True if the resource goes with it.
    var isDeletion: Bool { effects.contains { if case .deletion = $0 { true } else { false } } }

    /// True if the resource comes into existence with it.
    var isCreation: Bool { effects.contains { if case .creation = $0 { true } else { false } } }

    /// True if it sets tags, with which reconcile records what it applied.
    var setsTags: Bool { effects.contains { if case .settingTags = $0 { true } else { false } } }
}
