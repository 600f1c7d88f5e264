package org.offhook.testkit.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One line per event. Lines are made only when somebody reads them, and hashed as they go by: equal hashes are
/// equal runs.
public final class Trace {

    private static final Trace OFF = new Trace(null, null);

    private final @Nullable Appendable out;
    private final @Nullable MessageDigest digest;

    private Trace(@Nullable Appendable out, @Nullable MessageDigest digest) {
        this.out = out;
        this.digest = digest;
    }

    /// Nobody reads.
    public static Trace off() {
        return OFF;
    }

    /// Only the hash is wanted.
    public static Trace hashed() {
        return new Trace(null, sha256());
    }

    /// Every line goes to `out`.
    public static Trace to(Appendable out) {
        return new Trace(out, sha256());
    }

    /// Whether lines are worth making.
    public boolean on() {
        return digest != null;
    }

    /// @param nanos since the beginning of the run
    public void line(long nanos, String text) {
        if (digest == null) {
            return;
        }
        String line = time(nanos) + " " + text + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        if (out != null) {
            try {
                out.append(line);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /// The hash of all lines so far, in hexadecimal; empty when the trace is off.
    public String hash() {
        if (digest == null) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// `h:mm:ss.micros`.
    static String time(long nanos) {
        long micros = nanos / 1000;
        long seconds = micros / 1_000_000;
        StringBuilder text = new StringBuilder(16);
        text.append(seconds / 3600).append(':');
        pad(text, seconds / 60 % 60, 2).append(':');
        pad(text, seconds % 60, 2).append('.');
        return pad(text, micros % 1_000_000, 6).toString();
    }

    private static StringBuilder pad(StringBuilder text, long value, int width) {
        String digits = Long.toString(value);
        return text.repeat('0', width - digits.length()).append(digits);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
