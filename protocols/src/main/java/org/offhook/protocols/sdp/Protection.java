package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;

/// How one side protects its stream.
///
/// @param ours what it can encrypt with, each with a key of its own, in order of preference; empty: nothing is
///             encrypted, and who wants it to be is refused
/// @param must whether a stream that is not encrypted is refused
public record Protection(List<CryptoLine> ours, boolean must) {

    public static final Protection NONE = new Protection(List.of(), false);

    public Protection {
        ours = List.copyOf(ours);
        if (must && ours.isEmpty()) {
            throw new IllegalArgumentException("nothing to encrypt with");
        }
    }

    /// What both encrypt with.
    ///
    /// @param ours   our line, with the tag of theirs
    /// @param theirs the line that was taken
    public record Agreed(CryptoLine ours, CryptoLine theirs) {}

    /// The first line of an offer, or the line of an answer, that we can follow.
    ///
    /// @param answer whether it must have the tag and suite of a line of ours
    Optional<Agreed> with(MediaSection section, boolean answer) {
        for (Attribute attribute : section.attributes()) {
            Optional<CryptoLine> line =
                    attribute.name().equals(CryptoLine.NAME) ? CryptoLine.parse(attribute.value()) : Optional.empty();
            for (CryptoLine own : ours) {
                if (line.isPresent()
                        && own.suite() == line.get().suite()
                        && (!answer || own.tag() == line.get().tag())) {
                    return Optional.of(new Agreed(own.withTag(line.get().tag()), line.get()));
                }
            }
        }
        return Optional.empty();
    }
}
