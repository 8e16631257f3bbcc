/// A position on the WGS 84 ellipsoid with the precision its source allows.
package struct GeoPoint: Hashable, Sendable {
    /// Degrees north.
    package let latitude: Double
    /// Degrees east.
    package let longitude: Double
    package let precisionKilometres: Double?
    /// Computed by us, such as a centroid.
    package let derived: Bool
    package let confidence: Confidence
    package let note: LocalizedText?
    package let source: Source

    package init(
        latitude: Double, longitude: Double, precisionKilometres: Double?, derived: Bool, confidence: Confidence,
        note: LocalizedText?, source: Source
    ) {
        self.latitude = latitude
        self.longitude = longitude
        self.precisionKilometres = precisionKilometres
        self.derived = derived
        self.confidence = confidence
        self.note = note
        self.source = source
    }

    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if !(-90...90).contains(latitude) { faults.append(MemberFault("/lat", "a latitude lies between -90 and 90")) }
        if !(-180...180).contains(longitude) {
            faults.append(MemberFault("/lon", "a longitude lies between -180 and 180"))
        }
        return faults
    }
}
