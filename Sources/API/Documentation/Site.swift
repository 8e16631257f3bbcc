import Catalog
package import HTTPEngine
import JSONText

/// What the service says of itself, and its description, made once and shared by all loops.
package final class Site: Sendable {
    package let version: String
    /// Contact for reports of vulnerabilities, a URI (RFC 9116 §2.5.3).
    package let securityContact: String
    /// Makes the content of `/metrics`. What is counted is not known here: who puts the parts together hands it in.
    let metrics: @Sendable () -> [UInt8]
    /// Works out what would hold up a loop.
    let background: any BackgroundExecutor
    /// The live gates and their journal; nil in a server that takes no writes.
    let gate: DigitalGate?
    /// The data as seen from other days.
    let vantages: VantageShelf
    let openAPI: CodedRepresentation
    let documentation: CodedRepresentation

    static let title = "Cửa Khẩu"
    static let summary =
        "The border-gate economy between Vietnam and China: provinces, border gates, economic zones, projects, plans, "
        + "targets and figures, each with its source"

    /// Without an executor what takes long is done at once, on the loop.
    package convenience init(
        version: String, securityContact: String, metrics: @escaping @Sendable () -> [UInt8] = { [] },
        background: any BackgroundExecutor = ImmediateExecutor(), gate: DigitalGate? = nil
    ) {
        self.init(
            version: version, securityContact: securityContact, metrics: metrics, background: background, gate: gate,
            vantages: VantageShelf())
    }

    init(
        version: String, securityContact: String, metrics: @escaping @Sendable () -> [UInt8],
        background: any BackgroundExecutor, gate: DigitalGate?, vantages: VantageShelf
    ) {
        self.vantages = vantages
        self.gate = gate
        self.version = version
        self.securityContact = securityContact
        self.metrics = metrics
        self.background = background
        let description = OpenAPI(version: version, definitions: Presentation.definitions)
        openAPI = CodedRepresentation(bytes: JSONWriter.encode(.object(description.document)))
        let page = HTMLPage.documentation(version: version, definitions: Presentation.definitions)
        documentation = CodedRepresentation(bytes: Array(page.utf8))
    }
}
