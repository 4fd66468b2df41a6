public import Diagnostics

/// A value of a YAML file and its place.
public struct YAMLNode: Sendable {
    /// Its text, list or map.
    public var content: Content
    /// Its place without its anchor and tag; for an alias, the place of the anchored value.
    public var range: SourceRange
    /// The place of the alias that refers to it; nil if it was read directly.
    public var alias: SourceRange?
    /// The number of nodes in it, itself included; those behind an alias count at every use.
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

    /// The place where it is used: the alias, or the value itself.
    public var place: SourceRange { alias ?? range }

    /// The text, if it is text.
    public var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// True if it is empty: no value, `~` or `null`.
    public var isNull: Bool { scalar?.isNull ?? false }

    /// Its kind in plain words: `a list`, `a map`, `nothing` or `text`.
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
    /// The way in which it is written.
    public var style: Style
    /// True if the file has exactly this text on one line, so that offsets in it are columns.
    public var isVerbatim: Bool

    /// The ways to write a scalar.
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

    /// True if it is a plain `null`, `~` or empty.
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
    /// True if part of it could not be read, which was reported: a key that is not text, or a `<<` without a map.
    public var isIncomplete = false

    /// A key, always text, and its value.
    public struct Pair: Sendable {
        /// The key.
        public var key: String
        /// The place of the key.
        public var keyRange: SourceRange
        /// The value.
        public var value: YAMLNode
        /// True if it came through a merge key.
        public var isMerged: Bool
    }

    /// The value of a key.
    public subscript(key: String) -> YAMLNode? { index(of: key).map { pairs[$0].value } }

    /// The index of a key and its value among the pairs.
    package func index(of key: String) -> Int? { Self.index(of: key, in: pairs) }

    static func index(of key: String, in pairs: [Pair]) -> Int? {
        pairs.indices.first { pairs[$0].key.utf8.count == key.utf8.count && pairs[$0].key == key }
    }
}
