import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The parameters that select records by CQL2 and by place. They are read together: one says how another is written.
struct FilterParameters {
    static let names = ["filter", "filter-lang", "filter-crs"] + placeNames
    /// Those of collections whose records are somewhere.
    static let placeNames = ["bbox", "near"]

    /// The encodings of CQL2 (OGC API - Features - Part 3).
    enum FilterLanguage: String, CaseIterable {
        case text = "cql2-text"
        case json = "cql2-json"
    }

    /// The one reference system that geometries are in: WGS 84 with the longitude first.
    static let referenceSystem = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

    private var filter: String?
    private var filterLanguage: FilterLanguage?
    private var hasReferenceSystem = false
    private(set) var box: GeoBounds?
    private(set) var near: Nearness?

    /// Reads one of the parameters.
    ///
    /// - Returns: what is wrong with it by itself.
    mutating func read(_ parameter: QueryParameter) -> ProblemFault? {
        switch parameter.name {
        case "filter":
            filter = parameter.value
            return nil
        case "filter-lang":
            filterLanguage = FilterLanguage(rawValue: parameter.value)
            let known = FilterLanguage.allCases.map(\.rawValue)
            return filterLanguage == nil
                ? ProblemFault(
                    parameter: "filter-lang", reason: "filters are not written in \"\(parameter.value)\"",
                    remedy: Suggestion.phrase(for: parameter.value, among: known)) : nil
        case "filter-crs":
            hasReferenceSystem = true
            let isKnown = [Self.referenceSystem, "[OGC:CRS84]"].contains(parameter.value)
            return isKnown
                ? nil
                : ProblemFault(
                    parameter: "filter-crs", reason: "there is no reference system \"\(parameter.value)\" here",
                    remedy: "give geometries in \(Self.referenceSystem), or leave filter-crs out")
        case "bbox": return readBox(parameter.value)
        default: return readNearness(parameter.value)
        }
    }

    private mutating func readBox(_ text: String) -> ProblemFault? {
        let numbers = Self.numbers(text)
        guard let numbers, numbers.count == 4 else {
            return ProblemFault(
                parameter: "bbox", reason: "\"\(text)\" is no box", remedy: "give west,south,east,north in degrees")
        }
        guard abs(numbers[0]) <= 180, abs(numbers[2]) <= 180, abs(numbers[1]) <= 90, abs(numbers[3]) <= 90 else {
            return ProblemFault(
                parameter: "bbox", reason: "\"\(text)\" leaves the Earth",
                remedy: "longitudes, -180 to 180, stand first and third; latitudes, -90 to 90, second and fourth")
        }
        guard numbers[1] <= numbers[3] else {
            return ProblemFault(
                parameter: "bbox", reason: "the north of the box lies south of its south",
                remedy: "give west,south,east,north; only west may be greater than east, across the antimeridian")
        }
        box = GeoBounds(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
        return nil
    }

    private mutating func readNearness(_ text: String) -> ProblemFault? {
        let numbers = Self.numbers(text)
        guard let numbers, numbers.count == 3 else {
            return ProblemFault(
                parameter: "near", reason: "\"\(text)\" is no place with a distance",
                remedy: "give longitude,latitude,kilometres, such as near=103.97,22.5,50")
        }
        guard abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
            return ProblemFault(
                parameter: "near", reason: "\"\(text)\" leaves the Earth",
                remedy: "the longitude, -180 to 180, stands first; the latitude, -90 to 90, second")
        }
        guard numbers[2] > 0 else {
            return ProblemFault(
                parameter: "near", reason: "\"\(text)\" is no place with a distance greater than 0",
                remedy: "give a distance greater than 0, such as near=103.97,22.5,50")
        }
        near = Nearness(
            place: Geometry.Position(longitude: numbers[0], latitude: numbers[1]), kilometres: min(numbers[2], 21_000))
        return nil
    }

    private static func numbers(_ text: String) -> [Double]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { "0123456789.-+eE".utf8.contains($0) } ? Double(part) : nil
        }
        return numbers.count == parts.count && numbers.allSatisfy(\.isFinite) ? numbers : nil
    }

    /// Puts what was read into a selection of a collection.
    ///
    /// - Parameter faults: what is wrong is added there.
    func apply(
        to selection: inout Selection, of definition: CollectionDefinition, snapshot: Snapshot, _ faults: FaultList
    ) {
        for (name, isGiven) in [("bbox", box != nil), ("near", near != nil)] where isGiven {
            if definition.placeQueryable == nil {
                let placed = RouteTable.collections.filter { snapshot[$0]?.definition.placeQueryable != nil }
                faults.report(
                    name, "\(definition.name) have no positions",
                    "ask \(placed.map { "/v1/\($0)" }.joined(separator: ", "))")
            }
        }
        for (name, isGiven) in [("filter-lang", filterLanguage != nil), ("filter-crs", hasReferenceSystem)]
        where isGiven && filter == nil {
            faults.report(
                name, "\(name) says how filter is written, and there is no filter",
                "give filter, or leave \(name) out")
        }
        selection.box = box
        selection.near = near
        guard let filter else { return }
        do throws(FilterFaults) {
            selection.predicate = try predicate(filter, definition, snapshot)
        } catch {
            faults.report(contentsOf: error.all.lazy.map(Self.fault))
        }
    }

    private func predicate(
        _ filter: String, _ definition: CollectionDefinition, _ snapshot: Snapshot
    ) throws(FilterFaults) -> Predicate {
        let expression: FilterExpression
        if filterLanguage == .json {
            expression = try FilterJSONParser.parse(Array(filter.utf8))
        } else {
            do throws(FilterFault) {
                expression = try FilterTextParser.parse(filter)
            } catch {
                throw FilterFaults([error])
            }
        }
        do throws(FilterFaults) {
            return try Predicate(expression, over: definition) { text, collections in
                RecordReference.read(text, in: collections, of: snapshot)
            }
        } catch {
            throw filterLanguage == .json ? error : error.excerpted(from: filter)
        }
    }

    /// The fault of a filter, with its place.
    private static func fault(_ fault: FilterFault) -> ProblemFault {
        switch fault.place {
        case .character(let number):
            let excerpt = fault.excerpt.isEmpty ? "" : ", in \"\(fault.excerpt)\""
            var problem = ProblemFault(
                parameter: "filter", reason: "at character \(number)\(excerpt): \(fault.reason)", remedy: fault.remedy)
            problem.position = number
            return problem
        case .pointer(let pointer):
            let place = pointer.tokens.isEmpty ? "" : "at \(pointer): "
            var problem = ProblemFault(parameter: "filter", reason: place + fault.reason, remedy: fault.remedy)
            problem.pointer = pointer.description
            return problem
        }
    }
}
