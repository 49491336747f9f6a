/// The rectangle between the axes, and where times and survival lie in it.
struct PlotFrame: Sendable {
    let box: Box
    let time: TimeAxis
    let survival: LinearScale

    /// Air above 100 % and below 0, so that no curve hides behind the frame.
    static let air = 3.0

    init(box: Box, time: TimeAxis) {
        self.box = box
        self.time = time
        survival = LinearScale(domain: 0...1, start: box.bottom - Self.air, end: box.top + Self.air)
    }

    func point(_ time: Double, _ survival: Double) -> Point {
        Point(x: self.time.scale.position(of: time), y: self.survival.position(of: survival))
    }

    func moved(down distance: Double) -> PlotFrame {
        PlotFrame(box: box.moved(down: distance), time: time)
    }
}
