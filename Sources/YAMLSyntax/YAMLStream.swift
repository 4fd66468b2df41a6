public import Diagnostics

/// What was read of a file: its documents, and why there are no more.
public struct YAMLStream: Sendable {
    /// The documents; where the file cannot be read to its end, those before the one at fault. Of a key given twice the
    /// first value holds, so that whoever reads on can say everything at once.
    public var documents: [YAMLNode]
    /// Whether the file could be read to its end.
    public var isComplete: Bool
    /// How many values were read.
    public private(set) var valueCount = 0
    /// What is wrong with the file.
    public var diagnostics: [Diagnostic]

    /// Reads a whole file; never traps, and takes no more time and memory than the limits allow.
    public init(bytes: [UInt8], filename: String, limits: YAMLLimits = YAMLLimits()) {
        self.init(SourceText(filename: filename, bytes: bytes), limits: limits)
    }

    /// Reads a whole file of which the text is kept already.
    public init(_ source: SourceText, limits: YAMLLimits = YAMLLimits()) {
        do throws(YAMLFailure) {
            try YAMLEncodingCheck(source, limits).check()
            var composer = YAMLComposer(parser: YAMLParser(source.bytes), source: source, limits: limits)
            composer.readAll()
            documents = composer.documents
            isComplete = composer.isComplete
            diagnostics = composer.diagnostics
            valueCount = composer.nodes
        } catch {
            documents = []
            isComplete = false
            diagnostics = [error.diagnostic]
        }
    }
}

/// A file that cannot be read further.
struct YAMLFailure: Error {
    let diagnostic: Diagnostic
}
