package org.offhook.protocols.twiml;

/// How much a document may be.
///
/// @param bytes      of the whole document (contract §22: 64 kB)
/// @param depth      of nested elements, the root counted
/// @param elements   in the whole document
/// @param attributes of one element
public record DocumentLimits(int bytes, int depth, int elements, int attributes) {

    public static final DocumentLimits STANDARD = new DocumentLimits(64 * 1024, 24, 4_000, 64);
}
