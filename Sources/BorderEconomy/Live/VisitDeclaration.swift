/// What a haulier says of a vehicle before it comes.
package struct VisitDeclaration: Hashable, Sendable {
    package var plateDigest: PlateDigest
    package var plateEnding: PlateEnding
    package var direction: GateLane.Direction
    package var goodsClass: GoodsClass
    /// Whether the load must be kept cold.
    package var refrigerated: Bool
    /// The load in kilograms; nil when it was not said.
    package var weightKilograms: Int32?
    /// The clearance point of the gate that it makes for; nil when it was not said.
    package var clearancePoint: Identifier<BorderGate>?
    /// Played, not real.
    package var simulated: Bool

    package init(
        plateDigest: PlateDigest, plateEnding: PlateEnding, direction: GateLane.Direction, goodsClass: GoodsClass,
        refrigerated: Bool = false, weightKilograms: Int32? = nil, clearancePoint: Identifier<BorderGate>? = nil,
        simulated: Bool = false
    ) {
        self.plateDigest = plateDigest
        self.plateEnding = plateEnding
        self.direction = direction
        self.goodsClass = goodsClass
        self.refrigerated = refrigerated
        self.weightKilograms = weightKilograms
        self.clearancePoint = clearancePoint
        self.simulated = simulated
    }

    /// The heaviest load that is believed, in kilograms: special transports reach some hundred tonnes.
    package static let heaviest: Int32 = 500_000

    /// What is wrong with the declaration in itself, each with the member it concerns.
    package func faults() -> [MemberFault] {
        var faults: [MemberFault] = []
        if let weightKilograms, !(0...Self.heaviest).contains(weightKilograms) {
            faults.append(
                MemberFault(
                    "/weight", "a load weighs between 0 and \(Self.heaviest) kilograms",
                    remedy: "look whether the unit is right"))
        }
        if goodsClass == .empty {
            if refrigerated {
                faults.append(
                    MemberFault(
                        "/refrigerated", "an empty vehicle keeps no load cold",
                        remedy: "leave it out, or say what goods it has"))
            }
            if let weightKilograms, weightKilograms > 0 {
                faults.append(
                    MemberFault(
                        "/weight", "an empty vehicle has no load", remedy: "leave it out, or say what goods it has"))
            }
        }
        return faults
    }
}
