import ManifestLoading

extension CommandError {
    /// Says why a file cannot be read.
    ///
    /// - Parameter limit: the most bytes that are read.
    init(unreadable path: String, _ problem: FileProblem, limit: Int) {
        let reason =
            switch problem {
            case .notFound: "it does not exist"
            case .tooLarge: "it has more than \(limit >> 20) MiB"
            case .unreadable(let words): words
            }
        self.init("\(path): cannot be read: \(reason)", kind: "file-unreadable")
    }
}
