/// The architecture of an instance type's processors, told by its name.
package enum Architecture: String, Sendable {
    /// Intel's and AMD's.
    case x86 = "x86-64"
    /// Graviton and others.
    case arm = "ARM"

    /// AWS marks Graviton by a `g` behind the generation's number, as in `m6gd.large`; `a1` was before that rule, and
    /// `p6e-gb200` has NVIDIA's ARM processors.
    package init(ofType type: String) {
        let family = type.utf8.prefix { $0 != UInt8(ascii: ".") }
        let behindNumber = family.drop { !Self.isDigit($0) }.drop(while: Self.isDigit)
        let isARM =
            behindNumber.first == UInt8(ascii: "g") || family.elementsEqual("a1".utf8)
            || family.elementsEqual("default_arm64".utf8)
            || family.contains(UInt8(ascii: "-")) && Substring(family).contains("-gb")
        self = isARM ? .arm : .x86
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
