/// A step of libyaml's walk over a file.
struct YAMLEvent {
    var kind: Kind
    var start: YAMLMark
    var end: YAMLMark

    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(text: String, style: YAMLScalar.Style, properties: Properties?)
        case sequenceStart(isFlow: Bool, properties: Properties?)
        case sequenceEnd
        case mappingStart(isFlow: Bool, properties: Properties?)
        case mappingEnd
    }

    /// The anchor and the tag before a node; a class, because few nodes have one and a class keeps events small.
    final class Properties {
        let anchor: String?
        let tag: String?

        init(anchor: String?, tag: String?) {
            self.anchor = anchor
            self.tag = tag
        }
    }
}

/// libyaml's place: line and column from zero, in Unicode scalars.
struct YAMLMark {
    var line: Int
    var column: Int
}

/// Why libyaml could not go on, in its own words.
struct YAMLProblem: Error {
    var problem: String
    var mark: YAMLMark
    var context: String?
    var contextMark: YAMLMark
}
