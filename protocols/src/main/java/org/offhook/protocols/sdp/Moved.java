package org.offhook.protocols.sdp;

import java.util.ArrayList;
import java.util.List;

/// A description of ours for somebody who reaches us by another address.
public final class Moved {

    private static final String CANDIDATE = "a=candidate:";
    private static final String NOWHERE = "0.0.0.0";

    /// Where the words of a line name the address: `o=` RFC 8866 §5.2, `c=` §5.7, a candidate RFC 8839 §5.1.
    private static final int ORIGIN = 5;

    private static final int CONNECTION = 2;
    private static final int CANDIDATE_ADDRESS = 4;

    private Moved() {}

    /// @param host an IP literal without brackets, which takes the place of our address in every line that names it
    public static String to(String host, String sdp) {
        List<String> lines = new ArrayList<>();
        for (String line : sdp.split("\r\n", -1)) {
            if (line.startsWith("o=")) {
                lines.add(with(line, ORIGIN, host, true));
            } else if (line.startsWith("c=")) {
                lines.add(with(line, CONNECTION, host, true));
            } else if (line.startsWith(CANDIDATE)) {
                lines.add(with(line, CANDIDATE_ADDRESS, host, false));
            } else {
                lines.add(line);
            }
        }
        return String.join("\r\n", lines);
    }

    /// @param typed whether the word before the address says of which family it is
    private static String with(String line, int index, String host, boolean typed) {
        String[] words = line.split(" ", -1);
        if (words.length <= index || words[index].equals(NOWHERE)) {
            return line;
        }
        words[index] = host;
        if (typed) {
            words[index - 1] = host.indexOf(':') < 0 ? "IP4" : "IP6";
        }
        return String.join(" ", words);
    }
}
