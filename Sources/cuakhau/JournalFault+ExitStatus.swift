import Journal

extension ExitStatus {
    /// How the program ends when its journal cannot be used.
    init(of fault: JournalFault) {
        self =
            switch fault.kind {
            case .missing, .unreadable: .unreadable
            case .readOnly, .full, .failed: .unwritable
            case .inUse, .locked, .closed: .unavailable
            case .corrupted, .foreign, .newer: .badData
            }
    }
}
