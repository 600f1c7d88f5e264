package org.offhook.core.calls.leg;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.offhook.core.signalling.SipLeg;

/// Tells a far end in words what it is about to hear: an INFO of the package `captions` (RFC 6086) with the
/// text of each prompt, for test phones and for people who cannot hear. Sent only to a far end that named the
/// package in `Recv-Info`; nobody else notices.
final class Captions {

    static final String PACKAGE = "captions";

    /// Characters of one caption, so that the INFO fits into a datagram (RFC 3261 §18.1.1: 1,300 bytes).
    private static final int LONGEST = 250;

    private static final String TYPE = "text/plain;charset=utf-8";
    private static final SequencedMap<String, String> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put("Info-Package", PACKAGE);
        HEADERS.put("Content-Disposition", "Info-Package");
    }

    private SipLeg sip;
    private boolean wanted;

    Captions(SipLeg sip) {
        this.sip = sip;
    }

    /// Another dialog takes the place of this one; whether it takes captions is not known.
    void moved(SipLeg to) {
        sip = to;
        wanted = false;
    }

    /// Looks whether the far end takes captions.
    ///
    /// @param headers of its INVITE, or of its answer to ours
    void agree(Map<String, List<String>> headers) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase("Recv-Info")) {
                wanted = header.getValue().stream().anyMatch(Captions::names);
            }
        }
    }

    /// How a sound file is named to a far end: `[welcome.mp3]`. The rest of its URL is nobody's business there;
    /// it may hold a password or a signature.
    static String file(String url) {
        String path = url.split("[?#]", 2)[0];
        int authority = path.indexOf("://");
        String rest = authority < 0 ? path : path.substring(authority + 3);
        int slash = rest.lastIndexOf('/');
        String name = slash < 0 && authority >= 0 ? "" : rest.substring(slash + 1);
        return name.isEmpty() ? "[sound]" : "[" + name + "]";
    }

    void say(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (wanted && !line.isEmpty()) {
            sip.info(TYPE, cut(line), HEADERS);
        }
    }

    private static boolean names(String packages) {
        for (String name : packages.split(",")) {
            String token = name.split(";", 2)[0].strip();
            if (token.toLowerCase(Locale.ROOT).equals(PACKAGE)) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
