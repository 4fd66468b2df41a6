// swift-tools-version: 6.2
import PackageDescription

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// On Linux the release binary has libyaml, expat, libstdc++ and libgcc in it, so that it starts wherever glibc, OpenSSL and
// libcurl are. The linker scripts of Scripts/static say so to the linker; pkg-config's flags would send it to the shared
// libraries before. For distributions that want those: RECONCILE_SHARED_LIBRARIES=1. Scripts/check-linkage.py checks the result.
#if os(Linux)
    let isStatic = Context.environment["RECONCILE_SHARED_LIBRARIES"] == nil
#else
    let isStatic = false
#endif
// Functions of shared libraries are found at the start and then write-protected; with few of them left that costs 1.4 % of a
// start. No build-id: it is a hash over debug information too, which names the folder of the build.
let linkage: [LinkerSetting] =
    isStatic
    ? [
        .unsafeFlags(
            [
                "-L\(Context.packageDirectory)/Scripts/static", "-Xclang-linker", "-static-libgcc", "-Xlinker",
                "--build-id=none", "-Xlinker", "-z", "-Xlinker", "now",
            ],
            .when(configuration: .release))
    ] : []

func configuration(_ library: String) -> String? { isStatic ? nil : library }

let package = Package(
    name: "reconcile",
    products: [.executable(name: "reconcile", targets: ["reconcile"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // The system's libraries: a module map and a shim each.
        .systemLibrary(name: "CLibYAML", pkgConfig: configuration("yaml-0.1"), providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: configuration("libcrypto"), providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: configuration("expat"), providers: [.apt(["libexpat1-dev"])]),
        // libcurl as well; its functions are found when the first request is sent.
        .target(name: "CLibCurl"),
        // Stands in for functions of a glibc that is too new; the linker finds them, nothing imports them.
        .target(name: "CGlibcFloor"),

        // What several threads share.
        .target(name: "Locking"),

        // What everything about resources is said in.
        .target(name: "ResourceModel", dependencies: ["Signing"]),

        // Reading: bytes to typed environments.
        .target(name: "Diagnostics"),
        .target(name: "YAMLSyntax", dependencies: ["CLibYAML", "Diagnostics"]),
        .target(name: "InstanceTypes"),
        .target(
            name: "ManifestLoading", dependencies: ["Diagnostics", "InstanceTypes", "ResourceModel", "YAMLSyntax"]),

        // AWS: every call a value, and the two accounts that answer it.
        .target(name: "AWSOperations", dependencies: ["Signing"], exclude: ["operations.yaml"]),
        .target(name: "Transport", dependencies: ["CLibCurl", "Locking"]),
        .target(name: "Signing", dependencies: ["CLibCrypto"]),
        .target(
            name: "AWSClient", dependencies: ["AWSOperations", "CExpat", "Locking", "Signing", "Transport"]),
        .target(name: "SimulatedAWS", dependencies: ["AWSOperations", "InstanceTypes", "Locking", "Signing"]),

        // Deciding, in pure values.
        .target(
            name: "BatchForge",
            dependencies: ["Diagnostics", "InstanceTypes", "ManifestLoading", "ResourceModel", "Signing"]),
        .target(name: "Planning", dependencies: ["ResourceModel", "Signing"]),

        // Acting.
        .target(
            name: "Reconciliation", dependencies: ["AWSOperations", "Locking", "Planning", "ResourceModel", "Signing"]),
        // A folder for each kind of resource; the only list of them.
        .target(
            name: "Kinds",
            dependencies: ["AWSOperations", "InstanceTypes", "Planning", "Reconciliation", "ResourceModel", "Signing"]),
        .target(
            name: "ReconcileCommands",
            dependencies: [
                "AWSClient", "AWSOperations", "BatchForge", "Diagnostics", "InstanceTypes", "Kinds", "Locking",
                "ManifestLoading", "Planning",
                "Reconciliation", "ResourceModel", "Signing", "SimulatedAWS", "Transport", "YAMLSyntax", argumentParser,
            ]),
        .executableTarget(
            name: "reconcile", dependencies: ["CGlibcFloor", "ReconcileCommands", argumentParser],
            linkerSettings: linkage),

        // What other people do in the simulated account, and its real state: for tests only, so that the binary has none of it.
        .target(
            name: "SimulatedAWSHooks", dependencies: ["AWSOperations", "SimulatedAWS"],
            path: "Tests/SimulatedAWSHooks"),
        // Tests. TestSupport holds what several of them use; TestScenarios the life of environments that chaos is made of.
        .target(
            name: "TestSupport",
            dependencies: ["AWSClient", "AWSOperations", "Diagnostics", "SimulatedAWS", "Transport"],
            path: "Tests/TestSupport"),
        .target(
            name: "TestScenarios",
            dependencies: [
                "AWSOperations", "BatchForge", "Diagnostics", "Kinds", "ManifestLoading", "Planning", "Reconciliation",
                "ResourceModel", "SimulatedAWS", "SimulatedAWSHooks",
            ], path: "Tests/TestScenarios"),
        // Chaos: every call of every story as a crash point, checked against invariants; on one thread, so that it repeats.
        .target(name: "CScheduling", path: "Tests/CScheduling"),
        .target(
            name: "ChaosEngine",
            dependencies: [
                "AWSClient", "AWSOperations", "Kinds", "ManifestLoading", "Planning", "ReconcileCommands",
                "Reconciliation",
                "ResourceModel", "SimulatedAWS", "SimulatedAWSHooks", "TestScenarios", "TestSupport",
            ], path: "Tests/ChaosEngine"),
        .executableTarget(
            name: "chaos",
            dependencies: [
                "AWSOperations", "CScheduling", "ChaosEngine", "SimulatedAWS", "TestScenarios", argumentParser,
            ],
            path: "Tests/ChaosRunner"),
        .testTarget(
            name: "ChaosEngineTests",
            dependencies: [
                "AWSOperations", "ChaosEngine", "Kinds", "ManifestLoading", "Planning", "Reconciliation",
                "ResourceModel",
                "SimulatedAWS", "SimulatedAWSHooks", "TestScenarios",
            ]),
        .executableTarget(
            name: "FuzzRunner",
            dependencies: [
                "AWSClient", "AWSOperations", "CExpat", "Diagnostics", "Kinds", "ManifestLoading", "Planning",
                "ReconcileCommands",
                "Reconciliation", "SimulatedAWS", "TestScenarios", "TestSupport", "Transport", "YAMLSyntax",
                argumentParser,
            ], path: "Tests/FuzzRunner"),
        // The user data of a file's environment, for the tests that run it.
        .executableTarget(
            name: "UserDataPrinter", dependencies: ["BatchForge", "Diagnostics", "ManifestLoading", "ResourceModel"],
            path: "Tests/UserDataPrinter"),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
        .testTarget(name: "YAMLSyntaxTests", dependencies: ["Diagnostics", "TestSupport", "YAMLSyntax"]),
        .testTarget(name: "InstanceTypesTests", dependencies: ["InstanceTypes"]),
        .testTarget(
            name: "ManifestLoadingTests",
            dependencies: ["Diagnostics", "InstanceTypes", "ManifestLoading", "TestSupport", "YAMLSyntax"]),
        .testTarget(name: "SigningTests", dependencies: ["Signing"]),
        .testTarget(name: "TransportTests", dependencies: ["Locking", "Transport"]),
        .testTarget(
            name: "AWSClientTests",
            dependencies: ["AWSClient", "AWSOperations", "Locking", "Signing", "TestSupport", "Transport"]),
        .testTarget(
            name: "SimulatedAWSTests",
            dependencies: ["AWSClient", "AWSOperations", "SimulatedAWS", "SimulatedAWSHooks", "TestSupport"]),
        .testTarget(
            name: "ConformanceTests", dependencies: ["AWSClient", "AWSOperations", "Signing", "SimulatedAWS"]),
        .testTarget(
            name: "BatchForgeTests",
            dependencies: [
                "BatchForge", "Diagnostics", "InstanceTypes", "ManifestLoading", "ResourceModel", "TestSupport",
            ]),
        .testTarget(name: "PlanningTests", dependencies: ["Kinds", "Planning", "ResourceModel", "TestSupport"]),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: [
                "AWSOperations", "BatchForge", "ChaosEngine", "Diagnostics", "Kinds", "ManifestLoading", "Planning",
                "Reconciliation", "ResourceModel", "SimulatedAWS", "SimulatedAWSHooks", "TestScenarios", "TestSupport",
            ]),
        .testTarget(
            name: "ReconcileCommandsTests",
            dependencies: [
                argumentParser, "AWSClient", "AWSOperations", "BatchForge", "Diagnostics", "InstanceTypes", "Kinds",
                "ManifestLoading", "Planning", "ReconcileCommands", "Reconciliation", "ResourceModel", "SimulatedAWS",
                "SimulatedAWSHooks", "TestSupport", "Transport", "YAMLSyntax",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// The tests build tens of thousands of environments and plans. With these libraries optimized that takes half of the time, and
// a build takes no longer. To step through them in a debugger: RECONCILE_UNOPTIMIZED=1.
let isOptimized = Context.environment["RECONCILE_UNOPTIMIZED"] == nil
let busy: Set = ["BatchForge", "Diagnostics", "InstanceTypes", "ResourceModel", "YAMLSyntax"]

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("ImmutableWeakCaptures"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    if isOptimized, busy.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
}
