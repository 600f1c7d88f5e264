package org.offhook.core.domains;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;

/// What is known of whether a name belongs to a domain. It is kept among the values of the domain, under keys that no
/// form can write.
///
/// @param name    the name that was looked at last; another one than the domain's proves nothing
/// @param by      what proved it: `dns` or `file`; null: nothing does
/// @param since   when it was proved, or null
/// @param failing since when the proof is missing again, or null
/// @param checked when it was looked for last, or null
/// @param why     what was found instead when it was looked for last, or null
public record Proof(
        String name,
        @Nullable String by,
        @Nullable Instant since,
        @Nullable Instant failing,
        @Nullable Instant checked,
        @Nullable String why) {

    private static final String NAME = "proof/name";
    private static final String BY = "proof/by";
    private static final String SINCE = "proof/since";
    private static final String FAILING = "proof/failing";
    private static final String CHECKED = "proof/checked";
    private static final String WHY = "proof/why";

    /// What stands in a TXT record of [#record], or as a line of the file.
    public static String text(Sid domain) {
        return "offhook-domain=" + domain;
    }

    /// The name whose TXT records are asked for.
    public static String record(String domain) {
        return "_offhook." + domain;
    }

    /// Of a domain as it is kept.
    public static Proof of(Asset domain) {
        String name = String.valueOf(domain.value("domain_name")).toLowerCase(Locale.ROOT);
        return name.equals(domain.value(NAME))
                ? new Proof(
                        name,
                        domain.value(BY),
                        time(domain.value(SINCE)),
                        time(domain.value(FAILING)),
                        time(domain.value(CHECKED)),
                        domain.value(WHY))
                : new Proof(name, null, null, null, null, null);
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    public boolean holds() {
        return by != null;
    }

    /// It was found.
    public Proof found(String where, Instant now) {
        return new Proof(name, where, since == null ? now : since, null, now, null);
    }

    /// It was not found, and counts on for a while when it was found before.
    public Proof missed(String reason, Instant now, Duration grace) {
        Instant first = failing == null ? now : failing;
        boolean lost = by == null || !now.isBefore(first.plus(grace));
        return lost ? new Proof(name, null, null, null, now, reason) : new Proof(name, by, since, first, now, reason);
    }

    /// The values of a domain with this instead of what was known before.
    public Map<String, String> in(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(values);
        all.keySet().removeIf(key -> key.startsWith("proof/"));
        all.put(NAME, name);
        put(all, BY, by);
        put(all, SINCE, since);
        put(all, FAILING, failing);
        put(all, CHECKED, checked);
        put(all, WHY, why);
        return all;
    }

    private static void put(Map<String, String> all, String key, @Nullable Object value) {
        if (value != null) {
            all.put(key, value.toString());
        }
    }
}
