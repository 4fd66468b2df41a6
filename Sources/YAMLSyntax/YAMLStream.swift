public import Diagnostics

/// The documents that were read from a file, and the problems that ended the reading.
public struct YAMLStream: Sendable {
    /// The documents; if the file cannot be read to its end, those before the faulty one. If a key is given twice, the
    /// first value is kept, so that later checks can report all their problems at once.
    public var documents: [YAMLNode]
    /// True if the file could be read to its end.
    public var isComplete: Bool
    /// The number of values that were read.
    public private(set) var valueCount = 0
    /// The problems of the file.
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
