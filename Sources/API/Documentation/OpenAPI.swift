import BorderEconomy
import Catalog
import HTTPEngine
import JSONText

/// The OpenAPI 3.1 description of the service, made from the route table and the definitions that the service runs on.
struct OpenAPI {
    let version: String
    let definitions: [String: CollectionDefinition]
    private let ordered: [CollectionDefinition]

    init(version: String, definitions: [CollectionDefinition]) {
        self.version = version
        ordered = definitions
        self.definitions = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })
    }

    var document: JSONObject {
        [
            "openapi": "3.1.0",
            "info": .object([
                "title": .string(Site.title), "version": .string(version), "summary": .string(Site.summary),
                "description": .string(
                    "Every figure carries its unit, qualifier, period and source. What no source says is null. "
                        + "Lists take equality filters by field name (a comma means or), q, sort, fields, limit, cursor "
                        + "and lang. Errors are RFC 9457 problem details."),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ]),
            "servers": [["url": "/"]],
            "tags": .array(
                ordered.map { .object(["name": .string($0.name), "description": .string($0.meaning)]) }
                    + Operation.Tag.allCases.map {
                        .object(["name": .string($0.rawValue), "description": .string($0.meaning)])
                    } + [["name": "service", "description": "The service itself"]]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(Schema.all(ordered)), "parameters": .object(sharedParameters),
                "headers": .object(headers), "responses": .object(problemResponses),
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "An access token, made with `cuakhau token create`",
                    ]
                ],
            ]),
        ]
    }

    private var paths: JSONObject {
        var paths = JSONObject()
        for name in RouteTable.collections {
            guard let definition = definitions[name] else { continue }
            paths.append(
                "/v1/\(name)", list(of: definition, id: "list\(Self.capitalised(name))", at: nil))
            paths.append("/v1/\(name)/{id}", detail(of: definition))
            for subcollection in RouteTable.subcollections where subcollection.parent == name {
                guard let target = definitions[subcollection.collection] else { continue }
                paths.append(
                    "/v1/\(name)/{id}/\(subcollection.name)",
                    list(
                        of: target, id: "list\(definition.recordName)\(Self.capitalised(subcollection.name))",
                        at: subcollection))
            }
        }
        for name in RouteTable.datasetCollections {
            guard let definition = definitions[name] else { continue }
            paths.append(
                "/v1/dataset/\(name)", list(of: definition, id: "listDataset\(Self.capitalised(name))", at: nil))
        }
        for place in EndpointTable.served.places {
            var operations = JSONObject()
            for endpoint in place.endpoints {
                operations.append(
                    "\(endpoint.method.name)".lowercased(),
                    endpoint.operation.description(at: place.path, method: endpoint.method))
            }
            paths.append(place.path.text, .object(operations))
        }
        for page in ServicePage.all { paths.append(page.path, page.operation) }
        return paths
    }

    private static func capitalised(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

    private func list(of definition: CollectionDefinition, id: String, at subcollection: Subcollection?) -> JSONValue {
        var parameters: [JSONValue] = subcollection == nil ? [] : [Self.parameterReference("id")]
        let hasPlaces = definition.placeQueryable != nil
        parameters += ListQuery.general.filter { !FormatParameters.names.contains($0) }
            .filter { hasPlaces || !FilterParameters.placeNames.contains($0) }.map(Self.parameterReference)
        let formats = Format.offered(by: definition)
        parameters += [FormatDescription.parameter(formats), Self.parameterReference("bom")]
        parameters += TimeParameters.names(for: definition).map(Self.parameterReference)
        for field in definition.fields where field.filterable && !field.detailOnly {
            parameters.append(
                .object([
                    "name": .string(field.filterName), "in": "query", "style": "form", "explode": false,
                    "description": .string("Only records with one of these: \(field.meaning)"),
                    "schema": .object(Schema.parameter(of: field)),
                ]))
        }
        let summary =
            subcollection.map { "The \($0.name) of one of the \($0.parent)" } ?? "\(definition.meaning)"
        var responses = Self.answers(schema: "\(definition.recordName)List", formats, isList: true)
        if formats.contains(.jsonstat) { responses["422"] = Self.responseReference("Unprocessable") }
        if subcollection != nil { responses["404"] = Self.responseReference("NotFound") }
        return .object([
            "get": .object([
                "operationId": .string(id), "tags": [.string(definition.name)], "summary": .string(summary),
                "parameters": .array(parameters), "responses": .object(responses),
            ])
        ])
    }

    private func detail(of definition: CollectionDefinition) -> JSONValue {
        let formats = Format.offered(byRecordOf: definition)
        var responses = Self.answers(schema: "\(definition.recordName)Detail", formats, isList: false)
        responses["404"] = Self.responseReference("NotFound")
        return .object([
            "get": .object([
                "operationId": .string("get\(definition.recordName)"), "tags": [.string(definition.name)],
                "summary": .string("One record, by identifier or alias: \(definition.meaning)"),
                "parameters": .array(
                    ["id", "lang"].map(Self.parameterReference)
                        + [FormatDescription.parameter(formats), Self.parameterReference("bom")]
                        + TimeParameters.names(for: definition).map(Self.parameterReference)),
                "responses": .object(responses),
            ])
        ])
    }

    private static func answers(schema: String, _ formats: [Format], isList: Bool) -> JSONObject {
        [
            "200": .object([
                "description": "The representation",
                "headers": .object([
                    "ETag": ["$ref": "#/components/headers/ETag"], "Link": ["$ref": "#/components/headers/Link"],
                ]),
                "content": .object(
                    FormatDescription.content(formats, json: Schema.reference(schema), isList: isList)),
            ]),
            "304": ["description": "Not modified since the entity tag of If-None-Match"],
            "400": responseReference("BadParameter"), "410": responseReference("Gone"),
            "422": responseReference("Unprocessable"), "405": responseReference("MethodNotAllowed"),
            "406": responseReference("NotAcceptable"), "412": responseReference("PreconditionFailed"),
        ]
    }

    private static func parameterReference(_ name: String) -> JSONValue {
        .object(["$ref": .string("#/components/parameters/\(name)")])
    }

    static func responseReference(_ name: String) -> JSONValue {
        .object(["$ref": .string("#/components/responses/\(name)")])
    }

    private var sharedParameters: JSONObject {
        func query(_ name: String, _ meaning: String, _ schema: JSONValue) -> JSONValue {
            .object(["name": .string(name), "in": "query", "description": .string(meaning), "schema": schema])
        }
        var shared: JSONObject = [
            "id": [
                "name": "id", "in": "path", "required": true, "description": "Identifier or alias of the record",
                "schema": ["type": "string"],
            ],
            "q": query(
                "q", "Words that names begin with, without regard to case and diacritics",
                ["type": "string", "minLength": 1]),
            "filter": query(
                "filter", "A condition in CQL2 (OGC 21-065); /v1/{collection}/queryables says what it may name",
                ["type": "string", "minLength": 1]),
            "filter-lang": query(
                "filter-lang", "How filter is written",
                .object([
                    "type": "string",
                    "enum": .array(FilterParameters.FilterLanguage.allCases.map { .string($0.rawValue) }),
                    "default": .string(FilterParameters.FilterLanguage.text.rawValue),
                ])),
            "filter-crs": query(
                "filter-crs", "Reference system of the geometries in filter: CRS84, by its URI or as [OGC:CRS84]",
                ["type": "string", "minLength": 1]),
            "bbox": query(
                "bbox", "Only records in this box: west,south,east,north in degrees",
                ["type": "string", "pattern": "^[^,]+(,[^,]+){3}$"]),
            "near": query(
                "near", "Only records near a place, the nearest first: longitude,latitude,kilometres",
                ["type": "string", "pattern": "^[^,]+(,[^,]+){2}$"]),
            "sort": query(
                "sort", "Fields to put in order by, with commas between; a leading hyphen reverses; null comes last",
                ["type": "string", "minLength": 1]),
            "fields": query("fields", "Members to show, with commas between", ["type": "string", "minLength": 1]),
            "limit": query(
                "limit", "Records on a page",
                .object([
                    "type": "integer", "minimum": 1, "maximum": .integer(Int64(ListQuery.greatestLimit)),
                    "default": .integer(Int64(ListQuery.defaultLimit)),
                ])),
            "cursor": query(
                "cursor", "Where the page begins; opaque, from `next`", ["type": "string", "minLength": 1]),
            "lang": query(
                "lang", "Language of names and texts",
                .object([
                    "type": "string", "enum": .array(Language.allCases.map { .string($0.rawValue) }), "default": "vi",
                ])),
            "bom": FormatDescription.byteOrderMark,
        ]
        for parameter in OperationParameter.ofTime + [.progressDay] {
            shared.append(parameter.name, query(parameter.name, parameter.meaning, .object(parameter.schema)))
        }
        return shared
    }

    private var headers: JSONObject {
        [
            "ETag": ["description": "Strong: a hash of the representation's bytes", "schema": ["type": "string"]],
            "Location": [
                "description": "Where what came into being is served",
                "schema": ["type": "string", "format": "uri-reference"],
            ],
            "Link": [
                "description": "self, first, prev, next, collection, alternate, describedby (RFC 8288)",
                "schema": ["type": "string"],
            ],
        ]
    }

    private var problemResponses: JSONObject {
        func problem(_ kind: ProblemKind) -> JSONValue {
            .object([
                "description": .string(kind.title),
                "content": .object([Problem.mediaType: .object(["schema": Schema.reference("Problem")])]),
            ])
        }
        var responses = JSONObject()
        for kind in ProblemKind.allCases { responses.append(kind.componentName, problem(kind)) }
        return responses
    }
}
