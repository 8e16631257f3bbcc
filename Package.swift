// swift-tools-version: 6.2
import PackageDescription

// The targets and the one-way arrows between them. `Docs/Architecture.md` says what each room is for;
// `Tests/RepositoryTests` fails when a source file imports against these arrows.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "cuakhau",
    products: [
        .executable(name: "cuakhau", targets: ["cuakhau"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Leaves: values and rules, nothing of ours below them.
        .target(name: "BorderEconomy", swiftSettings: strict),
        .target(name: "JSONText", swiftSettings: strict),
        .target(name: "HTTPEngine", swiftSettings: strict),
        .target(name: "Confinement", swiftSettings: strict),

        // C libraries and the system calls that Glibc's module map leaves out.
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CSystem"),

        .target(
            name: "SQLite",
            dependencies: [.product(name: "GRDBSQLite", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(name: "ContentCoding", dependencies: ["COpenSSL", "CZlib"], swiftSettings: strict),
        .target(
            name: "Catalog",
            dependencies: ["BorderEconomy", "JSONText", "ContentCoding"],
            swiftSettings: strict
        ),
        .target(
            name: "Journal",
            dependencies: [
                "BorderEconomy", "Confinement", "JSONText", "ContentCoding",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(name: "Transport", dependencies: ["COpenSSL", "CSystem", "Confinement"], swiftSettings: strict),
        .target(name: "Server", dependencies: ["HTTPEngine", "Transport"], swiftSettings: strict),
        .target(
            name: "API",
            dependencies: ["HTTPEngine", "BorderEconomy", "Catalog", "JSONText", "ContentCoding", "Journal"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "cuakhau",
            dependencies: [
                "API", "BorderEconomy", "CSystem", "Catalog", "ContentCoding", "HTTPEngine", "JSONText", "Journal",
                "SQLite", "Server", "Transport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),

        // Values of the domain as literals, for the tests of three targets.
        .target(
            name: "DomainTesting", dependencies: ["BorderEconomy"], path: "Tests/DomainTesting", swiftSettings: strict),
        .testTarget(
            name: "BorderEconomyTests", dependencies: ["BorderEconomy", "DomainTesting"], swiftSettings: strict),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: strict),
        .testTarget(name: "ContentCodingTests", dependencies: ["ContentCoding"], swiftSettings: strict),
        .testTarget(
            name: "CatalogTests",
            dependencies: ["Catalog", "BorderEconomy", "DomainTesting", "JSONText"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Journal", "BorderEconomy", "Confinement", "ContentCoding", "DomainTesting", "JSONText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "HTTPEngineTests", dependencies: ["HTTPEngine"], swiftSettings: strict),
        // A TLS client in memory and a certificate authority, for the tests of three targets.
        .target(name: "TLSTesting", dependencies: ["COpenSSL"], path: "Tests/TLSTesting", swiftSettings: strict),
        // Blocking client sockets, plain and with TLS, for the same.
        .target(
            name: "SocketTesting",
            dependencies: ["TLSTesting"],
            path: "Tests/SocketTesting",
            swiftSettings: strict
        ),
        .testTarget(
            name: "TransportTests",
            dependencies: ["Transport", "SocketTesting", "TLSTesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ServerTests",
            dependencies: ["Server", "HTTPEngine", "SocketTesting", "TLSTesting", "Transport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "BorderEconomy", "Catalog", "HTTPEngine", "JSONText", "ContentCoding", "Journal",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "cuakhauTests",
            dependencies: [
                "cuakhau", "BorderEconomy", "Catalog", "HTTPEngine", "JSONText", "Journal", "SQLite", "Server",
                "Transport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["BorderEconomy", "Journal", "cuakhau", "JSONText", "SocketTesting", "TLSTesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RepositoryTests",
            dependencies: ["API", "Catalog", "HTTPEngine", "JSONText"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
