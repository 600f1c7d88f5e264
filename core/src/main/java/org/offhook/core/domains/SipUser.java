package org.offhook.core.domains;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// A user of a credential list. Of its password only what digest needs is kept: the hash over name, realm and
/// password, by each algorithm.
///
/// @param list        the credential list
/// @param receiveOnly whether it may be called only
/// @param allowed     beginnings of what it may call; empty for everything
/// @param secure      whether it comes only where nobody on the way can read, and its sound is encrypted
public record SipUser(
        Sid list,
        String name,
        Map<DigestAlgorithm, String> secrets,
        boolean receiveOnly,
        List<String> allowed,
        boolean secure) {

    private static final String RECEIVE_ONLY = "receive_only";
    private static final String SECURE = "secure";
    private static final String ALLOWED = "allowed_destinations";

    /// The realm of all users of an account, in its domains and trunks: its Sid.
    public static String realm(Sid account) {
        return account.value();
    }

    /// The field of an asset that holds the secret.
    public static String field(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> "ha1_md5";
            case SHA_256 -> "ha1_sha256";
        };
    }

    static @Nullable SipUser of(Asset asset) {
        Sid list = asset.parent();
        String name = asset.value("username");
        if (list == null || name == null) {
            return null;
        }
        Map<DigestAlgorithm, String> secrets = new EnumMap<>(DigestAlgorithm.class);
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            String secret = asset.value(field(algorithm));
            if (secret != null) {
                secrets.put(algorithm, secret);
            }
        }
        String allowed = asset.value(ALLOWED);
        return new SipUser(
                list,
                name,
                Map.copyOf(secrets),
                asset.flag(RECEIVE_ONLY),
                allowed == null ? List.of() : beginnings(allowed),
                asset.flag(SECURE));
    }

    /// What a list of beginnings names, between commas or spaces.
    static List<String> beginnings(String text) {
        return Stream.of(text.split("[,\\s]+")).filter(one -> !one.isEmpty()).toList();
    }

    /// Whether it may call this.
    ///
    /// @param called the user part of the Request-URI, without escapes
    public boolean mayCall(String called) {
        return !receiveOnly && (allowed.isEmpty() || allowed.stream().anyMatch(called::startsWith));
    }

    /// Without what a log must not have.
    @Override
    public String toString() {
        return "SipUser[" + name + " of " + list + "]";
    }
}
