import Locking

/// A file that is read: its name, as cheap to copy as a number, since every key and every value has a place in it.
public struct SourceFile: Sendable, Hashable {
    private let number: Int32

    /// The file of a name.
    public init(_ name: String) {
        number = Self.names.withLock { $0.number(of: name) }
    }

    /// The file as the user named it; `-` is standard input.
    public var name: String { Self.names.withLock { $0.all[Int(number)] } }

    /// The names of all files that this process has read.
    private static let names = LockedValue(Names())

    private struct Names {
        private(set) var all: [String] = []
        /// By their bytes: texts are equal that no file system takes for the same.
        private var numbers: [[UInt8]: Int32] = [:]

        mutating func number(of name: String) -> Int32 {
            let bytes = Array(name.utf8)
            if let number = numbers[bytes] { return number }
            let number = Int32(all.count)
            all.append(name)
            numbers[bytes] = number
            return number
        }
    }
}
