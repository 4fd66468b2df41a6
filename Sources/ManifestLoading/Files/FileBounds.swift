/// Which files may be read: those in the folder tree of the working directory or of a folder that is given, links counted
/// where they lead, and never those below `.git`.
///
/// A link is a file of a pull request as any other, and may lead to whatever the machine has.
struct FileBounds {
    let files: any FileReading
    let allowsExternal: Bool
    /// The folders, links followed.
    private var roots: [String]

    init(_ files: any FileReading, allowsExternal: Bool) {
        self.files = files
        self.allowsExternal = allowsExternal
        roots = files.resolve(".").map { [$0] } ?? []
    }

    /// Takes a folder in that is given, unless it is a link that leads elsewhere.
    mutating func admit(_ folder: String) {
        guard mayRead(folder, isNamed: true), let resolved = files.resolve(folder) else { return }
        roots.append(resolved)
    }

    /// True if a file may be read, and if there is none.
    ///
    /// - Parameter isNamed: true if the command line names it. Then it may be anywhere, if its path is no link.
    func mayRead(_ path: String, isNamed: Bool) -> Bool {
        if allowsExternal || isNamed && !files.leadsElsewhere(path) { return true }
        guard let resolved = files.resolve(path) else { return true }
        return contains(resolved)
    }

    /// True if a path, links followed, may be read.
    func contains(_ resolved: String, besides folder: String? = nil) -> Bool {
        let isBelow = (roots + (folder.map { [$0] } ?? [])).contains { Paths.lies(resolved, in: $0) }
        return isBelow && !Paths.isGitsOwn(resolved)
    }
}
