/// The architecture of an instance type's processors, told by its name.
package enum Architecture: String, Sendable {
    /// Intel's and AMD's.
    case x86 = "x86-64"
    /// Graviton and others.
    case arm = "ARM"

    /// AWS marks Graviton by a `g` behind the generation's number, as in `m6gd.large`; `a1` was before that rule, and
    /// `p6e-gb200` has NVIDIA's ARM processors.
    package init(ofType type: String) {
        let family = type.prefix { $0 != "." }
        let behindNumber = family.drop { !$0.isNumber }.drop { $0.isNumber }
        let isARM = ["a1", "default_arm64"].contains(family) || behindNumber.hasPrefix("g") || family.contains("-gb")
        self = isARM ? .arm : .x86
    }
}
