/// An answer with members in headers, and with one member as its whole body (REST services).
public protocol HeaderedAnswer {
    /// Reads the answer.
    ///
    /// - Parameter header: the first header of a name, compared without regard to case.
    init(header: (String) -> String?, body: [UInt8])
}
