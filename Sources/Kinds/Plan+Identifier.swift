public import Planning

extension Plan {
    /// Twelve hexadecimal digits over the plan and the live state that it was computed from.
    public var id: String { identifier(Kinds.catalog) }

    /// The id that it has if no guard refuses anything.
    public var idWithoutRefusals: String { identifier(Kinds.catalog, countsRefusals: false) }
}
