import TestSupport
import Testing

/// A field, and the values that are tried in it.
struct HostileField: CustomTestStringConvertible, Sendable {
    /// The name, with the names of the maps that it is in before it, each with a dot.
    let name: String
    /// A valid value.
    let plain: String
    /// Values with a place for the hostile text.
    let frames: [String]
    /// The names in policies if the value is accepted.
    var grants: @Sendable (String) -> Set<String> = { _ in [] }
    /// Further lines that the field needs.
    var more = ""
    /// The number of values that are accepted at least: a frame that refuses every value proves nothing.
    var leastTaken = 5

    var testDescription: String { name }

    static let all: [HostileField] = [
        HostileField(name: "name", plain: "one", frames: ["{}", "a{}", "{}-z"]),
        HostileField(name: "workspace", plain: "acme/x", frames: ["{}/x", "acme/{}", "{}", "a{}b/c"]),
        HostileField(name: "labels", plain: "a=b", frames: ["{}=x", "a=x{}", "{}", "a{}b=c"]),
        HostileField(name: "log-group", plain: "/acme/jobs", frames: ["{}", "/acme/{}", "a{}"]),
        HostileField(name: "key-pair", plain: "key", frames: ["{}", "a{}b"]),
        HostileField(name: "credentials", plain: "key", frames: ["{}"]),
        HostileField(
            name: "work-dir", plain: "s3://acme-work/x",
            frames: ["s3://acme-work/{}", "s3://acme-work{}", "s3://{}/x", "{}"],
            grants: bucket),
        HostileField(
            name: "allow-buckets", plain: "s3://reads/x",
            frames: ["s3://reads/{}", "reads/a{}b", "s3://reads{}", "s3://{}/x", "{}", "s3://reads/x/{}/y"],
            grants: folder),
        HostileField(name: "head-job-role", plain: role("x"), frames: arns("iam", role("{}")), grants: itself),
        HostileField(name: "compute-job-role", plain: role("x"), frames: arns("iam", role("{}")), grants: itself),
        HostileField(name: "batch-execution-role", plain: role("x"), frames: arns("iam", role("{}")), grants: itself),
        HostileField(
            name: "reconcile.policies", plain: "arn:aws:iam::aws:policy/x",
            frames: arns("iam", "arn:aws:iam::123456789012:policy/{}") + ["arn:aws:iam::aws:policy/{}"], grants: itself),
        HostileField(
            name: "reconcile.permissions-boundary", plain: "arn:aws:iam::123456789012:policy/x",
            frames: arns("iam", "arn:aws:iam::123456789012:policy/{}"), grants: itself),
        HostileField(
            name: "reconcile.kms-keys", plain: "arn:aws:kms:eu-west-1:123456789012:key/0123",
            frames: arns("kms", "arn:aws:kms:eu-west-1:123456789012:key/{}") + ["arn:aws:kms:{}:123456789012:key/0"],
            grants: itself),
        HostileField(
            name: "reconcile.boot-disk.kms-key", plain: "arn:aws:kms:eu-west-1:123456789012:key/0123",
            frames: arns("kms", "arn:aws:kms:eu-west-1:123456789012:key/{}") + ["arn:aws:kms:{}:123456789012:key/0"]),
    ]

    private static func role(_ name: String) -> String { "arn:aws:iam::123456789012:role/\(name)" }

    /// Returns ARNs with a hostile text at each place.
    private static func arns(_ service: String, _ arn: String) -> [String] {
        [
            arn, arn.replacing("{}", with: "a{}b"), "{}", "arn:aws{}:\(service)::123456789012:role/x",
            arn.replacing("{}", with: "x").replacing("arn:aws:", with: "arn:aws-{}:"),
            arn.replacing("{}", with: "x").replacing("123456789012", with: "{}"),
            arn.replacing("{}", with: "x").replacing("arn:", with: "{}:"),
        ]
    }

    /// Returns the items of a text with commas, without the blanks and quotes at their edges.
    private static func items(_ text: String) -> [String] {
        text.unicodeScalars.split(separator: ",").map { item in
            let isEdge = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar == "'" || scalar == "\""
            }
            let inner = item.drop(while: isEdge).reversed().drop(while: isEdge).reversed()
            return String(String.UnicodeScalarView(inner))
        }
    }

    private static let itself: @Sendable (String) -> Set<String> = { Set([$0] + items($0)) }

    /// Splits a value by scalars, without the loader's code.
    private static func split(_ value: String) -> (bucket: String, folder: String) {
        var scalars = value.unicodeScalars[...]
        if value.utf8.starts(with: "s3://".utf8) { scalars = scalars.dropFirst(5) }
        let bucket = scalars.prefix { $0 != "/" }
        var folder = scalars.dropFirst(bucket.count + 1)
        if folder.last == "/" { folder = folder.dropLast() }
        return (String(bucket), String(folder))
    }

    private static let bucket: @Sendable (String) -> Set<String> = { value in
        let name = "arn:aws:s3:::\(split(value).bucket)"
        return [name, "\(name)/*"]
    }

    private static let folder: @Sendable (String) -> Set<String> = { value in
        items(value).reduce(into: []) { found, item in
            let (name, folder) = split(item)
            let arn = "arn:aws:s3:::\(name)"
            found.formUnion(
                folder.isEmpty
                    ? [arn, "\(arn)/*"] : [arn, "\(arn)/\(folder)/*", "prefix \(folder)", "prefix \(folder)/*"])
        }
    }

    /// True if what a policy names comes from the value.
    func mentions(_ grant: String, _ value: String) -> Bool { grants(value).contains(grant) }

    var values: [String] {
        var dice = SplitMix(seed: 20_261_129, case: UInt64(name.utf8.count))
        let mixed = (0..<60).map { _ in
            (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                Bool.random(using: &dice)
                    ? HostilePieces.all.randomElement(using: &dice) ?? "*"
                    : ["x", "ok", "1", "a-b"].randomElement(using: &dice) ?? "x"
            }.joined()
        }
        let long = [100, 128, 156, 200, 257, 512].map { String(repeating: "a", count: $0) }
        let fillings = HostilePieces.all + mixed + long + ["x", "a.b_c-d", "0"]
        return frames.flatMap { frame in fillings.map { frame.replacing("{}", with: $0) } }
    }

    /// Returns the environment's file with the value in the field. Each
    /// character is written so that YAML reads it unchanged.
    func item(_ value: String) -> String {
        var fields = ["name": "one", "work-dir": "s3://acme-work/scratch"]
        let written = value.unicodeScalars.map { scalar in
            let hex = String(scalar.value, radix: 16)
            // A single dollar sign would begin a variable.
            if scalar == "$" { return "$$" }
            if scalar.isASCII, scalar.value >= 0x20, !"\"\\".unicodeScalars.contains(scalar), scalar.value != 0x7F {
                return String(scalar)
            }
            return "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
        }.joined()
        let parts = name.split(separator: ".").map(String.init)
        let nested = parts.dropFirst().reversed().reduce("\"\(written)\"") { inner, name in "{\(name): \(inner)}" }
        fields[parts[0]] = nested
        let lines = fields.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)\n" }.joined()
        return
            "compute-envs:\n  - type: aws-batch\n    config-mode: forge\n    region: eu-west-1\n    max-cpus: 4\n\(lines)\(more)"
    }
}
