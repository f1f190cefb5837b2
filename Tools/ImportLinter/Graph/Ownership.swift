/// Tells from a target's folder and name whom it belongs to.
enum Ownership {
    /// Owner and part where the package has the shape of this repository.
    static func of(_ target: TargetModel, path: String) -> (owner: String, part: Part?)? {
        let folders = path.split(separator: "/").map(String.init)
        switch folders.first {
        case "Core", "Tools": return (folders[0], nil)
        case "Products" where folders.count >= 3:
            return (folders[1], Part(rawValue: folders[2]))
        case "Tests" where folders.count >= 2: return ofTests(target.name)
        default: return nil
        }
    }

    private static func ofTests(_ name: String) -> (owner: String, part: Part?) {
        guard name.hasSuffix("Tests") else { return ("Core", nil) }
        return (String(name.dropLast(5)), .tests)
    }
}
