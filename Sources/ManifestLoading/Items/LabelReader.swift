import Diagnostics

/// Reads `key=value` labels and holds them to AWS's rules for tags.
struct LabelReader {
    private(set) var diagnostics: [Diagnostic] = []
    private var valueless: [ExpandedText] = []

    /// AWS allows 50 tags on a resource; the rest is for the tags that say whose it is.
    static let most = 40

    private static let mostNotes = 20

    /// EC2 is the strictest; other services take one more [aws-rules: Tags].
    static let longestKey = 127

    mutating func read(_ texts: [ExpandedText], of field: String) -> FieldValue.Content {
        var labels: [FieldValue.LabelText] = []
        labels.reserveCapacity(texts.count)
        var known = KnownTexts()
        for text in texts {
            guard let label = label(text) else { continue }
            // IAM takes keys that differ only in case for the same.
            if let first = known.place(of: label.key.lowercased()) {
                let isSame = labels[first].key == label.key
                diagnostics.append(
                    Diagnostic(
                        .error, "duplicate-label", "label '\(label.key)' is given twice",
                        detail: isSame
                            ? "a tag key has one value; remove one of the two"
                            : "keys must differ by more than upper and lower case, for the tags of IAM roles",
                        at: label.range,
                        notes: [Diagnostic.Note("it is first given here", at: labels[first].range)]))
                continue
            }
            labels.append(label)
        }
        reportValueless()
        if labels.count > Self.most {
            report(
                "\(labels.count) labels are more than \(Self.most)",
                detail: "AWS allows 50 tags on a resource, and reconcile adds its own", at: labels[Self.most].range)
        }
        return diagnostics.hasErrors ? .unknown : .labels(labels)
    }

    private mutating func label(_ text: ExpandedText) -> FieldValue.LabelText? {
        guard let equals = text.text.offset(of: UInt8(ascii: "=")) else {
            valueless.append(text)
            return nil
        }
        let key = text.text[bytes: 0..<equals].trimmed
        let value = text.text[bytes: equals + 1..<text.text.utf8.count].trimmed
        let count = diagnostics.count
        if key.isEmpty { report("a label has no key", detail: "labels are written 'key=value'", at: text.range) }
        let folded = key.lowercased()
        if folded.hasPrefix("aws:") {
            report("label '\(key)' starts with 'aws:'", detail: "AWS keeps that prefix for itself", at: text.range)
        } else if folded.hasPrefix("reconcile:") {
            report(
                "label '\(key)' starts with 'reconcile:'", detail: "tags of that prefix record the owner of a resource",
                at: text.range)
        }
        if folded.hasPrefix("aws") || folded.hasPrefix("user"), diagnostics.count == count {
            diagnostics.append(
                Diagnostic(
                    .warning, "invalid-label", "the Seqera Platform refuses label '\(key)'",
                    detail: "there no key starts with 'aws' or 'user'; source: Seqera's resource labels documentation",
                    at: text.range))
        }
        if key.scalarCount > Self.longestKey {
            report(
                "a label's key is longer than \(Self.longestKey) characters", detail: "EC2 allows no more",
                at: text.range)
        }
        if value.scalarCount > 256 {
            report(
                "the value of label '\(key)' is longer than 256 characters", detail: "AWS allows no more",
                at: text.range)
        }
        if let (offset, scalar) = TagCharacters.firstOther(in: text.text) {
            let name = String(scalar)
            report(
                "a label cannot hold '\(name)'",
                detail: "AWS allows letters, digits, spaces and . _ : / = + - @ in tags",
                at: text.range(of: offset..<offset + 1))
        }
        if diagnostics.count > count, diagnostics[count...].hasErrors { return nil }
        return FieldValue.LabelText(key: key, value: value, range: text.range)
    }

    /// seqerakit's own template has such labels, though `tw` refuses them.
    private mutating func reportValueless() {
        guard let first = valueless.first else { return }
        let others = valueless.dropFirst()
        var notes = others.prefix(Self.mostNotes).map {
            Diagnostic.Note("'\($0.shown)' has none either", at: $0.range)
        }
        if others.count > Self.mostNotes {
            notes.append(Diagnostic.Note("\(others.count - Self.mostNotes) more have none"))
        }
        diagnostics.append(
            Diagnostic(
                .warning, "invalid-label", "label '\(first.shown)' has no value, so no tag is made of it",
                detail: "labels are written 'key=value'", at: first.range, notes: notes))
    }

    private mutating func report(_ summary: String, detail: String, at range: SourceRange) {
        diagnostics.append(Diagnostic(.error, "invalid-label", summary, detail: detail, at: range))
    }
}
