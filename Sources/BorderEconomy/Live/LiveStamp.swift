/// When something was told to the gate, and in which place of the order of everything told.
///
/// Order is by `sequence` alone: a clock that steps back changes no order. Times say how long things took; those of one
/// visit never run backwards: a time that was reported is refused when it lies before the last one, and the server's own is
/// taken as at least that.
package struct LiveStamp: Hashable, Sendable {
    /// The journal's number of the event; greater than that of every event before.
    package let sequence: Int64
    /// The server's clock when it was told.
    package let received: Moment
    /// When it happened, where the teller says so; nil when it happened as it was told.
    package let reported: Moment?

    package init(sequence: Int64, received: Moment, reported: Moment? = nil) {
        self.sequence = sequence
        self.received = received
        self.reported = reported
    }

    /// When it happened, as far as is known. What is reported a little ahead of the server's clock happened now.
    package var at: Moment { reported.map { min($0, received) } ?? received }
}
