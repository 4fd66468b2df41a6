public import Diagnostics

/// A value of a YAML file and where it stands.
public struct YAMLNode: Sendable {
    /// What it is.
    public var content: Content
    /// Where it stands, without its anchor and tag; of an alias, where the anchored value stands.
    public var range: SourceRange
    /// Where the alias stands through which it was reached.
    public var alias: SourceRange?
    /// The nodes below it and itself, those behind aliases counted at every use.
    package var weight: Int32
    /// The levels of nodes from it downwards, itself included.
    package var height: Int32

    /// The three kinds of node.
    public enum Content: Sendable {
        /// Text, not typed yet.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values.
        case mapping(YAMLMapping)
    }

    /// Where it is used: the alias, or the value itself.
    public var place: SourceRange { alias ?? range }

    /// The text where it is one.
    public var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// Whether it says nothing: no value, `~` or `null`.
    public var isNull: Bool { scalar?.isNull ?? false }

    /// What people call it: `a list`, `a map`, `nothing` or `text`.
    public var kindName: String {
        switch content {
        case .scalar(let scalar): scalar.isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }
}

/// Text as YAML gives it: unquoted, unescaped, folded, but never typed.
public struct YAMLScalar: Sendable, Hashable {
    /// The text.
    public var text: String
    /// How it is written.
    public var style: Style
    /// Whether the file has exactly this text on one line, so that offsets in it are columns.
    public var isVerbatim: Bool

    /// How a scalar is written.
    public enum Style: Sendable, Hashable {
        /// Without quotes.
        case plain
        /// In `'`.
        case singleQuoted
        /// In `"`.
        case doubleQuoted
        /// With `|` or `>`.
        case block
    }

    /// Whether it is a plain `null`, `~` or nothing.
    public var isNull: Bool {
        guard style == .plain, text.utf8.count <= 4 else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// The number of quote characters before the text.
    public var quoteWidth: Int { style == .singleQuoted || style == .doubleQuoted ? 1 : 0 }
}

/// Keys and values in the file's order, merge keys resolved.
public struct YAMLMapping: Sendable {
    /// The pairs; those from `<<` come last.
    public var pairs: [Pair]
    /// Whether more was written than could be read, which was reported: a key that is no text, a `<<` of no map.
    public var isIncomplete = false

    /// A key, always text, and its value.
    public struct Pair: Sendable {
        /// The key.
        public var key: String
        /// Where the key stands.
        public var keyRange: SourceRange
        /// The value.
        public var value: YAMLNode
        /// Whether it came through a merge key.
        public var isMerged: Bool
    }

    /// The value of a key.
    public subscript(key: String) -> YAMLNode? { index(of: key).map { pairs[$0].value } }

    /// Where a key and its value are among the pairs.
    package func index(of key: String) -> Int? { Self.index(of: key, in: pairs) }

    static func index(of key: String, in pairs: [Pair]) -> Int? {
        pairs.indices.first { pairs[$0].key.utf8.count == key.utf8.count && pairs[$0].key == key }
    }
}
