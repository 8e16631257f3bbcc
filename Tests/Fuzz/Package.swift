// swift-tools-version: 5.4
import PackageDescription

// The fuzz targets, apart from the package they test: every source is built with coverage and the address sanitizer.
// `Rooms` is a link to the sources. `make fuzz` builds and runs them; Docs/Strictness.md says more.
//
// The tools version is the last one that leaves `main` to libFuzzer; later ones link a program to begin in its own code.
// What the sources need of newer versions is therefore said in flags.

let instrumented: [SwiftSetting] = [
    .unsafeFlags([
        "-swift-version", "6", "-package-name", "cuakhau", "-enable-upcoming-feature", "ExistentialAny",
        "-enable-upcoming-feature", "MemberImportVisibility", "-enable-upcoming-feature", "InternalImportsByDefault",
        "-sanitize=fuzzer,address", "-enable-testing",
    ])
]
let fuzzer: [SwiftSetting] = instrumented + [.unsafeFlags(["-parse-as-library"])]
let runtime: [LinkerSetting] = [.unsafeFlags(["-sanitize=fuzzer,address"])]

let package = Package(
    name: "cuakhau-fuzz",
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
    targets: [
        .systemLibrary(name: "COpenSSL", path: "Rooms/COpenSSL", pkgConfig: "openssl"),
        .systemLibrary(name: "CZlib", path: "Rooms/CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CLeakSanitizer", path: "CLeakSanitizer"),
        .target(name: "BorderEconomy", path: "Rooms/BorderEconomy", swiftSettings: instrumented),
        .target(name: "JSONText", path: "Rooms/JSONText", swiftSettings: instrumented),
        .target(name: "HTTPEngine", path: "Rooms/HTTPEngine", swiftSettings: instrumented),
        .target(name: "Confinement", path: "Rooms/Confinement", swiftSettings: instrumented),
        .target(
            name: "ContentCoding", dependencies: ["COpenSSL", "CZlib"], path: "Rooms/ContentCoding",
            swiftSettings: instrumented),
        .target(
            name: "Catalog", dependencies: ["BorderEconomy", "JSONText", "ContentCoding"], path: "Rooms/Catalog",
            swiftSettings: instrumented),
        .target(
            name: "Journal",
            dependencies: [
                "BorderEconomy", "Confinement", "JSONText", "ContentCoding",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], path: "Rooms/Journal", swiftSettings: instrumented),
        .target(
            name: "API",
            dependencies: ["HTTPEngine", "BorderEconomy", "Catalog", "JSONText", "ContentCoding", "Journal"],
            path: "Rooms/API", swiftSettings: instrumented),
        .executableTarget(
            name: "FuzzRequest", dependencies: ["HTTPEngine"], path: "FuzzRequest", swiftSettings: fuzzer,
            linkerSettings: runtime),
        .executableTarget(
            name: "FuzzQuery", dependencies: ["API", "BorderEconomy", "CLeakSanitizer", "Catalog", "HTTPEngine"],
            path: "FuzzQuery",
            swiftSettings: fuzzer, linkerSettings: runtime),
        .executableTarget(
            name: "FuzzFilter", dependencies: ["BorderEconomy", "Catalog", "JSONText"], path: "FuzzFilter",
            swiftSettings: fuzzer, linkerSettings: runtime),
        .executableTarget(
            name: "FuzzJSON", dependencies: ["JSONText"], path: "FuzzJSON", swiftSettings: fuzzer,
            linkerSettings: runtime),
    ]
)
