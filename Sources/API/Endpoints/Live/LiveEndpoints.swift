/// Everything that is served of the digital gate.
enum LiveEndpoints {
    static let all =
        BoardEndpoints.all + VisitEndpoints.all + VisitListEndpoint.all + LaneEndpoints.all + GateEventEndpoints.all
        + BatchEndpoint.all
        + BulletinEndpoint.all + AuditEndpoint.all
}
