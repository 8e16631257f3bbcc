/// What is computed from the records when it is asked for.
enum Analysis {
    static let endpoints =
        SummaryEndpoint.all + CompareEndpoint.all + SeriesEndpoint.all + ProjectionEndpoint.all + InvestmentEndpoint.all
        + TargetEndpoints.all
}
