package org.offhook.protocols.sip.overload;

import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.Via;

/// How much less a server wants for a while.
///
/// @param loss     of a hundred requests, how many are not to be sent; 0 to 100
/// @param validity milliseconds for which that holds; 0 ends it
/// @param sequence later ones replace earlier ones; thousandths of what `oc-seq` says
public record Reduction(int loss, long validity, long sequence) {

    private static final String OFFER = "oc";
    private static final String ALGORITHM = "oc-algo";
    private static final String VALIDITY = "oc-validity";
    private static final String SEQUENCE = "oc-seq";
    private static final String LOSS = "loss";
    /// RFC 7339 §4.3.
    private static final long USUAL = 500;
    private static final int MOST = 100;
    private static final int THOUSAND = 1000;

    /// The Via of a request whose sender understands this (§4.1, §4.2).
    public static Via offering(Via via) {
        return with(via, via.params().with(OFFER, null).with(ALGORITHM, LOSS));
    }

    /// Whether the sender of a request with this Via understands this: it offers, and knows our algorithm.
    public static boolean isOffered(Via via) {
        if (!via.params().has(OFFER) || via.params().get(OFFER) != null) {
            return false;
        }
        String algorithms = via.params().get(ALGORITHM);
        if (algorithms == null) {
            return true;
        }
        for (String algorithm : algorithms.split(",", -1)) {
            if (algorithm.strip().equalsIgnoreCase(LOSS)) {
                return true;
            }
        }
        return false;
    }

    /// The Via of a response that says this, from that of its request.
    public Via in(Via via) {
        String seconds = sequence / THOUSAND + "."
                + Long.toString(THOUSAND + sequence % THOUSAND).substring(1);
        return with(
                via,
                via.params()
                        .with(OFFER, Integer.toString(loss))
                        .with(ALGORITHM, LOSS)
                        .with(VALIDITY, Long.toString(validity))
                        .with(SEQUENCE, seconds));
    }

    /// What the Via of a response says; null when it says nothing, or nothing that can be followed.
    public static @Nullable Reduction of(Via via) {
        String loss = via.params().get(OFFER);
        if (loss == null) {
            return null;
        }
        String algorithm = via.params().get(ALGORITHM);
        long percent = number(loss, MOST);
        String lasting = via.params().get(VALIDITY);
        long validity = lasting == null ? USUAL : number(lasting, Integer.MAX_VALUE);
        long sequence = sequence(via.params().get(SEQUENCE));
        boolean known = algorithm == null || algorithm.strip().equalsIgnoreCase(LOSS);
        return known && percent >= 0 && validity >= 0 && sequence >= 0
                ? new Reduction((int) percent, validity, sequence)
                : null;
    }

    /// `1282321615.782` as thousandths; -1 when it is none.
    private static long sequence(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        int dot = text.indexOf('.');
        long whole = number(dot < 0 ? text : text.substring(0, dot), Long.MAX_VALUE / THOUSAND - 1);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        long part = number((fraction + "000").substring(0, 3), THOUSAND - 1);
        return whole < 0 || part < 0 || fraction.length() > 9 ? -1 : whole * THOUSAND + part;
    }

    /// A number of up to 15 digits; -1 when it is none or more than `most`.
    private static long number(String digits, long most) {
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        long value = Long.parseLong(digits);
        return value > most ? -1 : value;
    }

    private static Via with(Via via, Params params) {
        return new Via(via.transport(), via.host(), via.port(), params);
    }
}
