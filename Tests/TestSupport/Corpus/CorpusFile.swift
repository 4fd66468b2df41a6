import Diagnostics
import FoundationEssentials

/// A file of `Tests/Corpus`: inputs of one topic with marks. Its README describes the form.
public struct CorpusFile: Sendable, CustomStringConvertible {
    /// Its path below the corpus.
    public let name: String
    /// Its inputs.
    public private(set) var cases: [CorpusCase] = []
    private let lines: [String]

    /// Reads the text of a file.
    public init(_ text: String, name: String) {
        self.name = name
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var beginning: [String] = []
        var isBeginning = true
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("# ===") {
                beginning = []
                isBeginning = true
            } else if line.hasPrefix("# ---") {
                let title = line.dropFirst(5).drop { $0 == " " }
                cases.append(CorpusCase(title: title, place: "\(name):\(index + 1)", beginning: beginning))
                isBeginning = false
            } else if !isBeginning {
                cases[cases.count - 1].append(line)
            } else if !line.hasPrefix("#"), !line.isEmpty {
                beginning.append(line)
            }
        }
    }

    /// Its name, for a test's failure.
    public var description: String { name }

    /// The repository's corpus.
    public static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Corpus").path

    /// The files of a folder, by name.
    public static func all(in folder: String = folder) throws -> [CorpusFile] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yml") }
        return try names.sorted().map { name in
            CorpusFile(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8), name: name)
        }
    }

    /// Writes the file with other marks: those of each case, in order.
    public func record(_ marks: [[CorpusMark]], in folder: String = folder) throws {
        try recorded(marks).write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    /// The text with other marks.
    private func recorded(_ marks: [[CorpusMark]]) -> String {
        guard let first = lines.firstIndex(where: { $0.hasPrefix("# ---") }) else {
            return lines.joined(separator: "\n")
        }
        var output = Array(lines[..<first])
        var rest = lines[first...]
        for (one, found) in zip(cases, marks) {
            output.append(rest.removeFirst())
            let end = rest.firstIndex { $0.hasPrefix("# ---") || $0.hasPrefix("# ===") } ?? rest.endIndex
            output += Self.lines(Array(rest[..<end]), of: one, with: found)
            // The title of another section and its beginning.
            let next = rest[end...].firstIndex { $0.hasPrefix("# ---") } ?? rest.endIndex
            output += rest[end..<next]
            rest = rest[next...]
        }
        return output.joined(separator: "\n")
    }

    /// The lines of a case, its comments among them, with other marks.
    private static func lines(_ lines: [String], of one: CorpusCase, with marks: [CorpusMark]) -> [String] {
        let blank = lines.reversed().prefix(while: \.isEmpty)
        var number = one.beginning.count
        var output: [String] = []
        var left = marks
        for line in lines.dropLast(blank.count) where CorpusMark(line, below: number) == nil {
            output.append(line)
            guard !line.hasPrefix("#") else { continue }
            number += 1
            guard !one.isEscaped else { continue }
            let here = number
            output += left.filter { $0.place?.line == here }.map(\.pointing)
            left.removeAll { $0.place?.line == here }
        }
        return output + left.map(\.elsewhere) + blank
    }
}
