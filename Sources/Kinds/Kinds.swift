public import Planning

/// The kinds of resources.
public enum Kinds {
    /// The rules of all kinds that plans compare or treat in a way of their own.
    ///
    /// Made again for each use: the leak checker cannot follow the tagged pointers of values that globals hold.
    public static var catalog: KindCatalog {
        KindCatalog([
            .launchTemplate, .role, .instanceProfile, .computeEnvironment, .jobQueue, .logGroup, .externalJobQueue,
            .network, .restoredRole,
        ])
    }
}
