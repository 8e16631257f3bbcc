import BorderEconomy
import Catalog
import JSONText

/// A corridor on the network.
extension NetworkAnswer {
    /// The legs of a corridor asked for, in the list envelope, with its stretches and what is missing on them.
    func corridor(_ corridor: Corridor, _ choice: CorridorChoice, attribution: String) -> JSONObject {
        let course = CorridorCourse(corridor, over: network, in: registry, on: day)
        let legs = legs(of: course, choice)
        var object: JSONObject = [
            "items": .array(legs.map { .object($0) }), "total": .integer(Int64(legs.count)),
            "datasetVersion": .string(snapshot.datasetVersion), "on": .string(day.description),
            "corridor": .object([
                "id": .string(corridor.header.id.rawValue), "name": text(corridor.header.names),
                "href": href(.corridors, corridor.header.id),
            ]),
            "stretches": .array(course.stretches.map(stretch)),
            "missing": .array(works(course.unfinished.map(\.leg))),
            "placesOffTheNetwork": .array(course.placesOff.map { .string($0.rawValue) }),
            "derived": true, "rule": text(Self.rule),
        ]
        if let reason = reason(corridor, course, choice, isEmpty: legs.isEmpty) {
            object["reason"] = text(reason)
        }
        object["attribution"] = .string(attribution)
        return object
    }

    /// The legs of a corridor one after the other: what is in use in the order of travel, then what is not there yet.
    func legs(of corridor: Corridor, _ choice: CorridorChoice) -> [JSONObject] {
        legs(of: CorridorCourse(corridor, over: network, in: registry, on: day), choice)
    }

    private func legs(of course: CorridorCourse, _ choice: CorridorChoice) -> [JSONObject] {
        let used = course.legsInUse.map { leg, kinds, stretch in
            var object = self.leg(leg)
            object["inUseBy"] = .array(kinds.map { .string($0.rawValue) })
            object["between"] = between(stretch.from, stretch.to)
            object["detourKm"] = .null
            return (leg: leg, object: object)
        }
        let unfinished = course.unfinished.map { found in
            var object = self.leg(found.leg)
            object["inUseBy"] = .array([])
            object["between"] = between(found.from, found.to)
            object["detourKm"] = found.detour.map(kilometres) ?? .null
            return (leg: found.leg, object: object)
        }
        return (used + unfinished).filter { found in
            choice.includes(network.legs[found.leg], in: registry, on: day)
        }.map(\.object)
    }

    private func between(_ from: Int, _ to: Int) -> JSONValue {
        .array([from, to].map { .string(network.nodes[$0].id.rawValue) })
    }

    private func stretch(_ stretch: CorridorCourse.Stretch) -> JSONValue {
        .object([
            "from": end(stretch.from), "to": end(stretch.to),
            "ways": .array(
                stretch.ways.map { way in
                    .object([
                        "by": .string(way.kind.rawValue), "lengthKm": way.metres.map(kilometres) ?? .null,
                        "legs": ids(way.legs),
                    ])
                }),
        ])
    }

    /// Why there are no legs; nil when there are.
    private func reason(
        _ corridor: Corridor, _ course: CorridorCourse, _ choice: CorridorChoice, isEmpty: Bool
    ) -> LocalizedText? {
        guard isEmpty else { return nil }
        if corridor.nodes.isEmpty {
            return LocalizedText(
                vietnamese: "các nguồn không nêu hành lang này đi qua những nơi nào",
                english: "the sources name no places that this corridor runs through")
        }
        if course.stretches.isEmpty {
            return LocalizedText(
                vietnamese: "mạng lưới không tới hai nơi trên hành lang này",
                english: "the network does not reach two places of this corridor")
        }
        return choice.states == nil && choice.projects == nil
            ? LocalizedText(
                vietnamese: "vào ngày này không có đoạn nào nối các nơi trên hành lang",
                english: "on that day nothing joins the places of the corridor")
            : LocalizedText(
                vietnamese: "vào ngày này không có đoạn nào ở trạng thái hoặc thuộc dự án đã hỏi",
                english: "on that day no leg of the corridor is in the states or of the projects asked for")
    }

    private static let rule = LocalizedText(
        vietnamese:
            "Suy ra, không có trong nguồn: các đoạn đang dùng nằm trên tuyến ngắn nhất bằng đường bộ, đường sắt hoặc đường "
            + "thủy giữa hai nơi liền nhau của hành lang; các đoạn chưa có nằm giữa hai nơi bất kỳ của hành lang, đi qua đó "
            + "dài thêm không quá \(TransportNetwork.greatestDetour / 1000) km.",
        english:
            "Derived, said by no source: legs in use are on the shortest way by road, railway or waterway between two "
            + "neighbouring places of the corridor; legs that are not there yet lie between any two places of it, the way "
            + "over them being at most \(TransportNetwork.greatestDetour / 1000) km longer.")
}
