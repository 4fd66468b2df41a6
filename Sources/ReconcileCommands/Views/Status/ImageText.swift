import Planning

/// An image in words, with its age.
struct ImageText {
    let image: ImageState
    /// Seconds since 1970; nil if ages are not shown.
    let now: Double?

    init(_ image: ImageState, now: Double?) {
        self.image = image
        self.now = now
    }

    /// `ami-0abc (ssm:/golden/ami), 40 days old, another one is recommended now`
    var text: String {
        guard let id = image.id else {
            return image.hasUpdate == true
                ? "chosen by AWS Batch, which has a newer one" : "chosen by AWS Batch, which has no newer one"
        }
        let update =
            switch image.hasUpdate {
            case true?: "the parameter holds another one now"
            case false?: "the parameter holds the same one"
            case nil: nil as String?
            }
        return [named(id), age, update].compactMap(\.self).joined(separator: ", ")
    }

    private func named(_ id: String) -> String { image.parameter.map { "\(id) (ssm:\($0))" } ?? id }

    /// `40 days old`; nil if the age is not known.
    var age: String? {
        now.flatMap(image.days).map { $0 == 1 ? "1 day old" : "\($0) days old" }
    }

    /// The way to a newer image.
    static let remedy = "'reconcile apply --refresh image' takes the newer one"
}
