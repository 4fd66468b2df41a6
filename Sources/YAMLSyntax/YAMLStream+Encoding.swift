public import Diagnostics

extension YAMLStream {
    /// What keeps bytes from being text of a sane size: too many of them, no UTF-8, control characters; nil where nothing does.
    public static func encodingProblem(of source: SourceText, limits: YAMLLimits = YAMLLimits()) -> Diagnostic? {
        do throws(YAMLFailure) {
            try YAMLEncodingCheck(source, limits).check()
            return nil
        } catch {
            return error.diagnostic
        }
    }
}
