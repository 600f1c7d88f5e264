package org.offhook.protocols.sip.text;

/// Shared instances of the parameter names that nearly every message carries, so that reading them makes no
/// garbage.
final class CommonNames {

    private static final String[] NAMES = {
        "branch",
        "tag",
        "rport",
        "received",
        "lr",
        "transport",
        "expires",
        "q",
        "user",
        "ob",
        "realm",
        "nonce",
        "uri",
        "response",
        "algorithm",
        "qop",
        "nc",
        "cnonce",
        "username",
        "opaque",
        "stale",
        "maddr",
        "ttl",
        "alias"
    };

    /// Names by first letter.
    private static final String[][] BY_LETTER = new String[128][];

    static {
        for (int letter = 'a'; letter <= 'z'; letter++) {
            char first = (char) letter;
            BY_LETTER[letter] = java.util.Arrays.stream(NAMES)
                    .filter(name -> name.charAt(0) == first)
                    .toArray(String[]::new);
        }
    }

    private CommonNames() {}

    static String name(String text, int from, int to) {
        char first = text.charAt(from);
        String[] candidates = first < 128 ? BY_LETTER[first] : null;
        if (candidates != null) {
            for (String candidate : candidates) {
                if (candidate.length() == to - from && text.startsWith(candidate, from)) {
                    return candidate;
                }
            }
        }
        return text.substring(from, to);
    }
}
