// swift-tools-version: 6.2
import PackageDescription

// The rooms that hold memory by hand, with their tests, apart from the rest: `make sanitize` builds them with the address
// sanitizer, which finds accesses to memory that is not theirs and memory that nobody gives back. `Rooms` and `Suites` are
// links to the sources and to the tests.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-package-name", "cuakhau"]),
]

let package = Package(
    name: "cuakhau-sanitize",
    targets: [
        .systemLibrary(name: "COpenSSL", path: "Rooms/COpenSSL", pkgConfig: "openssl"),
        .target(name: "CSystem", path: "Rooms/CSystem"),
        .target(name: "HTTPEngine", path: "Rooms/HTTPEngine", swiftSettings: strict),
        .target(
            name: "Transport", dependencies: ["COpenSSL", "CSystem"], path: "Rooms/Transport", swiftSettings: strict),
        .target(
            name: "Server", dependencies: ["HTTPEngine", "Transport"], path: "Rooms/Server", swiftSettings: strict),
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
    ],
    swiftLanguageModes: [.v6]
)
