public import Diagnostics

extension YAMLStream {
    /// The reason why bytes cannot be read as text: too many, not UTF-8, or control characters; nil if they can be.
    public static func encodingProblem(of source: SourceText, limits: YAMLLimits = YAMLLimits()) -> Diagnostic? {
        do throws(YAMLFailure) {
            try YAMLEncodingCheck(source, limits).check()
            return nil
        } catch {
            return error.diagnostic
        }
    }
}
