import BorderEconomy

extension SeedNode {
    func place() -> Place? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Place.Kind.self) }
            let country = object.optional("country") { $0.string() }
            let province = object.optional("province") { $0.id(Province.self) }
            let parent = object.optional("parent") { $0.id(Place.self) }
            let members = object.list("members") { $0.id(AnyRecord.self) }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let point = object.optional("point") { $0.point() }
            guard let header, let kind else { return nil }
            var place = Place(header: header, kind: kind)
            place.country = country
            place.province = province
            place.parent = parent
            place.members = members
            place.validFrom = validFrom
            place.validTo = validTo
            place.point = point
            return place
        }
    }
}
