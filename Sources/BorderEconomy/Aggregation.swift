/// How a figure was put together from the figures of the parts of its subject, where no source reports it so.
package struct Aggregation: Hashable, Sendable {
    /// The figures of the parts.
    package let inputs: [Identifier<Observation>]
    /// Why they do not add up to a figure; nil when the figure is their sum.
    package let reason: LocalizedText?

    package init(inputs: [Identifier<Observation>], reason: LocalizedText?) {
        self.inputs = inputs
        self.reason = reason
    }
}
