// ManifestLoadingTests
