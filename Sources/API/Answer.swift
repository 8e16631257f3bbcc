import Catalog
import HTTPEngine

/// What a route answers when nothing stands against it.
struct Answer: Sendable {
    enum Body: Sendable {
        /// Encoded beforehand, in the codings it is offered in.
        case coded(CodedRepresentation)
        /// Encoded for this request.
        case fresh([UInt8])
        /// Worked out off the loop, at low priority: what takes more than a millisecond. The answer that comes of it
        /// replaces this one, all but its media type having been negotiated already; a problem that is thrown is
        /// answered as any other.
        case later(Work)
        /// Made piece by piece off the loop, while the client takes it.
        case stream(StreamedContent)
        /// What comes of something that goes on elsewhere, as a write that waits for its commit: it is begun now, and
        /// tells its result once, from any thread.
        case awaited(Beginning)
        /// Events, for as long as the client listens: whoever takes the stream writes to it, or ends it.
        case events(@Sendable (AnswerStream) -> Void)
    }

    /// Begins something whose result comes later. The result is told once; when it never is, the answer is 500.
    typealias Beginning = @Sendable (_ tell: @escaping @Sendable (Result<Answer, Problem>) -> Void) -> Void

    /// Works an answer out. Where that takes long it asks now and then whether the client still waits, and gives up when
    /// not.
    typealias Work = @Sendable (_ isGivenUp: () -> Bool) throws(Problem) -> Answer

    /// Only answers to GET with status 200 have an entity tag.
    var status = HTTPStatus.ok
    var mediaType = Answer.json
    var body: Body
    var cacheControl = Answer.publicCaching
    /// Address references for Link (RFC 8288).
    var links: [String] = []
    var fields: [ResponseField] = []
    /// Whether `f` or Accept was already asked which format to answer in.
    var isChosen = false
    var vary = "Accept, Accept-Encoding"
    /// Whether it may be given again, without being worked out, until the next snapshot.
    var isLasting = true

    static let json = "application/json"
    static let html = "text/html; charset=utf-8"
    /// Fresh for a minute; after that shown for ten more while it is asked for anew.
    static let publicCaching = "public, max-age=60, stale-while-revalidate=600"
    /// Kept, and asked for anew each time (RFC 9111 §5.2.2.4).
    static let revalidated = "public, no-cache"
    static let noStore = "no-store"
    /// The methods of every resource.
    static let allowed = "GET, HEAD, OPTIONS"

    /// The methods that some resource or other offers.
    static let allowedAnywhere = "GET, HEAD, POST, PATCH, OPTIONS"

    /// The page of metrics, which is another each time (Prometheus text format 0.0.4).
    static func metrics(_ text: [UInt8]) -> Answer {
        Answer(
            mediaType: "text/plain; version=0.0.4; charset=utf-8", body: .fresh(text), cacheControl: noStore,
            vary: "Accept-Encoding")
    }

    /// What only some may read is kept by nobody on the way.
    mutating func keepPrivate() {
        cacheControl = Answer.noStore
        vary = "Authorization, \(vary)"
        isLasting = false
    }

    /// Whether the same answer is right for everyone who asks the same of the same snapshot.
    var isKept: Bool {
        guard status == .ok, isLasting else { return false }
        switch body {
        case .coded: return true
        case .fresh: return cacheControl != Answer.noStore
        case .later, .stream, .awaited, .events: return false
        }
    }

    /// Fields of every answer: reads are open to every origin, and no browser guesses what they are.
    static let sharedFields = [
        ResponseField("Access-Control-Allow-Origin", "*"),
        ResponseField(
            "Access-Control-Expose-Headers",
            "Accept-Patch, Accept-Post, Content-Language, Content-Location, ETag, Idempotency-Replayed, Link, Location, "
                + "RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate, X-Request-Id"),
        ResponseField("X-Content-Type-Options", "nosniff"),
    ]
}
