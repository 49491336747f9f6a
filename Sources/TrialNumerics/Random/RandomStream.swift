/// A stream of random numbers that is addressed, not seeded: by seed, purpose, replicate and subject.
///
/// Two streams with different addresses share no number, and each is the same whoever draws it, in which order, on how many
/// cores, on which platform. A simulation gives every virtual patient a stream of its own; adding a patient, a variable or a
/// thread changes nothing for the others, and replicate 731 can be run alone.
///
/// ```swift
/// var stream = RandomStream(seed: 20_240_131, purpose: "survival times", replicate: 731, subject: 17)
/// let time = stream.exponential(rate: 0.05)
/// ```
///
/// ## The address
/// Philox4x64-10 turns a 256-bit counter into 256 random bits under a 128-bit key:
///
/// | word | holds |
/// |---|---|
/// | key 0 | the seed, which a person chooses and a report prints |
/// | key 1 | the purpose: the FNV-1a hash of its name |
/// | counter 0 | the block, from 0; each block gives four numbers |
/// | counter 1 | the subject |
/// | counter 2 | the replicate |
/// | counter 3 | 0, kept for later |
///
/// Under one key the map is a bijection, so the blocks of different subjects and replicates are different blocks: overlap is
/// impossible, not just unlikely, for 2⁶⁶ numbers of each stream. Under different keys the maps are unrelated permutations.
///
/// ## Variates
/// Every variate is made by inversion from one uniform number (integers may need more, with probability below n/2⁶⁴), so two
/// designs that draw the same streams see the same patients: common random numbers come for free. Integers, uniforms,
/// permutations and, because no function of the platform is used, normal and exponential variates are the same everywhere.
///
/// ## Validated against
/// NumPy's `Philox` and the known answers of Random123.
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
    /// What the numbers are for; different purposes of one seed are unrelated streams.
    public struct Purpose: Sendable, Hashable, ExpressibleByStringLiteral {
        /// The word of the key.
        public let word: UInt64

        /// The purpose of the given name, by the 64-bit FNV-1a hash of its UTF-8 bytes.
        public init(_ name: String) {
            word = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }

        /// The purpose of the given name.
        public init(stringLiteral name: String) { self.init(name) }
    }

    private let philox: Philox
    /// The counter of the next block.
    private var counter: Philox.Block
    private var block = Philox.Block()
    /// How many numbers of the block have been given out.
    private var used = 4

    /// The stream of an address, at its start.
    public init(seed: UInt64, purpose: Purpose, replicate: UInt64 = 0, subject: UInt64 = 0) {
        self.init(key: [seed, purpose.word], counter: [0, subject, replicate, 0])
    }

    package init(key: SIMD2<UInt64>, counter: SIMD4<UInt64>) {
        philox = Philox(key: key)
        self.counter = counter
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        if used == 4 {
            block = philox.block(at: counter)
            counter[0] &+= 1
            used = 0
        }
        defer { used += 1 }
        return block[used]
    }
}
