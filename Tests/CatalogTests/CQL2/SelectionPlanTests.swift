import BorderEconomy
import JSONText
import Testing

@testable import Catalog

/// What the indexes and the scan find together is what a scan of everything finds.
struct SelectionPlanTests {
    private static let definition = CollectionDefinition(
        name: "samples", recordName: "Sample", meaning: "Samples",
        fields: [
            FieldDefinition("n", .number, "", nullable: true), FieldDefinition("m", .number, "", nullable: true),
            FieldDefinition("t", .string, "", nullable: true), FieldDefinition("u", .string, "", nullable: true),
            FieldDefinition("b", .boolean, "", nullable: true), FieldDefinition("c", .boolean, "", nullable: true),
            FieldDefinition("d", .day, "", nullable: true), FieldDefinition("e", .day, "", nullable: true),
            FieldDefinition("l", .strings, ""), FieldDefinition("k", .strings, ""),
            FieldDefinition("p", .component("Point"), "", nullable: true),
            FieldDefinition(
                "s", .component("Period"), "", nullable: true,
                members: [
                    FieldDefinition("start", .day, "", nullable: true),
                    FieldDefinition("end", .day, "", nullable: true),
                ]),
        ], isPlaced: true)

    private static func json(_ value: SampleValue?) -> JSONValue {
        switch value {
        case nil, .null: .null
        case .number(let number): .number(number)
        case .text(let text): .string(text)
        case .truth(let truth): .bool(truth)
        case .day(let day): .string(CalendarDay(daysSince1970: Int(day))?.description ?? "")
        case .texts(let texts): .array(texts.map { .string($0) })
        case .shape: .null
        case .place(let place): ["lat": .number(place.latitude), "lon": .number(place.longitude)]
        }
    }

    static func collection(_ table: SampleTable, keys: [String]? = nil) -> StoredCollection {
        let records = table.rows.enumerated().map { place, row in
            var draft = RecordDraft(key: keys?[place] ?? "r\(place)", searchTexts: []) { _ in
                var object = JSONObject()
                for name in ["n", "m", "t", "u", "b", "c", "d", "e", "p"] { object.append(name, json(row[name])) }
                for name in ["l", "k"] { object.append(name, row[name].map(json) ?? .array([])) }
                object.append("s", ["start": json(row["s.start"]), "end": json(row["s.end"])])
                return object
            }
            if case .shape(let shape)? = row["geometry"] { draft.geometry = shape }
            return draft
        }
        return StoredCollection(CollectionDraft(definition: definition, records: records))
    }

    private static func selection(_ expression: FilterExpression) throws -> Selection {
        var selection = Selection()
        selection.predicate = try Predicate(expression, over: definition) { text, _ in .key(text) }
        return selection
    }

    @Test func vocabulary_isThatOfTheDefinition() throws {
        let names = Self.definition.vocabulary.entries.map(\.name)
        #expect(Set(names) == Set(FilterVocabulary.sample.entries.map(\.name)))
        for entry in FilterVocabulary.sample.entries {
            #expect(Self.definition.vocabulary[entry.name]?.kind == entry.kind)
        }
    }

    @Test func plan_selectsWhatTheReferenceSelects() throws {
        var random = SampleRandom(seed: 5)
        let table = SampleTable(count: 400, seed: 11)
        let collection = Self.collection(table)
        var indexed = 0
        for _ in 0..<1500 {
            let expression = RandomFilter.condition(depth: 3, &random)
            let selection = try Self.selection(expression)
            let expected = (0..<table.count).filter {
                ReferenceFilter.truth(of: expression, in: table.rows[$0]) == true
            }
            let text = FilterTextWriter.text(of: expression) ?? ""
            #expect(Array(collection.positions(of: selection)) == expected, "\(text)")
            guard let condition = selection.predicate?.condition else { continue }
            let finder = CandidateFinder(collection, .vietnamese)
            if let candidates = finder.candidates(condition) {
                indexed += 1
                #expect(Set(candidates).isSuperset(of: expected), "\(text)")
                #expect(finder.count(condition) != nil)
            }
        }
        #expect(indexed > 100)
    }

    /// Slices of any size give the same, and a job that nobody waits for ends.
    @Test(arguments: [1, 7, 64, 5000]) func job_inSlices_findsTheSame(size: Int) throws {
        let collection = Self.collection(SampleTable(count: 500, seed: 3))
        var selection = try Self.selection(FilterTextParser.parse("n > 0 OR t LIKE '%a%'"))
        selection.sort = [Selection.SortKey(field: "n", descending: true)]
        let plan = SelectionPlan(selection, of: collection)
        var job = plan.job()
        var steps = 1
        while job.step(records: size) { steps += 1 }
        #expect(job.positions == plan.positions())
        #expect(!job.positions.isEmpty)
        #expect(steps >= 500 / size)
        #expect(plan.positions { true } == nil)
        #expect(plan.positions { false } == plan.positions())
    }

    @Test func box_andNearness_areConditionsOnPlaces() throws {
        let table = SampleTable(count: 300, seed: 9)
        let collection = Self.collection(table)
        func places(_ isIn: (Geometry) -> Bool) -> [Int] {
            (0..<table.count).filter {
                if case .shape(let shape)? = table.rows[$0]["geometry"] { isIn(shape) } else { false }
            }
        }
        func meets(_ shape: Geometry, _ box: GeoBounds?, _ isIn: (Geometry.Position) -> Bool) -> Bool {
            switch shape {
            case .point(let place): isIn(place)
            case .multiPoint(let places): places.contains(where: isIn)
            default: box.map { GeometryMeeting(shape, .box($0)).meets } ?? false
            }
        }
        var selection = Selection()
        selection.box = GeoBounds(west: -1, south: 0, east: 1, north: 2)
        #expect(
            Array(collection.positions(of: selection))
                == places { shape in
                    meets(shape, selection.box) {
                        (-1...1).contains($0.longitude) && (0...2).contains($0.latitude)
                    }
                })
        selection.box = GeoBounds(west: 1, south: -90, east: -2, north: 90)
        #expect(
            Array(collection.positions(of: selection))
                == places { meets($0, selection.box) { $0.longitude >= 1 || $0.longitude <= -2 } })
        selection.box = nil
        let center = Geometry.Position(longitude: 0.2, latitude: 0.1)
        selection.near = Nearness(place: center, kilometres: 160)
        let near = Array(collection.positions(of: selection))
        let expected = places { $0.kilometres(to: center) <= 160 }
        #expect(near.sorted() == expected && !expected.isEmpty && expected.count < table.count)
        let distances = near.compactMap { position -> Double? in
            if case .shape(let shape)? = table.rows[position]["geometry"] { shape.kilometres(to: center) } else { nil }
        }
        #expect(distances == distances.sorted())
        selection.sort = [Selection.SortKey(field: "n", descending: false)]
        #expect(Array(collection.positions(of: selection)).sorted() == expected)
    }

    /// Kilometres near the poles and the antimeridian.
    @Test(arguments: [
        (179.9, 0.0, 50.0), (-179.9, 60.0, 500.0), (10.0, 89.0, 300.0), (0.0, -90.0, 10.0), (0.0, 0.0, 21_000.0),
    ])
    func bounds_holdWhatIsNear(longitude: Double, latitude: Double, kilometres: Double) {
        var random = SampleRandom(seed: 1)
        let center = Geometry.Position(longitude: longitude, latitude: latitude)
        let nearness = Nearness(place: center, kilometres: kilometres)
        for _ in 0..<2000 {
            let place = Geometry.Position(
                longitude: Double.random(in: -180...180, using: &random),
                latitude: Double.random(in: -90...90, using: &random))
            if place.kilometres(to: center) <= kilometres { #expect(nearness.bounds.contains(place), "\(place)") }
        }
    }

    @Test func cost_isThatOfWhatIndexesLeave() throws {
        let collection = Self.collection(SampleTable(count: 2000, seed: 3))
        func cost(_ text: String) throws -> Double {
            SelectionPlan(try Self.selection(FilterTextParser.parse(text)), of: collection).cost
        }
        let far = "distanceKm(p, POINT(0 0)) > 5"
        #expect(try cost("t = '友谊关' AND \(far)") < cost(far) / 4)
        // A place narrows what is looked at by itself.
        #expect(try cost("distanceKm(p, POINT(0 0)) < 5") < cost(far) / 4)
        #expect(try cost("n > 1") < cost("CASEI(t) LIKE '%a%' AND n > 1"))
        #expect(SelectionPlan(Selection(), of: collection).cost == 0)
    }
}
