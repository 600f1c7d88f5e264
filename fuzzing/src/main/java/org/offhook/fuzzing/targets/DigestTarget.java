package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.Credentials;
import org.offhook.protocols.sip.digest.Nonces;

/// Digest challenges and credentials: what is read is written and read as the same, and no made-up nonce is
/// fresh.
public final class DigestTarget implements Target {

    private static final byte[] KEY = "sixteen bytes or more".getBytes(StandardCharsets.UTF_8);

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public void check(byte[] input) {
        // Folds were taken out of the fields before.
        String text = new String(input, StandardCharsets.UTF_8).replaceAll("[\r\n]", " ");
        Challenge challenge = Challenge.parse(text);
        if (challenge != null) {
            Promise.same(challenge, Challenge.parse(challenge.toString()));
        }
        Credentials credentials = Credentials.parse(text);
        if (credentials != null) {
            Promise.same(credentials, Credentials.parse(credentials.fieldValue()));
            Promise.holds(credentials.count() >= 0 && credentials.count() < 1L << 32, "a count has 32 bits");
        }
        Nonces nonces = new Nonces(KEY, Duration.ofMinutes(5), 16);
        for (String nonce : credentials == null ? List.of(text) : List.of(text, credentials.nonce())) {
            Promise.holds(!nonces.isFresh(nonce, "192.0.2.1", 0), "a nonce that was not made here is not fresh");
        }
    }
}
