import BorderEconomy

extension SeedNode {
    func outline() -> ProvinceOutline? {
        object { object in
            let province = object.required("province") { $0.id(Province.self) }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let source = object.required("source") { $0.source() }
            let geometry = object.required("geometry") { $0.geometry() }
            guard let province, let source, let geometry else { return nil }
            return ProvinceOutline(
                province: province, geometry: geometry, validFrom: validFrom, validTo: validTo, source: source)
        }
    }

    /// A GeoJSON geometry (RFC 7946 §3.1).
    private func geometry() -> Geometry? {
        object { object in
            let type = object.required("type") { $0.string() }
            return object.required("coordinates") { coordinates in
                switch type {
                case "Point": return coordinates.position().map { .point($0) }
                case "MultiPoint": return .multiPoint(coordinates.array { $0.position() })
                case "LineString": return .lineString(coordinates.array { $0.position() })
                case "Polygon": return .polygon(coordinates.rings())
                case "MultiPolygon": return .multiPolygon(coordinates.array { $0.rings() })
                case let other?:
                    let known = ["Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"]
                    object.report("\"\(other)\" is no shape; \(Suggestion.phrase(for: other, among: known))")
                    return nil
                case nil: return nil
                }
            }
        }
    }

    private func rings() -> [[Geometry.Position]] { array { $0.array { $0.position() } } }

    /// Longitude, then latitude.
    private func position() -> Geometry.Position? {
        let numbers = array { $0.number() }
        guard numbers.count == 2 else {
            report("a position is longitude and latitude, not \(numbers.count) numbers")
            return nil
        }
        return Geometry.Position(longitude: numbers[0], latitude: numbers[1])
    }
}
