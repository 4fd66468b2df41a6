public import Diagnostics

/// The renames that diagnostics suggest, made in the files' bytes.
public struct Renames: Sendable {
    /// Kinds whose fix writes a known name for one that is not: nothing else of the text changes its meaning.
    private static let kinds: Set<String> = ["unknown-field", "unknown-block"]

    /// The texts to replace, file by file, the last place first.
    private let fixes: [String: [Diagnostic.Fix]]

    /// The renames among the fixes of `diagnostics`.
    ///
    /// - Parameter excluded: fixes that are not to be made.
    public init(_ diagnostics: [Diagnostic], excluding excluded: Set<Diagnostic.Fix> = []) {
        let wanted = diagnostics.filter { Self.kinds.contains($0.kind) }.compactMap(\.fix).filter {
            !excluded.contains($0)
        }
        fixes = Dictionary(grouping: Set(wanted)) { $0.range.filename }.mapValues { fixes in
            fixes.sorted { $0.range > $1.range }
        }
    }

    /// The files that change, as their diagnostics name them, sorted.
    public var files: [String] { fixes.keys.sorted() }

    /// Returns the number of renames in a file.
    public func count(in file: String) -> Int { fixes[file]?.count ?? 0 }

    /// Returns the renames of a file at whose places `diagnostics` report a key twice: the file had the meant key
    /// already.
    public func clashing(with diagnostics: [Diagnostic]) -> Set<Diagnostic.Fix> {
        let lines = Set(
            diagnostics.filter { $0.kind == "duplicate-key" }.flatMap { diagnostic in
                ([diagnostic.range] + diagnostic.notes.map(\.range)).compactMap { $0 }
            }.map { Place(file: $0.filename, line: $0.start.line) })
        return Set(
            fixes.values.joined().filter { lines.contains(Place(file: $0.range.filename, line: $0.range.start.line)) })
    }

    private struct Place: Hashable {
        var file: String
        var line: Int
    }

    /// The bytes with the renames made; every other byte stays.
    public func applied(to bytes: [UInt8], of file: String) -> [UInt8] {
        let text = SourceText(filename: file, bytes: bytes)
        // The text counts from behind a byte order mark.
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var result = bytes
        for fix in fixes[file] ?? [] {
            guard let range = text.byteRange(of: fix.range) else { continue }
            result.replaceSubrange(range.lowerBound + mark..<range.upperBound + mark, with: fix.replacement.utf8)
        }
        return result
    }
}
