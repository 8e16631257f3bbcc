/// Answers that are not written at once.
extension ResponseWriter {
    /// Promises the answer to the present request: work on it elsewhere and call `send` on what is returned. `route` and
    /// what `addField` added hold for it; nothing else may be written.
    package mutating func answerLater() -> LateAnswer {
        precondition(status == nil && opening == nil, "a request has one answer")
        let answer = LateAnswer()
        opening = .promise(answer.promise)
        return answer
    }

    /// Writes the head of an answer whose content comes from `stream`, in chunks (RFC 9112 §7.1), or to an HTTP/1.0
    /// client up to the end of the connection. `fields` are as for `write`.
    ///
    /// Where an answer has no content the stream never starts; where too many streams are open the answer is 503.
    package mutating func writeStream(_ status: HTTPStatus, fields: [ResponseField], from stream: AnswerStream) {
        precondition(self.status == nil && opening == nil, "a request has one answer")
        let hasContent = allowsContent && !status.forbidsContent
        guard !hasContent || hasRoom(for: stream) else {
            stream.cancel()
            streamRefused?()
            return ProblemDocument.write(.streamsExhausted, into: &self)
        }
        writeOpenHead(status, fields: fields)
        guard hasContent else { return stream.cancel() }
        if stream.isPushed { openSubscriptions += 1 } else { openStreams += 1 }
        opening = .stream(stream)
    }

    private func hasRoom(for stream: AnswerStream) -> Bool {
        stream.isPushed ? openSubscriptions < subscriptionLimit : openStreams < streamLimit
    }

    /// A stream that was written has ended.
    mutating func closeStream(_ stream: AnswerStream) {
        if stream.isPushed { openSubscriptions -= 1 } else { openStreams -= 1 }
    }

    /// What the present answer waits for; nil when it is whole.
    mutating func takeOpening() -> SuspendedAnswer.Source? {
        defer { opening = nil }
        return opening
    }

    /// Writes pieces of content as one chunk, or as they are; returns how many bytes they have.
    mutating func writePieces(_ pieces: [[UInt8]], isChunked: Bool) -> Int {
        let count = pieces.reduce(0) { $0 + $1.count }
        // A chunk of no bytes would be the last.
        guard count > 0 else { return 0 }
        if isChunked { HeadEncoding.appendChunkSize(count, to: &output.gathered) }
        for piece in pieces { piece.withUnsafeBytes { output.gathered.append($0) } }
        if isChunked { HeadEncoding.appendLineEnd(to: &output.gathered) }
        return count
    }

    /// Ends chunked content.
    mutating func writeLastChunk() {
        output.gathered.append("0\r\n\r\n")
    }
}
