/// Batch's word on the image that it chose for the instances of an environment.
enum BatchImageStatus: Sendable, Hashable {
    /// It is the newest.
    case latest
    /// There is a newer one.
    case updateAvailable
    /// A word that this version does not know.
    case unknown(String)

    init(_ word: String) {
        switch word {
        case "LATEST": self = .latest
        case "UPDATE_AVAILABLE": self = .updateAvailable
        default: self = .unknown(word)
        }
    }

    /// Batch's word.
    var rawValue: String {
        switch self {
        case .latest: "LATEST"
        case .updateAvailable: "UPDATE_AVAILABLE"
        case .unknown(let word): word
        }
    }
}
