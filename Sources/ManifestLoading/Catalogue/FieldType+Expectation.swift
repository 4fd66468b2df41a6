extension FieldType {
    /// The values that a field of the type takes, in words.
    var expectation: String {
        switch self {
        case .text(let format): format.expectation
        case .boolean: "True or False"
        case .integer: "an integer"
        case .decimal: "a number such as '25' or '2.5'"
        case .choice(let choices): "one of " + choices.words.map { "'\($0)'" }.joined(separator: ", ")
        case .list(let format) where !format.splitsAtCommas: "\(format.expectation), or a list of such texts"
        case .list: "comma-separated text or a list of texts"
        case .labels: "labels such as 'key=value,key=value'"
        case .file: "a file's path"
        case .duration: "a length of time such as '30m'"
        case .limit: "'off' or a length of time such as '30m'"
        case .map: "a map"
        case .textOrMap(let format, let fields):
            "\(format.expectation), or a map with " + fields.map { "'\($0.name)'" }.joined(separator: ", ")
        case .numbers(_, let range):
            "a map of names and numbers \(range.bounds)"
        }
    }
}
