import Diagnostics

/// Refuses what libyaml would refuse without a place, or not at all: too many bytes, UTF-16, NUL and other controls,
/// bytes that are no UTF-8.
struct YAMLEncodingCheck {
    private let source: SourceText
    private let limits: YAMLLimits

    init(_ source: SourceText, _ limits: YAMLLimits) {
        self.source = source
        self.limits = limits
    }

    func check() throws(YAMLFailure) {
        let bytes = source.bytes
        guard bytes.count <= limits.bytes else {
            throw failure(
                "yaml-limit", "the file has more than \(limits.bytes / 1_048_576) MiB",
                detail: "reconcile reads files of compute environments, which are far smaller")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw failure("yaml-encoding", "the file is UTF-16", detail: "save it as UTF-8", at: 0)
        }
        if let offset = Self.firstInvalidByte(of: bytes) {
            let byte = "0x" + String(bytes[offset], radix: 16, uppercase: true)
            throw failure(
                "yaml-encoding", "the file is not UTF-8: byte \(byte) is out of place", detail: "save it as UTF-8",
                at: offset)
        }
        if let offset = Self.firstControl(of: bytes) {
            let scalar = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars
                .first
            throw failure(
                "yaml-encoding", "character \((scalar ?? "\0").codePoint) is not allowed in such a file",
                detail: scalar == "\0"
                    ? "the file looks binary or damaged" : "remove it, or write it as an escape in double quotes",
                at: offset)
        }
        // libyaml compares each `%TAG` with every one before it.
        let directives = source.lineStarts.lazy.filter { $0 < bytes.count && bytes[$0] == 0x25 }
        if let offset = directives.dropFirst(Self.mostDirectives).first {
            throw failure(
                "yaml-limit", "the file has more than \(Self.mostDirectives) lines that start with '%'",
                detail: "tags are not supported, and neither are their directives", at: offset)
        }
    }

    private static let mostDirectives = 1000

    private func failure(
        _ kind: String, _ summary: String, detail: String, at offset: Int? = nil
    ) -> YAMLFailure {
        let start = source.position(ofByte: offset ?? 0)
        let end = offset == nil ? start : SourcePosition(line: start.line, column: start.column + 1)
        let range = SourceRange(file: source.file, start: start, end: end)
        return YAMLFailure(diagnostic: Diagnostic(.error, kind, summary, detail: detail, at: range))
    }

    private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
        var index = bytes.firstUnprintable(from: 0)
        while index < bytes.count, bytes[index] < 0x80 { index = bytes.firstUnprintable(from: index + 1) }
        if index == bytes.count || String(validating: bytes[index...], as: UTF8.self) != nil { return nil }
        while index < bytes.count {
            let length = sequenceLength(bytes[index])
            guard length > 0, index + length <= bytes.count,
                length == 1 || String(validating: bytes[index..<index + length], as: UTF8.self) != nil
            else { return index }
            index += length
        }
        return nil
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0..<0x80: 1
        case 0xC2..<0xE0: 2
        case 0xE0..<0xF0: 3
        case 0xF0..<0xF5: 4
        default: 0
        }
    }

    /// The first character outside YAML's printable set, in bytes known to be UTF-8.
    private static func firstControl(of bytes: [UInt8]) -> Int? {
        var index = bytes.firstUnprintable(from: 0)
        while index < bytes.count {
            switch bytes[index] {
            case 0x09, 0x0A, 0x0D: break
            case ..<0x20, 0x7F: return index
            case 0xC2 where bytes[index + 1] < 0xA0 && bytes[index + 1] != 0x85: return index
            case 0xEF where bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE: return index
            case 0xEF where bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF: return index
            default: break
            }
            index = bytes.firstUnprintable(from: index + 1)
        }
        return nil
    }
}
