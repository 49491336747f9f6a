import Foundation
import TestSupport
import Testing

@testable import TrialNumerics

/// `Validation/Python/philox.json`: NumPy's Philox at addresses of a stream, two blocks of each.
@Suite struct `Philox Golden` {
    struct Golden: Decodable {
        struct Case: Decodable {
            let key: [String]
            let counter: [String]
            let raw: [String]
            let uniforms: [String]
        }
        let cases: [Case]
    }

    @Test func `draws the numbers and uniforms of NumPy`() throws {
        let file = Repository.file("Validation/Python/philox.json")
        let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
        for one in golden.cases {
            let (key, counter) = (one.key.compactMap { UInt64($0) }, one.counter.compactMap { UInt64($0) })
            var raw = RandomStream(key: [key[0], key[1]], counter: SIMD4(counter))
            #expect(one.raw.map { UInt64($0) } == one.raw.map { _ in raw.next() })
            var uniform = RandomStream(key: [key[0], key[1]], counter: SIMD4(counter))
            #expect(one.uniforms.map { Double($0) } == one.uniforms.map { _ in uniform.uniform() })
        }
    }
}

/// The known answers that come with Random123 (`kat_vectors`, philox4x64, 10 rounds).
@Suite struct `Philox Published` {
    @Test func `zeros`() {
        #expect(
            Philox(key: [0, 0]).block(at: [0, 0, 0, 0])
                == [0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b])
    }

    @Test func `all ones`() {
        #expect(
            Philox(key: [.max, .max]).block(at: [.max, .max, .max, .max])
                == [0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0])
    }

    @Test func `digits of pi`() {
        let counter: Philox.Block = [
            0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89,
        ]
        #expect(
            Philox(key: [0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c]).block(at: counter)
                == [0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6])
    }
}
