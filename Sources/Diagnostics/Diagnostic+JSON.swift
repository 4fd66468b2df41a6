extension Diagnostic: Encodable {
    private enum CodingKeys: String, CodingKey {
        case severity, kind, summary, detail, range, notes, fix
    }

    /// Writes the object of `validate --format json`, without `range` and `fix` if there is none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(severity.rawValue, forKey: .severity)
        try container.encode(kind, forKey: .kind)
        try container.encode(summary, forKey: .summary)
        try container.encode(detail, forKey: .detail)
        try container.encodeIfPresent(range, forKey: .range)
        try container.encode(notes, forKey: .notes)
        try container.encodeIfPresent(fix, forKey: .fix)
    }
}
