/// What the service says of itself.
package struct Site: Sendable {
    package let version: String
    /// Contact for reports of vulnerabilities, a URI (RFC 9116 §2.5.3).
    package let securityContact: String

    package init(version: String = Site.currentVersion, securityContact: String = "mailto:security@localhost") {
        self.version = version
        self.securityContact = securityContact
    }

    package static let currentVersion = "0.1.0"

    var title: String { "Cửa Khẩu" }
    var summary: String {
        "The border-gate economy between Vietnam and China: provinces, border gates, economic zones, projects, plans, "
            + "targets and figures, each with its source"
    }
}
