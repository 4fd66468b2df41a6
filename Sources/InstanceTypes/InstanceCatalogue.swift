/// The EC2 instance types of one day, and what Batch understands by their names.
///
/// It holds text only and reads the lines that it is asked about, so that having it costs nothing.
public struct InstanceCatalogue: Sendable {
    /// The day that EC2 was asked, as `2026-08-02`.
    public let date: String
    /// The source of the data.
    public let source: String
    private let lines: [String]

    /// The built-in catalogue.
    public static var builtIn: InstanceCatalogue {
        InstanceCatalogue(lines: InstanceTable.families, date: InstanceTable.date, source: InstanceTable.source)
    }

    /// A catalogue of other lines, each a family as in the table that is built in, sorted by their names.
    public init(lines: [String], date: String, source: String) {
        self.lines = lines
        self.date = date
        self.source = source
    }

    /// The names of the families, sorted.
    public var families: [String] { lines.map { String(Self.family(of: $0)) } }

    /// Every type, family by family, from the smallest to the largest.
    public var types: [InstanceType] { lines.flatMap(InstanceType.types(of:)) }

    /// Every type of a family, bare metal too; empty if there is no such family.
    public func types(ofFamily family: some StringProtocol) -> [InstanceType] {
        var range = lines.indices
        while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
            let found = Self.family(of: lines[middle]).utf8
            if found.elementsEqual(family.utf8) { return InstanceType.types(of: lines[middle]) }
            range =
                found.lexicographicallyPrecedes(family.utf8)
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return []
    }

    /// The type of a name such as `c6id.8xlarge`.
    public subscript(name: String) -> InstanceType? {
        types(ofFamily: name.prefix { $0 != "." }).first { $0.name == name }
    }

    /// The types that Batch understands by a name in `instanceTypes`: one type, all types of a family except bare metal,
    /// or those of a word such as `optimal`. Nil if the catalogue does not know the name; empty for a family that has
    /// only bare metal.
    ///
    /// Source: ComputeResource.instanceTypes in the Batch API reference.
    public func expansion(of name: String) -> [InstanceType]? {
        if name.contains(".") { return self[name].map { [$0] } }
        let families = Self.words[name] ?? [name]
        let types = families.flatMap { self.types(ofFamily: $0) }
        return types.isEmpty ? nil : types.filter { !$0.isBareMetal }
    }

    /// Suggestions for an unknown name: the types of its family if the family is known, else the families. A family has
    /// the size that was asked for if that exists.
    public func names(near name: String) -> [String] {
        let family = name.prefix { $0 != "." }
        guard family.count < name.count else { return families + Self.words.keys.sorted() }
        let siblings = types(ofFamily: family)
        if !siblings.isEmpty { return siblings.map(\.name) }
        let size = name.dropFirst(family.count + 1)
        return lines.filter { $0.contains("|\(size),") }.map { "\(Self.family(of: $0)).\(size)" }
    }

    /// True if a text could be a size: EC2 names sizes in the same way in every family.
    public static func isSize(_ text: some StringProtocol) -> Bool {
        if sizeWords.contains(String(text)) { return true }
        let isMetal = text.hasPrefix("metal-")
        let rest = isMetal ? text.dropFirst(6) : text[...]
        let ending = isMetal ? "xl" : "xlarge"
        let digits = rest.dropLast(ending.count)
        return rest.hasSuffix(ending) && !digits.isEmpty && digits.first != "0"
            && digits.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static let sizeWords = ["nano", "micro", "small", "medium", "large", "xlarge", "metal"]

    /// A regular expression for the texts that ``isSize(_:)`` accepts, without anchors.
    public static let sizePattern =
        "(?:\(sizeWords.joined(separator: "|"))|[1-9][0-9]*xlarge|metal-[1-9][0-9]*xl)"

    /// The families that Batch's keywords mean. `optimal` meant c4, m4 and r4; since November 2025 it means the same
    /// as `default_x86_64`. Source: ComputeResource.instanceTypes in the Batch API reference.
    public static var words: [String: [String]] {
        let intel = ["m6i", "c6i", "r6i", "c7i"]
        return ["optimal": intel, "default_x86_64": intel, "default_arm64": ["m6g", "c6g", "r6g", "c7g"]]
    }

    private static func family(of line: String) -> Substring {
        Substring(line.utf8.prefix { $0 != UInt8(ascii: ",") })
    }
}
