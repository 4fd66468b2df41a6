/// A file that is read, by its name.
///
/// A class, because every key and every value has a place in one and there are few of them.
public final class SourceFile: Sendable {
    /// The file as the user named it; `-` is standard input.
    public let name: String

    /// Makes the file of a name.
    public init(_ name: String) { self.name = name }
}

extension SourceFile: Hashable {
    /// Compares the bytes of the names: some texts are equal that no file system takes for the same.
    public static func == (left: SourceFile, right: SourceFile) -> Bool {
        left === right || left.name.utf8.elementsEqual(right.name.utf8)
    }

    /// Takes the bytes of the name.
    public func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
