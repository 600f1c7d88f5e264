package org.offhook.core.webhooks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.webhooks.Parameters.Parameter;

/// What an account keeps from others: parameters it lists as sensitive are encrypted before they are signed and
/// leave (CALL-3), and keys that callers press are masked in what is written down.
///
/// An encrypted value is `enc:` and, in base64url without padding, 12 bytes of nonce, the ciphertext and 16
/// bytes of tag: AES-256-GCM with the parameter's name as associated data. The key is HMAC-SHA256 of
/// [#PURPOSE] with the account's token as its key. The nonce is taken from a MAC over the request's token, the
/// name and the value, so no random source is needed and none can repeat itself.
final class Confidential {

    static final String PREFIX = "enc:";
    static final String PURPOSE = "offhook sensitive parameters";

    private static final String KEYS = "Digits";
    private static final String MAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private Confidential() {}

    /// The parameters as they may leave.
    ///
    /// @param token of the logical request
    static Parameters sealed(Account account, Parameters parameters, String token) {
        List<String> sensitive = account.settings().sensitive();
        if (sensitive.isEmpty()) {
            return parameters;
        }
        byte[] key = mac(bytes(account.authToken()), PURPOSE);
        return new Parameters(parameters.list().stream()
                .map(one -> sensitive.contains(one.name()) && !one.value().isEmpty() ? sealed(key, one, token) : one)
                .toList());
    }

    /// The parameters as they may be written down.
    static Parameters shown(Account account, Parameters parameters) {
        AccountSettings settings = account.settings();
        return !settings.maskKeys()
                ? parameters
                : new Parameters(parameters.list().stream()
                        .map(one -> one.name().equals(KEYS) ? new Parameter(KEYS, settings.shown(one.value())) : one)
                        .toList());
    }

    /// A URL as it may be written down: what parameters put into its query is masked as they are.
    static String shown(Account account, String url) {
        return account.settings().maskKeys() ? url.replaceAll("(?<=[?&]" + KEYS + "=)[^&#]*", "***") : url;
    }

    /// Whether a template would put into a URL what must not be written down.
    static boolean hides(Account account, String template) {
        Set<String> hidden = new TreeSet<>(account.settings().sensitive());
        if (account.settings().maskKeys()) {
            hidden.add(KEYS);
        }
        return hidden.stream().anyMatch(name -> template.matches(".*\\{[^}]*\\b" + name + "\\b[^}]*}.*"));
    }

    private static Parameter sealed(byte[] key, Parameter parameter, String token) {
        byte[] nonce = Arrays.copyOf(
                mac(key, Stream.of(token, parameter.name(), parameter.value()).toArray(String[]::new)), NONCE);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bytes(parameter.name()));
            byte[] text = cipher.doFinal(bytes(parameter.value()));
            byte[] all = ByteBuffer.allocate(NONCE + text.length)
                    .put(nonce)
                    .put(text)
                    .array();
            return new Parameter(
                    parameter.name(),
                    PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    private static byte[] mac(byte[] key, String... texts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            for (int i = 0; i < texts.length; i++) {
                if (i > 0) {
                    mac.update((byte) 0);
                }
                mac.update(bytes(texts[i]));
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + MAC, impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
