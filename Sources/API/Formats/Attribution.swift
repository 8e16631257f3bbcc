import HTTPEngine

/// Whose work positions, shapes and estimates are, and under which licence: what every answer that shows them says.
struct Attribution: Sendable {
    /// Whom to name, and for what.
    let text: String
    /// Whose work it is, in short.
    private let holder: String
    /// The address of the licence.
    let licence: String

    private static let outlines = Attribution(
        text:
            "Outlines, right until 2025-06-30, and centroids: Open Development Mekong, Department of Survey and Mapping "
            + "(2016), CC BY-SA 4.0",
        holder: "Open Development Mekong", licence: "https://creativecommons.org/licenses/by-sa/4.0/")

    private static let points = Attribution(
        text: "Positions of towns: GeoNames (https://www.geonames.org/), CC BY 4.0; each point names its source",
        holder: "GeoNames", licence: "https://creativecommons.org/licenses/by/4.0/")

    private static let lengths = Attribution(
        text:
            "Positions of towns, and the lengths estimated from them: GeoNames (https://www.geonames.org/), CC BY 4.0; "
            + "lengths marked estimated are derived, each point and length names its source at /v1/places and /v1/legs",
        holder: "GeoNames", licence: "https://creativecommons.org/licenses/by/4.0/")

    /// What is said with the records of a collection; nil where they show no work of others.
    init?(of collection: String) {
        switch collection {
        case "provinces": self = .outlines
        case "gates", "zones", "projects", "places": self = .points
        case "legs": self = .lengths
        default: return nil
        }
    }

    private init(text: String, holder: String, licence: String) {
        self.text = text
        self.holder = holder
        self.licence = licence
    }

    /// The licence as Link has it (RFC 8288, RFC 4946), with whom to name as its title.
    var link: String { "<\(licence)>; rel=\"license\"; title=\"\(holder)\"" }
}
