/// Is told of each answer when it is written. What it is given ends with the call.
package protocol AnswerObserver {
    func answered(_ request: borrowing Request, _ response: borrowing ResponseWriter)
}
