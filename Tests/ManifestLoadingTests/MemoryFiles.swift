import ManifestLoading

/// Files in memory; a name that ends in `/` is not needed for directories.
struct MemoryFiles: FileReading {
    var contents: [String: [UInt8]] = [:]
    var links: [String: String] = [:]

    init(_ texts: [String: String] = [:], links: [String: String] = [:]) {
        contents = texts.mapValues { Array($0.utf8) }
        self.links = links
    }

    func kind(of path: String) -> FileKind? {
        guard let path = resolve(path) else { return nil }
        return contents[relative(path)] != nil ? .file : .directory
    }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        guard let resolved = resolve(path) else { throw .notFound }
        guard let bytes = contents[relative(resolved)] else { throw .unreadable("it is a directory") }
        if bytes.count > limit { throw .tooLarge }
        return bytes
    }

    func entries(of directory: String) throws(FileProblem) -> [String] {
        let prefix = relative(resolve(directory) ?? "") + "/"
        let below = (Array(contents.keys) + links.keys).filter { prefix == "/" || $0.hasPrefix(prefix) }
        let names = below.map { String($0.dropFirst(prefix == "/" ? 0 : prefix.count).prefix { $0 != "/" }) }
        return Array(Set(names))
    }

    func leadsElsewhere(_ path: String) -> Bool {
        guard !path.hasPrefix("/") else { return links[relative(path)] != nil }
        var whole = ""
        return path.split(separator: "/").contains { part in
            whole += whole.isEmpty ? String(part) : "/\(part)"
            return links[whole] != nil
        }
    }

    func resolve(_ path: String) -> String? {
        var parts: [Substring] = []
        var rest = (path.hasPrefix("/") ? path[...] : "/work/" + path[...]).split(separator: "/")[...]
        while let part = rest.popFirst() {
            if part == "." { continue }
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
            let whole = "/" + parts.joined(separator: "/")
            if let link = links[relative(whole)] { return resolve(([link[...]] + rest).joined(separator: "/")) }
        }
        let whole = "/" + parts.joined(separator: "/")
        let key = relative(whole)
        let stands = contents[key] != nil || key.isEmpty || contents.keys.contains { $0.hasPrefix(key + "/") }
        return stands ? whole : nil
    }

    /// Names are kept as seen from `/work`.
    private func relative(_ path: String) -> String {
        if path == "/work" { return "" }
        return path.hasPrefix("/work/") ? String(path.dropFirst(6)) : path
    }
}
