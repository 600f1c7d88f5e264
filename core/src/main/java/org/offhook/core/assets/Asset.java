package org.offhook.core.assets;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.web.Hook;

/// Something that an account has set up.
///
/// @param parent what it is part of (the list of a credential, the message of a feedback), or null
/// @param values by the name of the field, as the API shows it (`voice_url`); a field that is not set is missing
public record Asset(
        Sid sid, Sid account, @Nullable Sid parent, Map<String, String> values, Instant created, Instant updated)
        implements Entity {

    public Asset {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public @Nullable String value(String field) {
        return values.get(field);
    }

    public boolean flag(String field) {
        return "true".equals(values.get(field));
    }

    /// A URL of the application with its method.
    public @Nullable Hook hook(String url, String method) {
        return Hook.of(values.get(url), values.get(method));
    }

    /// The same with other values.
    public Asset with(Map<String, String> others, Instant now) {
        return new Asset(sid, account, parent, others, created, now);
    }

    /// Values may be secret.
    @Override
    public String toString() {
        return "Asset[" + sid + "]";
    }
}
