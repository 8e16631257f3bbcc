import ArgumentParser
import BorderEconomy
import Catalog
import Journal
import Transport

/// `cuakhau token`: the tokens that writes ask for.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Makes, lists and revokes the tokens that writes ask for.",
        discussion: """
            The journal keeps a SHA-256 of each token and never the token. A server that is running takes in a change \
            within a second.
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Makes a token and prints it, alone, on the last line; it is shown this once.")

        @OptionGroup var place: JournalOptions
        @Option(help: "reader, declarant, operator, planner or admin.") var role: String
        @Option(help: "Gate of an operator or declarant; may be repeated.") var gate: [String] = []
        @Option(help: "Province of a planner; may be repeated.") var province: [String] = []
        @Option(help: "Days that it is good for, 1 to 3650.") var days: Int
        @Option(help: "Whose it is or what for, shown in lists.") var note = ""

        func run() throws {
            let role = try chosenRole()
            guard (1...3650).contains(days) else { throw usage("--days: \(days) is not between 1 and 3650") }
            guard note.utf8.count <= 200, note.allSatisfy({ !$0.isNewline && $0 != "\t" }) else {
                throw usage("--note: at most 200 bytes on one line")
            }
            let issued = try JournalOptions.using(place.open(.change)) { journal throws(JournalFault) in
                try AccessTokens(of: journal).create(role, note: note, days: days, at: VietnamClock.moment)
            }
            LineOutput.standardOutput.write("\(issued.token.words); it is shown this once:")
            LineOutput.standardOutput.write(issued.text)
        }

        private func chosenRole() throws -> Role {
            guard let name = Role.Name(rawValue: role) else {
                let known = Role.Name.allCases.map(\.rawValue)
                throw usage("--role: there is no role \"\(role)\"; \(Suggestion.phrase(for: role, among: known))")
            }
            if name != .operator, name != .declarant, !gate.isEmpty {
                throw usage("--gate: only an operator or a declarant has gates; leave it out")
            }
            if name != .planner, !province.isEmpty {
                throw usage("--province: only a planner has provinces; leave it out")
            }
            switch name {
            case .reader: return .reader
            case .admin: return .admin
            case .operator: return .operator(gates: try chosenGates("an operator"))
            case .declarant: return .declarant(gates: try chosenGates("a declarant"))
            case .planner:
                guard !province.isEmpty else {
                    throw usage("--province: a planner needs one at least, as --province lao-cai-2025")
                }
                return .planner(
                    provinces: Set(try checked(province, "--province", "province") { $0.provinces[$1]?.id }))
            }
        }

        private func chosenGates(_ holder: String) throws -> Set<Identifier<BorderGate>> {
            guard !gate.isEmpty else { throw usage("--gate: \(holder) needs one at least, as --gate kim-thanh") }
            return Set(try checked(gate, "--gate", "gate") { $0.gates[$1]?.id })
        }

        /// The identifiers, each as the seeds have it. Without a folder of seeds their form alone is checked.
        private func checked<Subject>(
            _ texts: [String], _ flag: String, _ noun: String,
            find: (Registry, Identifier<Subject>) -> Identifier<Subject>?
        ) throws -> [Identifier<Subject>] {
            let registry = try place.registry()
            return try texts.map { text in
                guard let id = Identifier<Subject>(text) else {
                    throw usage(
                        "\(flag): \"\(text)\" is no identifier; one has letters a–z, digits and hyphens, as kim-thanh")
                }
                guard let registry else { return id }
                guard let found = find(registry, id) else {
                    let known =
                        noun == "gate"
                        ? registry.gates.all.map(\.id.rawValue) : registry.provinces.all.map(\.id.rawValue)
                    throw usage(
                        "\(flag): there is no \(noun) \"\(text)\"; \(Suggestion.phrase(for: text, among: known))")
                }
                return found
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the tokens, one a line, with tabs between the columns.")

        @OptionGroup var place: JournalOptions

        func run() throws {
            let tokens = try JournalOptions.using(place.open(.inspect)) { journal throws(JournalFault) in
                try AccessTokens(of: journal).all
            }
            LineOutput.standardOutput.write("id\trole\tscope\tcreated\texpires\tstate\tnote")
            for token in tokens { LineOutput.standardOutput.write(token.row(at: VietnamClock.moment)) }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Revokes a token, for good; what it wrote stays.")

        @OptionGroup var place: JournalOptions
        @Argument(help: "The token's id, as token list shows it.") var id: String

        func run() throws {
            let journal = try place.open(.change, mustExist: true)
            let (revoked, known) = try JournalOptions.using(journal) { journal throws(JournalFault) in
                let tokens = try AccessTokens(of: journal)
                return (try tokens.revoke(id, at: VietnamClock.moment), tokens.all.map(\.id))
            }
            guard let revoked else {
                throw usage("there is no token \"\(id)\"; \(Suggestion.phrase(for: id, among: known))")
            }
            LineOutput.standardOutput.write(revoked.words)
        }
    }
}

extension AccessToken {
    /// What it is, in a sentence.
    fileprivate var words: String {
        let scope = role.scope.isEmpty ? "" : " of \(role.scope.joined(separator: ", "))"
        let end = revokedAt.map { "revoked at \($0)" } ?? "good until \(expiresAt)"
        return "token \(id): \(role.name.rawValue)\(scope), \(end)"
    }

    fileprivate func row(at now: Moment) -> String {
        let state = revokedAt != nil ? "revoked" : now < expiresAt ? "good" : "expired"
        let scope = role.scope.isEmpty ? "-" : role.scope.joined(separator: " ")
        return [id, role.name.rawValue, scope, "\(createdAt)", "\(expiresAt)", state, note].joined(separator: "\t")
    }
}

/// A wrong flag or argument, said on standard error.
private func usage(_ reason: String) -> ExitCode { ExitStatus.usage.after(["cuakhau: \(reason)"]) }
