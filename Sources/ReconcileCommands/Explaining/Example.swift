extension DiagnosticPages {
    /// Text for which a kind is reported, and text for which it is not.
    struct Example {
        /// The text with the problem.
        let reported: String
        /// The same text without it.
        let mended: String
        /// True if the texts are whole files, and not fields of an environment.
        let isFile: Bool

        /// Makes an example of fields of one environment.
        init(_ reported: String, _ mended: String) {
            self.reported = reported
            self.mended = mended
            isFile = false
        }

        /// Makes an example of a whole file.
        init(file reported: String, _ mended: String) {
            self.reported = reported
            self.mended = mended
            isFile = true
        }
    }
}
