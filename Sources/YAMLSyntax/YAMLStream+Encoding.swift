public import Diagnostics

extension YAMLStream {
    /// What keeps bytes from being text of a sane size: too many of them, no UTF-8, control characters; nil where nothing does.
    public static func encodingProblem(
        of bytes: [UInt8], filename: String, limits: YAMLLimits = YAMLLimits()
    ) -> Diagnostic? {
        do throws(YAMLFailure) {
            _ = try YAMLEncodingCheck(filename: filename, limits: limits).text(of: bytes)
            return nil
        } catch {
            return error.diagnostic
        }
    }
}
