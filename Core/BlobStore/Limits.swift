/// The bounds of the blobs.
public enum Limits {
    /// Bytes of one blob.
    public static let blobBytesMax = 256 << 20
}
