/// When something was told to the gate, and in which place of the order of everything told.
///
/// Order is by `sequence` alone: a clock that steps back changes no order. Times say how long things took; those of one
/// visit never run backwards, because each is taken as at least the one before.
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

    /// When it happened, as far as is known.
    package var at: Moment { reported ?? received }
}
