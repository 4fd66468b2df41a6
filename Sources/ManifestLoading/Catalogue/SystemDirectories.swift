/// Directories that belong to every Linux system and every container image (Filesystem Hierarchy Standard).
///
/// A file system that is mounted there, or a directory of the instance that Nextflow mounts there into a container,
/// hides what the system or the image needs.
struct SystemDirectories: Sendable {
    /// The names of directories, by the path of their parent; the root's is empty.
    private let children: [String: [String]]
    private let paths: Set<String>
    /// Directories below which every other directory is reserved too.
    private let trees: [String]
    /// Directories below which what begins with a dot is settings, some of which are obeyed: `.ssh`, `.bashrc`.
    private let settings: [String]

    private init(_ children: [String: [String]], trees: [String], settings: [String] = []) {
        self.children = children
        self.trees = trees
        self.settings = settings
        paths = Set(children.flatMap { parent, names in names.map { Self.join(parent, $0) } })
    }

    /// Those of an instance. Docker, containerd and the ECS agent keep their data below `/var/lib`, cloud-init and cron
    /// what they run as root below `/var/lib/cloud` and `/var/spool`; AWS's agents are in `/opt`; `/run` is emptied at
    /// every start; the others hold the system's programs and settings.
    static let ofInstances = SystemDirectories(
        shared.merging(["home": ["ec2-user"]]) { $0 + $1 },
        trees: kernel + programs + [
            "opt/amazon", "opt/aws", "root", "usr/include", "usr/share", "usr/src", "var/cache/dnf", "var/cache/ecs",
            "var/cache/yum", "var/lib/amazon", "var/lib/cloud", "var/lib/containerd", "var/lib/dnf", "var/lib/docker",
            "var/lib/ecs", "var/lib/rpm", "var/lib/systemd", "var/lib/yum", "var/lock", "var/log", "var/mail",
            "var/run",
            "var/spool",
        ], settings: ["home"])

    /// Those of container images; Conda's images keep their programs in `/opt/conda`.
    static let ofImages = SystemDirectories(
        shared.merging(["": ["media", "mnt", "srv"], "opt": ["conda"]]) { $0 + $1 }, trees: kernel + programs)

    /// Programs, their libraries and their settings.
    private static let programs = [
        "bin", "boot", "etc", "lib", "lib32", "lib64", "run", "sbin", "usr/bin", "usr/lib", "usr/lib32", "usr/lib64",
        "usr/libexec", "usr/local/bin", "usr/local/etc", "usr/local/lib", "usr/local/lib64", "usr/local/libexec",
        "usr/local/sbin", "usr/sbin",
    ]

    private static let shared = [
        "": [
            "bin", "boot", "etc", "home", "lib", "lib32", "lib64", "opt", "root", "run", "sbin", "tmp", "usr", "var",
        ],
        "usr": ["bin", "include", "lib", "lib32", "lib64", "libexec", "local", "sbin", "share", "src"],
        "usr/local": ["bin", "etc", "include", "lib", "lib64", "libexec", "sbin", "share", "src"],
        "var": ["cache", "lib", "lock", "log", "mail", "run", "spool", "tmp"],
    ]

    /// The kernel's file systems.
    private static let kernel = ["dev", "proc", "sys"]

    private static func join(_ parent: String, _ name: String) -> String { parent.isEmpty ? name : parent + "/" + name }

    /// The directories of an absolute path, one by one; nil if it is not absolute or leads back up with `..`.
    static func parts(of path: String) -> [Substring]? {
        guard path.hasPrefix("/") else { return nil }
        let parts = path.split(separator: "/").filter { $0 != "." }
        return parts.contains("..") ? nil : parts
    }

    /// True if the directory is one of them, or the root.
    func contains(_ parts: some Collection<Substring>) -> Bool {
        let path = parts.joined(separator: "/")
        return path.isEmpty || paths.contains(path) || trees.contains { path == $0 || path.hasPrefix($0 + "/") }
            || settings.contains { path.hasPrefix($0 + "/") && parts.dropFirst().contains { $0.hasPrefix(".") } }
    }

    /// An absolute path whose directory is none of them, as a regular expression for the JSON Schema.
    ///
    /// - Parameter tail: what follows the directory.
    func pattern(before tail: String = "") -> String {
        let trees = trees.map { $0.replacing("/", with: Self.separator) }.joined(separator: "|")
        let settings = settings.map { "(?!\(Self.separator)\($0)/(?:[^/]*/)*\\.[^/])" }.joined()
        return "(?!\(Self.characters)*/\\.\\.(?:/|$))(?!\(Self.separator)(?:\(trees))(?:/|$))\(settings)"
            + "(?!(?:\(pattern(below: "")))?\(Self.end)\(tail)$)/\(Self.characters)*\(tail)"
    }

    private func pattern(below parent: String) -> String {
        let names = (children[parent] ?? []).sorted().map { name in
            let path = Self.join(parent, name)
            return children[path] == nil ? name : "\(name)(?:\(pattern(below: path)))?"
        }
        return "\(Self.separator)(?:\(names.joined(separator: "|")))"
    }

    private static let characters = "[A-Za-z0-9._/-]"
    /// Between two parts, and behind the last one: empty parts and `.` say nothing.
    private static let separator = "/(?:\\.?/)*"
    private static let end = "(?:/\\.?)*"
}
