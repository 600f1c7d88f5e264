package org.offhook.protocols.sdp;

import java.util.List;
import java.util.Optional;

/// By what the connectivity checks for one side are known (RFC 8839 §5.4). Whoever has them may choose where the
/// sound goes, so they are for the description alone.
///
/// @param fragment of the user name, 4–256 characters
/// @param password 22–256 characters
public record IceCredentials(String fragment, String password) {

    private static final String FRAGMENT = "ice-ufrag";
    private static final String PASSWORD = "ice-pwd";

    /// Those of a stream: its own, else the session's.
    static Optional<IceCredentials> of(SessionDescription description, MediaSection section) {
        Optional<String> fragment =
                section.attribute(FRAGMENT).or(() -> Attributes.value(description.attributes(), FRAGMENT));
        Optional<String> password =
                section.attribute(PASSWORD).or(() -> Attributes.value(description.attributes(), PASSWORD));
        if (fragment.filter(text -> text.matches("[A-Za-z0-9+/]{4,256}")).isEmpty()
                || password.filter(text -> text.matches("[A-Za-z0-9+/]{22,256}"))
                        .isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new IceCredentials(fragment.get(), password.get()));
    }

    /// Those of the first stream of sound.
    public static Optional<IceCredentials> of(SessionDescription description) {
        return description.media().stream()
                .filter(section -> section.kind().equals("audio"))
                .findFirst()
                .flatMap(section -> of(description, section));
    }

    List<Attribute> attributes() {
        return List.of(new Attribute(FRAGMENT, fragment), new Attribute(PASSWORD, password));
    }

    @Override
    public String toString() {
        return "IceCredentials[" + fragment + "]";
    }
}
