import Catalog
import HTTPEngine

/// What a route answers when nothing stands against it.
struct Answer {
    enum Body {
        /// Encoded beforehand, in the codings it is offered in.
        case coded(CodedRepresentation)
        /// Encoded for this request.
        case fresh([UInt8])
    }

    var mediaType = Answer.json
    var body: Body
    var cacheControl = Answer.publicCaching
    /// Address references for Link (RFC 8288).
    var links: [String] = []
    var fields: [ResponseField] = []
    /// Whether the answer depends on Accept beyond being refused.
    var vary = "Accept, Accept-Encoding"

    static let json = "application/json"
    static let html = "text/html; charset=utf-8"
    /// Fresh for a minute; after that shown for ten more while it is asked for anew.
    static let publicCaching = "public, max-age=60, stale-while-revalidate=600"
    static let noStore = "no-store"
}
