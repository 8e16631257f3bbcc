package import BorderEconomy
package import JSONText

/// Records that were made up: as many as are wanted, shaped as the real ones are, and the same for the same seed.
///
/// They stand beside the records of a real data set and refer to its provinces, documents and indicators. A record
/// depends on its number and the seed alone, so that any of them can be written without those before it.
package struct SyntheticSeeds: Sendable {
    /// How many records are made up of each noun.
    package struct Counts: Sendable {
        package var gates: Int
        package var projects: Int
        package var observations: Int

        package init(gates: Int, projects: Int, observations: Int) {
            self.gates = gates
            self.projects = projects
            self.observations = observations
        }
    }

    /// A data set without what records refer to.
    package struct MissingBasis: Error, CustomStringConvertible {
        package let description: String
    }

    package let counts: Counts
    private let seed: UInt64
    private let provinces: [Province]
    private let documents: [Document]
    private let indicators: [Indicator]
    /// Identifiers of the subjects of observations when no gates are made up.
    private let realSubjects: [String]

    /// Indicators that gates are measured by, as far as the data set has them.
    private static let indicatorNames = [
        "trade-turnover", "gate-budget-revenue", "workers-employed", "dossiers-received", "infrastructure-investment",
    ]

    package init(counts: Counts, seed: UInt64, beside registry: Registry) throws(MissingBasis) {
        self.counts = counts
        self.seed = seed
        provinces = registry.provinces.all.filter { $0.validTo == nil }
        documents = registry.documents.all.filter { $0.lines ?? 1 > 0 }
        indicators = Self.indicatorNames.compactMap { RecordID($0).flatMap { registry.indicators[$0] } }
        realSubjects = registry.gates.all.map(\.header.id.rawValue)
        if provinces.isEmpty { throw MissingBasis(description: "the base has no province that still exists") }
        if documents.isEmpty { throw MissingBasis(description: "the base has no document to cite") }
        if indicators.isEmpty {
            throw MissingBasis(
                description: "the base has none of the indicators \(Self.indicatorNames.joined(separator: ", "))")
        }
        if counts.gates == 0, realSubjects.isEmpty, counts.observations > 0 {
            throw MissingBasis(description: "there is no gate, real or made up, for observations to be about")
        }
    }

    private func generator(_ noun: UInt64, _ number: Int) -> SplitMix {
        var mixer = SplitMix(seed: seed ^ noun << 56 ^ UInt64(number) &* 0xD134_2543_DE82_EF95)
        return SplitMix(seed: mixer.next())
    }

    private func gateID(_ number: Int) -> String { "gate-\(number + 1)" }

    /// Writes the gate of a number.
    package func writeGate(_ number: Int, to writer: inout JSONWriter) {
        var random = generator(1, number)
        let name = SyntheticNames.place(&random)
        let gateClass = random.pick([GateClass.international, .bilateral, .secondary, .opening])
        writer.beginObject()
        writer.member("id", .string(gateID(number)))
        writeNames("Cửa khẩu \(name.vietnamese) \(number + 1)", "\(name.plain) border gate \(number + 1)", &writer)
        writer.member("kind", .string(gateClass == .opening ? "opening" : "border-gate"))
        writer.member("province", .string(random.pick(provinces).header.id.rawValue))
        let source = source(&random)
        writer.key("assertions")
        writer.beginArray()
        for (field, value) in [
            ("class", gateClass.rawValue), ("status", random.pick(GateStatus.allCases).rawValue),
            ("mode", random.pick(GateMode.allCases).rawValue),
        ] {
            writer.value(.object(["field": .string(field), "value": .string(value), "source": source]))
        }
        writer.endArray()
        writer.member("openedOn", .string("\(1990 + random.below(35))-0\(1 + random.below(9))-1\(random.below(10))"))
        writer.member(
            "point",
            [
                "lat": .number(20 + Double(random.below(3000)) / 1000),
                "lon": .number(102 + Double(random.below(6000)) / 1000), "precisionKm": 1, "derived": false,
                "source": source,
            ])
        writer.member("sources", .array([source]))
        writer.endObject()
    }

    /// Writes the project of a number.
    package func writeProject(_ number: Int, to writer: inout JSONWriter) {
        var random = generator(2, number)
        let name = SyntheticNames.place(&random)
        let kind = random.pick(InfrastructureProject.Kind.allCases)
        writer.beginObject()
        writer.member("id", .string("project-\(number + 1)"))
        writeNames(
            "Dự án \(name.vietnamese) số \(number + 1)", "\(name.plain) \(kind.rawValue) no. \(number + 1)", &writer)
        writer.member("kind", .string(kind.rawValue))
        writer.member("provinces", .array([.string(random.pick(provinces).header.id.rawValue)]))
        if counts.gates > 0, random.happens(60) {
            writer.member("gates", .array([.string(gateID(random.below(counts.gates)))]))
        }
        let source = source(&random)
        let phases = [ProjectPhase.proposed, .approved, .underConstruction, .operating]
        let reached = random.below(phases.count)
        writer.key("phases")
        writer.beginArray()
        for (place, phase) in phases[...reached].enumerated().suffix(2) {
            writer.value(
                .object([
                    "phase": .string(phase.rawValue), "asOf": .string("\(2015 + 2 * place)-06-30"), "source": source,
                ]))
        }
        writer.endArray()
        writer.member("sources", .array([source]))
        writer.endObject()
    }

    /// Writes the observation of a number: month after month of one indicator after the other for one gate after the other.
    package func writeObservation(_ number: Int, to writer: inout JSONWriter) {
        var random = generator(3, number)
        let subjectCount = counts.gates > 0 ? counts.gates : realSubjects.count
        let perSubject = max(1, (counts.observations + subjectCount - 1) / subjectCount)
        let subjectNumber = number / perSubject
        let subject = counts.gates > 0 ? gateID(subjectNumber) : realSubjects[subjectNumber]
        let place = number % perSubject
        let indicator = indicators[place % indicators.count]
        // Years to 2199; what would come after is another report of the same months.
        let months = place / indicators.count + subjectNumber % 120
        let (report, month) = months.quotientAndRemainder(dividingBy: 190 * 12)
        let year = 2010 + month / 12
        let period = "\(year)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
        let value = SyntheticNames.value(in: indicator.unit, &random)
        writer.beginObject()
        let name = "obs-\(subject)-\(indicator.header.id)-\(period)"
        writer.member("id", .string(report == 0 ? name : "\(name)-r\(report)"))
        writer.member("subject", .string(subject))
        writer.member("indicator", .string(indicator.header.id.rawValue))
        writer.member("value", .integer(value))
        writer.member("unit", .string(indicator.unit.rawValue))
        let qualifier = random.pick([
            Qualifier.exact, .exact, .exact, .exact, .exact, .approximately, .nearly, .over, .estimated,
        ])
        if qualifier != .exact { writer.member("qualifier", .string(qualifier.rawValue)) }
        writer.member("period", .string(period))
        if random.happens(40) {
            writer.member("original", .string(SyntheticNames.original(value, unit: indicator.unit)))
        }
        if random.happens(10) { writer.member("confidence", .string(random.pick(["medium", "low"]))) }
        if random.happens(30) { writer.member("layer", "extended") }
        writer.member("source", source(&random))
        writer.endObject()
    }

    private func writeNames(_ vietnamese: String, _ english: String, _ writer: inout JSONWriter) {
        writer.member("names", .object(["vi": .string(vietnamese), "en": .string(english)]))
    }

    private func source(_ random: inout SplitMix) -> JSONValue {
        let document = random.pick(documents)
        var source: JSONObject = ["document": .string(document.header.id.rawValue)]
        if let lines = document.lines { source["line"] = .integer(Int64(1 + random.below(lines))) }
        return .object(source)
    }
}
