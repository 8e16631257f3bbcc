/// How many connections to take at once, learnt from how many there were.
///
/// A fixed bound per round would lose connections under load, and asking until none is left costs a call for nothing per
/// connection when they come singly. So more are asked for only when that many were there in several rounds running, the
/// more rounds the oftener it was in vain.
struct AcceptBurst {
    private static var countMax: Int { 4096 }
    private static var patienceMax: Int { 32 }

    /// How many to ask for.
    private(set) var count = 1
    /// Rounds running in which as many were there, and how many it takes to ask for more.
    private var fullRounds = 0
    private var patience = 1

    /// Whether connections have been waiting for more than their turn, so that their requests may have come as well.
    var isBacklogged: Bool { count > 1 }

    /// As many as were asked for were there, or fewer.
    mutating func took(all: Bool) {
        guard all else {
            // Asking for the second was in vain; it is not when many were there.
            if count == 2 { patience = min(patience * 2, AcceptBurst.patienceMax) }
            count = 1
            fullRounds = 0
            return
        }
        fullRounds += 1
        guard fullRounds >= patience else { return }
        if count > 1 { patience = 1 }
        count = min(count * 2, AcceptBurst.countMax)
    }
}
