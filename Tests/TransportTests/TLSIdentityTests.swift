import Foundation
import TLSTesting
import Testing
import Transport

@Suite struct TLSIdentityTests {
    private let authority: TestAuthority
    private let good: TestAuthority.Credentials

    init() throws {
        authority = try TestAuthority()
        good = try authority.issue("good")
    }

    private func bytes(_ path: String) throws -> [UInt8] { try good.bytes(of: path) }

    private func fault(certificate: [UInt8], key: [UInt8], authorities: [UInt8]? = nil) -> TLSFault? {
        do throws(TLSFault) {
            _ = try TLSIdentity(certificates: certificate, key: key, clientAuthorities: authorities)
            return nil
        } catch {
            return error
        }
    }

    @Test func certificate_WithItsKey_IsTaken() throws {
        let (certificate, key) = (try bytes(good.certificate), try bytes(good.key))
        #expect(fault(certificate: certificate, key: key) == nil)
        let chain = try certificate + bytes(authority.certificate)
        #expect(fault(certificate: chain, key: key, authorities: try bytes(authority.certificate)) == nil)
        // One file may hold both.
        #expect(fault(certificate: key + certificate, key: key + certificate) == nil)
    }

    @Test func certificate_OutOfItsTime_IsRefused() throws {
        let old = try authority.issue("old", fromDay: -9, untilDay: -2)
        let new = try authority.issue("new", fromDay: 2, untilDay: 9)
        for (credentials, word) in [(old, "expired at "), (new, "is not valid before ")] {
            let certificate = try bytes(credentials.certificate)
            let found = try #require(fault(certificate: certificate, key: try bytes(credentials.key)))
            #expect(found.part == .certificate && found.description.hasPrefix(word))
            #expect(found.description.hasSuffix(" GMT"))
            let chain = try bytes(good.certificate) + certificate
            #expect(fault(certificate: chain, key: try bytes(good.key))?.reason == found.reason)
            let client = fault(
                certificate: try bytes(good.certificate), key: try bytes(good.key), authorities: certificate)
            #expect(client == TLSFault(part: .clientAuthorities, reason: found.reason))
        }
    }

    @Test func file_ThatHoldsSomethingElse_IsRefused() throws {
        let (certificate, key) = (try bytes(good.certificate), try bytes(good.key))
        #expect(fault(certificate: key, key: key)?.description == "holds no certificate in PEM form")
        #expect(fault(certificate: [], key: key)?.description == "holds no certificate in PEM form")
        #expect(fault(certificate: certificate, key: certificate)?.description == "holds no private key in PEM form")
        #expect(fault(certificate: certificate, key: [])?.description == "holds no private key in PEM form")
        #expect(
            fault(certificate: certificate, key: key, authorities: key)
                == TLSFault(part: .clientAuthorities, reason: .noCertificate))
        let broken = Array(String(decoding: certificate, as: UTF8.self).replacing("MII", with: "M!I").utf8)
        #expect(fault(certificate: broken, key: key)?.description.hasPrefix("cannot be used: ") == true)
    }

    @Test func key_OfAnotherCertificate_IsRefused() throws {
        let other = try authority.issue("other")
        #expect(
            fault(certificate: try bytes(good.certificate), key: try bytes(other.key))
                == TLSFault(part: .key, reason: .mismatched))
    }

    @Test func key_WithAPassword_IsRefusedWithoutAsking() throws {
        let locked = authority.path("locked.key")
        try authority.openssl(["pkcs8", "-topk8", "-in", good.key, "-out", locked, "-passout", "pass:secret"])
        #expect(
            fault(certificate: try bytes(good.certificate), key: try bytes(locked))
                == TLSFault(part: .key, reason: .keyEncrypted))
    }

    @Test func certificate_ThatClientsWouldNotTake_IsRefused() throws {
        let key = try bytes(good.key)
        let other = try authority.issue("other")
        let chain = try bytes(good.certificate) + bytes(other.certificate)
        #expect(
            fault(certificate: chain, key: key) == TLSFault(part: .certificate, reason: .chainBroken(2)))
        let device = try authority.issue("device", purpose: "clientAuth")
        #expect(
            fault(certificate: try bytes(device.certificate), key: try bytes(device.key))
                == TLSFault(part: .certificate, reason: .notForServers))
        let both = try authority.issue("both", purpose: "serverAuth,clientAuth")
        #expect(fault(certificate: try bytes(both.certificate), key: try bytes(both.key)) == nil)
    }

    @Test func clientAuthority_ThatSignsNothing_IsRefused() throws {
        let certificate = try bytes(good.certificate)
        let files = try bytes(authority.certificate) + certificate
        #expect(
            fault(certificate: certificate, key: try bytes(good.key), authorities: files)
                == TLSFault(part: .clientAuthorities, reason: .noAuthority(2)))
    }

    @Test func names_AreThoseOfTheCertificate() throws {
        let names = try TLSIdentity(certificates: bytes(good.certificate), key: bytes(good.key)).names
        for host in ["localhost", "LocalHost", "127.0.0.1"] { #expect(names.cover(host), "\(host)") }
        for host in ["", "localhost.", "a.localhost", "127.0.0.2", "::1", "good"] {
            #expect(!names.cover(host), "\(host)")
        }
    }
}
