package org.offhook.core.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The proof that a request comes from the platform (contract §4): HMAC-SHA1 with the account's token over the
/// URL as requested and, for a form, every name and value, sorted by name. A name that stands several times
/// contributes each different value once, sorted.
public final class Signature {

    public static final String HEADER = "X-Twilio-Signature";

    private static final String ALGORITHM = "HmacSHA1";

    private Signature() {}

    /// @param url  without fragment and user info
    /// @param form the body's parameters; none for a GET
    public static String sign(String token, String url, Parameters form) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed(url, form).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /// The text that is signed.
    ///
    /// @param url  without fragment and user info
    /// @param form the body's parameters; none for a GET
    public static String signed(String url, Parameters form) {
        Map<String, TreeSet<String>> sorted = new TreeMap<>();
        for (Parameters.Parameter parameter : form.list()) {
            sorted.computeIfAbsent(parameter.name(), name -> new TreeSet<>()).add(parameter.value());
        }
        StringBuilder signed = new StringBuilder(url);
        sorted.forEach(
                (name, values) -> values.forEach(value -> signed.append(name).append(value)));
        return signed.toString();
    }
}
