import BorderEconomy
import Catalog

/// The columns of the network and of its routes as tables.
enum NetworkTable {
    /// A leg of the network.
    static let leg: [FieldDefinition] = [
        id, name, FieldDefinition("from", .string, "Where it begins"), FieldDefinition("to", .string, "Where it ends"),
        FieldDefinition("oneWay", .boolean, "Whether it is travelled only from `from` to `to`"), mode, road, length,
        lengthBasis, state,
        FieldDefinition("status", .enumeration(CommonFields.values(LegStatus.self)), "What sources say it is"),
        expectedBy, gates, project, FieldDefinition("connector", .boolean, "A short way inside one town"), href,
    ]

    /// A leg of a corridor.
    static let corridorLeg: [FieldDefinition] =
        leg + [
            FieldDefinition(
                "inUseBy", .strings, "By what the shortest way in use between two of its places goes over it"),
            FieldDefinition("between", .strings, "The two places that it lies between"),
            FieldDefinition(
                "detourKm", .number, "How much longer the shortest way becomes over it; null for what is in use",
                nullable: true),
        ]

    /// A leg of a route.
    static let step: [FieldDefinition] = [
        FieldDefinition("number", .number, "Its place in the route"), id, name,
        FieldDefinition("from", .component("RouteEnd"), "Where the way enters it"),
        FieldDefinition("to", .component("RouteEnd"), "Where the way leaves it"), mode,
        FieldDefinition("carriage", .string, "What carries one over it"),
        FieldDefinition("transfer", .boolean, "Whether one changes before it"), road, length, lengthBasis, state,
        expectedBy, gates, project, href,
    ]

    /// An end of a leg of a route.
    static let end: [FieldDefinition] = [
        FieldDefinition("id", .string, "Identifier"), FieldDefinition("name", .string, "Name"),
        FieldDefinition("kind", .enumeration(CommonFields.values(NetworkNode.Kind.self)), "What it is"),
        FieldDefinition("href", .string, "Where it is served"),
    ]

    private static let id = FieldDefinition("id", .string, "Identifier of the leg")
    private static let name = FieldDefinition("name", .string, "Its name")
    private static let mode = FieldDefinition("mode", .enumeration(CommonFields.values(TransportMode.self)), "Mode")
    private static let road = FieldDefinition("road", .string, "Number of the road", nullable: true)
    private static let length = FieldDefinition("lengthKm", .number, "Length in kilometres")
    private static let lengthBasis = FieldDefinition(
        "lengthBasis", .enumeration(CommonFields.values(LegLength.Basis.self)), "How the length was come by")
    private static let state = FieldDefinition(
        "state", .enumeration(CommonFields.values(LegState.self)), "Its state on the day")
    private static let expectedBy = FieldDefinition(
        "expectedBy", .day, "The last day of the time it is to open", nullable: true)
    private static let gates = FieldDefinition("gates", .references(["gates"]), "The gates it crosses")
    private static let project = FieldDefinition(
        "project", .reference(["projects"]), "The project that builds it", nullable: true)
    private static let href = FieldDefinition("href", .string, "Where it is served")
}
