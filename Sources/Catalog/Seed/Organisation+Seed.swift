import BorderEconomy

extension SeedNode {
    func organisation() -> Organisation? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Organisation.Kind.self) }
            let province = object.optional("province") { $0.id(Province.self) }
            let parent = object.optional("parent") { $0.id(Organisation.self) }
            let heads = object.list("heads") { $0.officeHolder() }
            guard let header, let kind else { return nil }
            var organisation = Organisation(header: header, kind: kind)
            organisation.province = province
            organisation.parent = parent
            organisation.heads = heads
            return organisation
        }
    }
}
