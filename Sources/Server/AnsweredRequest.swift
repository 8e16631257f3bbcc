package import HTTPEngine

/// What is reported of an answered request: neither field values nor content, and of the target only the path, because
/// what somebody asks for in a query is theirs.
package struct AnsweredRequest: Sendable {
    /// `other` when the request was refused before its method was read.
    package let method: HTTPMethod
    /// As it was sent; empty when the request was refused before it was read.
    package let path: String
    package let status: HTTPStatus
    /// Content of the answer, without its head.
    package let contentBytes: Int
    /// The client's identifier or the one that was made; empty when there is none.
    package let requestID: String
    /// From when the loop learned of the request's last bytes until the answer was handed to the socket.
    package internal(set) var nanoseconds: UInt64
    /// Address and port of the peer; empty when it had gone before anybody asked.
    package internal(set) var remote: String

    package init(
        method: HTTPMethod, path: String, status: HTTPStatus, contentBytes: Int, requestID: String = "",
        nanoseconds: UInt64 = 0, remote: String = ""
    ) {
        self.method = method
        self.path = path
        self.status = status
        self.contentBytes = contentBytes
        self.requestID = requestID
        self.nanoseconds = nanoseconds
        self.remote = remote
    }
}
