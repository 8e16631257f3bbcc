import BorderEconomy

// One reader a noun: the members of its seed objects, in the order of the type.

extension SeedNode {
    func province() -> Province? {
        object { object in
            let header = object.header()
            let gsoCodes = object.required("gsoCodes") { $0.array { $0.statisticalCode() } }
            let iso3166 = object.optional("iso3166") { $0.string() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            let successor = object.optional("successor") { $0.id(Province.self) }
            let predecessors = object.list("predecessors") { $0.id(Province.self) }
            let administrativeCentre = object.optional("administrativeCentre") { $0.text() }
            let point = object.optional("point") { $0.point() }
            guard let header, let gsoCodes else { return nil }
            var province = Province(header: header)
            province.gsoCodes = gsoCodes
            province.iso3166 = iso3166
            province.validFrom = validFrom
            province.validTo = validTo
            province.successor = successor
            province.predecessors = predecessors
            province.administrativeCentre = administrativeCentre
            province.point = point
            return province
        }
    }

    private func statisticalCode() -> StatisticalCode? {
        object { object in
            let code = object.required("code") { $0.string() }
            let validFrom = object.optional("validFrom") { $0.day() }
            let validTo = object.optional("validTo") { $0.day() }
            return code.map { StatisticalCode(code: $0, validFrom: validFrom, validTo: validTo) }
        }
    }

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

    func gate() -> BorderGate? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(BorderGate.Kind.self) }
            let province = object.required("province") { $0.id(Province.self) }
            let parentGate = object.optional("parentGate") { $0.id(BorderGate.self) }
            let place = object.optional("place") { $0.id(Place.self) }
            let zone = object.optional("zone") { $0.id(EconomicZone.self) }
            let counterpart = object.optional("counterpart") { $0.counterpart() }
            let boundaryMarkers = object.optional("boundaryMarkers") { $0.string() }
            let point = object.optional("point") { $0.point() }
            let openedOn = object.optional("openedOn") { $0.day() }
            let lanes = object.list("lanes") { $0.lane() }
            guard let header, let kind, let province else { return nil }
            var gate = BorderGate(header: header, kind: kind, province: province)
            gate.parentGate = parentGate
            gate.place = place
            gate.zone = zone
            gate.counterpart = counterpart
            gate.boundaryMarkers = boundaryMarkers
            gate.point = point
            gate.openedOn = openedOn
            gate.lanes = lanes
            return gate
        }
    }

    private func counterpart() -> GateCounterpart? {
        object { object in
            let names = object.required("names") { $0.text() }
            let county = object.optional("county") { $0.id(Place.self) }
            let prefecture = object.optional("prefecture") { $0.id(Place.self) }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let source = object.required("source") { $0.source() }
            guard let names, let source else { return nil }
            return GateCounterpart(
                names: names, county: county, prefecture: prefecture, confidence: confidence ?? .high, source: source)
        }
    }

    private func lane() -> GateLane? {
        object { object in
            let id = object.required("id") { $0.id(GateLane.self) }
            let direction = object.required("direction") { $0.oneOf(GateLane.Direction.self) }
            let validFrom = object.optional("validFrom") { $0.day() }
            let editorial = object.optional("editorial") { $0.text() }
            let source = object.required("source") { $0.source() }
            guard let id, let direction, let source else { return nil }
            return GateLane(
                id: id.rawValue, direction: direction, validFrom: validFrom, editorial: editorial, source: source)
        }
    }

    func zone() -> EconomicZone? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(EconomicZone.Kind.self) }
            let province = object.required("province") { $0.id(Province.self) }
            let parentZone = object.optional("parentZone") { $0.id(EconomicZone.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let places = object.list("places") { $0.id(Place.self) }
            let point = object.optional("point") { $0.point() }
            guard let header, let kind, let province else { return nil }
            var zone = EconomicZone(header: header, kind: kind, province: province)
            zone.parentZone = parentZone
            zone.gates = gates
            zone.places = places
            zone.point = point
            return zone
        }
    }

    func project() -> InfrastructureProject? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(InfrastructureProject.Kind.self) }
            let subkind = object.optional("subkind") { $0.string() }
            let provinces = object.required("provinces") { $0.array { $0.id(Province.self) } }
            let places = object.list("places") { $0.id(Place.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let zone = object.optional("zone") { $0.id(EconomicZone.self) }
            let corridor = object.optional("corridor") { $0.id(Corridor.self) }
            let parentProject = object.optional("parentProject") { $0.id(InfrastructureProject.self) }
            let phases = object.list("phases") { $0.phase() }
            let parameters = object.list("parameters") { $0.parameter() }
            let milestones = object.list("milestones") { $0.milestone() }
            guard let header, let kind, let provinces else { return nil }
            var project = InfrastructureProject(header: header, kind: kind)
            project.subkind = subkind
            project.provinces = provinces
            project.places = places
            project.gates = gates
            project.zone = zone
            project.corridor = corridor
            project.parentProject = parentProject
            project.phases = phases
            project.parameters = parameters
            project.milestones = milestones
            return project
        }
    }

    private func phase() -> PhaseReport? {
        object { object in
            let phase = object.required("phase") { $0.oneOf(ProjectPhase.self) }
            let source = object.required("source") { $0.source() }
            let asOf = object.optional("asOf") { $0.day() }
            let from = object.optional("from") { $0.day() }
            let planned = object.flag("planned")
            let plannedBy = object.optional("plannedBy") { $0.day() }
            let deadlineBasis = object.optional("deadlineBasis") { $0.oneOf(Basis.self) }
            let text = object.optional("text") { $0.text() }
            let editorial = object.optional("editorial") { $0.text() }
            let confidence = object.optional("confidence") { $0.oneOf(Confidence.self) }
            let layer = object.optional("layer") { $0.oneOf(Layer.self) }
            guard let phase, let source else { return nil }
            var report = PhaseReport(phase: phase, source: source)
            report.asOf = asOf
            report.from = from
            report.planned = planned
            report.plannedBy = plannedBy
            report.deadlineBasis = deadlineBasis
            report.text = text
            report.editorial = editorial
            report.confidence = confidence ?? .high
            report.layer = layer ?? .core
            return report
        }
    }

    private func parameter() -> ProjectParameter? {
        object { object in
            let name = object.required("name") { $0.string() }
            let label = object.required("label") { $0.text() }
            let planned = object.flag("planned")
            let source = object.required("source") { $0.source() }
            let value: ProjectParameter.Value?
            if object.has("figure") {
                value = object.required("figure") { $0.figure() }.map { .figure($0) }
            } else {
                value = object.required("code") { $0.string() }.map { .code($0) }
            }
            guard let name, let label, let source, let value else { return nil }
            return ProjectParameter(name: name, label: label, value: value, planned: planned, source: source)
        }
    }

    private func milestone() -> Milestone? {
        object { object in
            let names = object.required("name") { $0.text() }
            let period = object.required("date") { $0.period() }
            let planned = object.flag("planned")
            let source = object.required("source") { $0.source() }
            guard let names, let period, let source else { return nil }
            return Milestone(names: names, period: period, planned: planned, source: source)
        }
    }

    func corridor() -> Corridor? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Corridor.Kind.self) }
            let nodes = object.list("nodes") { $0.id(AnyRecord.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let parentCorridor = object.optional("parentCorridor") { $0.id(Corridor.self) }
            guard let header, let kind else { return nil }
            var corridor = Corridor(header: header, kind: kind)
            corridor.nodes = nodes
            corridor.gates = gates
            corridor.parentCorridor = parentCorridor
            return corridor
        }
    }

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

    func meeting() -> Meeting? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Meeting.Kind.self) }
            let dateStatus = object.required("dateStatus") { $0.oneOf(Meeting.DateStatus.self) }
            let date = object.optional("date") { $0.day() }
            let dateBasis = object.optional("dateBasis") { $0.oneOf(Basis.self) }
            let earliest = object.optional("earliest") { $0.day() }
            let latest = object.optional("latest") { $0.day() }
            let organiser = object.optional("organiser") { $0.id(Organisation.self) }
            let chair = object.optional("chair") { $0.officeHolder() }
            let attendees = object.optional("attendees") { $0.text() }
            let place = object.optional("place") { $0.id(AnyRecord.self) }
            guard let header, let kind, let dateStatus else { return nil }
            var meeting = Meeting(header: header, kind: kind, dateStatus: dateStatus)
            meeting.date = date
            meeting.dateBasis = dateBasis
            meeting.earliest = earliest
            meeting.latest = latest
            meeting.organiser = organiser
            meeting.chair = chair
            meeting.attendees = attendees
            meeting.place = place
            return meeting
        }
    }

    func document() -> Document? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Document.Kind.self) }
            let recordedAt = object.required("recordedAt") { $0.day() }
            let number = object.optional("number") { $0.string() }
            let issuer = object.optional("issuer") { $0.id(Organisation.self) }
            let signers = object.list("signers") { $0.officeHolder() }
            let issuedOn = object.optional("issuedOn") { $0.day() }
            let reportedOn = object.optional("reportedOn") { $0.day() }
            let publishedAt = object.optional("publishedAt") { $0.string() }
            let publishedAtBasis = object.optional("publishedAtBasis") { $0.oneOf(Basis.self) }
            let contentAsOf = object.optional("contentAsOf") { $0.period() }
            let publisher = object.optional("publisher") { $0.text() }
            let author = object.optional("author") { $0.string() }
            let urls = object.list("urls") { $0.string() }
            let language = object.optional("language") { $0.oneOf(Language.self) }
            let licence = object.optional("licence") { $0.string() }
            let lines = object.optional("lines") { $0.integer() }
            guard let header, let kind, let recordedAt else { return nil }
            var document = Document(header: header, kind: kind, recordedAt: recordedAt)
            document.number = number
            document.issuer = issuer
            document.signers = signers
            document.issuedOn = issuedOn
            document.reportedOn = reportedOn
            document.publishedAt = publishedAt
            document.publishedAtBasis = publishedAtBasis
            document.contentAsOf = contentAsOf
            document.publisher = publisher
            document.author = author
            document.urls = urls
            document.language = language
            document.licence = licence
            document.lines = lines
            return document
        }
    }

    func plan() -> Plan? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(Plan.Kind.self) }
            let subjects = object.required("subjects") { $0.array { $0.id(AnyRecord.self) } }
            let number = object.optional("number") { $0.string() }
            let horizon = object.optional("horizon") { $0.period() }
            let visionTo = object.optional("visionTo") { $0.day() }
            let approvedBy = object.optional("approvedBy") { $0.id(Document.self) }
            let issuedBy = object.optional("issuedBy") { $0.id(Document.self) }
            let parentPlan = object.optional("parentPlan") { $0.id(Plan.self) }
            let supersedes = object.list("supersedes") { $0.id(Plan.self) }
            let legalBasis = object.list("legalBasis") { $0.guidingDocument() }
            let orientedBy = object.list("orientedBy") { $0.guidingDocument() }
            let tasks = object.list("tasks") { $0.task() }
            let breakthroughs = object.list("breakthroughs") { $0.task() }
            let solutions = object.list("solutions") { $0.task() }
            guard let header, let kind, let subjects else { return nil }
            var plan = Plan(header: header, kind: kind)
            plan.subjects = subjects
            plan.number = number
            plan.horizon = horizon
            plan.visionTo = visionTo
            plan.approvedBy = approvedBy
            plan.issuedBy = issuedBy
            plan.parentPlan = parentPlan
            plan.supersedes = supersedes
            plan.legalBasis = legalBasis
            plan.orientedBy = orientedBy
            plan.tasks = tasks
            plan.breakthroughs = breakthroughs
            plan.solutions = solutions
            return plan
        }
    }

    private func guidingDocument() -> Plan.GuidingDocument? {
        object { object in
            let document = object.required("document") { $0.id(Document.self) }
            let source = object.required("source") { $0.source() }
            guard let document, let source else { return nil }
            return Plan.GuidingDocument(document: document, source: source)
        }
    }

    func service() -> DigitalService? {
        object { object in
            let header = object.header()
            let kind = object.required("kind") { $0.oneOf(DigitalService.Kind.self) }
            let province = object.optional("province") { $0.id(Province.self) }
            let serviceOperator = object.optional("operator") { $0.id(Organisation.self) }
            let gates = object.list("gates") { $0.id(BorderGate.self) }
            let plan = object.optional("plan") { $0.id(Plan.self) }
            let startedOn = object.optional("startedOn") { $0.day() }
            guard let header, let kind else { return nil }
            var service = DigitalService(header: header, kind: kind)
            service.province = province
            service.serviceOperator = serviceOperator
            service.gates = gates
            service.plan = plan
            service.startedOn = startedOn
            return service
        }
    }

    func indicator() -> Indicator? {
        object { object in
            let header = object.header()
            let unit = object.required("unit") { $0.oneOf(Unit.self) }
            let direction = object.required("direction") { $0.oneOf(Indicator.Direction.self) }
            let summable = object.required("summable") { $0.bool() }
            let definition = object.required("definition") { $0.text() }
            let dimensions = object.list("dimensions") { $0.dimension() }
            let scopes = object.list("scopes") { $0.code() }
            guard let header, let unit, let direction, let summable, let definition else { return nil }
            var indicator = Indicator(
                header: header, unit: unit, direction: direction, summable: summable, definition: definition)
            indicator.dimensions = dimensions
            indicator.scopes = scopes
            return indicator
        }
    }

    private func dimension() -> Indicator.Dimension? {
        object { object in
            let id = object.required("id") { $0.string() }
            let names = object.required("names") { $0.text() }
            let codes = object.list("codes") { $0.code() }
            guard let id, let names else { return nil }
            return Indicator.Dimension(id: id, names: names, codes: codes)
        }
    }

    private func code() -> Indicator.Code? {
        object { object in
            let id = object.required("id") { $0.id(Indicator.Code.self) }
            let names = object.required("names") { $0.text() }
            guard let id, let names else { return nil }
            return Indicator.Code(id: id.rawValue, names: names)
        }
    }
}
