package org.offhook.testkit.mail;

import java.util.List;

/// An e-mail as a server took it.
///
/// @param commands what was said before it, so also the envelope
/// @param lines    header and body, without the dots of SMTP
public record Mail(List<String> commands, List<String> lines) {

    /// The value of a header field on one line; empty when it is not there.
    public String header(String name) {
        return lines.subList(0, Math.max(0, lines.indexOf(""))).stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// The body as it was sent, in its transfer encoding.
    public String body() {
        return String.join("\n", lines.subList(lines.indexOf("") + 1, lines.size()));
    }
}
