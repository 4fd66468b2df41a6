/// Plain text work on paths.
enum Paths {
    /// Returns the directory that contains a path; `.` if the path names none.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path seen from a directory; a leading `./` says nothing.
    static func join(_ directory: String, _ path: String) -> String {
        if path.hasPrefix("./") {
            let rest = path.dropFirst(2).drop { $0 == "/" }
            if !rest.isEmpty { return join(directory, String(rest)) }
        }
        if path.hasPrefix("/") || directory == "." || directory.isEmpty { return path }
        return directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }

    /// Returns the text after the last dot of the last part, in lower case.
    static func fileExtension(of path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// True if a path, links aside, leaves the directory that it is relative to.
    static func leaves(_ path: String) -> Bool {
        if path.hasPrefix("/") { return true }
        var depth = 0
        for part in path.split(separator: "/") where part != "." {
            depth += part == ".." ? -1 : 1
            if depth < 0 { return true }
        }
        return false
    }

    /// An absolute path without what says nothing: empty parts, `.`, slashes at its end.
    static func normalized(_ path: String) -> String {
        "/" + path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// An absolute path without `.` and `..`, as if it had no links.
    static func withoutSteps(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// True if a path lies in a folder of git's own, by any name that a file system may have for it: without regard to
    /// case, with blanks and dots at the end, or in the short form of NTFS. Git keeps these names for itself too
    /// (`is_ntfs_dotgit` in its path.c).
    static func isGitsOwn(_ path: String) -> Bool {
        path.split(separator: "/").contains { part in
            var name = part.prefix { $0 != ":" }
            while let last = name.last, last == "." || last == " " { name.removeLast() }
            return [".git", "git~1"].contains(name.lowercased())
        }
    }

    /// True if a resolved path lies in a resolved directory.
    static func lies(_ path: String, in directory: String) -> Bool {
        directory == "/" || path == directory || path.hasPrefix(directory + "/")
    }
}
