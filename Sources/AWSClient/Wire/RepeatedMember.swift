import FoundationEssentials

/// Finds members that an object of JSON has twice.
///
/// Readers of JSON take one of the two and drop the other, so such an answer says two things. AWS writes none.
enum RepeatedMember {
    /// The name of the first such member; nil if there is none.
    ///
    /// - Parameter json: JSON that a decoder has read.
    static func first(in json: [UInt8]) -> String? {
        // The names that each open object has so far; an open list has none.
        var levels: [Set<[UInt8]>] = []
        var index = 0
        while index < json.count {
            switch json[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): levels.append([])
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: "\""):
                let end = end(ofTextAt: index, in: json)
                if isName(endingAt: end, in: json), let level = levels.indices.last {
                    let name = name(json[index..<end])
                    guard levels[level].insert(name).inserted else { return String(decoding: name, as: UTF8.self) }
                }
                index = end
                continue
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The place behind the closing quote of a text.
    private static func end(ofTextAt start: Int, in json: [UInt8]) -> Int {
        var index = start + 1
        while index < json.count, json[index] != UInt8(ascii: "\"") {
            index += json[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, json.count)
    }

    /// True if a colon follows, as it does only behind the name of a member.
    private static func isName(endingAt end: Int, in json: [UInt8]) -> Bool {
        json[end...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
    }

    /// A name without its quotes and with its escapes decoded.
    private static func name(_ quoted: ArraySlice<UInt8>) -> [UInt8] {
        if quoted.contains(UInt8(ascii: "\\")), let text = try? JSONDecoder().decode(String.self, from: Data(quoted)) {
            return Array(text.utf8)
        }
        return Array(quoted.dropFirst().dropLast())
    }
}
