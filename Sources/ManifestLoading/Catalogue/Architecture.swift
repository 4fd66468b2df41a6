import Diagnostics

/// The architecture of an instance type's processors, told by its name.
package enum Architecture: String, Sendable {
    /// Intel's and AMD's.
    case x86 = "x86-64"
    /// Graviton and others.
    case arm = "ARM"

    /// AWS marks Graviton by a `g` behind the generation's number, as in `m6gd.large`; `a1` was before that rule, and
    /// `p6e-gb200` has NVIDIA's ARM processors.
    package init(ofType type: String) {
        let bytes = type.utf8.span
        var index = 0
        while index < bytes.count, !Self.isDigit(bytes[index]), bytes[index] != UInt8(ascii: ".") { index += 1 }
        while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
        let family = type[bytes: 0..<(type.offset(of: UInt8(ascii: ".")) ?? bytes.count)]
        let isARM =
            index < bytes.count && bytes[index] == UInt8(ascii: "g") || family == "a1" || family == "default_arm64"
            || family.contains(byte: UInt8(ascii: "-")) && family.contains("-gb")
        self = isARM ? .arm : .x86
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
