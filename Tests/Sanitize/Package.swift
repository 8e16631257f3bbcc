// swift-tools-version: 6.2
import PackageDescription

// The rooms that hold memory by hand or share it between threads, with their tests, apart from the rest: `make sanitize`
// builds them with the address sanitizer, which finds accesses to memory that is not theirs and memory that nobody gives
// back, and with the thread sanitizer, which finds accesses that nothing orders. `Rooms` and `Suites` hold links to the
// sources and to the tests.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-package-name", "cuakhau"]),
]

let package = Package(
    name: "cuakhau-sanitize",
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
    targets: [
        .systemLibrary(name: "COpenSSL", path: "Rooms/COpenSSL", pkgConfig: "openssl"),
        .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib"),
        .target(name: "CSystem", path: "Rooms/CSystem"),
        .target(name: "Confinement", path: "Rooms/Confinement", swiftSettings: strict),
        .target(name: "JSONText", path: "Rooms/JSONText", swiftSettings: strict),
        .target(name: "BorderEconomy", path: "Rooms/BorderEconomy", swiftSettings: strict),
        .target(
            name: "ContentCoding", dependencies: ["COpenSSL", "CZlib"], path: "Rooms/ContentCoding",
            swiftSettings: strict),
        .target(
            name: "Journal",
            dependencies: [
                "BorderEconomy", "Confinement", "JSONText", "ContentCoding",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], path: "Rooms/Journal", swiftSettings: strict),
        .target(name: "HTTPEngine", path: "Rooms/HTTPEngine", swiftSettings: strict),
        .target(
            name: "Transport", dependencies: ["COpenSSL", "CSystem", "Confinement"], path: "Rooms/Transport",
            swiftSettings: strict),
        .target(
            name: "Server", dependencies: ["HTTPEngine", "Transport"], path: "Rooms/Server", swiftSettings: strict),
        .target(
            name: "DomainTesting", dependencies: ["BorderEconomy"], path: "Suites/DomainTesting", swiftSettings: strict),
        .target(
            name: "TLSTesting", dependencies: ["COpenSSL"], path: "Suites/TLSTesting", swiftSettings: strict),
        .target(
            name: "SocketTesting", dependencies: ["TLSTesting"], path: "Suites/SocketTesting", swiftSettings: strict),
        .testTarget(
            name: "HTTPEngineTests", dependencies: ["HTTPEngine"], path: "Suites/HTTPEngineTests",
            swiftSettings: strict),
        .testTarget(
            name: "TransportTests", dependencies: ["Transport", "SocketTesting", "TLSTesting"],
            path: "Suites/TransportTests", swiftSettings: strict),
        .testTarget(
            name: "ServerTests", dependencies: ["Server", "HTTPEngine", "SocketTesting", "TLSTesting", "Transport"],
            path: "Suites/ServerTests", swiftSettings: strict),
        .testTarget(
            name: "JSONTextTests", dependencies: ["JSONText"], path: "Suites/JSONTextTests", swiftSettings: strict),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Journal", "BorderEconomy", "Confinement", "ContentCoding", "DomainTesting", "JSONText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], path: "Suites/JournalTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
